"""Followers out of sheets: the platform's export in all its forms, and what is refused by row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.assessment.entering_following import compare_followings, write_followings
from plugins.assessment.platform_sheet import (
    SheetReading,
    choose_followings,
    read_platform_sheet,
    read_whole,
)
from plugins.model.following import Following
from plugins.reading.content_folder import ContentFolder
from plugins.reading.csv_table import Entered
from plugins.reading.records import FOLLOWERS, read_records
from plugins.reading.sheet import read_sheets
from tests.builds import SMALL_CONTENT
from tests.sheet_files import make_book, make_page
from tests.support import TODAY

REGISTRY = ContentFolder(SMALL_CONTENT).registry
CITY = REGISTRY.unit_by_slug["wenzhou"]
HEAD = ["时间", "新关注人数", "取消关注人数", "净增关注人数", "累积关注人数"]
DAYS = [
    ["2026-11-22", "7", "2", "5", "12,810"],
    ["2026-11-21", "5", "0", "5", "12805"],
    ["2026-10-31", "9", "1", "8", "12500"],
    ["2026-10-30", "0", "3", "-3", "12492"],
]
WHOLE = "要一个完整的数，例如 12800"
EXPORT = [["用户增长"], HEAD, *DAYS]
READ = [
    Following("wenzhou", date(2026, 11, 22), 12810, "公众号后台"),
    Following("wenzhou", date(2026, 11, 21), 12805, "公众号后台"),
    Following("wenzhou", date(2026, 10, 31), 12500, "公众号后台"),
    Following("wenzhou", date(2026, 10, 30), 12492, "公众号后台"),
]


def _read(data: bytes, slug: str = "wenzhou", source: str = "") -> SheetReading:
    unit = REGISTRY.unit_by_slug.get(slug)
    return read_platform_sheet(read_sheets(data), REGISTRY, unit, source, TODAY)


def _refuse(row: Sequence[Any], head: Sequence[str] = HEAD, slug: str = "wenzhou") -> list[str]:
    reading = _read(make_book([head, row]), slug)
    assert [] == reading.remarks
    return reading.refusals


def _as_text(rows: Sequence[Sequence[str]]) -> str:
    return "\r\n".join("\t".join(row) for row in rows)


def _as_days(rows: Sequence[Sequence[str]]) -> list[list[Any]]:
    """Return the rows as WPS keeps them: days as days, numbers as numbers."""
    return [
        [datetime.fromisoformat(day), *(float(number.replace(",", "")) for number in numbers)]
        for day, *numbers in rows
    ]


@pytest.mark.parametrize(
    "data",
    [
        make_page(EXPORT),
        make_book(EXPORT),
        make_book([["说明"], [], HEAD, *_as_days(DAYS), ["合计", None, None, None, 99999]]),
        _as_text(EXPORT).encode("gbk"),
        _as_text(EXPORT).encode("utf-8-sig"),
        make_book([[f"{name}（人）" for name in HEAD], *DAYS]),
        make_book([HEAD, *DAYS, ["2026-11-23", "-", "-", "-", "-"], ["注：次日更新"]]),
        make_book([[f" {name} ".replace("累积", "累计") for name in HEAD], *DAYS]),
        make_book([["序号", *HEAD], *([str(n), *row] for n, row in enumerate(DAYS))]),
    ],
    ids=["page", "xlsx", "numbers", "gbk", "bom", "units", "uncounted", "spelling", "columns"],
)
def test_every_form_of_the_export_gives_the_same_numbers(data: bytes) -> None:
    reading = _read(data)

    assert ([], []) == (reading.refusals, reading.remarks)
    assert READ == reading.followings


def test_the_newest_day_of_every_month_is_taken() -> None:
    assert [READ[2], READ[0]] == choose_followings(READ)


def test_a_sheet_of_many_units_names_each() -> None:
    rows = [["单位", "日期", "人数"], ["洞头", "2026-11-20", 980], ["温州市", "2026年11月20日", 1]]
    day = date(2026, 11, 20)

    assert [
        Following("dongtou", day, 980, "单位报送"),
        Following("wenzhou", day, 1, "单位报送"),
    ] == _read(make_book(rows), "").followings


def test_the_source_is_what_was_given_or_what_the_row_says() -> None:
    book = make_book([["日期", "人数", "来源"], ["2026-11-20", 980, "电话"]])

    assert "电话" == _read(book).followings[0].source
    assert "截图" == _read(book, source="截图").followings[0].source


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["2026-11-24", 1, 0, 1, 5], "第 2 行：日期2026年11月24日还没有到"),
        (["2013-12-31", 1, 0, 1, 5], "第 2 行：2013年12月31日温州市的公众号还没有开通"),
        (["2026-02-30", 1, 0, 1, 5], "第 2 行：看不懂日期“2026-02-30”，要像 2026-11-25"),
        (["", 1, 0, 1, 5], "第 2 行：看不懂日期“”，要像 2026-11-25"),
        (["2026-11-20", 1, 0, 1, -5], "第 2 行：人数是 -5，比零还小"),
        (["2026-11-20", 1, 0, 1, "=E1+1"], "第 2 行：有公式。请复制成数值再试"),
        (["2026-11-20", "=1+1", 0, 1, 5], "第 2 行：有公式。请复制成数值再试"),
        (
            ["2026-11-20", 1, 0, 1, "1.2万"],
            "第 2 行：人数写成了“1.2万”，要一个完整的数，例如 12800",
        ),
        (["2026-11-20", 1, 0, 1, 5.5], "第 2 行：人数写成了“5.5”，要一个完整的数，例如 12800"),
    ],
)
def test_an_impossible_row_is_refused_by_its_number(row: list[Any], words: str) -> None:
    assert [words] == _refuse(row)


def test_a_unit_must_be_known_and_must_have_been_there() -> None:
    head = ["单位", "日期", "人数"]

    assert ["第 2 行：单位写成了“温岭”，登记表里有：温州、洞头、龙港"] == _refuse(
        ["温岭", "2026-11-20", 5], head, ""
    )
    assert ["第 2 行：2019年8月29日还没有龙港市"] == _refuse(["龙港", "2019-08-29", 5], head, "")


def test_two_numbers_of_one_day_are_refused_and_the_same_twice_is_not() -> None:
    rows = [HEAD, DAYS[0], DAYS[0], [*DAYS[0][:4], "12811"]]

    assert ["第 4 行：2026年11月22日在第 2 行是 12810 人，这里是 12811 人"] == _read(
        make_book(rows)
    ).refusals


def test_whose_account_it_is_has_to_be_said_once() -> None:
    of_many = make_book([["单位", "日期", "人数"], ["洞头", "2026-11-20", 980]])

    assert "加上 --unit" in _read(make_page(EXPORT), "").refusals[0]
    assert "去掉 --unit" in _read(of_many).refusals[0]


def test_a_sheet_without_a_head_or_with_two_says_so() -> None:
    assert "没有找到表头" in _read(b"1,2\n3,4").refusals[0]
    assert "有两栏" in _read(make_book([["日期", "人数", "累积人数"]])).refusals[0]
    assert "没有一行数字" in _read(make_book([HEAD])).refusals[0]


def test_what_contradicts_itself_is_remarked_by_row() -> None:
    rows = [HEAD, ["2026-11-21", 5, 0, 5, 100], ["2026-11-22", 7, 2, 4, 106]]

    reading = _read(make_book(rows))
    assert [] == reading.refusals
    assert [
        "第 3 行：新增 7，取消 2，净增却是 4",
        "第 3 行：前一天 100 人，净增 5，累积却是 106",
    ] == reading.remarks


@given(st.integers(0, 9_999_999_999))
def test_numbers_are_read_with_and_without_marks(number: int) -> None:
    assert number == read_whole(str(number)) == read_whole(f"{number:,}")


@pytest.mark.parametrize(
    "written", ["", "1,2", "1 2", "12.0", "1e5", "\u0661", "１２", "1,23,456", "+5"]
)
def test_no_other_text_is_a_number(written: str) -> None:
    assert read_whole(written) is None


# ---------------------------------------------------------------- the table


_FOLLOWINGS = st.lists(
    st.builds(
        Following,
        st.sampled_from([unit.slug for unit in REGISTRY.units]),
        st.dates(date(2020, 1, 1), TODAY),
        st.integers(0, 9_999_999_999),
        st.sampled_from(["公众号后台", "示例，数据", '引"号', "a,b"]),
    ),
    unique_by=lambda each: (each.unit, each.day),
    max_size=8,
)


@given(_FOLLOWINGS, st.randoms())
def test_the_table_has_one_order_and_reads_back_the_same(
    followings: list[Following], chance: Any
) -> None:
    data = write_followings(followings, REGISTRY)
    chance.shuffle(followings)

    read = read_records({FOLLOWERS.path: data}, REGISTRY)
    assert data == write_followings(followings, REGISTRY)
    assert () == read.problems
    assert sorted(map(repr, followings)) == sorted(map(repr, read.records.followings))


def test_what_stands_is_kept_and_another_number_is_a_conflict() -> None:
    standing = [Entered(2, READ[0]), Entered(3, READ[2])]
    other = Following("wenzhou", READ[2].day, 1, "截图")

    entry = compare_followings(standing, [READ[0], READ[1], other], REGISTRY)
    assert (READ[1],) == entry.fresh
    assert (
        "温州市2026年10月31日是 1 人，data/followers.csv 第 3 行登记的是 12500 人",
    ) == entry.conflicts
