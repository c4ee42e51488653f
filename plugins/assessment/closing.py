"""Changes of months that were closed, and the reasons that were given for them.

A month is closed at the first moment of ``closing_day`` of the next one (Asia/Shanghai).
That an article is taken up later is the normal way of things and no correction; that it
was not taken up after all is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from plugins.assessment.landings import Landing, Shift
from plugins.model.correction import Correction

_MONTHS = 12


def find_close(month: str, closing_day: int) -> date:
    """Return the day from which on the figures of a month such as ``2026-11`` are closed."""
    year, number = int(month[:4]), int(month[5:7])
    return date(year + number // _MONTHS, number % _MONTHS + 1, closing_day)


@dataclass(frozen=True)
class LateChange:
    """A change of one article that landed when one of its months was closed.

    ``begun`` is the day of the oldest commit by which it landed on ``day``.
    """

    day: date
    begun: date
    commit: str
    shift: Shift

    @property
    def paths(self) -> tuple[str, ...]:
        """Where the article lies now and, if it lay elsewhere before, there."""
        sides = (self.shift.after, self.shift.before)
        return tuple(dict.fromkeys(side.path for side in sides if side))

    @property
    def months(self) -> tuple[str, ...]:
        """The months whose figures it changed."""
        sides = (self.shift.before, self.shift.after)
        return tuple(dict.fromkeys(side.month for side in sides if side))

    def is_of(self, year: int) -> bool:
        """Tell whether it changed figures of a year."""
        return any(int(month[:4]) == year for month in self.months)

    def is_explained_by(self, correction: Correction) -> bool:
        """Tell whether a reason is one for this: whoever wrote it may not know when it lands."""
        return correction.article in self.paths and self.begun <= correction.day <= self.day


@dataclass(frozen=True)
class Judgment:
    """Late changes with their reason or without one; ``idle`` are reasons for nothing.

    ``earlier`` are the changes that need no reason.
    """

    explained: tuple[tuple[LateChange, Correction], ...]
    unexplained: tuple[LateChange, ...]
    earlier: tuple[LateChange, ...]
    idle: tuple[Correction, ...]

    def narrow(self, year: int) -> Judgment:
        """Return the changes of one year's months (0: of all); reasons for nothing stay."""
        if not year:
            return self
        return replace(
            self,
            explained=tuple(pair for pair in self.explained if pair[0].is_of(year)),
            unexplained=tuple(each for each in self.unexplained if each.is_of(year)),
            earlier=tuple(each for each in self.earlier if each.is_of(year)),
        )


def list_late(landings: Iterable[Landing], closing_day: int) -> list[LateChange]:
    """Return the late changes of a history, the oldest first."""
    changes = (
        LateChange(landing.day, landing.begun, landing.commit.id, shift)
        for landing in landings
        for shift in landing.shifts
    )
    return [
        change
        for change in changes
        if any(change.day >= find_close(month, closing_day) for month in change.months)
    ]


def judge(
    changes: Sequence[LateChange], corrections: Sequence[Correction], since: date | None
) -> Judgment:
    """Match changes with reasons; those that landed before ``since`` need none (nothing: all)."""
    explained, unexplained, earlier = [], [], []
    used: set[Correction] = set()
    by_article: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_article.setdefault(correction.article, []).append(correction)
    for change in changes:
        rows = (row for path in change.paths for row in by_article.get(path, ()))
        reasons = [row for row in rows if change.is_explained_by(row)]
        used.update(reasons)
        if reasons:
            explained.append((change, reasons[0]))
        elif since is None or change.day < since:
            earlier.append(change)
        else:
            unexplained.append(change)
    idle = tuple(row for row in corrections if row not in used)
    return Judgment(tuple(explained), tuple(unexplained), tuple(earlier), idle)
