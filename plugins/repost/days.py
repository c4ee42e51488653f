"""Days and their items as people read them: which ones a page shows, from when until when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import dropwhile, takewhile

from plugins.model.days import midnight
from plugins.model.repost import RepostDay, RepostItem, RepostSlip

_FIRST, _LAST = time(0, 0), time(23, 59)
"""A window that names no time is open from the first minute of a day to its last."""


def choose_days(slips: Sequence[RepostSlip], today: date, kept: int) -> tuple[RepostSlip, ...]:
    """Return the days that the page of the day holds; ``slips`` stand newest first.

    First comes the newest day that has begun, then those of the ``kept`` days before
    it with an item that is still open, then those prepared for later, the next first:
    a page that is read days after the build holds what is open by then.
    """
    later = list(takewhile(lambda slip: slip.day > today, slips))
    begun = slips[len(later) : len(later) + kept]
    lasting = [slip for slip in begun[1:] if any(_list_lasting(slip.open(), today))]
    return (*begun[:1], *lasting, *reversed(later))


def list_past_days(slips: Sequence[RepostSlip], today: date, kept: int) -> tuple[date, ...]:
    """Return the newest ``kept`` days that have begun, newest first."""
    begun = dropwhile(lambda slip: slip.day > today, slips)
    return tuple(slip.day for slip, _ in zip(begun, range(kept), strict=False))


def _list_lasting(day: RepostDay, today: date) -> Iterator[bool]:
    return (item.closes >= midnight(today) for item in day.items)


def describe_window(item: RepostItem, day: date) -> str:
    """Say when an item of ``day`` can be passed on, such as ``8:00 至 20:00``."""
    opens_early = (item.opens.date(), item.opens.time()) <= (day, _FIRST)
    closes = _describe_end(item.closes, day)
    if opens_early and item.opens.date() == day:
        return closes if closes == "全天" else f"到 {closes}"
    return f"{_describe_moment(item.opens, day)} 至 {closes}"


def describe_latest_end(day: RepostDay) -> str:
    """Say until when the last item of a day can be passed on."""
    return _describe_moment(max(item.closes for item in day.items), day.day)


def _describe_end(moment: datetime, day: date) -> str:
    if moment.time() < _LAST:
        return _describe_moment(moment, day)
    return "全天" if moment.date() == day else _describe_short_day(moment.date())


def _describe_moment(moment: datetime, day: date) -> str:
    clock = f"{moment.hour}:{moment.minute:02}"
    is_other = moment.date() != day
    return f"{_describe_short_day(moment.date())} {clock}" if is_other else clock


def _describe_short_day(day: date) -> str:
    return f"{day.month}月{day.day}日"
