"""Front matter: YAML between ``---`` lines, every scalar as text, with line numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from plugins.reading.encoding import has_hidden_signs
from plugins.reading.schema import Key, spellings_of

if TYPE_CHECKING:
    from plugins.reading.yaml_pairs import Pair

FENCE = "---"
SIZE_LIMIT = 4_000
"""Characters of front matter; the schema's longest values together stay far below."""

BRACKETS_LIMIT = 50
"""Brackets and braces; a YAML parser's cost grows with the square of their nesting."""

_FENCE_LIKE = re.compile(r"^\s*(?:-{2,}|—{1,}|－{2,}|\*{3,}|={3,}|\+{3})\s*$")
_FULL_WIDTH_COLON = re.compile(
    r"^(?P<key>[^\s:：#'\"]{1,20})[ \t\u3000]*：[ \t\u3000]*(?P<value>.*)$"
)
_NO_SPACE = re.compile(r"^(?P<key>[^\s:：#'\"]{1,20}):(?=[^\s/])(?P<value>.*)$")

_PLAIN_PAIR = re.compile(
    r"(?P<key>\w{1,20}+):(?: ++(?P<value>[\w“‘《（【](?:"
    r"[^:#\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]"
    r"|:(?!\s|\Z)|(?<! )#)*+)| *+)"
)
"""A line on which no sign has a meaning for YAML but the first colon.

The value begins with no indicator, holds neither ``: `` nor `` #``, and only signs
that YAML takes as they are; both sides are plain scalars on one line.
"""


class FrontMatterFault(StrEnum):
    """What can be wrong with front matter as a whole or with one of its lines."""

    MISSING = "missing"
    NOT_CLOSED = "not-closed"
    WRONG_FENCE = "wrong-fence"
    TOO_LONG = "too-long"
    NOT_YAML = "not-yaml"
    NOT_PAIRS = "not-pairs"
    NOT_TEXT = "not-text"
    UNKNOWN_KEY = "unknown-key"
    TWICE = "twice"


@dataclass(frozen=True)
class Fault:
    """One fault, the line it stands on, and the piece of text concerned."""

    kind: FrontMatterFault
    line: int
    seen: str = ""


@dataclass(frozen=True)
class Field:
    """One value as written, its line and the key as written."""

    value: str
    line: int
    key: str


@dataclass(frozen=True)
class FrontMatter:
    """What stands before a text: known fields by English name, faults, and the rest.

    ``full_width_lines`` are the lines where a full-width colon was read as ``: ``.
    ``body_line`` is the line of the file on which ``body`` begins.
    """

    body: str
    body_line: int
    end_line: int = 1
    fields: Mapping[str, Field] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    full_width_lines: tuple[int, ...] = ()

    def text_of(self, name: str) -> str:
        """Return a field's value without surrounding space, or an empty text."""
        found = self.fields.get(name)
        return found.value.strip() if found else ""

    def line_of(self, name: str) -> int:
        """Return a field's line; without the field, the line that closes the front matter."""
        found = self.fields.get(name)
        return found.line if found else self.end_line


def split_front_matter(
    text: str, keys: tuple[Key, ...], *, is_required: bool = True
) -> FrontMatter:
    """Read the front matter of ``text`` by the schema ``keys``; never raises.

    A text whose front matter is not ``is_required`` may begin without one.
    """
    lines = text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    if lines[start].rstrip() != FENCE:
        if not is_required and not _FENCE_LIKE.match(lines[start]):
            return FrontMatter(text, 1)
        return _without_fence(text, lines, start)
    end = next((n for n in range(start + 1, len(lines)) if lines[n].rstrip() == FENCE), None)
    if end is None:
        return _not_closed(lines, start)
    inner = lines[start + 1 : end]
    body = "\n".join(lines[end + 1 :])
    if sum(map(len, inner)) > SIZE_LIMIT:
        fault = Fault(FrontMatterFault.TOO_LONG, start + 1, str(sum(map(len, inner))))
        return FrontMatter(body, end + 2, end + 1, faults=(fault,))
    crowded = _find_crowded_line(inner)
    if crowded is not None:
        fault = Fault(FrontMatterFault.NOT_YAML, start + 2 + crowded, inner[crowded].strip()[:60])
        return FrontMatter(body, end + 2, end + 1, faults=(fault,))
    known = spellings_of(keys)
    pairs = read_plain_pairs(inner)
    if pairs is not None:
        fields, faults = sort_pairs(pairs, start + 2, known)
        return FrontMatter(body, end + 2, end + 1, fields, tuple(faults))
    mended, full_width = _mend_colons(inner, start + 2, known)
    fields, faults = _read_yaml("\n".join(mended), start + 2, known)
    if any(fault.kind is FrontMatterFault.NOT_YAML for fault in faults):
        wrong = next((n for n, line in enumerate(inner, start + 2) if _FENCE_LIKE.match(line)), 0)
        if wrong:
            seen = inner[wrong - start - 2].strip()
            faults = [Fault(FrontMatterFault.WRONG_FENCE, wrong, seen)]
    return FrontMatter(body, end + 2, end + 1, fields, tuple(faults), tuple(full_width))


