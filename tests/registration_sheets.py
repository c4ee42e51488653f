"""Registration sheets filled for tests, as offices send them; people and numbers are invented."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import Workbook, load_workbook

from plugins.registration.blank_document import make_blank_document
from plugins.registration.blank_sheet import HEAD_ROW, make_blank_sheet
from plugins.registration.form import COLUMNS, DAY_LABEL, NOTE, ROLES, TITLE, UNIT_LABEL
from plugins.registration.judging import Person
from plugins.registration.returned_sheet import ReturnedSheet, read_returned
from tests.sheet_files import save_book

UNITS = ("温州市", "鹿城区", "洞头区")
UNIT = "鹿城区"
DAY = "2026-11-20"

Row = Sequence[Any]
"""Cells in the order of the form."""


def number_mobile(number: int) -> str:
    """Return an invented mobile; written out in a file of ours the check would stop at it."""
    return f"139{number:08d}"


def make_people(
    leaders: int = 1, liaisons: int = 2, commentators: int = 4, volunteers: int = 3
) -> list[list[str]]:
    """Return rows that nothing is wrong with."""
    counts = (leaders, liaisons, commentators, volunteers)
    labels = [f.role.label for f, count in zip(ROLES, counts, strict=True) for _ in range(count)]
    return [
        [label, f"示例{'甲乙丙丁戊己庚辛壬癸'[place % 10]}", "", number_mobile(place), "", "", ""]
        for place, label in enumerate(labels)
    ]


def fill_sheet(rows: Sequence[Row], unit: str = UNIT, day: Any = DAY) -> bytes:
    """Return the blank .xlsx filled: each row where it stands, as somebody types from above."""
    book = load_workbook(BytesIO(make_blank_sheet(UNITS)))
    _fill_book(book, rows, unit, day)
    return save_book(book)


def _fill_book(book: Workbook, rows: Sequence[Row], unit: str, day: Any) -> None:
    sheet = book.worksheets[0]
    sheet["B2"], sheet["B3"] = unit, day
    waiting = sum(form.blank_rows for form in ROLES)
    for place in range(max(waiting, len(rows))):
        cells = rows[place] if place < len(rows) else ["志愿者"]
        for column, value in enumerate(cells, 1):
            sheet.cell(HEAD_ROW + 2 + place, column).value = value or None


def fill_document(rows: Sequence[Row], unit: str = UNIT, day: str = DAY) -> bytes:
    """Return the blank .docx filled from above."""
    document = Document(BytesIO(make_blank_document()))
    head, table = document.tables
    for place, value in ((1, unit), (3, day)):
        head.cell(0, place).paragraphs[0].text = value
    while len(table.rows) < len(rows) + 1:
        table.add_row()
    for row, values in zip(table.rows[1:], rows, strict=False):
        for cell, value in zip(row.cells, values, strict=True):
            cell.paragraphs[0].text = str(value)
    for row in table.rows[len(rows) + 1 :]:
        row.cells[0].paragraphs[0].text = "志愿者"
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()


def write_lines(rows: Sequence[Row], unit: str = UNIT, day: str = DAY) -> str:
    """Return the form as the page at /register/ saves it for .csv, without its byte order mark."""
    head = [[TITLE], [UNIT_LABEL, unit], [DAY_LABEL, day], [NOTE], []]
    lines = [*head, [column.label for column in COLUMNS], *rows]
    return "".join(",".join(map(str, line)) + "\r\n" for line in lines)


def read_sheet(data: bytes) -> ReturnedSheet:
    """Read a sheet as the task does."""
    from plugins.importing.document.tables import read_word_tables

    return read_returned(data, read_word_tables)


def list_cells(people: Sequence[Person]) -> list[list[str]]:
    """Return the rows that were read, in the order of the form."""
    return [[person.cells[column.key] for column in COLUMNS] for person in people]


def make_person(line: int = 1, **cells: str) -> Person:
    """Return a volunteer that nothing is wrong with, but for ``cells``."""
    usual: Mapping[str, str] = {
        **{column.key: "" for column in COLUMNS},
        "role": "志愿者",
        "name": "示例甲",
        "mobile": number_mobile(line),
    }
    return Person(line, {**usual, **cells})
