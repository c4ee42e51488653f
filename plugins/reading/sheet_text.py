"""Sheets that are text: values set apart by commas or tabs, and the tables of a web page."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Iterator

from plugins.reading.encoding import EncodingFault, decode_text
from plugins.reading.sheet_form import (
    COLUMNS_LIMIT,
    SAVE_ANEW,
    NotSheet,
    Sheet,
    SheetRow,
    make_row,
    refuse_many,
)

_COMPUTED = re.compile(r"[=@]|[+-](?=[A-Za-z@=(])")
"""What makes a spreadsheet compute a text (OWASP, CSV Injection); a number may bear a sign."""

_WIDE = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
"""What Excel calls "Unicode text" begins so."""

_PAGE = re.compile(r"\s*(?:<!doctype html|<html|<table|<head|<meta|<style|<body)", re.IGNORECASE)
_MARK = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]*)>", re.IGNORECASE)
_ANY_MARK = re.compile(r"<[^<>]*>")
_BREAK = re.compile(r"<br\b[^<>]*>", re.IGNORECASE)
_SPAN = re.compile(r"colspan\s*=\s*[\"']?(\d{1,3})", re.IGNORECASE)
_APART = (",", "\t", ";")


def read_text_sheets(data: bytes) -> tuple[Sheet, ...]:
    """Return the tables of a text file: one, or those of a web page; raises ``NotSheet``."""
    text = _decode(data)
    if _PAGE.match(text):
        sheets = tuple(_list_tables(text))
        if not sheets:
            raise NotSheet(f"是网页，里面没有表格。{SAVE_ANEW}")
        return sheets
    return (Sheet("", tuple(_list_lines(text))),)


def find_computed(cells: list[str]) -> frozenset[int]:
    """Return the places of texts that a spreadsheet would compute."""
    return frozenset(place for place, cell in enumerate(cells) if _COMPUTED.match(cell.strip()))


def _decode(data: bytes) -> str:
    for mark, encoding in _WIDE:
        if data.startswith(mark):
            data = data.removeprefix(mark).decode(encoding, "replace").encode("utf-8", "replace")
    decoded = decode_text(data)
    if decoded.fault not in (None, EncodingFault.GB18030):
        raise NotSheet(f"不是表格，或者第 {decoded.line} 行有读不出的字符。{SAVE_ANEW}")
    return decoded.text


def _list_lines(text: str) -> Iterator[SheetRow]:
    first = text.lstrip("\n").partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=max(_APART, key=first.count), strict=True)
    count, begun = 0, 1
    try:
        for cells in reader:
            row = make_row(begun, cells, find_computed(cells))
            begun = reader.line_num + 1  # a cell between quotes may have several lines
            if row:
                yield row
                refuse_many(count := count + 1)
    except csv.Error as error:
        seen = f"从第 {begun} 行开始读不通。检查双引号是否成对"
        raise NotSheet(f"{seen}，或者{SAVE_ANEW}") from error


def _list_tables(text: str) -> Iterator[Sheet]:
    """Yield every table of a web page that has rows; one inside a cell ends the one around it."""
    texts: list[list[str]] = []
    for name, rest, inner in _walk(_drop_comments(text)):
        if name == "table":
            yield from _make_table(texts)
            texts = []
        elif name == "tr":
            texts.append([])
            refuse_many(len(texts))
        elif texts and len(texts[-1]) < COLUMNS_LIMIT:
            span = _SPAN.search(rest)
            texts[-1] += [_read_cell(inner), *[""] * (int(span[1]) - 1 if span else 0)]
    yield from _make_table(texts)


def _walk(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield what begins (table, tr, td) with its attributes and the text up to the next mark."""
    begun = list(_MARK.finditer(text))
    ends = [mark.start() for mark in begun[1:]] + [len(text)]
    for mark, end in zip(begun, ends, strict=False):  # no mark at all has no end, either
        if not mark[1] or mark[2].lower() == "table":
            yield mark[2].lower(), mark[3], text[mark.end() : end]


def _drop_comments(text: str) -> str:
    first, *rest = text.split("<!--")
    return first + "".join(part.partition("-->")[2] for part in rest)


def _read_cell(inner: str) -> str:
    return html.unescape(_ANY_MARK.sub("", _BREAK.sub("\n", inner))).strip()


def _make_table(texts: list[list[str]]) -> Iterator[Sheet]:
    made = (make_row(n, cells, find_computed(cells)) for n, cells in enumerate(texts, 1))
    if rows := tuple(row for row in made if row):
        yield Sheet("", rows)
