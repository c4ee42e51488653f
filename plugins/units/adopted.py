"""What was taken up of a unit's articles: the newest few, for its page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from plugins.model.address import mark_address
from plugins.model.adoption import Adoption, Level
from plugins.model.article import Slip
from plugins.model.days import describe_day
from plugins.model.portal import Portal


@dataclass(frozen=True)
class AdoptedArticle:
    """An article with every adoption of it, at least one."""

    slip: Slip
    adoptions: tuple[Adoption, ...]

    @property
    def day(self) -> date:
        """When it was last taken up."""
        return max(adoption.day for adoption in self.adoptions)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels at which it was taken up, each once, the nearest first."""
        found = {adoption.level for adoption in self.adoptions}
        return tuple(level for level in Level if level in found)


def list_adopted(portal: Portal, count: int) -> dict[str, tuple[AdoptedArticle, ...]]:
    """Return the ``count`` articles of each unit (by slug) that were taken up last, newest first.

    A unit of whose articles none was taken up is left out.
    """
    by_unit: defaultdict[str, list[AdoptedArticle]] = defaultdict(list)
    for path, adoptions in portal.records.adoptions_by_article.items():
        if slip := portal.by_path.get(path):
            by_unit[slip.unit].append(AdoptedArticle(slip, adoptions))
    return {unit: tuple(sorted(found, key=_order)[:count]) for unit, found in by_unit.items()}


def show_adopted(adopted: AdoptedArticle) -> dict[str, str]:
    """Return an article as a card shows it: the day and the levels are those of its adoptions."""
    return {
        "href": mark_address(adopted.slip.address),
        "title": adopted.slip.article.title,
        "datetime": adopted.day.isoformat(),
        "day": describe_day(adopted.day),
        "levels": f"{'、'.join(level.label for level in adopted.levels)}采用",
    }


def _order(adopted: AdoptedArticle) -> tuple[int, str]:
    """Return by what a unit's are sorted: the last day first, one day's by their paths."""
    return (-adopted.day.toordinal(), adopted.slip.source_path)
