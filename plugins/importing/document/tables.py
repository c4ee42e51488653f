"""The tables of a Word file as rows of texts: for forms, where nothing else matters."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.importing.document.package import open_package
from plugins.importing.document.word_xml import Element, attribute, child, descend, whole

_COLUMNS_LIMIT = 60
_ROWS_LIMIT = 5_000


def read_word_tables(data: bytes) -> list[list[list[str]]]:
    """Return every table of the .docx ``data``, rows of cells; raises ``NotWord``.

    A cell that runs over several columns is followed by empty ones; one that runs over
    several rows stands in each.  What was deleted while changes were tracked is left out.
    """
    package = open_package(data)
    body = child(package.parse(package.document), "w:body")
    return [_read_table(table) for table in descend(body, "w:tbl")]


def _read_table(table: Element) -> list[list[str]]:
    rows: list[list[str]] = []
    for row in _list_own(table, "w:tr"):
        if child(row, "w:trPr", "w:del") is None and len(rows) < _ROWS_LIMIT:
            above = rows[-1] if rows else []
            rows.append(_read_row(row, above))
    return rows


def _read_row(row: Element, above: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in _list_own(row, "w:tc"):
        place = len(cells)
        merge = child(cell, "w:tcPr", "w:vMerge")
        goes_on = merge is not None and merge.get("w:val", "continue") == "continue"
        cells.append(above[place] if goes_on and place < len(above) else _read_cell(cell))
        span = whole(attribute(cell, "w:tcPr", "w:gridSpan"), 1)
        cells.extend("" for _ in range(min(span, _COLUMNS_LIMIT) - 1))
        if len(cells) >= _COLUMNS_LIMIT:
            break
    return cells


def _read_cell(cell: Element) -> str:
    lines = ["".join(_list_letters(paragraph)) for paragraph in _list_own(cell, "w:p")]
    return "\n".join(lines).strip()


def _list_letters(element: Element) -> Iterator[str]:
    for inner in element:
        if inner.tag == "w:t":
            yield inner.text or ""
        elif inner.tag in ("w:br", "w:tab", "w:cr"):
            yield " "
        elif inner.tag not in ("w:del", "w:moveFrom", "w:tbl", "mc:Fallback"):
            yield from _list_letters(inner)


def _list_own(element: Element, name: str) -> Iterator[Element]:
    """Yield the elements of a name below one, but none that stands in an inner table."""
    for inner in element:
        if inner.tag == name:
            yield inner
        elif inner.tag not in ("w:tbl", "w:del", "w:moveFrom"):
            yield from _list_own(inner, name)
