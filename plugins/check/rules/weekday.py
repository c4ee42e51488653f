"""星期：写了几月几日星期几，两样要对得上。

活动通知里日期和星期对不上，读者就不知道该哪天去。没有写年份的，按稿件的日子推算：
十二月的稿件写“1月3日”，算作第二年的一月。

会放行：3月21日（星期六）（2026 年的稿件）
会提醒：3月21日（星期一）（2026 年的 3 月 21 日是星期六）；2月30日（星期五）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from plugins.check.fields import day_of
from plugins.check.source_lines import fill_addresses, prose_lines
from plugins.check.survey import Survey
from plugins.model.days import WEEKDAYS, describe_day, describe_weekday
from plugins.model.pattern import compile_late
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.dates import read_date

RULE = "weekday"

_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_FAR = 6
"""Months: a date further away than half a year belongs to the year before or after."""

_WRITTEN = compile_late(
    r"(?<![\d历])(?:(?P<year>\d{4}|[〇○零一二三四五六七八九]{4})\s?[年/.-]\s?|(?P<shift>[去明今前后]年)\s?)?"
    r"(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})\s?(?P<sign>[月/.-])\s?"
    r"(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号]?\s?"
    r"[（(]?\s?(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])(?!\s?[至到、—~～-])[）)]?"
)
_WORDS = ("星期", "周", "礼拜")
_SHIFTS = {"前年": -2, "去年": -1, "今年": 0, "明年": 1, "后年": 2}


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a warning for every date whose weekday is another one."""
    about = day_of(entry) or read_date(entry.front_matter.text_of("date")).day
    for line, text in _texts(entry):
        if not _holds_weekday(text):
            continue
        for found in _WRITTEN.finditer(fill_addresses(text).translate(_DIGITS)):
            yield from _check_written(entry, line, found, about)


def _texts(entry: Entry) -> Iterator[tuple[int, str]]:
    for name in ("title", "summary"):
        yield entry.front_matter.line_of(name), entry.front_matter.text_of(name)
    if _holds_weekday(entry.front_matter.body):
        for line in prose_lines(entry):
            yield line.number, line.text


def _holds_weekday(text: str) -> bool:
    return any(word in text for word in _WORDS)


def _check_written(
    entry: Entry, line: int, found: re.Match[str], about: date | None
) -> Iterator[Problem]:
    years = _possible_years(found, about)
    if not years or (found["sign"] != "月" and not found["year"]):
        return
    days = [day for year in years if (day := _make_day(year, found))]
    weekday = WEEKDAYS.index(found["weekday"].replace("天", "日"))
    if any(day.weekday() == weekday for day in days):
        return
    seen, fix = f"写的是“{found[0].strip()}”", "对照日历改正"
    if days:
        wanted = f"{describe_day(days[0])}是{describe_weekday(days[0])}"
        fix = f"把星期改成{describe_weekday(days[0])}，或改正日期"
    else:
        wanted = "日历上有的日子"
    yield Problem(entry.path, line, RULE, seen, wanted, fix, Level.WARNING)


def _possible_years(found: re.Match[str], about: date | None) -> list[int]:
    """Return the years that a date may mean, the likeliest first."""
    if found["year"]:
        days = (read_date(f"{found['year']}年{rest}").day for rest in ("1月1日", "一月一日"))
        return [day.year for day in days if day]
    if about is None:
        return []
    if found["shift"]:
        return [about.year + _SHIFTS[found["shift"]]]
    month = _month_of(found)
    if month and month - about.month >= _FAR:
        return [about.year - 1, about.year]
    if month and about.month - month >= _FAR:
        return [about.year + 1, about.year]
    return [about.year]


def _month_of(found: re.Match[str]) -> int:
    first = _make_month(found["month"])
    return first.month if first else 0


def _make_month(month: str) -> date | None:
    year, day = ("2000", "1") if month.isdigit() else ("二〇〇〇", "一")
    return read_date(f"{year}年{month}月{day}日").day


def _make_day(year: int, found: re.Match[str]) -> date | None:
    month = _make_month(found["month"])
    day = _day_number(found["day"])
    if month is None or not day or not date.min.year <= year <= date.max.year:
        return None
    try:
        return date(year, month.month, day)
    except ValueError:
        return None


def _day_number(text: str) -> int:
    if text.isdigit():
        return int(text)
    day = read_date(f"二〇〇〇年一月{text}日").day
    return day.day if day else 0
