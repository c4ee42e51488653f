"""How many follow each unit's account, as ``/figures/`` shows it: information, never a score.

Units stand in the order of their codes; nothing is summed, compared or ranked
(product page, lines we do not cross).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from plugins.model.address import mark_address
from plugins.model.days import describe_day
from plugins.model.following import Following
from plugins.model.registry import Registry


def compose_following(
    registry: Registry, followings: Iterable[Following], today: date
) -> dict[str, Any]:
    """Return what the region ``following`` shows: ``is_shown``, and a row for each unit.

    A city that has not asked for it (``shows_followers``) gets nothing shown.
    """
    if not registry.site.figures.shows_followers:
        return {"is_shown": False, "rows": []}
    newest = find_newest(followings, today)
    rows = []
    for unit in registry.units:
        found = newest.get(unit.slug)
        row: dict[str, Any] = {"name": unit.name, "href": mark_address(unit.address)}
        if found:
            row["number"] = f"{found.number:,}"
            row["datetime"] = found.day.isoformat()
            row["day"] = describe_day(found.day)
            row["source"] = found.source
        rows.append(row)
    return {"is_shown": True, "rows": rows}


def find_newest(followings: Iterable[Following], today: date) -> dict[str, Following]:
    """Return each unit's newest number up to ``today``, by the unit's slug."""
    known = [each for each in followings if each.day <= today]
    return {each.unit: each for each in sorted(known, key=lambda each: each.day)}
