"""Days' lists: hostile ones, those of days to come, and what the memory keeps of the check."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from plugins.check.linter import UNREAD, check_content, check_entry
from plugins.check.survey import Survey
from plugins.model.problem import Level
from plugins.reading.article import read_repost_day
from plugins.reading.content_folder import ContentFolder
from plugins.reading.schema import REPOST_ITEM_KEYS, REPOST_KEYS
from tests.case_runner import REGISTRY, check_case
from tests.hostile_markdown import PIECES, fill_body
from tests.support import ROOT, TODAY
from tests.test_check_rules import assert_well_said

SURVEY = Survey(ContentFolder(REGISTRY), TODAY)
DAY = "reposts/2026-11-23.md"
LINK = "## 献花\n\n链接: https://example.com/a.html\n来源: 示例网\n级别: 省\n\n打开页面。\n\n"

_KEYS = [spelling for key in (*REPOST_KEYS, *REPOST_ITEM_KEYS) for spelling in key.spellings]
_WORDS = st.sampled_from(
    [
        *PIECES.values(),
        *(f"{key}: " for key in _KEYS),
        *("---\n", "\n", "\n\n", "：", "## ", "##", "＃＃ ", "#话题#", "#", "**", "- ", "文章: "),
        *("articles/dongtou/2026/2026-03-21-a.md", "dongtou/2026/03-21-a/", "https://a.cn/。"),
        *("https://wenming.example/dongtou/", "省", "县级", "次日", "下午6点", "18：00", "25:00"),
        *("9999-12-31", "0001-01-01", "11月22日", "a.png", "../a.png", "![a](b.png)", "[a](b.md)"),
        *("\u200b", "\x00", "\u202e", "٣:٠٠", "我", "已转发", "，", "、", "<b>", "\ufdd0"),
        LINK,
    ]
)
_TEXTS = st.one_of(st.lists(_WORDS, max_size=40).map("".join), st.text(max_size=200))
_PATHS = st.sampled_from(
    [DAY, "reposts/9999-12-31.md", "reposts/0001-01-01.md", "reposts/x.md", "reposts/2026/a.MD"]
)


@settings(max_examples=300)
@given(
    path=_PATHS,
    data=st.one_of(_TEXTS.map(lambda text: text.encode("utf-8", "replace")), st.binary()),
)
@example(path="reposts/9999-12-31.md", data=f"{LINK}截止: 次日".encode())
@example(path="reposts/9999-12-31.md", data="## 题\n截止: 次日\n\n文".encode())
@example(path=DAY, data=b"x")
def test_no_list_is_too_hostile_for_the_rules(path: str, data: bytes) -> None:
    """Nothing raises; a list that is not read is spoken of; what is said is well said."""
    entry = read_repost_day(path, data, lambda path: None)
    problems = check_entry(entry, SURVEY)

    assert UNREAD not in {problem.rule for problem in problems}
    assert entry.repost_day or any(problem.level is Level.ERROR for problem in problems)
    lines = data.count(b"\n") + data.count(b"\r") + 2
    for problem in problems:
        assert 0 <= problem.line <= lines, problem
        assert_well_said(problem)


@pytest.mark.parametrize("piece", ["## a" + " " * 150 + "x\n", "截止:" + " " * 150 + "x\n"])
def test_spaces_cost_a_list_no_time(piece: str) -> None:
    """A megabyte of lines that patterns could try to share out in every way."""
    begun = time.perf_counter()
    for text in (fill_body(piece), "## " + " " * 300_000 + "x", "## a" + " " * 300_000 + "x"):
        read_repost_day(DAY, text.encode(), lambda path: None)

    assert time.perf_counter() - begun < 5


def test_lists_of_other_days_are_compared_only_where_an_editor_can_still_choose(
    tmp_path: Path,
) -> None:
    """The day after, nobody is reminded of what has been passed on."""
    check_case("repost-chosen-last-week", tmp_path / "content")
    days = {
        day: {
            problem.path
            for problem in check_content(Survey(ContentFolder(tmp_path / "content"), day)).problems
        }
        for day in (date(2026, 11, 16), TODAY, date(2026, 11, 24), date(2026, 11, 25))
    }

    assert {"reposts/2026-11-23.md", "reposts/2026-11-24.md"} == days[TODAY]
    assert {"reposts/2026-11-24.md"} == days[date(2026, 11, 24)]
    assert set() == days[date(2026, 11, 25)]
    assert "reposts/2026-11-16.md" not in days[date(2026, 11, 16)] | days[TODAY]


def test_sample_days_lead_to_samples() -> None:
    """No day of the repository asks for anything to be passed on that is not marked a sample."""
    folder = ContentFolder(ROOT / "content")
    slips = folder.repost_slips()

    assert len(slips) >= 3
    for slip in slips:
        for item in slip.open().items:
            assert item.article and folder.open_article(item.article).is_sample, item
