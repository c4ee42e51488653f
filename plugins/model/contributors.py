"""Who has written for a column in a month or a year: every article under the name it counts for.

Names stand in the order of the units' codes and of the alphabet, never of numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from operator import attrgetter

from plugins.model.article import Article, Slip
from plugins.model.organization import CountsBy
from plugins.model.portal import group_articles
from plugins.model.registry import Column, Registry
from plugins.model.unit import Unit


@dataclass(frozen=True)
class Contributor:
    """A name with its articles, newest first; it may have none."""

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
    """Return who may write for ``column``, each with what they have written.

    ``slips`` are the column's articles of a month or a year, of which ``month`` is the
    first day.  Every one counts once: for the unit of its folder, or for the organization
    it names, and an office that is no organization stands behind those of its unit.
    """
    if column.counts_by is CountsBy.ORGANIZATION:
        return tuple(_group_organizations(registry, column, slips, month))
    by_unit = group_articles(slips, attrgetter("unit"))
    contributors = [
        Contributor(unit.name, _open(by_unit.get(unit.slug, ()))) for unit in registry.units
    ]
    return (ContributorGroup(None, tuple(contributors)),)


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