def looks_like_fence(line: str) -> bool:
    """Tell whether a line is a fence, or what people take for one, such as ``——``."""
    return bool(_FENCE_LIKE.match(line))


def _find_crowded_line(lines: list[str]) -> int | None:
    """Return the line that takes the brackets beyond their limit."""
    brackets = 0
    for number, line in enumerate(lines):
        brackets += line.count("[") + line.count("{")
        if brackets > BRACKETS_LIMIT:
            return number
    return None


def _without_fence(text: str, lines: list[str], start: int) -> FrontMatter:
    if _FENCE_LIKE.match(lines[start]):
        fault = Fault(FrontMatterFault.WRONG_FENCE, start + 1, lines[start].strip())
    else:
        fault = Fault(FrontMatterFault.MISSING, start + 1, lines[start].strip()[:40])
    return FrontMatter(text, 1, 1, faults=(fault,))


def _not_closed(lines: list[str], start: int) -> FrontMatter:
    for number in range(start + 1, min(len(lines), start + 40)):
        if _FENCE_LIKE.match(lines[number]):
            seen = lines[number].strip()
            fault = Fault(FrontMatterFault.WRONG_FENCE, number + 1, seen)
            return FrontMatter("\n".join(lines[number + 1 :]), number + 2, faults=(fault,))
    fault = Fault(FrontMatterFault.NOT_CLOSED, start + 1)
    return FrontMatter("\n".join(lines[start + 1 :]), start + 2, faults=(fault,))


def _mend_colons(
    lines: list[str], first_line: int, known: Mapping[str, str]
) -> tuple[list[str], list[int]]:
    """Read ``标题：…`` and ``标题:…`` as ``标题: …`` where the key is a known one."""
    mended, full_width = [], []
    for number, line in enumerate(lines, first_line):
        found = _FULL_WIDTH_COLON.match(line) or _NO_SPACE.match(line)
        if found and found["key"].casefold() in known:
            if "：" in line[: found.start("value")]:
                full_width.append(number)
            line = f"{found['key']}: {found['value']}"
        mended.append(line.replace("\t", " "))
    return mended, full_width


def read_plain_pairs(lines: list[str]) -> list[Pair] | None:
    """Read lines that are plain pairs, as nearly all are; nothing where one asks for YAML.

    The YAML parser would say the same, at twenty times the cost.
    """
    pairs: list[Pair] = []
    for number, line in enumerate(lines):
        found = _PLAIN_PAIR.fullmatch(line)
        if found:
            pairs.append((found["key"], (found["value"] or "").rstrip(" "), number))
        elif line.strip(" "):
            return None
    return pairs


def _read_yaml(
    text: str, first_line: int, known: Mapping[str, str]
) -> tuple[dict[str, Field], list[Fault]]:
    from plugins.reading.yaml_pairs import Unreadable, read_yaml_pairs  # loads YAML when asked

    list_keys = [spelling for spelling, name in known.items() if name == "tags"]
    read = read_yaml_pairs(text, list_keys)
    if isinstance(read, Unreadable):
        kind = FrontMatterFault.NOT_PAIRS if read.is_yaml else FrontMatterFault.NOT_YAML
        return {}, [Fault(kind, first_line + read.line, read.seen[:60])]
    return sort_pairs(read, first_line, known)


def sort_pairs(
    pairs: Iterable[Pair], first_line: int, known: Mapping[str, str]
) -> tuple[dict[str, Field], list[Fault]]:
    """Tell the fields that are ``known`` from the faults; the first pair is on ``first_line``."""
    fields: dict[str, Field] = {}
    faults: list[Fault] = []
    for written, value, number in pairs:
        line = first_line + number
        name = known.get(written.casefold())
        if name is None:
            faults.append(Fault(FrontMatterFault.UNKNOWN_KEY, line, written))
        elif name in fields:
            faults.append(Fault(FrontMatterFault.TWICE, line, written))
        elif value is None or has_hidden_signs(value):
            faults.append(Fault(FrontMatterFault.NOT_TEXT, line, written))
        else:
            fields[name] = Field(value, line, written)
    return fields, faults
