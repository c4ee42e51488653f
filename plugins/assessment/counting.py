"""Counting: published articles and what was taken up of them, by month. Pure; no article is opened.

An article counts once, in the month of its day (the one in its file name), for the unit
of its folder.  For a level it counts once, however many outlets of that level took it
up, in the same month: what is taken up later changes the month the article is of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from plugins.model.adoption import Adoption, Level
from plugins.model.article import Slip
from plugins.model.assessment import Measure, Weight


class Counted(NamedTuple):
    """One published article as figures see it.

    ``unit`` and ``column`` are slugs, ``month`` is such as ``2026-11``; ``office`` is
    named only where a column is counted by it.
    """

    path: str
    unit: str
    month: str
    column: str
    office: str = ""


@dataclass(frozen=True)
class Tally:
    """Articles, each once: submitted, taken up at each level, taken up at any level.

    The last is no sum of the levels: an article may be taken up at two of them.
    """

    submitted: int = 0
    city: int = 0
    province: int = 0
    nation: int = 0
    adopted: int = 0

    def count(self, measure: Measure) -> int:
        """Return the number of one measure."""
        return self.numbers[[*Measure].index(measure)]

    @property
    def numbers(self) -> tuple[int, int, int, int, int]:
        """The numbers in the order of the measures, the articles taken up at any level last."""
        return (self.submitted, self.city, self.province, self.nation, self.adopted)

    @property
    def share(self) -> float | None:
        """Which part of what was submitted was taken up, 0 to 1; nothing of nothing."""
        return self.adopted / self.submitted if self.submitted else None

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        return Tally(*map(sum, zip(self.numbers, other.numbers, strict=True)))

    def __bool__(self) -> bool:
        """Whether there is anything at all."""
        return any(self.numbers)


class Place(NamedTuple):
    """Where articles of a column are from: its slug, their unit, their office, their month."""

    column: str
    unit: str
    office: str
    month: str


@dataclass(frozen=True)
class Figures:
    """All that is counted: ``units`` by slug and month, ``columns`` by whence articles are."""

    units: Mapping[tuple[str, str], Tally]
    columns: Mapping[Place, int]

    def tally(self, unit: str, month: str) -> Tally:
        """Return what a unit has in a month."""
        return self.units.get((unit, month), Tally())

    def total(self, unit: str = "", month: str = "") -> Tally:
        """Return the sum of a unit, of a month, or of everything."""
        found = (
            tally
            for (of_unit, of_month), tally in self.units.items()
            if unit in ("", of_unit) and month in ("", of_month)
        )
        return sum(found, Tally())

    def of_unit(self, unit: str) -> Figures:
        """Return what is counted of a unit."""
        return self._pick(lambda slug, _: slug == unit)

    def of_month(self, month: str) -> Figures:
        """Return what is counted of a month."""
        return self._pick(lambda _, of_month: of_month == month)

    def _pick(self, is_wanted: Callable[[str, str], bool]) -> Figures:
        return Figures(
            {key: tally for key, tally in self.units.items() if is_wanted(*key)},
            {p: count for p, count in self.columns.items() if is_wanted(p.unit, p.month)},
        )

    def count_column(
        self, column: str, month: str = "", *, unit: str = "", office: str = ""
    ) -> int:
        """Return how many articles a column has, of a month, a unit, an office or of all."""
        return sum(
            count
            for place, count in self.columns.items()
            if place.column == column
            and month in ("", place.month)
            and unit in ("", place.unit)
            and office in ("", place.office)
        )


def count_articles(
    articles: Iterable[Counted], adoptions: Mapping[str, Collection[Adoption]]
) -> Figures:
    """Count ``articles``; ``adoptions`` are told by the path of their article."""
    units: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * 5)
    columns: Counter[Place] = Counter()
    for article in articles:
        numbers = units[article.unit, article.month]
        numbers[0] += 1
        columns[Place(article.column, article.unit, article.office, article.month)] += 1
        levels = {adoption.level for adoption in adoptions.get(article.path, ())}
        for place, level in enumerate(Level, 1):
            numbers[place] += level in levels
        numbers[4] += bool(levels)
    return Figures({key: Tally(*numbers) for key, numbers in units.items()}, dict(columns))


def list_counted(
    slips: Iterable[Slip], name_office: Callable[[Slip], str] = lambda slip: ""
) -> Iterator[Counted]:
    """Yield published articles as figures see them; ``name_office`` tells whom one is counted by.

    Without it no article is opened, and offices stay unnamed.
    """
    for slip in slips:
        yield Counted(slip.source_path, slip.unit, slip.month, slip.column, name_office(slip))


def count_slips(slips: Iterable[Slip], adoptions: Mapping[str, Collection[Adoption]]) -> Figures:
    """Count published articles without opening any: their offices stay unnamed."""
    return count_articles(list_counted(slips), adoptions)


def count_points(tally: Tally, weights: Iterable[Weight]) -> int:
    """Return the points that ``weights`` give a tally."""
    return sum(weight.points * tally.count(weight.measure) for weight in weights)
