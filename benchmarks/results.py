"""Medians, ratios and verdicts: what the runs come to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.cases import Case, Run

OURS = "ours"
TARGET_SIZE = 10_000
"""Articles; the size at which our build has to meet its targets."""

_GROWN_SIZE = 44_000
_HUGO = ("hugo", "hugo-kept")
_SECONDS = {Case.EDIT: 1.0, Case.UNCHANGED: 0.5}
_SHARES_OF_HUGO = {Case.EDIT: 0.1, Case.THEME: 0.5, Case.SETTING: 0.5, Case.COLD: 1.0}
_GROWTH = {Case.COLD: 4.6, Case.EDIT: 2.5}


@dataclass(frozen=True)
class Row:
    """What all turns of one contender in one case come to.

    Seconds and megabytes are medians, but for ``fastest`` and ``slowest``;
    ``failure`` is that of any turn, and the figures are those of the other turns.
    """

    articles: int
    case: str
    contender: str
    turns: int
    wall: float
    fastest: float
    slowest: float
    processor: float
    memory: float
    pages: int
    failure: str


@dataclass(frozen=True)
class Verdict:
    """One target: what was wanted, what was measured, whether that will do."""

    target: str
    measured: str
    is_met: bool


class Rows:
    """All rows, found by size, case and contender."""

    def __init__(self, runs: Iterable[Run]) -> None:
        grouped: dict[tuple[int, str, str], list[Run]] = {}
        for run in runs:
            grouped.setdefault((run.articles, run.case, run.contender), []).append(run)
        self.all = tuple(_sum_up(group) for group in grouped.values())
        self._found = {(row.articles, row.case, row.contender): row for row in self.all}

    def find(self, articles: int, case: str, contender: str) -> Row | None:
        """Return the row of a contender that finished, or nothing."""
        row = self._found.get((articles, case, contender))
        return row if row and row.turns else None

    def hugo(self, articles: int, case: str, what: Callable[[Row], float]) -> float:
        """Return the less of what Hugo's two ways cost, or 0 where Hugo did not run."""
        found = [self.find(articles, case, name) for name in _HUGO]
        return min((what(row) for row in found if row), default=0.0)


def judge(rows: Rows) -> Iterator[Verdict]:
    """Yield a verdict for every target that these rows can say something about."""
    for case, limit in _SECONDS.items():
        if row := rows.find(TARGET_SIZE, case, OURS):
            yield _compare(f"{case}: at most {limit} s", row.wall, limit, "{:.2f} s")
    for case, limit in _SHARES_OF_HUGO.items():
        row, hugo = rows.find(TARGET_SIZE, case, OURS), rows.hugo(TARGET_SIZE, case, _wall)
        if row and hugo:
            yield _compare(f"{case}: at most {limit} × Hugo", row.wall / hugo, limit, "{:.2f} ×")
    yield from _judge_memory(rows)
    for case, limit in _GROWTH.items():
        small = rows.find(TARGET_SIZE, case, OURS)
        large = rows.find(_GROWN_SIZE, case, OURS)
        if small and large:
            target = f"{case}: {_GROWN_SIZE:,} articles at most {limit} × {TARGET_SIZE:,}"
            yield _compare(target, large.wall / small.wall, limit, "{:.2f} ×")


def _judge_memory(rows: Rows) -> Iterator[Verdict]:
    for case in Case:
        row, hugo = rows.find(TARGET_SIZE, case, OURS), rows.hugo(TARGET_SIZE, case, _memory)
        if row and hugo:
            target = f"{case}: at most Hugo's memory, {hugo:.0f} MB"
            yield _compare(target, row.memory, hugo, "{:.0f} MB")


def _compare(target: str, measured: float, limit: float, form: str) -> Verdict:
    return Verdict(target, form.format(measured), measured <= limit)


def _sum_up(runs: Sequence[Run]) -> Row:
    good = [run for run in runs if not run.measured.failure]
    failures = [run.measured.failure for run in runs if run.measured.failure]
    walls = [run.measured.wall for run in good] or [0.0]
    return Row(
        articles=runs[0].articles,
        case=runs[0].case,
        contender=runs[0].contender,
        turns=len(good),
        wall=median(walls),
        fastest=min(walls),
        slowest=max(walls),
        processor=median([run.measured.processor for run in good] or [0.0]),
        memory=median([run.measured.peak_memory for run in good] or [0.0]),
        pages=good[-1].pages if good else 0,
        failure="; ".join(dict.fromkeys(failures)),
    )


def _wall(row: Row) -> float:
    return row.wall


def _memory(row: Row) -> float:
    return row.memory
