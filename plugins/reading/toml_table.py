"""A TOML table that reports what is wrong with it, on the right line.

``tomllib`` gives values without lines; a table of ours knows its header and its
place among its equals, and finds its lines again in the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from plugins.model.problem import Problem
from plugins.reading.encoding import decode_text, has_hidden_signs

_TOML_LINE = re.compile(r"line (\d+)")


@dataclass
class TomlFile:
    """One file while it is read: its path, its lines, and the problems found so far."""

    path: str
    rule: str
    lines: list[str]
    problems: list[Problem] = field(default_factory=list)

    def report(self, line: int, seen: str, wanted: str, fix: str) -> None:
        """Note a problem of this file."""
        self.problems.append(Problem(self.path, line, self.rule, seen, wanted, fix))


@dataclass(frozen=True)
class TomlTable:
    """One table of a file: ``values``, and where it stands.

    ``header`` is its line, such as ``[[unit]]`` (empty for the top of the file);
    ``index`` counts the tables with this header from 0.
    """

    file: TomlFile
    values: Mapping[str, Any]
    header: str = ""
    index: int = 0

    def report(self, key: str, seen: str, wanted: str, fix: str) -> None:
        """Note a problem of ``key`` on its line, or on the table's own."""
        self.file.report(self.line_of(key), seen, wanted, fix)

    def refuse_unknown(self, *known: str) -> None:
        """Report every key but the known ones."""
        for key in self.values:
            if key not in known:
                wanted = f"只用这些项目：{'、'.join(known)}"
                self.report(key, f"不认识的项目“{key}”", wanted, "改正拼写，或删去这一行")

    def text(self, key: str, *, is_required: bool = False) -> str:
        """Return one line of text, without space around it; else it is reported, and empty."""
        value = self.values.get(key, "")
        if not isinstance(value, str):
            self.report(key, f"“{key}”不是文字", "英文双引号里的文字", f'写成 {key} = "…"')
            return ""
        if has_hidden_signs(value):
            fix = "删去反斜杠开头的代码，把文字重新打一遍"
            self.report(key, f"“{key}”里有看不见的字符", "看得见的文字", fix)
            return ""
        if len(value.strip().splitlines()) > 1:
            # What is made of these texts goes by lines: CODEOWNERS, labels, comments.
            self.report(key, f"“{key}”里有换行", "一行文字", "删去换行，写成一行")
            return ""
        if is_required and not value.strip():
            self.report(key, f"“{key}”没有填", "这一项必须填写", f'补上 {key} = "…"')
        return value.strip()

    def day(self, key: str) -> date | None:
        """Return a day, or nothing where there is none or something else."""
        found: date | None = self._typed(key, lambda value: type(value) is date, "2015-07-23")
        return found

    def flag(self, key: str, default: bool) -> bool:
        """Return true or false."""
        value = self._typed(key, lambda value: isinstance(value, bool), "true 或 false")
        return default if value is None else bool(value)

    def count(self, key: str) -> int:
        """Return a whole number from 0 up; 0 where there is none or something else."""
        found = self._typed(key, lambda value: type(value) is int and value >= 0, "240")
        return found or 0

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._typed(key, _is_list_of_texts, '["about", "privacy"]')
        return tuple(value or ())

    def refuse_twice(self, key: str, value: str, seen: set[str]) -> None:
        """Report a value that another table has in its place, and note it among the seen."""
        if value and value in seen:
            self.report(key, f"“{value}”出现了两次", "每一处各不相同", "改掉其中一个")
        seen.add(value)

    def table(self, key: str, *known: str) -> TomlTable:
        """Return the table called ``key``, empty where there is none, with the known keys."""
        value = self._typed(key, lambda value: isinstance(value, Mapping), f"[{key}] 表")
        found = TomlTable(self.file, value or {}, self.header or f"[{key}]", self.index)
        found.refuse_unknown(*known)
        return found

    def tables(self, key: str, header: str, *known: str) -> Iterator[TomlTable]:
        """Yield the tables of the list called ``key``, each with the known keys."""
        rows = self.values.get(key) or ()
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            fix = f"照别处的样子写上 {header}"
            self.report(key, f"没有读到 {header}", f"至少一个 {header}", fix)
            return
        for index, row in enumerate(rows):
            place = (header, index) if not self.header else (self.header, self.index)
            found = TomlTable(self.file, row, *place)
            found.refuse_unknown(*known)
            yield found

    def _typed(self, key: str, accepts: Callable[[Any], bool], example: str) -> Any:
        value = self.values.get(key)
        if value is None or accepts(value):
            return value
        wanted = f"写成 {key} = {example}"
        self.report(key, f"“{key}”写成了“{value}”", wanted, "照样子改正，注意引号和方括号")
        return None

    def line_of(self, key: str) -> int:
        """Return the line of ``key`` in this table; without one, the table's first line."""
        lines = self.file.lines
        starts = [n for n, line in enumerate(lines, 1) if line.strip() == self.header]
        start = starts[self.index] if self.header and self.index < len(starts) else 0
        written = re.compile(rf"^\s*[\"']?{re.escape(key)}[\"']?\s*=")
        for number in range(start + 1, len(lines) + 1):
            line = lines[number - 1]
            if written.match(line):
                return number
            if self.header and line.strip() == self.header:
                break
        return start


def open_toml(path: str, data: bytes | None, rule: str) -> TomlTable:
    """Read a TOML file; whatever keeps it from being read is among its problems."""
    decoded = decode_text(data or b"")
    file = TomlFile(path, rule, decoded.text.split("\n"))
    values: Mapping[str, Any] = {}
    if data is None:
        file.report(0, "没有这个文件", f"内容文件夹里要有 {path}", "从仓库的历史里取回这个文件")
    elif decoded.fault:
        seen = "文件的编码不是 UTF-8，或含有不可见的控制字符"
        fix = "用记事本打开，另存为 UTF-8 编码"
        file.report(decoded.line, seen, "UTF-8 编码的 TOML 文件", fix)
    else:
        try:
            values = tomllib.loads(decoded.text)
        except tomllib.TOMLDecodeError as error:
            found = _TOML_LINE.search(str(error))
            seen = "从这一行开始读不通"
            fix = "检查引号是否成对、是不是英文引号，等号两边是否写全"
            file.report(int(found[1]) if found else 0, seen, "符合 TOML 格式的内容", fix)
    return TomlTable(file, values)


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
