"""What a pull request changes: file by file, as git or the code host tells it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

HOST_LIMIT = 3000
"""Files that GitHub names of a pull request, no more (REST API, List pull requests files)."""

_LIST_LIMIT = 40_000_000
"""Bytes of a host's list: 3000 files with a patch each are less."""

_LINK, _MODULE = "120000", "160000"
"""Modes of git's trees (git-fast-import(1), "M"): a symbolic link, a submodule."""


class Kind(Enum):
    """What became of a file."""

    PUT = "there, new or changed"
    GONE = "not there any more"


class Form(Enum):
    """What stands in git's tree under a name."""

    FILE = "a file"
    LINK = "a symbolic link"
    MODULE = "another repository"


@dataclass(frozen=True)
class Change:
    """One file: its path in the repository, and what became of it."""

    path: str
    kind: Kind = Kind.PUT
    form: Form = Form.FILE


def parse_raw(printed: bytes) -> list[Change]:
    """Return the changes that ``git diff --raw -z --no-renames`` printed, in order of path.

    A renamed file is gone under one name and there under another: whoever owns
    either folder is touched by it.
    """
    parts = printed.split(b"\0")
    changes = [
        _make_change(facts.decode("ascii"), path.decode("utf-8", "surrogateescape"))
        for facts, path in zip(parts[::2], parts[1::2], strict=False)
    ]
    return _order(changes)


def _make_change(facts: str, path: str) -> Change:
    """Read ``:100644 100644 <id> <id> M``: modes before and after, and what happened."""
    _, after, _, _, status = facts.split(" ")
    kind = Kind.GONE if status.startswith("D") else Kind.PUT
    form = {_LINK: Form.LINK, _MODULE: Form.MODULE}.get(after, Form.FILE)
    return Change(path, kind, form)


def read_list(data: bytes) -> list[Change]:
    """Return the changes that the host's API tells, in order of path.

    ``data`` is JSON: the objects of "List pull requests files" (GitHub, Gitea) with
    ``filename``, ``status`` and perhaps ``previous_filename``, in one array or in one
    for each page.  Raises ``ValueError`` for anything else.
    """
    if len(data) > _LIST_LIMIT:
        raise ValueError("改动文件的名单太大")
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise ValueError("改动文件的名单不是 JSON") from None
    changes: set[Change] = set()
    for row in _list_rows(found):
        changes.update(_read_row(row))
    return _order(changes)


def _order(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: (change.path, change.kind.value))


def _list_rows(found: Any) -> Iterator[Any]:
    if not isinstance(found, list):
        raise ValueError("改动文件的名单不是数组")
    for item in found:
        yield from item if isinstance(item, list) else [item]


def _read_row(row: Any) -> Iterator[Change]:
    name = row.get("filename") if isinstance(row, dict) else None
    if not isinstance(name, str) or not name:
        raise ValueError("改动文件的名单里有一项没有 filename")
    yield Change(name, Kind.GONE if row.get("status") in ("removed", "deleted") else Kind.PUT)
    before = row.get("previous_filename")
    if isinstance(before, str) and before and before != name:
        yield Change(before, Kind.GONE)


def is_cut_off(changes: Sequence[Change]) -> bool:
    """Tell whether a host's list may lack files because there are too many to name."""
    return len(changes) >= HOST_LIMIT
