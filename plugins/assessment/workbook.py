"""A year's figures as a workbook (XLSX) with the same numbers as the pages.

Text stays text, whatever sign it begins with; two builds of the same figures are the
same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any

from plugins.assessment.adopted import Adopted
from plugins.assessment.counting import Figures, Tally, count_points
from plugins.assessment.table_file import MEASURES, FiguresRow
from plugins.assessment.tables import POINTS, SHARE, SUM, head_months
from plugins.model.article import Run
from plugins.model.assessment import Weight
from plugins.model.registry import Registry

if TYPE_CHECKING:
    from xlsxwriter import Workbook

Cell = str | int | float | None
Rows = list[list[Cell]]

_A4 = 9
"""The paper's number (ECMA-376, 18.3.1.63, ``paperSize``)."""

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def describe_columns(
    registry: Registry, figures: Figures, months: Sequence[str]
) -> list[tuple[str, tuple[int, ...]]]:
    """Return the title of every column with how many articles it has in each month."""
    return [
        (
            column.title,
            tuple(figures.count_column(column.slug, month) for month in months),
        )
        for column in registry.columns
    ]


def make_workbook(
    months: Sequence[str],
    rows: Sequence[FiguresRow],
    columns: Sequence[tuple[str, Sequence[int]]],
    weights: Sequence[Weight],
    taken: Run,
    adopted: Adopted,
) -> bytes:
    """Return the workbook of a year: by unit, by unit and month, by column, what was taken up."""
    # Its import alone costs more than a build that changes no number.
    from xlsxwriter import Workbook

    year = int(months[0][:4])
    stream = BytesIO()
    book = Workbook(stream, _OPTIONS)
    book.set_properties({"title": f"{year}年工作数据", "created": datetime(year, 1, 1)})
    _add_sheet(book, "按单位", _list_units(rows, weights), [14])
    _add_sheet(book, "按单位和月份", _list_months(rows), [14, 12])
    _add_sheet(book, "按栏目", _list_columns(months, columns), [16])
    _add_sheet(book, "采用情况", _list_adopted(taken, adopted), [12, 12, 44, 10, 24, 12, 44])
    book.close()
    return stream.getvalue()


def _add_sheet(book: Workbook, title: str, rows: Rows, widths: list[int]) -> None:
    """Add a sheet: its first row stays in sight and stands on every printed page."""
    sheet = book.add_worksheet(title)
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    share = book.add_format({"num_format": "0.0%"})
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            _write_cell(sheet, number, place, cell, bold if not number else None, share)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _write_cell(sheet: Any, row: int, place: int, cell: Cell, head: Any, share: Any) -> None:
    if isinstance(cell, str):
        sheet.write_string(row, place, cell, head)
    elif isinstance(cell, float):
        sheet.write_number(row, place, cell, share)
    elif cell is not None:
        sheet.write_number(row, place, cell)


def _list_units(rows: Iterable[FiguresRow], weights: Sequence[Weight]) -> Rows:
    """Return a row for each unit, under the name it bore last, and the sum of all."""
    names: dict[str, str] = {}
    sums: dict[str, Tally] = {}
    for row in rows:
        names[row.unit] = row.name
        sums[row.unit] = sums.get(row.unit, Tally()) + row.tally
    points = [POINTS] if weights else []
    found: Rows = [["单位", *MEASURES, SHARE, *points]]
    for unit, tally in [*sums.items(), (SUM, sum(sums.values(), Tally()))]:
        worth = [count_points(tally, weights)] if weights else []
        found.append([names.get(unit, unit), *tally.numbers, tally.share, *worth])
    return found


def _list_months(rows: Iterable[FiguresRow]) -> Rows:
    head: Rows = [["单位", "月份", *MEASURES, SHARE]]
    return head + [[r.name, r.month, *r.tally.numbers, r.tally.share] for r in rows]


def _list_columns(months: Sequence[str], columns: Iterable[tuple[str, Sequence[int]]]) -> Rows:
    head: Rows = [["栏目", *head_months(months), SUM]]
    return head + [[title, *counts, sum(counts)] for title, counts in columns]


def _list_adopted(taken: Run, adopted: Adopted) -> Rows:
    """Return a row for each time that an article was taken up, the newest article first."""
    found: Rows = [["稿件日期", "供稿", "标题", "级别", "媒体", "采用日期", "链接"]]
    for slip in taken.slips:
        article = slip.article
        for each in adopted.by_article[slip.source_path]:
            head = [article.day.isoformat(), article.office, article.title]
            found.append([*head, each.level.label, each.outlet, each.day.isoformat(), each.link])
    return found
