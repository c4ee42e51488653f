"""A table as CSV (RFC 4180) whose every fault is reported on its line; and how one is written.

The first line names the columns, in Chinese as they are written here, or in English.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

from plugins.model.printable import make_printable
from plugins.model.problem import Problem
from plugins.reading.dates import read_date
from plugins.reading.encoding import EncodingFault, decode_text

Record = TypeVar("Record")

TABLE_LIMIT = 10_000_000
"""Bytes of a file: fifty thousand adoptions, more than a city's offices have in ten years."""

PROBLEMS_LIMIT = 50
"""Problems of one file that are spoken of one by one: of more, the form itself is wrong."""

BOM = "\ufeff"
"""The mark in front of a table, by which Excel on Windows knows UTF-8."""

_FORMULA = re.compile(r"^[=+@＝＋＠]|^[-－](?!\d)")
"""What makes a spreadsheet compute a cell (OWASP, CSV Injection)."""

_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

_CELLS_SHOWN = 5
"""Cells of a wrong head that are named."""

_NUMBER = re.compile(r"-?[0-9]{1,10}\Z")
"""Ten digits are more people than live on earth: no count is so large."""


@dataclass(frozen=True)
class TableForm:
    """The form of one file: its path, the rule that speaks of it, its columns by their key."""

    path: str
    rule: str
    columns: Mapping[str, str]


@dataclass(frozen=True)
class Entered(Generic[Record]):
    """One record with the line it stands on."""

    line: int
    record: Record


@dataclass
class CsvFile:
    """One file while it is read: its form, and the problems found so far."""

    form: TableForm
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, seen: str, wanted: str, fix: str) -> None:
        """Note a problem of this file; of very many, the last one says that there are more."""
        if len(self.problems) > PROBLEMS_LIMIT:
            return
        if len(self.problems) == PROBLEMS_LIMIT:
            seen, wanted = "从这一行往下还有问题，没有逐一列出", "没有问题的表格"
            fix = "先改好上面的，再检查一次"
        problem = Problem(self.form.path, line, self.form.rule, seen, wanted, fix)
        self.problems.append(problem)


@dataclass(frozen=True)
class CsvRow:
    """One line of a file: its cells by the key of their column, without space around them."""

    file: CsvFile
    line: int
    cells: Mapping[str, str]

    def report(self, key: str, seen: str, wanted: str, fix: str) -> None:
        """Note a problem of one cell."""
        label = self.file.form.columns[key]
        self.file.report(self.line, f"“{label}”{seen}", wanted, fix)

    def text(self, key: str, limit: int) -> str:
        """Return a cell's text; empty where it is missing or too long, which is reported.

        So is one of marks alone, which says nothing.  ``limit`` is in characters.
        """
        written = self.cells.get(key, "")
        if not written:
            self.report(key, "没有填", "这一格必须填写", "补上，或删去这一行")
        elif len(written) > limit:
            self.report(key, f"有 {len(written)} 个字", f"最多 {limit} 个字", "写短一些")
        elif not any(sign.isalnum() for sign in written):
            self.report(key, f"只有标点{quote(written)}", "看得懂的文字", "补上，或删去这一行")
        else:
            return written
        return ""

    def day(self, key: str) -> date | None:
        """Return a cell's day; what is none is reported."""
        written = self.cells.get(key, "")
        found = _read_iso(written) or read_date(written).day
        if found is None:
            self.report(key, _say_cell(written), "一个日子，例如 2026-11-25", "照样子改正")
        return found

    def count(self, key: str) -> int | None:
        """Return a cell's whole number from 0 up; what is none is reported."""
        written = self.cells.get(key, "")
        if not _NUMBER.match(written):
            fix = "只写数字，不加逗号、单位和别的字"
            self.report(key, _say_cell(written), "一个数，例如 128", fix)
            return None
        if int(written) < 0:
            self.report(key, f"是 {written}，比零还小", "零或比零大的数", "照来源改正")
            return None
        return int(written)

    def choice(self, key: str, known: Mapping[str, Record], example: str) -> Record | None:
        """Return what the cell names among the ``known``; anything else is reported."""
        written = self.cells.get(key, "")
        if written not in known:
            self.report(key, _say_cell(written), example, "照样子改正，一字不差")
            return None
        return known[written]


def read_table(
    form: TableForm, data: bytes | None, read_row: Callable[[CsvRow], Record | None]
) -> tuple[tuple[Entered[Record], ...], tuple[Problem, ...]]:
    """Return the records of a file in their order, and every problem of it.

    ``read_row`` returns nothing for a row that it has reported.  A missing file is
    an empty table.
    """
    file = CsvFile(form)
    found: list[Entered[Record]] = []
    for row in _list_rows(file, data or b""):
        record = read_row(row)
        if record is not None:
            found.append(Entered(row.line, record))
    return tuple(found), tuple(file.problems)


