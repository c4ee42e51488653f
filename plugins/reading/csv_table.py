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

from plugins.model.problem import Problem
from plugins.reading.dates import read_date
from plugins.reading.encoding import EncodingFault, decode_text, has_hidden_signs

Record = TypeVar("Record")

_FORMULA = re.compile(r"^[=+@\t]|^-(?!\d)")
"""What makes a spreadsheet compute a cell (OWASP, CSV Injection)."""

_NUMBER = re.compile(r"^-?[0-9]+$")
_NUMBER_LIMIT = 10_000_000_000
"""More people than live on earth: no count is so large."""


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
        """Note a problem of this file."""
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
        """Return a cell's text; a missing one and one beyond ``limit`` characters are reported."""
        written = self.cells.get(key, "")
        if not written:
            self.report(key, "没有填", "这一格必须填写", "补上，或删去这一行")
        elif len(written) > limit:
            self.report(key, f"有 {len(written)} 个字", f"最多 {limit} 个字", "写短一些")
        return written

    def day(self, key: str) -> date | None:
        """Return a cell's day; what is none is reported."""
        written = self.cells.get(key, "")
        found = read_date(written).day if written else None
        if found is None:
            seen = f"写成了“{written[:20]}”" if written else "没有填"
            self.report(key, seen, "一个日子，例如 2026-11-25", "照样子改正")
        return found

    def count(self, key: str) -> int | None:
        """Return a cell's whole number from 0 up; what is none is reported."""
        written = self.cells.get(key, "")
        if not _NUMBER.match(written) or abs(int(written[:15])) >= _NUMBER_LIMIT:
            seen = f"写成了“{written[:20]}”" if written else "没有填"
            self.report(key, seen, "一个数，例如 128", "只写数字，不加逗号、单位和别的字")
            return None
        if int(written) < 0:
            self.report(key, f"是 {written}，比零还小", "零或比零大的数", "照来源改正")
            return None
        return int(written)

    def choice(self, key: str, known: Mapping[str, Record], example: str) -> Record | None:
        """Return what the cell names among the ``known``; anything else is reported."""
        written = self.cells.get(key, "")
        if written not in known:
            seen = f"写成了“{written[:20]}”" if written else "没有填"
            self.report(key, seen, example, "照样子改正，一字不差")
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


def _list_rows(file: CsvFile, data: bytes) -> Iterator[CsvRow]:
    decoded = decode_text(data)
    if decoded.fault:
        seen = "文件的编码不是 UTF-8，或含有不可见的控制字符"
        if decoded.fault is EncodingFault.GB18030:
            seen = "文件是 GBK 编码"
        fix = "用 WPS 或记事本打开，另存为 UTF-8 编码的 CSV"
        file.report(decoded.line, seen, "UTF-8 编码的 CSV 文件", fix)
        return
    reader = csv.reader(io.StringIO(decoded.text), strict=True)
    keys: list[str] = []
    try:
        for cells in reader:
            cells = [cell.strip() for cell in cells]
            if not any(cells):
                continue
            if not keys:
                keys = _read_head(file, reader.line_num, cells)
                if not keys:
                    return
            elif row := _make_row(file, reader.line_num, keys, cells):
                yield row
    except csv.Error:
        seen, fix = "从这一行开始读不通", "检查双引号是否成对，或用 WPS 另存为 CSV"
        file.report(reader.line_num, seen, "逗号隔开的表格", fix)


def _read_head(file: CsvFile, line: int, cells: list[str]) -> list[str]:
    """Return the columns' keys in the order of the file; none where the head is wrong."""
    columns = file.form.columns
    known = {**{label: key for key, label in columns.items()}, **{key: key for key in columns}}
    keys = [known.get(cell, "") for cell in cells]
    wrong = [cell for cell, key in zip(cells, keys, strict=True) if not key]
    missing = [label for key, label in columns.items() if key not in keys]
    if not wrong and not missing and len(set(keys)) == len(keys):
        return keys
    parts = [f"不认识“{cell[:20]}”" for cell in wrong] + [f"少了“{label}”" for label in missing]
    if not parts:
        parts = ["有一栏写了两次"]
    wanted = f"第一行是：{','.join(columns.values())}"
    file.report(line, f"表头{'，'.join(parts)}", wanted, "照样子写第一行")
    return []


def _make_row(file: CsvFile, line: int, keys: list[str], cells: list[str]) -> CsvRow | None:
    if len(cells) != len(keys):
        seen = f"这一行有 {len(cells)} 格"
        fix = "补上或删去一格；文字里的逗号用中文的“，”"
        file.report(line, seen, f"和表头一样 {len(keys)} 格", fix)
        return None
    row = CsvRow(file, line, dict(zip(keys, cells, strict=True)))
    is_plain = True
    for key, cell in row.cells.items():
        if _FORMULA.match(cell):
            row.report(key, f"是公式或命令“{cell[:20]}”", "算好的数或文字", "改成结果本身")
            is_plain = False
        elif "\n" in cell or has_hidden_signs(cell):
            row.report(key, "里有换行或看不见的字符", "一行看得见的文字", "重新打一遍")
            is_plain = False
    return row if is_plain else None
