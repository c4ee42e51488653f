"""Which days a page shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import dropwhile, takewhile

from plugins.model.days import midnight
from plugins.model.repost import RepostDay, RepostSlip


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