def write_table(columns: Iterable[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table as CSV in UTF-8's text with plain line ends, its columns named first."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(list(columns))
    writer.writerows(rows)
    return text.getvalue()


def write_file(form: TableForm, rows: Iterable[Sequence[object]]) -> bytes:
    """Return a table of a form as the bytes of its file.

    Without the mark in front Excel on Windows takes it for GBK; git shows that in the
    first line alone, which never changes.
    """
    return f"{BOM}{write_table(form.columns.values(), rows)}".encode("utf-8", "replace")


def quote(text: str, limit: int = 20) -> str:
    """Return what somebody wrote for a message: in quotes, on one line, printable, not long."""
    shown = make_printable(" ".join(text.split()))
    return f"“{shown[:limit]}{'…' if len(shown) > limit else ''}”"


def _read_iso(written: str) -> date | None:
    """Return the day of the form that nearly every cell has: tables of years are long."""
    try:
        return date.fromisoformat(written) if _ISO.match(written) else None
    except ValueError:
        return None


def _say_cell(written: str) -> str:
    return f"写成了{quote(written)}" if written else "没有填"


def _list_rows(file: CsvFile, data: bytes) -> Iterator[CsvRow]:
    text = _decode(file, data)
    keys: list[str] = []
    for line, cells in _split_rows(file, text):
        if not keys:
            keys = _read_head(file, line, cells)
            if not keys:
                return
        elif row := _make_row(file, line, keys, cells):
            yield row


def _decode(file: CsvFile, data: bytes) -> str:
    """Return a file's text; empty where it is none, or far too much, which is reported."""
    if len(data) > TABLE_LIMIT:
        seen = f"文件有 {len(data) // 1_000_000} MB"
        fix = "删去多余的行；登记过的内容只写一次"
        file.report(0, seen, f"最多 {TABLE_LIMIT // 1_000_000} MB 的表格", fix)
        return ""
    decoded = decode_text(data)
    if not decoded.fault:
        return decoded.text
    seen = "文件的编码不是 UTF-8，或含有不可见的控制字符"
    fix = "用 WPS 或记事本打开，另存为 UTF-8 编码的 CSV"
    if decoded.fault is EncodingFault.GB18030:
        seen, fix = "文件是 GBK 编码", "运行 invoke fix，或用记事本打开，另存为 UTF-8 编码"
    file.report(decoded.line, seen, "UTF-8 编码的 CSV 文件", fix)
    return ""


def _split_rows(file: CsvFile, text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows that are not empty, without space around cells, and where each begins."""
    reader = csv.reader(io.StringIO(text), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(map(str.strip, cells)):
                yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error:
        seen, fix = "从这一行开始读不通", "检查双引号是否成对，或用 WPS 另存为 CSV"
        file.report(line, seen, "逗号隔开的表格", fix)


def _read_head(file: CsvFile, line: int, cells: list[str]) -> list[str]:
    """Return the columns' keys in the order of the file; none where the head is wrong."""
    columns, cells = file.form.columns, _drop_empty_end(cells, 0)
    known = {**{label: key for key, label in columns.items()}, **{key: key for key in columns}}
    keys = [known.get(cell, "") for cell in cells]
    wrong = [cell for cell, key in zip(cells, keys, strict=True) if not key]
    missing = [label for key, label in columns.items() if key not in keys]
    if not wrong and not missing and len(set(keys)) == len(keys):
        return keys
    parts = [f"不认识{quote(cell)}" for cell in wrong[:_CELLS_SHOWN]]
    parts += [f"少了“{label}”" for label in missing]
    if not parts:
        parts = ["有一栏写了两次"]
    wanted = f"第一行是：{','.join(columns.values())}"
    file.report(line, f"表头{'，'.join(parts)}", wanted, "照样子写第一行")
    return []


def _make_row(file: CsvFile, line: int, keys: list[str], cells: list[str]) -> CsvRow | None:
    cells = _drop_empty_end(cells, len(keys))
    if len(cells) != len(keys):
        seen = f"这一行有 {len(cells)} 格"
        fix = "补上或删去一格；文字里的逗号用中文的“，”"
        file.report(line, seen, f"和表头一样 {len(keys)} 格", fix)
        return None
    row = CsvRow(file, line, dict(zip(keys, cells, strict=True)))
    is_plain = True
    for key, cell in row.cells.items():
        if _FORMULA.match(cell):
            row.report(key, f"是公式或命令{quote(cell)}", "算好的数或文字", "改成结果本身")
            is_plain = False
        elif "\n" in cell:
            row.report(key, "里有换行", "一行文字", "把几行并成一行")
            is_plain = False
    return row if is_plain else None


def _drop_empty_end(cells: list[str], least: int) -> list[str]:
    """Leave out the empty cells behind a row's last: spreadsheets save them along."""
    end = len(cells)
    while end > least and not cells[end - 1]:
        end -= 1
    return cells[:end]
