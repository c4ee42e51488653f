"""What holds of every rule: its manual, its cases, its words, and hostile input."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.check.linter import UNREAD, check_content, check_entry, find_rules
from plugins.check.manual import write_chapter, write_manual
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import read_article, read_page
from plugins.reading.content_folder import ContentFolder
from plugins.reading.sanitizer import sanitize
from plugins.reading.schema import ARTICLE_KEYS
from tests.case_runner import CASES, REGISTRY, REPORT, check_case, list_cases
from tests.hostile_markdown import PIECES
from tests.support import ROOT, TODAY

RULES = {rule.RULE: rule for rule in find_rules()}
SURVEY = Survey(ContentFolder(REGISTRY), TODAY)
PATH = "articles/dongtou/2026/2026-03-21-hai-bian.md"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_is_named_after_its_file(rule: ModuleType) -> None:
    """The id in a message leads to the file."""
    assert rule.__name__.rpartition(".")[2] == rule.RULE.replace("-", "_")


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_rule_has_a_manual_that_says_what_passes_and_what_does_not(rule: ModuleType) -> None:
    """A liaison can read why, what is let through, and what is reported."""
    lines = (rule.__doc__ or "").split("\n")

    assert re.match(r"^\w+：.+。$", lines[0]), lines[0]
    assert any(line.startswith("会放行：") for line in lines)
    assert any(line.startswith(("会报告：", "会提醒：")) for line in lines)
    assert not any(line.endswith(("!", "！")) for line in lines)


def test_manual_is_the_rules_own() -> None:
    """Renew it with ``invoke rules``."""
    kept = (ROOT / "docs" / "rules.md").read_text("utf-8")

    assert write_manual() == kept
    assert all(write_chapter(rule) in kept for rule in RULES.values())


def test_every_rule_has_a_case() -> None:
    """Each rule speaks in at least one of the kept reports, and only rules do."""
    named = set()
    for name in list_cases():
        report = (CASES / name / REPORT).read_text("utf-8")
        named |= set(re.findall(r"^  (?:第 \d+ 行|整个文件)  (?:要改|提醒)  (\S+)$", report, re.M))

    assert set(RULES) == named


def test_good_cases_stay_silent() -> None:
    """A case called good gets no report at all."""
    good = [name for name in list_cases() if name.startswith("good-")]

    assert len(good) >= 20
    for name in good:
        assert "没有发现问题" in (CASES / name / REPORT).read_text("utf-8"), name


def test_other_cases_are_spoken_of(tmp_path: Path) -> None:
    """Each problem is complete, in calm words, without a final full stop."""
    for name in list_cases():
        report = check_case(name, tmp_path / name)

        assert name.startswith("good-") or report.problems, name
        for problem in report.problems:
            assert_well_said(problem)


def assert_well_said(problem: Problem) -> None:
    for text in (problem.seen, problem.wanted, problem.fix):
        assert text.strip() == text != "", problem
        assert text[-1] not in "。.!！", problem
        assert "\n" not in text, problem


def test_sample_content_has_no_problems() -> None:
    """What the repository ships with passes its own check."""
    report = check_content(Survey(ContentFolder(ROOT / "content"), TODAY))

    assert () == report.problems


def test_check_of_one_folder_speaks_of_nothing_else(tmp_path: Path) -> None:
    """Problems of other files stay out of a report on one of them."""
    check_case("unknown-unit-folder", tmp_path / "content")
    survey = Survey(ContentFolder(tmp_path / "content"), TODAY)

    report = check_content(survey, ["articles/dontou"])

    assert {"articles/dontou/2026/2026-03-21-hai-bian.md"} == {p.path for p in report.problems}
    assert 1 == report.files


def test_text_left_out_without_a_reason_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's own safeguard speaks where no rule does: here there are none."""
    entry = read_article(PATH, b"---\n---\n", SURVEY.registry, lambda path: None)
    monkeypatch.setattr("plugins.check.linter.find_rules", lambda: ())

    assert [UNREAD] == [problem.rule for problem in check_entry(entry, SURVEY)]


_WORDS = st.sampled_from(
    [
        *PIECES.values(),
        *(
            "---\n",
            "\n",
            "\n\n",
            "：",
            ": ",
            "——\n",
            "# ",
            "## ",
            "**",
            "`",
            "```\n",
            "| a | b |\n",
        ),
        *("| --- | --- |\n", "- ", "1. ", "1、", "> ", "    ", "[a](b.md)", "![a](b.png)", "<b>"),
        *("3月21日（星期一）", "2026-02-30", "\ufeff", "\u200b", "\x00", "\x02", "\ufdd0", "\r"),
        *(f"{spelling}: " for key in ARTICLE_KEYS for spelling in key.spellings),
        *(
            "文明评论",
            "志愿服务",
            "是",
            "https://a.cn/",
            "javascript:",
            "#",
            "&",
            "*a",
            '"',
            "[^1]",
        ),
    ]
)
_TEXTS = st.one_of(st.lists(_WORDS, max_size=30).map("".join), st.text(max_size=200))
_HEADS = st.one_of(
    st.just("---\n标题: 海边\n栏目: 志愿服务\n供稿: 洞头区文明办\n---\n\n"),
    st.dictionaries(
        st.sampled_from([spelling for key in ARTICLE_KEYS for spelling in key.spellings]), _TEXTS
    ).map(lambda fields: "---\n" + "".join(f"{k}: {v}\n" for k, v in fields.items()) + "---\n"),
    st.just(""),
)
_FILES = st.one_of(
    st.tuples(_HEADS, _TEXTS).map(lambda parts: "".join(parts).encode("utf-8", "replace")),
    st.tuples(_HEADS, _TEXTS).map(lambda parts: "".join(parts).encode("gb18030", "replace")),
    st.binary(max_size=200),
)
_PATHS = st.one_of(
    st.just(PATH),
    st.sampled_from(
        [
            "articles/longgang/2018/2018-01-01-a.md",
            "articles/dongtou/2026/2026-02-30-a.md",
            "articles/dongtou/2099/2099-01-01-a.md",
            "articles/乐清/2026/2026-3-1 红绿灯.md",
            "articles/x.md",
        ]
    ),
    st.text(st.characters(exclude_characters="\x00", codec="utf-8"), min_size=1, max_size=40).map(
        lambda name: f"articles/dongtou/2026/{name}.md"
    ),
)


