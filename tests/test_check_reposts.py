"""Days' lists: hostile ones, those of days to come, and what the memory keeps of the check."""

from __future__ import annotations

from datetime import date
from itertools import combinations
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
from tests.hostile_markdown import PIECES
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
_VALUES = {
    "稿件": ("dongtou/2026/2026-03-21-a.md", "/dongtou/2026/03-21-a/", "海边", "https://a.cn/"),
    "链接": ("", "https://a.cn/a.html", "https://a.cn/b。", "a.cn/b", "https://a@b.cn/", "见附件"),
    "来源": ("", "示例网", "。", "示例" * 40),
    "级别": ("", "国家", "省", "市级", "县"),
    "话题": ("文明", "#文明# #出行#", "一、二、三、四", "文 明", "长" * 20),
    "开放": ("7:00", "次日", "11月22日", "2026-11-01", "早上", "下午6点半"),
    "截止": ("18:00", "次日 8点", "11月22日", "2026-11-22", "24:00", "下班前", "0:00"),
    "配图": ("a.png", "../a.png", "https://a.cn/a.png"),
    "配图说明": ("行人等绿灯", "图1", "长" * 130),
}
"""Values of an item's fields, right and wrong; an empty one leaves the field out."""


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


def test_item_that_is_not_taken_always_hears_why() -> None:
    """Any two fields with any two values: what reading refuses, a rule reports."""
    fields = [(key, value) for key, values in _VALUES.items() for value in values]
    taken = 0
    for first, second in combinations(fields, 2):
        item = {"链接": "https://a.cn/", "来源": "示例网", "级别": "省"} | dict([first, second])
        lines = [f"{key}: {value}" for key, value in item.items() if value]
        data = "\n".join(["## 献花", *lines, "", "打开页面。"]).encode()
        entry = read_repost_day(DAY, data, lambda path: None)
        problems = check_entry(entry, SURVEY)
        taken += bool(entry.repost_day)

        assert UNREAD not in {problem.rule for problem in problems}, item
        assert entry.repost_day or any(p.level is Level.ERROR for p in problems), item
    assert taken > 50


@pytest.mark.parametrize(
    "text",
    [
        "",
        "## 献花",
        "## " + "长" * 65 + LINK[5:],
        LINK.replace("打开页面。", ""),
        LINK.replace("打开页面。", "长" * 301),
        LINK + LINK,
        LINK * 13,
        LINK.replace("级别", "来源: 示例\n级别"),
        LINK.replace("打开页面。", "![图](a.png)"),
        LINK.replace("链接", "链 接"),
        f"文\n\n{LINK}",
        f"---\n日期: 2026-11-24\n---\n{LINK}",
        f"---\n截止: 下班前\n---\n{LINK}",
    ],
)
def test_list_that_is_not_taken_always_hears_why(text: str) -> None:
    """The rest of what reading refuses."""
    entry = read_repost_day(DAY, text.encode(), lambda path: None)
    problems = check_entry(entry, SURVEY)

    assert entry.repost_day is None
    assert UNREAD not in {problem.rule for problem in problems}


def test_list_beyond_the_limits_is_not_taken_apart() -> None:
    """Where the size of a text is refused, its lines cost no more than counting."""
    entry = read_repost_day(DAY, (LINK + "文\n" * 10_000).encode(), lambda path: None)

    assert entry.body.excess
    assert entry.items is None
    assert ["size"] == [problem.rule for problem in check_entry(entry, SURVEY)][:1]


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
