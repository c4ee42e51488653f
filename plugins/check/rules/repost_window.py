"""转发时间：从“开放”到“截止”，写得清楚，前后不颠倒。

不写时间的，从那一天零点到夜里 23:59。写 18:00、下午6点、11月26日 20:00 都认得；
没有写日子的，就是清单的那一天。写在文件开头的，对全天各条都管用。

会放行：截止: 20:00；截止: 次日 12:00；开放: 2026年11月24日
会报告：看不懂的时间；截止不晚于开放；还没到那一天就截止；到了第二天才开放；和那一天相差超过 60 天。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from plugins.check.excerpt import shorten
from plugins.check.repost_items import list_items
from plugins.check.survey import Survey
from plugins.model.days import describe_day
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.moments import read_moment
from plugins.reading.repost_day import ItemReading, read_window

RULE = "repost-window"
FAR = 60
"""Days: whoever opens an item longer before or after its day has a year wrong."""

_NAMES = {"opens": "开放", "closes": "截止"}
_WANTED = "看得懂的时间，例如 18:00、下午6点、11月26日 20:00"
_ROUGH = re.compile(
    r"(?P<half>下午|晚上|晚|傍晚|夜里|pm)?\s*(?P<hour>\d{1,2})\s*(?:[:：.点时]\s*(?P<minute>\d{2}|半)?)",
    re.IGNORECASE,
)


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for every time that is unreadable or can't be meant."""
    if not entry.items:
        return
    day = entry.items.day
    for name in _NAMES:
        written = entry.front_matter.text_of(name)
        if written and _read(name, written, day) is None:
            yield _report_unread(entry, entry.front_matter.line_of(name), name, written)
    for item in list_items(entry):
        yield from _check_item(entry, item, day)


def _read(name: str, written: str, day: date) -> datetime | None:
    return read_moment(written, day, is_end=name == "closes")


def _check_item(entry: Entry, item: ItemReading, day: date) -> Iterator[Problem]:
    for name in _NAMES:
        written = item.text_of(name)
        if written and _read(name, written, day) is None:
            yield _report_unread(entry, item.line_of(name), name, written)
    opens, closes = read_window(item, entry.front_matter, day)
    words = _say_window(opens, closes, day) if opens and closes else None
    if words:
        name, seen, wanted, fix = words
        has_own = item.text_of(name) or not entry.front_matter.text_of(name)
        line = item.line_of(name) if has_own else entry.front_matter.line_of(name)
        yield Problem(entry.path, line, RULE, seen, wanted, fix)


def _report_unread(entry: Entry, line: int, name: str, written: str) -> Problem:
    key = _NAMES[name]
    seen = f"看不懂{key}的时间“{shorten(written)}”"
    guess = _guess(written) or "18:00"
    how = "改成" if _guess(written) else "照样子写"
    return Problem(entry.path, line, RULE, seen, _WANTED, f"{how}“{key}: {guess}”")


def _guess(written: str) -> str:
    """Return the time of day that was probably meant, or an empty text."""
    found = _ROUGH.search(written[:40])
    if not found:
        return ""
    hour, minute = int(found["hour"]), found["minute"] or "00"
    if found["half"] and hour < 12:
        hour += 12
    minutes = 30 if minute == "半" else int(minute)
    return f"{hour}:{minutes:02}" if hour < 24 and minutes < 60 else ""


def _say_window(opens: datetime, closes: datetime, day: date) -> tuple[str, str, str, str] | None:
    """Return the field that is wrong, what was seen, wanted, and how to put it right."""
    said = describe_day(day)
    for name, moment in (("opens", opens), ("closes", closes)):
        if abs((moment.date() - day).days) > FAR:
            seen = f"{_NAMES[name]}读成{describe_day(moment.date())}，和清单的日子差得太远"
            return name, seen, f"离{said}不超过 {FAR} 天", "写明年、月、日，年份对照日历"
    if opens >= closes:
        seen = f"{_show(closes)}截止，{_show(opens)}才开放"
        return "closes", seen, "截止晚于开放", "把两个时间改正；第二天截止的，写“次日”和钟点"
    if closes.date() < day:
        seen = f"{_show(closes)}就截止了，还没到{said}"
        return "closes", seen, f"截止不早于{said}", "改正截止的日子，或把这一条移到前一天的清单"
    if opens.date() > day:
        seen = f"到{_show(opens)}才开放，已经过了{said}"
        return "opens", seen, f"开放不晚于{said}", "改正开放的日子，或把这一条移到那一天的清单"
    return None


def _show(moment: datetime) -> str:
    return f"{moment.month}月{moment.day}日 {moment:%H:%M}"
