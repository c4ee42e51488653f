"""Waivers: reminders that a text lets stand, and where they are still told of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from plugins.check.desk import ExitCode, run_check
from plugins.check.linter import Report, check_content, check_entry
from plugins.check.report import write_github, write_json, write_text
from plugins.check.survey import Survey
from plugins.check.verdict import pack_warnings, unpack_warnings
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry, read_article
from plugins.reading.content_folder import ContentFolder
from plugins.reading.memory import MemoryLost
from tests.case_runner import REGISTRY, check_case
from tests.support import TODAY

SURVEY = Survey(ContentFolder(REGISTRY), TODAY)
PATH = "articles/dongtou/2026/2026-03-21-hai-bian.md"
HEAD = "---\n标题: 海边\n栏目: 志愿服务\n供稿: 洞头区文明办\n---\n\n"
SKIPPED = "## 一节\n\n#### 跳级\n\n正文。\n"


def read(body: str) -> Entry:
    return read_article(PATH, f"{HEAD}{body}".encode(), SURVEY.registry, lambda path: None)


def rules_by_level(body: str) -> dict[Level, list[str]]:
    found = check_entry(read(body), SURVEY)
    levels = dict.fromkeys(problem.level for problem in found)
    return {level: [p.rule for p in found if p.level is level] for level in levels}


def html_of(body: str) -> str:
    reading = read(body).body.body
    return reading.html if reading else ""


def test_waived_reminder_is_none_any_more_and_stays_known() -> None:
    """The same text without the comment is reminded."""
    assert {Level.WARNING: ["heading"]} == rules_by_level(SKIPPED)
    assert {Level.WAIVED: ["heading"]} == rules_by_level(f"<!-- 放过: heading -->\n\n{SKIPPED}")


@pytest.mark.parametrize(
    "comment",
    [
        "<!--放过:heading-->",
        "<!-- 放过：heading -->",
        "<!-- 放过 heading -->",
        "<!-- 放过: heading，table -->",
        "<!-- 放过: table、heading -->",
        "<!-- 放过: table heading -->  ",
    ],
)
def test_waiver_is_read_however_its_marks_are_typed(comment: str) -> None:
    """Full-width marks and missing spaces are what an input method gives."""
    assert "heading" in rules_by_level(f"{comment}\n\n{SKIPPED}")[Level.WAIVED]


@pytest.mark.parametrize(
    "comment",
    [
        "文字 <!-- 放过: heading -->",
        "> <!-- 放过: heading -->",
        "- <!-- 放过: heading -->",
        "<!-- 放过: heading --> 文字",
        "<!-- 备注 放过: heading -->",
    ],
)
def test_comment_in_a_line_of_text_waives_nothing(comment: str) -> None:
    """It would stand on the page, so it is reported as any other HTML."""
    levels = rules_by_level(f"{comment}\n\n{SKIPPED}")

    assert {Level.ERROR: ["raw-html"], Level.WARNING: ["heading"]} == levels


@pytest.mark.parametrize("fence", ["```", "~~~"])
def test_waiver_shown_as_code_is_code(fence: str) -> None:
    """A text may explain how to waive."""
    body = f"{fence}\n<!-- 放过: heading -->\n{fence}\n\n{SKIPPED}"

    assert {Level.WARNING: ["heading"]} == rules_by_level(body)
    assert "&lt;!-- 放过: heading --&gt;" in html_of(body)


def test_waiver_does_not_show_on_the_page() -> None:
    """Nothing of it is left, in a paragraph's midst neither."""
    assert html_of(SKIPPED) == html_of(f"<!-- 放过: heading -->\n\n{SKIPPED}")
    assert "放过" not in html_of("上一行\n<!-- 放过: heading -->\n下一行\n")


def test_text_of_a_waiver_alone_is_empty() -> None:
    """A comment is no body."""
    assert "body" in rules_by_level("<!-- 放过: body -->\n")[Level.ERROR]


def test_error_is_not_waived() -> None:
    """It stops the build as before, and a reminder says that it can't be let pass."""
    levels = rules_by_level("<!-- 放过: raw-html -->\n\n<b>重点</b>\n")

    assert {Level.ERROR: ["raw-html"], Level.WARNING: ["waiver"]} == levels


def test_waiver_can_not_waive_itself() -> None:
    """What waives nothing is told of, however many names it holds."""
    found = rules_by_level("<!-- 放过: waiver、nothing -->\n\n正文。\n")

    assert {Level.WARNING: ["waiver", "waiver"]} == found


def test_text_full_of_waivers_is_told_so_twenty_times() -> None:
    """Looking for the nearest name must not make a text slow to check."""
    names = "、".join(f"heding{number}" for number in range(500))

    assert 20 == len(rules_by_level(f"<!-- 放过: {names} -->\n\n正文。\n")[Level.WARNING])


def test_report_lists_what_was_let_pass_and_counts_none_of_it(tmp_path: Path) -> None:
    """By file, rule and count at the end; the check passes."""
    outcome = run_check(_lay_waived(tmp_path), (), "text", TODAY)

    assert ExitCode.CLEAN == outcome.exit
    assert "放过了：\n" in outcome.text
    assert f"  {PATH}  chinese-copy  2 处\n" in outcome.text
    assert outcome.text.endswith("检查了 1 个文件，没有发现问题。\n")


def test_waived_reminders_are_notices_for_github_and_waived_for_programs(tmp_path: Path) -> None:
    """Three problems, none of them an error or a warning."""
    report = check_content(Survey(ContentFolder(_lay_waived(tmp_path)), TODAY))
    problems = json.loads(write_json(report))["problems"]

    assert ((), ()) == (report.errors, report.warnings)
    assert ["::notice"] * 3 == [
        line.partition(" ")[0] for line in write_github(report).splitlines()
    ]
    assert ["waived"] * 3 == [problem["level"] for problem in problems]


def test_text_report_of_both_tells_reminders_from_what_was_let_pass() -> None:
    """A reminder keeps its four lines, what was let pass has one."""
    told = Problem(PATH, 1, "table", "看到", "应为", "改法", Level.WARNING)
    passed = Problem(PATH, 2, "heading", "没看到", "应为", "改法", Level.WAIVED)
    text = write_text(_report(told, passed))

    assert 1 == text.count("看到：") and "没看到" not in text
    assert "1 处提醒" in text and f"  {PATH}  heading  1 处" in text


@pytest.mark.parametrize("level", [Level.WARNING, Level.WAIVED])
def test_level_is_remembered_with_a_warning(level: Level) -> None:
    """A text that is not read again tells what it told before."""
    problem = Problem(PATH, 1, "table", "看到", "应为", "改法", level)

    assert [problem] == unpack_warnings(PATH, pack_warnings([problem]))


@pytest.mark.parametrize("packed", ["[[1]]", "[[]]", "[1]", "7", '[[1,"a","b","c","d","bad"]]'])
def test_packed_warnings_that_are_none_are_refused(packed: str) -> None:
    """The memory is trusted for nothing."""
    with pytest.raises(MemoryLost):
        unpack_warnings(PATH, packed)


def _lay_waived(folder: Path) -> Path:
    check_case("good-waiver", folder / "content")
    return folder / "content"


def _report(*problems: Problem) -> Report:
    return Report(problems, 1)
