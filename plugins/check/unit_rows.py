"""Rows that a unit has for a day, as the tables of followers and teams have them: what can't be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from plugins.check.survey import Survey
from plugins.model.days import describe_day
from plugins.model.problem import Problem
from plugins.reading.csv_table import Entered, TableForm


class UnitRow(Protocol):
    """A record of one unit (its slug) on one day."""

    @property
    def unit(self) -> str:
        """The unit's slug."""

    @property
    def day(self) -> date:
        """The day it speaks of."""


Row = TypeVar("Row", bound=UnitRow)


def check_rows(survey: Survey, form: TableForm, rows: Iterable[Entered[Row]]) -> Iterator[Problem]:
    """Yield what is wrong with a table as reading found it, and with its days.

    A day may not lie in the future nor before the unit had a name, and a unit has
    one row a day.
    """
    problems = survey.folder.records_reading.problems
    yield from (problem for problem in problems if problem.path == form.path)
    first: dict[tuple[str, date], int] = {}
    for entered in rows:
        row, line = entered.record, entered.line
        unit, day = survey.registry.unit_by_slug[row.unit], describe_day(row.day)
        before = first.setdefault((row.unit, row.day), line)
        if before != line:
            seen = f"{unit.name}在{day}有两行，前面一行是第 {before} 行"
            yield _report(form, line, seen, "一个单位一天一行", "留下对的一行，删去另一行")
        if row.day > survey.today:
            seen = f"日期是{day}，还没有到"
            yield _report(form, line, seen, "今天或以前的日子", "照来源改正日期")
        elif not unit.existed_on(row.day):
            begun = unit.names[0].since
            wanted = f"{describe_day(begun)}或以后的日子" if begun else "单位还在的日子"
            yield _report(form, line, f"{day}还没有{unit.name}", wanted, "改正日期或单位")


def list_by_unit(rows: Iterable[Entered[Row]]) -> dict[str, list[Entered[Row]]]:
    """Return rows by the slug of their unit, the oldest day first."""
    found: dict[str, list[Entered[Row]]] = {}
    for entered in sorted(rows, key=lambda entered: entered.record.day):
        found.setdefault(entered.record.unit, []).append(entered)
    return found


def _report(form: TableForm, line: int, seen: str, wanted: str, fix: str) -> Problem:
    return Problem(form.path, line, form.rule, seen, wanted, fix)