@settings(max_examples=300)
@given(path=_PATHS, data=_FILES)
def test_no_file_is_too_hostile_for_the_rules(path: str, data: bytes) -> None:
    """Nothing raises; what is not read is spoken of; what is said is well said."""
    entry = read_article(path, data, SURVEY.registry, lambda path: None)
    problems = check_entry(entry, SURVEY)

    assert UNREAD not in {problem.rule for problem in problems}
    assert entry.article or any(problem.level is Level.ERROR for problem in problems)
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in problems:
        assert 0 <= problem.line <= lines, problem
        assert_well_said(problem)
    if entry.body.body:
        assert sanitize(entry.body.body.html) == entry.body.body.html


@settings(max_examples=100)
@given(data=_FILES)
def test_no_page_is_too_hostile_for_the_rules(data: bytes) -> None:
    """Pages as well as articles."""
    entry = read_page("pages/about.md", data, lambda path: None)
    problems = check_entry(entry, SURVEY)

    assert UNREAD not in {problem.rule for problem in problems}
    assert entry.page or any(problem.level is Level.ERROR for problem in problems)


def test_the_same_check_twice_gives_the_same_report(tmp_path: Path) -> None:
    """Reports are in order of file and line, whatever the disk's order."""
    check_case("stray-files", tmp_path / "content")
    first, second = (
        check_content(Survey(ContentFolder(tmp_path / "content"), TODAY)) for _ in range(2)
    )

    assert first == second
    assert list(first.problems) == sorted(first.problems)


_PIECES = (
    "文字",
    "- 项",
    "1. 项",
    "| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |",
    "## 题",
    "",
    "> 引",
    "> - 引项",
    "***",
    "    - 下级",
)
_LEFT_OVER = re.compile(r"^(?:<[^>]*>)* *(?:- |1\. 项|\| 甲)", re.MULTILINE)
_SWALLOWED = re.compile(r"<td>(?:文字|- |1\.|#|&gt;|\*)")


@pytest.mark.parametrize("first", _PIECES)
def test_rules_and_parser_agree_on_lists_and_tables(first: str) -> None:
    """Marks the parser leaves in the text are reported; only then is a blank line asked for.

    Every three pieces of text below each other; what the parser makes of them
    is the measure.  Two kinds of lists side by side are reported even where the
    parser puts one into the other.
    """
    for second, third in product(_PIECES, repeat=2):
        text = "\n".join((first, second, third))
        data = f"---\n标题: 海边\n栏目: 志愿服务\n供稿: 洞头区文明办\n---\n{text}"
        entry = read_article(PATH, data.encode(), SURVEY.registry, lambda path: None)
        assert entry.body.body
        is_wrong = bool(
            _LEFT_OVER.search(entry.body.body.html) or _SWALLOWED.search(entry.body.body.html)
        )
        errors = [p for p in check_entry(entry, SURVEY) if p.level is Level.ERROR]
        # An empty text is wrong in another way.
        problems = [p for p in errors if p.rule != "body"]

        assert is_wrong <= bool(problems), text
        assert is_wrong or all("不是同一种" in p.seen for p in problems), text


def test_blank_line_where_told_makes_the_list(tmp_path: Path) -> None:
    """Doing what the report says is enough: line after line, until it is silent."""
    for name in list_cases():
        for path in (CASES / name).rglob("*.md"):
            assert_mended_by_blank_lines(path.read_bytes())


def assert_mended_by_blank_lines(data: bytes) -> None:
    lines = read_article(PATH, data, SURVEY.registry, lambda path: None).decoded.text.split("\n")
    for _ in range(len(lines)):
        text = "\n".join(lines)
        entry = read_article(PATH, text.encode(), SURVEY.registry, lambda path: None)
        found = list(RULES["blank-line"].check_entry(entry, SURVEY))
        if not found:
            return
        line = found[-1].line
        if "行首不空格" in found[-1].wanted:
            lines[line - 1] = lines[line - 1].lstrip()
        lines.insert(line - 1, ">" if "“>”" in found[-1].fix else "")
    raise AssertionError("\n".join(lines))
