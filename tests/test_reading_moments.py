"""Moments as editors write them."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.days import SHANGHAI
from plugins.reading.moments import read_moment

DAY = date(2026, 11, 25)


def at(day: int, hour: int, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("18:00", at(25, 18)),
        ("18：00", at(25, 18)),
        ("１８:３０", at(25, 18, 30)),
        ("9点", at(25, 9)),
        ("9点5分", at(25, 9, 5)),
        ("18时", at(25, 18)),
        ("下午6点", at(25, 18)),
        ("晚上8:30", at(25, 20, 30)),
        ("上午9:05", at(25, 9, 5)),
        ("当天 20:00", at(25, 20)),
        ("次日 12:00", at(26, 12)),
        ("2026-11-26 18:00", at(26, 18)),
        ("2026年11月26日 下午6点", at(26, 18)),
        ("11月26日18:00", at(26, 18)),
        ("1月3日 8:00", at(3, 8, month=1, year=2027)),
        ("24:00", at(25, 23, 59)),
    ],
)
def test_form_is_read(written: str, meant: datetime) -> None:
    assert meant == read_moment(written, DAY, is_end=True)


def test_what_names_no_time_is_the_whole_day() -> None:
    assert at(26, 0) == read_moment("2026-11-26", DAY, is_end=False)
    assert at(26, 23, 59) == read_moment("2026-11-26", DAY, is_end=True)
    assert at(25, 0) == read_moment("", DAY, is_end=False)
    assert at(25, 23, 59) == read_moment("", DAY, is_end=True)


@pytest.mark.parametrize(
    "written", ["25:00", "18:60", "明早", "尽快", "2026-02-30 18:00", "18", "11月31日", "：", "点"]
)
def test_what_is_no_moment_is_not_read(written: str) -> None:
    assert read_moment(written, DAY, is_end=True) is None


@given(st.text(max_size=30), st.dates(date(2014, 1, 1), date(9999, 12, 31)), st.booleans())
def test_nothing_that_is_written_trips_it(written: str, day: date, is_end: bool) -> None:
    read_moment(written, day, is_end=is_end)
