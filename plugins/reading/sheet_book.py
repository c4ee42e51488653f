"""The sheets of an .xlsx, a zip of untrusted bytes: looked at from outside before it is opened."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

from plugins.reading.sheet_form import (
    COLUMNS_LIMIT,
    SAVE_ANEW,
    NotSheet,
    Sheet,
    SheetRow,
    make_row,
    refuse_many,
)

ENTRIES_LIMIT = 1_000
SHEETS_LIMIT = 20
TOTAL_LIMIT = 20_000_000
"""Bytes of all text parts unpacked.  zipfile unpacks no more of a part than it declares."""

LAST_ROW = 1_048_576
"""The last row that Excel knows; a row that claims a higher number is not read."""

_EXACT = 10**15
"""Excel keeps fifteen digits of a number: what is larger has lost some."""

_MACROS = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_SHEET = re.compile(rb"<(?:\w+:)?sheet[\s/>]")
_TYPES = "[Content_Types].xml"
_TORN = (
    zipfile.BadZipFile, zlib.error, NotImplementedError, OSError, EOFError, ValueError, KeyError,
)  # fmt: skip
"""What zipfile raises on a damaged file."""

_DAMAGED = f"损坏了，或者不是表格，读不出来。{SAVE_ANEW}"


def read_book(data: bytes) -> tuple[Sheet, ...]:
    """Return the sheets of an .xlsx in their order; raises ``NotSheet``."""
    _look_from_outside(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that openpyxl leaves out
            return tuple(_list_sheets(data))
    except NotSheet:
        raise
    except Exception as error:  # a crafted part makes openpyxl raise anything
        raise NotSheet(_DAMAGED) from error


def _look_from_outside(data: bytes) -> None:
    """Refuse what must not be opened: bombs, macros, passwords, other kinds of zip."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            texts = [e for e in entries if e.filename.lower().endswith((".xml", ".rels", ".bin"))]
            if len(entries) > ENTRIES_LIMIT or sum(e.file_size for e in texts) > TOTAL_LIMIT:
                raise NotSheet(f"展开以后太大，不像一张名单或数据表。只留要用的表，{SAVE_ANEW}")
            if any(entry.flag_bits & 1 for entry in entries):
                raise NotSheet("有密码，读不出来。请去掉密码，另存为 .xlsx 再试")
            names = {entry.filename for entry in entries}
            if _TYPES not in names:
                raise NotSheet(f"是压缩包或别的格式，不是 .xlsx 表格。{SAVE_ANEW}")
            if _MACROS.search(archive.read(_TYPES)) or any("vbaProject" in n for n in names):
                raise NotSheet(f"带有宏（程序），不能收。{SAVE_ANEW}")
            workbook = archive.read("xl/workbook.xml") if "xl/workbook.xml" in names else b""
    except NotSheet:
        raise
    except _TORN as error:
        raise NotSheet(_DAMAGED) from error
    if len(_SHEET.findall(workbook)) > SHEETS_LIMIT:
        raise NotSheet(f"有超过 {SHEETS_LIMIT} 张工作表。只留要用的，{SAVE_ANEW}")


def _list_sheets(data: bytes) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    if len(book.worksheets) > SHEETS_LIMIT:
        raise NotSheet(f"有超过 {SHEETS_LIMIT} 张工作表。只留要用的，{SAVE_ANEW}")
    count = 0
    for sheet in book.worksheets:
        rows, empty = [], None
        lines = sheet.iter_rows(max_row=LAST_ROW, max_col=COLUMNS_LIMIT)
        for number, cells in enumerate(lines, 1):
            if cells is empty:  # openpyxl fills a gap of a million rows with one tuple
                continue
            row = _read_row(number, cells)
            if row:
                rows.append(row)
                refuse_many(count := count + 1)
            else:
                empty = cells
        yield Sheet(str(sheet.title), tuple(rows), sheet.sheet_state != "visible")
    book.close()


def _read_row(number: int, cells: tuple[Any, ...]) -> SheetRow | None:
    if all(cell.value is None for cell in cells):
        return None
    computed = frozenset(place for place, cell in enumerate(cells) if cell.data_type == "f")
    texts = [_write_cell(cell.value, place in computed) for place, cell in enumerate(cells)]
    return make_row(number, texts, computed)


def _write_cell(value: object, is_computed: bool) -> str:
    if is_computed:
        return value if isinstance(value, str) else "="
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return str(int(value))
    if isinstance(value, datetime):
        is_day = value.time().isoformat() == "00:00:00"
        return value.date().isoformat() if is_day else value.isoformat(" ", "seconds")
    return str(value)
