"""What a spreadsheet holds once it is read: sheets, rows, cells as text; and how much is read."""

from __future__ import annotations

from dataclasses import dataclass

FILE_LIMIT = 10_000_000
"""Bytes of a file: ten years of thirteen accounts, a row a day, are a fifth of that."""

ROWS_LIMIT = 50_000
"""Rows with something in them, of all sheets together."""

COLUMNS_LIMIT = 100
"""What stands further to the right is not looked at."""

CELL_LIMIT = 5_000
"""Characters of one cell."""

SAVE_ANEW = "用 WPS 或 Excel 打开，另存为 .xlsx 再试"


class NotSheet(ValueError):  # noqa: N818 (what the bytes are, not what went wrong)
    """The bytes are no sheet that can be read; says in Chinese what to do instead."""


@dataclass(frozen=True)
class SheetRow:
    """One row that has something in it.

    ``number`` is what a spreadsheet program shows beside it (in a text file its line);
    ``cells`` are texts without space around them: days as 2026-11-25, whole numbers by
    their digits, an empty cell as an empty text.  ``computed`` are the places of cells
    that hold a formula, counted from 0: their text is the formula, never its result.
    """

    number: int
    cells: tuple[str, ...]
    computed: frozenset[int] = frozenset()

    def cell(self, place: int) -> str:
        """Return the text of a cell, counted from 0; empty where the row ends before it."""
        return self.cells[place] if place < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    """One sheet with its rows in their order; of cells that were merged the first has the text."""

    name: str
    rows: tuple[SheetRow, ...]
    is_hidden: bool = False


def make_row(number: int, texts: list[str], computed: frozenset[int]) -> SheetRow | None:
    """Return a row of texts, or nothing where it is empty; raises ``NotSheet``."""
    cells = [text.strip() for text in texts[:COLUMNS_LIMIT]]
    while cells and not cells[-1]:
        cells.pop()
    if any(len(cell) > CELL_LIMIT for cell in cells):
        raise NotSheet(f"第 {number} 行有一格超过 {CELL_LIMIT} 个字，不像一张名单或数据表")
    return SheetRow(number, tuple(cells), computed) if cells else None


def refuse_many(rows: int) -> None:
    """Raise ``NotSheet`` where there are more rows than are read."""
    if rows > ROWS_LIMIT:
        raise NotSheet(f"表里超过 {ROWS_LIMIT} 行。删去用不着的行，或者分成几个文件")
