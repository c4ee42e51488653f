"""Entering followers: what is new is laid beside what stands, and the table made anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from plugins.model.days import describe_day
from plugins.model.following import Following
from plugins.model.registry import Registry
from plugins.reading.csv_table import Entered, write_file
from plugins.reading.records import FOLLOWERS


@dataclass(frozen=True)
class Entry:
    """What is new beside what stands in the table, and what contradicts it, in words."""

    fresh: tuple[Following, ...]
    conflicts: tuple[str, ...]


def compare_followings(
    standing: Iterable[Entered[Following]], found: Iterable[Following], registry: Registry
) -> Entry:
    """Tell apart what is new, what stands already, and what stands with another number."""
    known = {(each.record.unit, each.record.day): each for each in standing}
    fresh, conflicts = [], []
    for following in found:
        before = known.get((following.unit, following.day))
        if not before:
            fresh.append(following)
        elif before.record.number != following.number:
            name = registry.unit_by_slug[following.unit].name
            conflicts.append(
                f"{name}{describe_day(following.day)}是 {following.number} 人，"
                f"{FOLLOWERS.path} 第 {before.line} 行登记的是 {before.record.number} 人"
            )
    return Entry(tuple(fresh), tuple(conflicts))


def write_followings(followings: Sequence[Following], registry: Registry) -> bytes:
    """Return the file of followers: units in order of code, then by day."""
    place = {unit.slug: number for number, unit in enumerate(registry.units)}
    ordered = sorted(followings, key=lambda each: (place[each.unit], each.day))
    rows = [(each.unit, each.day.isoformat(), each.number, each.source) for each in ordered]
    return write_file(FOLLOWERS, rows)
