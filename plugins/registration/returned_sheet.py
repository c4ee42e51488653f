"""A registration sheet that came back: bytes to its unit, its day and its people.

Read are the blank sheet filled in WPS or Excel, what the page at ``/register/`` saves
(.xlsx, .csv), and the Word document.  What is read stays in memory; no name and no
number of it stands in a message that is raised here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import count

from plugins.media.formats import name_stranger
from plugins.reading.sheet import read_sheets
from plugins.reading.sheet_form import SheetRow
from plugins.registration.form import (
    COLUMNS,
    DAY_LABEL,
    ROWS_LIMIT,
    UNIT_LABEL,
    WRITER_LABEL,
)
from plugins.registration.judging import Person, is_person, tidy_role

WordTables = Callable[[bytes], Sequence[Sequence[Sequence[str]]]]
"""Reads the tables of a Word file: tables of rows of cells; raises ``ValueError``."""

_KEYS = {column.label: column.key for column in COLUMNS}
_LABELS = "、".join(_KEYS)
_FEWEST_LABELS = 3
"""So many of the columns' names in one row are the head, though another may be missing."""

_GUARDED = ("'=", "'+", "'-", "'@")
"""How a .csv writes what a spreadsheet would compute (OWASP, CSV Injection)."""


class NotForm(ValueError):  # noqa: N818 (what the sheet is, not what went wrong)
    """The sheet is no registration form that can be read; says in Chinese what to do."""


@dataclass(frozen=True)
class ReturnedSheet:
    """What a sheet says: unit and day as they are written, and everybody it names."""

    unit: str
    day: str
    people: tuple[Person, ...]


@dataclass(frozen=True)
class _Head:
    """The row with the columns' names: where it is, and the place of each column by its key."""

    place: int
    columns: dict[str, int]


def read_returned(data: bytes, read_tables: WordTables) -> ReturnedSheet:
    """Read a sheet from its bytes; raises ``NotForm`` and what the readers of files raise.

    ``read_tables`` reads Word files.
    """
    if name_stranger(data) == "Word 文件":
        return _read_sheet(_join_tables(read_tables(data)))
    sheets = [sheet for sheet in read_sheets(data) if _find_heads(sheet.rows)]
    shown = [sheet for sheet in sheets if not sheet.is_hidden]
    if sheets and not shown:
        raise NotForm("登记表在一张隐藏的工作表里。取消隐藏，再存一次")
    if len(shown) > 1:
        raise NotForm(f"有 {len(shown)} 张工作表都是登记表。只留一张，别的另存为单独的文件")
    if not shown:
        raise NotForm(f"没有找到表头。表里要有一行写着：{_LABELS}")
    return _read_sheet(shown[0].rows)


def _join_tables(tables: Sequence[Sequence[Sequence[str]]]) -> tuple[SheetRow, ...]:
    """Return the rows of all tables: Word splits one in two more easily than it looks."""
    numbers = count(1)
    rows = (row for table in tables for row in table)
    return tuple(
        SheetRow(next(numbers), tuple(" ".join(cell.split()) for cell in row)) for row in rows
    )


def _find_heads(rows: Sequence[SheetRow]) -> list[_Head]:
    heads = []
    for place, row in enumerate(rows):
        labels = [tidy_role(cell).rstrip("*") for cell in row.cells]
        if sum(label in labels for label in _KEYS) >= _FEWEST_LABELS:
            columns = {_KEYS[text]: n for n, text in enumerate(labels) if text in _KEYS}
            _vet_head(row.number, labels, columns)
            heads.append(_Head(place, columns))
    return heads


def _vet_head(number: int, labels: Sequence[str], columns: dict[str, int]) -> None:
    missing = [column.label for column in COLUMNS if column.key not in columns]
    twice = [label for label in _KEYS if labels.count(label) > 1]
    if missing:
        names = "、".join(missing)
        raise NotForm(f"第 {number} 行是表头，少了“{names}”。每一栏的名称占一格，照空白表补上")
    if twice:
        raise NotForm(f"第 {number} 行是表头，“{'、'.join(twice)}”写了两次。照空白表改正")


def _read_sheet(rows: Sequence[SheetRow]) -> ReturnedSheet:
    heads = _find_heads(rows)
    if not heads:
        raise NotForm(f"没有找到表头。表里要有一行写着：{_LABELS}")
    first = heads[0]
    again = {head.place for head in heads}
    lines = [row for place, row in enumerate(rows) if place > first.place and place not in again]
    people = [_read_person(row, first.columns) for row in lines if not _is_foot(row)]
    named = tuple(each for each in people if is_person(each.cells) or each.computed)
    if len(named) > ROWS_LIMIT:
        raise NotForm(f"表里有 {len(named)} 个人，最多 {ROWS_LIMIT} 个。分成几张表再交")
    above = rows[: first.place]
    return ReturnedSheet(_find_entry(above, UNIT_LABEL), _find_entry(above, DAY_LABEL), named)


def _is_foot(row: SheetRow) -> bool:
    """Tell whether a row stands below the table: a place for the stamp or a name."""
    text = next((cell for cell in row.cells if cell), "")
    return text.startswith((UNIT_LABEL, DAY_LABEL, WRITER_LABEL))


def _read_person(row: SheetRow, columns: dict[str, int]) -> Person:
    cells = {key: _drop_guard(row.cell(place)) for key, place in columns.items()}
    # A text file shows a name of Weibo such as @某某 as something that would be computed.
    formulas = (key for key, place in columns.items() if place in row.computed)
    return Person(row.number, cells, frozenset(k for k in formulas if cells[k].startswith("=")))


def _drop_guard(text: str) -> str:
    return text[1:] if text.startswith(_GUARDED) else text


def _find_entry(rows: Sequence[SheetRow], label: str) -> str:
    """Return what is entered behind a label: in the next cell with words, or after a colon."""
    for row in rows:
        for place, cell in enumerate(row.cells):
            plain = " ".join(cell.replace("：", ":").split())
            if plain.startswith(label):
                behind = next((text for text in row.cells[place + 1 :] if text), "")
                is_next_label = behind.startswith((UNIT_LABEL, DAY_LABEL))
                return plain.partition(":")[2].strip() or ("" if is_next_label else behind)
    return ""
