"""From how a Word file is laid out to one block after another: broken lines, tables for layout."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from plugins.importing.document.blocks import (
    Block,
    Figure,
    Paragraph,
    Table,
    cut_pieces,
    list_figures,
    trim_pieces,
    write_out,
)
from plugins.importing.document.remarks import Loss, Remarks

_COUNT = "[一二三四五六七八九十百]{1,4}"
FIRST = re.compile(rf"^{_COUNT}、")
SECOND = re.compile(rf"^[（(]{_COUNT}[)）]")
NUMBER = re.compile(r"^(?P<number>\d{1,3})(?:[、．)）]|\.(?!\d))[ \u3000]*(?=\S)")
BULLET = re.compile(r"^(?:[•·●○◆■▪◦►▶★☆✓✔➢➤]|[-–](?=[ \u3000\u3400-\u9fff]))[ \u3000]*(?=\S)")
ITEMS = (FIRST, SECOND, NUMBER, BULLET)
"""Numbers and dots as they are typed by hand: 一、 （一） 1. •"""


def split_lines(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks with a paragraph for every line that was broken off to be one.

    Many break a line by Shift+Enter where they mean a new paragraph: an empty
    line, an indent or a number begins the next one.
    """
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from _split_paragraph(block)
        else:
            yield block


def _split_paragraph(paragraph: Paragraph) -> Iterator[Paragraph]:
    text = write_out(paragraph.pieces)
    start = 0
    is_first = True
    for found in re.finditer(r"\n", text):
        following = text[found.end() :]
        line = following.partition("\n")[0]
        is_new = not line.strip() or line[:1] in "\u3000 " or _begins_item(line)
        if is_new and text[start : found.start()].strip():
            yield _part_of(paragraph, start, found.start(), is_first)
            start, is_first = found.end(), False
    if is_first or text[start:].strip():
        yield _part_of(paragraph, start, len(text), is_first)


def _begins_item(line: str) -> bool:
    return any(pattern.match(line) for pattern in ITEMS)


def _part_of(paragraph: Paragraph, start: int, end: int, is_first: bool) -> Paragraph:
    pieces = trim_pieces(cut_pieces(paragraph.pieces, start, end))
    return replace(paragraph, pieces=pieces, label=paragraph.label if is_first else None)


def open_frames(blocks: Iterable[Block], remarks: Remarks) -> Iterator[Block]:
    """Yield the blocks with those of tables of one column, which only draw a frame."""
    for block in blocks:
        if isinstance(block, Table) and len(block.rows[0]) == 1:
            remarks.count(Loss.LAYOUT)
            yield from open_frames((inner for row in block.rows for inner in row[0]), remarks)
        else:
            yield block


def open_layout(blocks: Iterable[Block], remarks: Remarks) -> Iterator[Block]:
    """Yield the blocks with those of tables that only put things side by side."""
    for block in open_frames(blocks, remarks):
        if not isinstance(block, Table):
            yield block
        elif _is_layout(block):
            remarks.count(Loss.LAYOUT)
            yield from open_layout(_in_reading_order(block), remarks)
        else:
            yield from _take_off_title(block)


def _is_layout(table: Table) -> bool:
    cells = [cell for row in table.rows for cell in row if cell]
    figures = sum(1 for cell in cells if list_figures(cell))
    holds_table = any(isinstance(block, Table) for cell in cells for block in cell)
    is_album = len(table.rows[0]) <= 3 and 2 * figures >= len(cells)
    return len(table.rows) == 1 or holds_table or is_album


def _in_reading_order(table: Table) -> Iterator[Block]:
    """Yield the cells row by row; captions below a row of pictures follow each its own."""
    rows = list(table.rows)
    while rows:
        row = rows.pop(0)
        is_pictures = all(isinstance(block, Figure) for cell in row for block in cell)
        has_captions = rows and all(isinstance(b, Paragraph) for cell in rows[0] for b in cell)
        below = rows.pop(0) if is_pictures and has_captions else ((),) * len(row)
        for cell, caption in zip(row, below, strict=True):
            yield from cell
            yield from (replace(b, is_caption=True) for b in caption if isinstance(b, Paragraph))


def _take_off_title(table: Table) -> Iterator[Block]:
    """Yield a table, before it the words that fill its first row from side to side."""
    rows = table.rows
    while len(rows) > 2 and rows[0][0] and not any(rows[0][1:]):
        yield from rows[0][0]
        rows = rows[1:]
    yield Table(rows)
