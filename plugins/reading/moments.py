"""Moments as editors write them: a time of day, a day, or both."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

from plugins.model.days import SHANGHAI
from plugins.reading.dates import read_date

_BEGIN, _END = time(0, 0), time(23, 59)
_DIGITS = str.maketrans("０１２３４５６７８９：", "0123456789:")
_TIME = re.compile(
    r"(?P<half>凌晨|早上|上午|中午|下午|晚上)?\s?"
    r"(?P<hour>\d{1,2})[:点时](?P<minute>\d{0,2})分?\s*$"
)
_AFTERNOON = ("下午", "晚上")
_MIDNIGHT = 24
_DAYS_ON = {"当天": 0, "当日": 0, "次日": 1, "第二天": 1}


def read_moment(text: str, day: date, *, is_end: bool) -> datetime | None:
    """Read ``18:00``, ``11月26日 下午6点`` or ``2026-11-26`` as a moment in Shanghai.

    What names no day is of ``day``; what names no time is the first minute of the
    day, or its last where the text tells an end.  Returns nothing for any other text.
    """
    plain = " ".join(text.split()).translate(_DIGITS)
    found = _TIME.search(plain)
    clock = _read_time(found) if found else (_END if is_end else _BEGIN)
    if clock is None:
        return None
    written = plain[: found.start()].strip() if found else plain
    meant = _read_day(written, day) if written else day
    return datetime.combine(meant, clock, SHANGHAI) if meant else None


def _read_day(text: str, day: date) -> date | None:
    """Read a day; one without a year is the next of that name from ``day`` on."""
    if text in _DAYS_ON:
        return _count_on(day, _DAYS_ON[text])
    known = read_date(text).day
    if known:
        return known
    for year in (day.year, day.year + 1):
        meant = read_date(f"{year}年{text}").day
        if meant and meant >= day:
            return meant
    return None


def _count_on(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:  # the day after the calendar's last
        return None


def _read_time(found: re.Match[str]) -> time | None:
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if found["half"] in _AFTERNOON and hour < 12:
        hour += 12
    if (hour, minute) == (_MIDNIGHT, 0):
        return _END
    try:
        return time(hour, minute)
    except ValueError:
        return None
