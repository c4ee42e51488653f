r"""A text as a reader sees it, every sign of it with its place in the text as it is written.

What escapes say (entities, percent signs, ``\u``) is put in their place, signs that
nobody sees are left out, and so is markup, which may stand in the middle of a number.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import unquote

from plugins.contacts.signs import BREAK

UNSEEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u0300-\u036f\u20d0-\u20ff\r"
)
RARE_UNSEEN = "\U000e0000-\U000e0fff"
"""For sets of a pattern: what Unicode calls ignorable (UAX 44), and marks upon other signs."""

_ESCAPE = re.compile(
    r"&(?:#[0-9]{1,7};?|#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,30};)"
    r"|(?:%[0-9A-Fa-f]{2})+|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|\\x[0-9A-Fa-f]{2}|\\[nrt]"
    rf"|[{UNSEEN}{RARE_UNSEEN}]+|[！-／：-～]"
)
_MARKUP = re.compile(
    r"<!--[^<>]*>|</?(?P<name>[A-Za-z][A-Za-z0-9]*)[^<>]*>"
    r"|!?\[\^[^\[\]\n]{1,40}\]|\]\([^()\n]{0,500}\)|\]\[[^\[\]\n]{0,100}\]"
)
_IN_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i"}
    | {"img", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup"}
    | {"time", "u", "var", "wbr"}
)
"""Elements that a word may run across; every other one ends it."""

_DEEPEST = 3
"""Escapes within escapes that are still looked into: a feed holds HTML, and that entities."""


@dataclass(frozen=True)
class Reading:
    """A text made of another one; ``places`` are where each sign began and ended there."""

    text: str
    places: list[tuple[int, int]] = field(default_factory=list)

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where a piece of this text stands in the one it was made of."""
        if not self.places:
            return start, end
        return self.places[start][0], self.places[end - 1][1]


def read_escapes(text: str) -> Reading:
    """Return ``text`` with its escapes resolved and without what nobody sees."""
    reading = Reading(text)
    for _ in range(_DEEPEST):
        resolved = _replace(reading, _ESCAPE, _resolve)
        if resolved.text == reading.text:
            break
        reading = resolved
    return reading


def leave_markup_out(reading: Reading) -> Reading:
    """Return a reading without markup; where a block ends, a ``BREAK`` stands."""
    return _replace(reading, _MARKUP, _read_markup)


def _replace(
    reading: Reading, pattern: re.Pattern[str], resolve: Callable[[re.Match[str]], str]
) -> Reading:
    """Return a reading with what ``pattern`` finds replaced, its places kept."""
    text, behind = reading.text, 0
    parts: list[str] = []
    places: list[tuple[int, int]] = []
    for found in pattern.finditer(text):
        start, end = found.span()
        parts.append(text[behind:start])
        places += _list_places(reading, behind, start)
        new = resolve(found)
        parts.append(new)
        places += [reading.place(start, end)] * len(new)
        behind = end
    if not parts:
        return reading
    places += _list_places(reading, behind, len(text))
    return Reading("".join((*parts, text[behind:])), places)


def _list_places(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    if reading.places:
        return reading.places[start:end]
    return [(place, place + 1) for place in range(start, end)]


def _resolve(found: re.Match[str]) -> str:
    written = found[0]
    if written[0] == "&":
        return html.unescape(written)
    if written[0] == "%":
        return unquote(written)
    if written[0] == "\\":
        return "\n" if len(written) == 2 else _read_code(written)
    return chr(ord(written) - 0xFEE0) if "！" <= written <= "～" else ""


def _read_code(written: str) -> str:
    code = int(written[2:], 16)
    return chr(code) if code < 0x110000 else written


def _read_markup(found: re.Match[str]) -> str:
    name = found["name"]
    if name is None or name.lower() in _IN_LINE:
        return ""
    return "\n" if name.lower() == "br" else BREAK
