"""Who has written for a column this month: every article under the name it counts for.

Names stand in the order of the units' codes and of the alphabet, never of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from operator import attrgetter
from typing import Any

from plugins.model.address import mark_address
from plugins.model.article import Article, Slip
from plugins.model.days import describe_day
from plugins.model.organization import CountsBy
from plugins.model.portal import group_articles
from plugins.model.registry import Column, Registry
from plugins.model.unit import Unit


@dataclass(frozen=True)
class Contributor:
    """A name with its articles of the month, newest first; it may have none."""

    name: str
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class ContributorGroup:
    """The contributors of one unit, or all of them with no unit over them."""

    unit: Unit | None
    contributors: tuple[Contributor, ...]

    @property
    def count(self) -> int:
        """How many articles they have written together."""
        return sum(len(each.articles) for each in self.contributors)


def take_month(slips: Sequence[Slip], day: date) -> tuple[Slip, ...]:
    """Return those of ``slips`` (newest first) since the first of the month of ``day``."""
    first = day.replace(day=1).isoformat()
    return tuple(takewhile(lambda slip: slip.iso_day >= first, slips))


def group_contributors(
    registry: Registry, column: Column, slips: Sequence[Slip], month: date
) -> tuple[ContributorGroup, ...]:
    """Return who may write for ``column``, each with what they have written this month.

    ``slips`` are the column's articles since the first of ``month``.  Every one counts
    once: for the unit of its folder, or for the organization it names, and an office
    that is no organization stands behind those of its unit.
    """
    if column.counts_by is CountsBy.ORGANIZATION:
        return tuple(_group_organizations(registry, column, slips, month))
    by_unit = group_articles(slips, attrgetter("unit"))
    contributors = [
        Contributor(unit.name, _open(by_unit.get(unit.slug, ()))) for unit in registry.units
    ]
    return (ContributorGroup(None, tuple(contributors)),)


def show_group(group: ContributorGroup) -> dict[str, Any]:
    """Return a group as the component ``tally`` shows it."""
    rows = [
        {"name": each.name, "articles": [_show_article(article) for article in each.articles]}
        for each in group.contributors
    ]
    if group.unit is None:
        return {"rows": rows}
    unit = group.unit
    return {"rows": rows, "title": unit.name, "short": unit.short, "count": group.count}


def _show_article(article: Article) -> dict[str, str]:
    return {
        "href": mark_address(article.address),
        "title": article.title,
        "datetime": article.day.isoformat(),
        "day": describe_day(article.day),
    }


def _group_organizations(
    registry: Registry, column: Column, slips: Sequence[Slip], month: date
) -> Iterator[ContributorGroup]:
    by_office = group_articles(slips, lambda slip: slip.article.office)
    listed = registry.list_organizations(column)
    homes = {each.name: each.unit for each in listed}
    for unit in registry.units:
        names = [e.name for e in listed if e.unit == unit.slug and e.is_listed_on(month)]
        others = [
            office
            for office, written in by_office.items()
            if office not in names and homes.get(office, written[0].unit) == unit.slug
        ]
        contributors = [
            Contributor(name, _open(by_office.get(name, ()))) for name in (*names, *sorted(others))
        ]
        if contributors:
            yield ContributorGroup(unit, tuple(contributors))


def _open(slips: Sequence[Slip]) -> tuple[Article, ...]:
    return tuple(slip.article for slip in slips)
