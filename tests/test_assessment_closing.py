"""Changes of closed months: each kind is found, and each needs its reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from benchmarks.commit_stream import File
from plugins.assessment.closing import Judgment, find_close, judge
from plugins.assessment.recount_report import describe_judgment
from plugins.model.adoption import Level
from tests.written_histories import (
    ADOPTIONS,
    CORRECTIONS,
    ONE,
    OTHER,
    Written,
    write_adoption,
    write_adoptions,
    write_article,
    write_corrections,
)

IN_TIME = date(2026, 9, 12)
LAST_OPEN, CLOSED = date(2026, 10, 4), date(2026, 10, 5)
"""The days before and of the close of September."""

SAME_MONTH = "articles/dongtou/2026/2026-09-28-one.md"
NEXT_MONTH = "articles/dongtou/2026/2026-10-02-one.md"
OTHER_UNIT = "articles/wenzhou/2026/2026-09-10-one.md"
LONG = "".join(f"第{number}句，各不相同。\n" for number in range(40))
TEXT = write_article(LONG)


@pytest.fixture
def city(tmp_path: Path) -> Written:
    return Written(tmp_path / "city", records_since="2026-09-01")


def judge_city(city: Written) -> Judgment:
    found = city.read()
    settings = found.registry.site.figures
    return judge(city.late(), found.corrections, settings.records_since)


def test_a_month_is_closed_on_a_day_of_the_next() -> None:
    assert date(2026, 10, 5) == find_close("2026-09", 5)
    assert date(2027, 1, 10) == find_close("2026-12", 10)


@pytest.mark.parametrize(
    "change",
    [
        {ONE: None},
        {ONE: write_article(LONG, 状态="草稿")},
        {ONE: write_article(LONG, 栏目="文件通知")},
        {ONE: None, NEXT_MONTH: TEXT},
        {ONE: None, OTHER_UNIT: TEXT},
        {SAME_MONTH: TEXT},
        {ADOPTIONS: write_adoptions()},
        {ADOPTIONS: write_adoptions(write_adoption(ONE, "nation"))},
        {ADOPTIONS: None},
        {ONE: None, SAME_MONTH: TEXT},
    ],
    ids=[
        "deleted", "a draft", "another column", "another month", "another unit", "added late",
        "not taken up after all", "another level", "no table", "moved without its adoption",
    ],
)  # fmt: skip
def test_a_change_after_the_close_needs_a_reason(city: Written, change: Mapping[str, File]) -> None:
    city.commit({ONE: TEXT, ADOPTIONS: write_adoptions(write_adoption(ONE))}, IN_TIME)
    city.commit(change, CLOSED)

    assert [CLOSED] == [each.day for each in judge_city(city).unexplained]


@pytest.mark.parametrize(
    "change",
    [
        {ONE: write_article(f"{LONG}又一句。", 标题="改过的标题", 供稿="别的单位")},
        {ONE: None, SAME_MONTH: TEXT, ADOPTIONS: write_adoptions(write_adoption(SAME_MONTH))},
        {ADOPTIONS: write_adoptions(write_adoption(ONE), write_adoption(ONE, "nation"))},
        {ADOPTIONS: write_adoptions(write_adoption(ONE).replace("温州日报", "浙江日报"))},
        {OTHER: TEXT},
        {ADOPTIONS: b"\xff\xfe broken"},
        {ADOPTIONS: "no,such,head\n"},
    ],
    ids=[
        "text", "name", "taken up later", "outlet", "an open month", "unreadable", "another head",
    ],
)  # fmt: skip
def test_what_changes_no_closed_figure_needs_none(
    city: Written, change: Mapping[str, File]
) -> None:
    city.commit({ONE: TEXT, ADOPTIONS: write_adoptions(write_adoption(ONE))}, IN_TIME)
    city.commit(change, CLOSED)

    assert () == judge_city(city).unexplained


def test_until_the_evening_before_the_close_nothing_needs_a_reason(city: Written) -> None:
    city.commit({ONE: TEXT}, LAST_OPEN, hour=23)

    assert [] == city.late()


def test_the_close_is_at_midnight_in_shanghai(city: Written) -> None:
    city.commit({ONE: TEXT}, CLOSED, hour=0)

    assert [CLOSED] == [each.day for each in city.late()]


def test_a_merge_after_the_close_lands_what_was_written_before(city: Written) -> None:
    main = city.tip
    branch = city.commit({ONE: TEXT}, LAST_OPEN, "联络员")
    city.commit({ONE: TEXT}, CLOSED, "市文明办", [main, branch])

    (change,) = city.late()
    assert (LAST_OPEN, CLOSED) == (change.begun, change.day)


def test_an_adoption_that_changes_its_level_says_which_is_lost(city: Written) -> None:
    city.commit({ONE: TEXT, ADOPTIONS: write_adoptions(write_adoption(ONE))}, IN_TIME)
    city.commit({ADOPTIONS: write_adoptions(write_adoption(ONE, "nation"))}, CLOSED)

    assert [(Level.CITY,)] == [each.shift.lost for each in city.late()]


def test_a_revert_is_a_change_of_its_own(city: Written) -> None:
    city.commit({ONE: TEXT}, IN_TIME)
    city.commit({ONE: None}, CLOSED)
    city.commit({ONE: TEXT}, date(2026, 10, 8))

    assert [CLOSED, date(2026, 10, 8)] == [each.day for each in judge_city(city).unexplained]


# ---------------------------------------------------------------- reasons


@pytest.mark.parametrize("is_later", [False, True], ids=["the same commit", "a later one"])
def test_a_reason_may_come_with_the_change_or_later(city: Written, is_later: bool) -> None:
    reason = {CORRECTIONS: write_corrections((str(CLOSED), ONE))}
    city.commit({ONE: TEXT, **({} if is_later else reason)}, CLOSED)
    if is_later:
        city.commit(reason)

    judgment = judge_city(city)
    assert () == judgment.unexplained == judgment.idle
    assert ["核对后更正"] == [correction.reason for _, correction in judgment.explained]


def test_a_reason_may_bear_any_day_from_its_writing_to_its_landing(city: Written) -> None:
    main = city.tip
    branch = city.commit({ONE: TEXT}, LAST_OPEN, "联络员")
    merged = {ONE: TEXT, CORRECTIONS: write_corrections((str(LAST_OPEN), ONE))}
    city.commit(merged, CLOSED, "市文明办", [main, branch])

    assert () == judge_city(city).unexplained


def test_a_reason_for_a_moved_article_may_name_either_place(city: Written) -> None:
    city.commit({ONE: TEXT}, IN_TIME)
    reason = write_corrections((str(CLOSED), ONE))
    city.commit({ONE: None, OTHER_UNIT: TEXT, CORRECTIONS: reason}, CLOSED)

    assert () == judge_city(city).unexplained


@pytest.mark.parametrize(
    "row", [("2026-10-04", ONE), ("2026-10-06", ONE), (str(CLOSED), OTHER_UNIT)]
)
def test_a_reason_of_another_day_or_article_explains_nothing(
    city: Written, row: tuple[str, str]
) -> None:
    city.commit({ONE: TEXT, CORRECTIONS: write_corrections(row)}, CLOSED)

    judgment = judge_city(city)
    assert 1 == len(judgment.unexplained)
    assert [row[1]] == [correction.article for correction in judgment.idle]


@pytest.mark.parametrize("figures", [{}, {"records_since": "2026-10-06"}], ids=["never", "later"])
def test_before_reasons_are_asked_for_changes_are_only_listed(
    tmp_path: Path, figures: dict[str, object]
) -> None:
    city = Written(tmp_path / "city", **figures)
    city.commit({ONE: TEXT}, CLOSED)

    judgment = judge_city(city)
    assert (0, 1) == (len(judgment.unexplained), len(judgment.earlier))


def test_a_year_shows_its_own_changes_alone(city: Written) -> None:
    city.commit({ONE: TEXT}, CLOSED)

    judgment = judge_city(city)
    assert 1 == len(judgment.narrow(2026).unexplained)
    assert () == judgment.narrow(2025).unexplained


def test_a_missing_reason_is_told_with_the_row_to_add(city: Written) -> None:
    city.commit({ONE: TEXT}, CLOSED)

    said = "\n".join(describe_judgment(judge_city(city), city.read().registry))
    assert "次月 5 日结算之后的改动，没有写原因的有 1 处" in said
    assert "dongtou/2026/2026-09-10-one.md：补进一篇" in said
    assert "要加的一行：2026-10-05,dongtou/2026/2026-09-10-one.md,写明原因" in said
