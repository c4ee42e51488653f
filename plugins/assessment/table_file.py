"""The figures of a year as a file: a row per unit and month, for spreadsheets and to compare.

UTF-8 with a byte order mark, by which Excel and WPS know the encoding of a CSV file.
"""

from __future__ import annotations

import csv
import io
import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plugins.assessment.counting import Figures, Tally
from plugins.model.assessment import Measure
from plugins.model.registry import Registry
from plugins.model.unit import Unit
from plugins.reading.csv_table import write_table

ADOPTED = "采用"
"""What the articles taken up at any level are called, each once."""

MEASURES = (*(measure.label for measure in Measure), ADOPTED)
"""What the numbers of a tally are called, in their order."""

COLUMNS = ("单位", "名称", "月份", *MEASURES)

_MONTH = re.compile(r"^\d{4}-(?:0[1-9]|1[0-2])$")
_NUMBER = re.compile(r"^[0-9]{1,9}$")


@dataclass(frozen=True)
class FiguresRow:
    """One unit's month: ``unit`` is its slug, ``name`` what it was called when the month ended."""

    unit: str
    name: str
    month: str
    tally: Tally


def list_months(year: int, last: int = 12) -> tuple[str, ...]:
    """Return the months of a year up to the ``last``, such as ``2026-11``."""
    return tuple(f"{year:04}-{month:02}" for month in range(1, last + 1))


def close_month(month: str) -> date:
    """Return the last day of a month such as ``2026-11``."""
    year, number = int(month[:4]), int(month[5:])
    return date(year, number, monthrange(year, number)[1])


def existed_in(unit: Unit, month: str) -> bool:
    """Tell whether a unit had any name on any day of a month."""
    last = close_month(month)
    first = last.replace(day=1)
    return any(
        (name.since is None or name.since <= last) and (name.until is None or first < name.until)
        for name in unit.names
    )


def list_rows(registry: Registry, figures: Figures, months: Iterable[str]) -> list[FiguresRow]:
    """Return the rows of ``months``, units in the registry's order, each month by month.

    A month in which a unit did not exist has no row, unless there are articles.
    """
    months = tuple(months)
    return [
        FiguresRow(unit.slug, unit.named_on(close_month(month)).name, month, tally)
        for unit in registry.units
        for month in months
        if (tally := figures.tally(unit.slug, month)) or existed_in(unit, month)
    ]


def write_figures(rows: Iterable[FiguresRow]) -> bytes:
    """Return the file."""
    cells = ((row.unit, row.name, row.month, *row.tally.numbers) for row in rows)
    return write_table(COLUMNS, cells).encode("utf-8-sig")


def read_figures(data: bytes) -> tuple[FiguresRow, ...]:
    """Return the rows of such a file, as it was downloaded or saved again by a spreadsheet.

    Raises ``ValueError`` with a Chinese sentence for a file of another form.
    """
    try:
        text = data.decode("utf-8-sig")
        rows = [row for row in csv.reader(io.StringIO(text), strict=True) if any(row)]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError("这不是 UTF-8 编码的 CSV 文件") from error
    if not rows or tuple(rows[0]) != COLUMNS:
        raise ValueError(f"表头不对，应该是：{','.join(COLUMNS)}")
    return tuple(_read_row(number, cells) for number, cells in enumerate(rows[1:], 2))


def _read_row(number: int, cells: list[str]) -> FiguresRow:
    unit, name, month, *numbers = (*cells, *[""] * (len(COLUMNS) - len(cells)))
    if len(cells) != len(COLUMNS) or not _MONTH.match(month):
        raise ValueError(f"第 {number} 行不对，应该有 {len(COLUMNS)} 格，月份写成 2026-11")
    if not all(map(_NUMBER.match, numbers)):
        raise ValueError(f"第 {number} 行有一格不是数")
    return FiguresRow(unit, name, month, Tally(*map(int, numbers)))
