"""Sheets as offices send them, made for tests: .xlsx whole and broken, tables as text."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook


def make_book(rows: Iterable[Sequence[Any]], *, title: str = "Sheet1") -> bytes:
    """Return an .xlsx of one sheet."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return save_book(book)


def save_book(book: Workbook) -> bytes:
    """Return a workbook's bytes."""
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def change_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """Return an .xlsx with some of its parts replaced, or added."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in {**kept, **parts}.items():
            new.writestr(name, part)
    return changed.getvalue()


def write_sheet_xml(rows: str) -> bytes:
    """Return the part of a worksheet around the XML of its rows."""
    name = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{name}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def make_page(rows: Iterable[Sequence[object]], head: str = "") -> bytes:
    """Return a table as the platform of official accounts exports it: a web page."""
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>\r\n" for row in rows)
    page = f'<html><head><meta charset="utf-8">{head}</head><body><table>{lines}</table></body>'
    return f"{page}</html>".encode()
