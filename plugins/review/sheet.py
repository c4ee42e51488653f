"""The facts of a review, as an untrusted run hands them to a trusted one: closed, small, plain.

JSON, version 1.  Whoever reads it believes nothing of it but its form; what it says of
texts is shown as quotations (``quoting.py``), and whose a file is it never says.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from plugins.model.problem import Level

VERSION = 1
SIZE_LIMIT = 2_000_000
"""Bytes of a sheet."""

FINDINGS_LIMIT = 100
WORDS_LIMIT = 40
"""Rows of a sheet; a comment shows fewer, and says how many there are."""

_TEXT_LIMIT = 400
_NUMBER_LIMIT = 1_000_000
_RULE = re.compile(r"[a-z0-9-]{1,40}\Z")


@dataclass(frozen=True)
class Finding:
    """Something that is wrong with a file; ``path`` is in the content folder, line 0 is all of it.

    ``is_elsewhere`` tells that the pull request does not touch the file;
    ``is_fixable`` that the fixer puts it right.
    """

    path: str
    line: int
    rule: str
    seen: str
    fix: str
    level: Level
    is_elsewhere: bool = False
    is_fixable: bool = False


@dataclass(frozen=True)
class WordFile:
    """What became of a Word file: an article (its path and title), or why there is none.

    ``path`` and ``article`` are in the content folder; ``errors`` are found in the article.
    """

    path: str
    article: str = ""
    title: str = ""
    refusal: str = ""
    errors: int = 0


@dataclass(frozen=True)
class Sheet:
    """What a review found out about the texts.

    ``errors`` and ``warnings`` count all that is held against the pull request, of which
    ``findings`` are the first; ``fixable`` counts the errors that the fixer mends.
    ``needs_owners`` tells that ``CODEOWNERS`` does not fit the registry any more.
    """

    files: int = 0
    errors: int = 0
    warnings: int = 0
    fixable: int = 0
    findings: tuple[Finding, ...] = ()
    words: tuple[WordFile, ...] = ()
    needs_owners: bool = False

    @property
    def has_to_mend(self) -> bool:
        """Whether anything is left to be done before the merge."""
        return bool(self.errors or self.words)


def write_sheet(sheet: Sheet) -> str:
    """Return a sheet as JSON, with rows and texts cut to their limits."""
    data = asdict(sheet)
    data["findings"] = [_cut(row) for row in data["findings"][:FINDINGS_LIMIT]]
    data["words"] = [_cut(row) for row in data["words"][:WORDS_LIMIT]]
    return json.dumps({"version": VERSION, **data}, ensure_ascii=True, indent=1) + "\n"


def _cut(row: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v[:_TEXT_LIMIT] if isinstance(v, str) else v for k, v in row.items()}


def read_sheet(data: bytes) -> Sheet:
    """Return the sheet in ``data``; raises ``ValueError`` where anything of it is out of form."""
    if len(data) > SIZE_LIMIT:
        raise ValueError("检查结果的文件太大")
    try:
        found = json.loads(data.decode())
    except (ValueError, RecursionError):
        raise ValueError("检查结果不是 JSON") from None
    fields = _read_fields(found, {"version": _read_number, **_SHEET})
    if fields.pop("version") != VERSION:
        raise ValueError(f"检查结果不是第 {VERSION} 版")
    sheet = Sheet(**fields)
    told = [finding.level for finding in sheet.findings]
    if told.count(Level.ERROR) > sheet.errors or told.count(Level.WARNING) > sheet.warnings:
        raise ValueError("检查结果里的数目对不上")
    return sheet


def _read_fields(found: Any, readers: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    """Read an object that has these fields and no other."""
    if not isinstance(found, dict) or found.keys() != readers.keys():
        raise ValueError("检查结果里的项目多了或少了")
    return {name: read(found[name]) for name, read in readers.items()}


def _read_text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _TEXT_LIMIT:
        raise ValueError("检查结果里有一项不是文字，或者太长")
    return value


def _read_number(value: Any) -> int:
    if type(value) is not int or not 0 <= value <= _NUMBER_LIMIT:
        raise ValueError("检查结果里有一项不是数目")
    return value


def _read_flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("检查结果里有一项不是“是”或“否”")
    return value


def _read_rule(value: Any) -> str:
    if not _RULE.match(_read_text(value)):
        raise ValueError("检查结果里有一条规则的名字不对")
    return str(value)


def _read_level(value: Any) -> Level:
    if value not in (Level.ERROR.value, Level.WARNING.value):
        raise ValueError("检查结果里有一处不是“要改”也不是“提醒”")
    return Level(value)


def _read_rows(value: Any, limit: int, read: Callable[[Any], Any]) -> tuple[Any, ...]:
    if not isinstance(value, list) or len(value) > limit:
        raise ValueError("检查结果里的行太多")
    return tuple(map(read, value))


_FINDING: Mapping[str, Callable[[Any], Any]] = {
    "path": _read_text,
    "line": _read_number,
    "rule": _read_rule,
    "seen": _read_text,
    "fix": _read_text,
    "level": _read_level,
    "is_elsewhere": _read_flag,
    "is_fixable": _read_flag,
}
_WORD: Mapping[str, Callable[[Any], Any]] = {
    "path": _read_text,
    "article": _read_text,
    "title": _read_text,
    "refusal": _read_text,
    "errors": _read_number,
}


def _read_finding(value: Any) -> Finding:
    return Finding(**_read_fields(value, _FINDING))


def _read_word(value: Any) -> WordFile:
    return WordFile(**_read_fields(value, _WORD))


_SHEET: Mapping[str, Callable[[Any], Any]] = {
    "files": _read_number,
    "errors": _read_number,
    "warnings": _read_number,
    "fixable": _read_number,
    "findings": lambda value: _read_rows(value, FINDINGS_LIMIT, _read_finding),
    "words": lambda value: _read_rows(value, WORDS_LIMIT, _read_word),
    "needs_owners": _read_flag,
}
