"""Dates in every form that liaisons write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.reading.dates import read_date

DAY = date(2015, 3, 1)


@pytest.mark.parametrize(
    "written",
    [
        "2015年3月1日",
        "2015年03月01日",
        "2015年3月1号",
        "2015 年 3 月 1 日",
        "二〇一五年三月一日",
        "二○一五年三月一日",
        "二零一五年三月一日",
        "２０１５年３月１日",
        "2015-3-1",
        "2015-03-01",
        "2015/3/1",
        "２０１５／３／１",
        "2015.3.1",
        "20150301",
        "2015/3/1 9:05",
        "2015-03-01 09:05:33",
        "2015-03-01T09:05:33.5+08:00",
        "2015-03-01T01:05:33Z",
        "2015年3月1日 9时5分",
        "2015年3月1日 上午9:05",
        "2015年3月1日下午3时",
        "2015年3月1日 星期日",
        "2015年3月1日（星期日）",
        "2015-03-01 周日 9:05",
        "  2015-03-01  ",
    ],
)
def test_form_is_read(written: str) -> None:
    """A time of day or a weekday behind the date does no harm."""
    assert DAY == read_date(written).day


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("二〇二六年十月十日", date(2026, 10, 10)),
        ("二〇二六年十一月二十三日", date(2026, 11, 23)),
        ("二〇二六年十二月三十一日", date(2026, 12, 31)),
        ("2016-02-29", date(2016, 2, 29)),
    ],
)
def test_chinese_numbers_are_counted(written: str, day: date) -> None:
    """Tens with and without a digit before and behind them."""
    assert day == read_date(written).day


@pytest.mark.parametrize(
    "written", ["2015-02-30", "2015年13月1日", "2015/0/1", "20151301", "0000-01-01", "2015-02-29"]
)
def test_day_that_no_calendar_has_is_impossible(written: str) -> None:
    """It is told apart from what is no date at all."""
    reading = read_date(written)

    assert reading.day is None
    assert reading.is_impossible


@pytest.mark.parametrize(
    "written",
    [
        "",
        "昨天",
        "三月下旬",
        "2015年3月",
        "3月1日",
        "15-3-1",
        "2015-3/1",
        "2015-03-011",
        "201503011",
        "2015-03-01起",
        "2015-03-01至2015-03-05",
        "2015-03-01" + " " * 7_000 + "x",
    ],
)
def test_text_that_is_no_date_gives_nothing(written: str) -> None:
    """A range, a month, a short year: the liaison is asked rather than guessed at."""
    reading = read_date(written)

    assert reading.day is None
    assert not reading.is_impossible


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_is_read_in_four_forms(day: date) -> None:
    """What is written is what is read."""
    forms = (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month}/{day.day}",
        day.strftime("%Y%m%d"),
    )

    assert {day} == {read_date(form).day for form in forms}


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    """Reading a date never raises."""
    read_date(text)


def test_a_moment_elsewhere_is_read_as_its_day_in_shanghai() -> None:
    """Eight in the evening in London is the next morning in Wenzhou."""
    assert date(2026, 3, 2) == read_date("2026-03-01T20:00:00Z").day
    assert date(2026, 3, 1) == read_date("2026-03-01T20:00:00+08:00").day
