"""Two ways to the same figures, compared cell by cell, with the articles behind each difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from plugins.assessment.counting import Counted, Figures, Place, count_articles
from plugins.assessment.table_file import ADOPTED, MEASURES, FiguresRow
from plugins.model.adoption import Adoption, Level
from plugins.model.assessment import Measure

Adoptions = Mapping[str, Collection[Adoption]]
"""What was taken up, by the path of the article."""


@dataclass(frozen=True)
class Difference:
    """One cell that differs: of a unit's month, or of a column where ``column`` is named.

    ``ours`` and ``theirs`` are the numbers; ``our_articles`` and ``their_articles`` are
    the paths that only one side counts there.  A table that was downloaded names none,
    and then ``our_articles`` are all that are counted there.
    """

    unit: str
    month: str
    measure: str
    ours: int
    theirs: int
    column: str = ""
    office: str = ""
    our_articles: tuple[str, ...] = ()
    their_articles: tuple[str, ...] = ()


def compare_counts(
    ours: Sequence[Counted],
    our_adoptions: Adoptions,
    theirs: Sequence[Counted],
    their_adoptions: Adoptions,
) -> list[Difference]:
    """Return every cell in which two counts of articles differ."""
    mine, other = count_articles(ours, our_adoptions), count_articles(theirs, their_adoptions)
    if mine == other:
        return []
    places = [*_differing_places(mine, other)]
    cells = [*_differing_cells(mine, other)]
    my_cells, other_cells = _group(ours, our_adoptions), _group(theirs, their_adoptions)
    my_places, other_places = _group_places(ours), _group_places(theirs)
    found = []
    for unit, month, measure, count, other_count in cells:
        here, there = my_cells[unit, month, measure], other_cells[unit, month, measure]
        found.append(
            Difference(
                unit, month, measure, count, other_count,
                our_articles=tuple(sorted(here - there)),
                their_articles=tuple(sorted(there - here)),
            )
        )  # fmt: skip
    for place, count, other_count in places:
        here, there = my_places[place], other_places[place]
        found.append(
            Difference(
                place.unit, place.month, Measure.SUBMITTED.label, count, other_count,
                place.column, place.office, tuple(sorted(here - there)),
                tuple(sorted(there - here)),
            )
        )  # fmt: skip
    return found


def compare_table(
    ours: Sequence[Counted], our_adoptions: Adoptions, rows: Iterable[FiguresRow], year: int = 0
) -> list[Difference]:
    """Return every cell in which a downloaded table differs, of ``year`` where that is named.

    Months of which the table holds no row were to come when it was made; a unit that
    lacks in a month of the table counts as nothing there.  Raises ``ValueError`` where a
    row stands twice.
    """
    theirs = {}
    for row in rows:
        if (row.unit, row.month) in theirs:
            raise ValueError(f"表里 {row.unit} 的 {row.month} 写了两次")
        if year in (0, int(row.month[:4])):
            theirs[row.unit, row.month] = row.tally
    months = {month for _, month in theirs}
    if not months:
        raise ValueError("表里没有要比较的月份")
    mine = count_articles([each for each in ours if each.month in months], our_adoptions)
    groups = _group(ours, our_adoptions)
    return [
        Difference(*cell, our_articles=tuple(sorted(groups[cell[:3]])))
        for cell in _differing_cells(mine, Figures(theirs, {}))
    ]


def _differing_cells(mine: Figures, other: Figures) -> Iterator[tuple[str, str, str, int, int]]:
    """Yield unit, month, measure and both numbers, by unit and month."""
    for key in sorted({*mine.units, *other.units}):
        pairs = zip(mine.tally(*key).numbers, other.tally(*key).numbers, strict=True)
        for measure, (count, other_count) in zip(MEASURES, pairs, strict=True):
            if count != other_count:
                yield *key, measure, count, other_count


def _differing_places(mine: Figures, other: Figures) -> Iterator[tuple[Place, int, int]]:
    """Yield places of columns and both numbers."""
    for place in sorted({*mine.columns, *other.columns}):
        count, other_count = mine.columns.get(place, 0), other.columns.get(place, 0)
        if count != other_count:
            yield place, count, other_count


def _group(
    articles: Iterable[Counted], adoptions: Adoptions
) -> defaultdict[tuple[str, str, str], set[str]]:
    """Return the articles behind every cell, by unit, month and measure."""
    groups: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    labels = {level: Measure(level.value).label for level in Level}
    for article in articles:
        levels = {adoption.level for adoption in adoptions.get(article.path, ())}
        measures = [Measure.SUBMITTED.label, *(labels[level] for level in levels)]
        for measure in (*measures, ADOPTED) if levels else measures:
            groups[article.unit, article.month, measure].add(article.path)
    return groups


def _group_places(articles: Iterable[Counted]) -> defaultdict[Place, set[str]]:
    """Return the articles behind every number of a column."""
    groups: defaultdict[Place, set[str]] = defaultdict(set)
    for each in articles:
        groups[Place(each.column, each.unit, each.office, each.month)].add(each.path)
    return groups
