"""Size and nesting that no honest article has, refused before the parser sees them.

Python-Markdown's cost grows with the square of a paragraph's length and of its
nesting; under these limits one article costs well under two seconds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

FILE_LIMIT = 1_000_000
"""Bytes; WeChat takes articles under 1 MB (product page, platform rules)."""

BODY_LIMIT = 60_000
LINES_LIMIT = 4_000
BLOCK_LIMIT = 6_000
MARKS_LIMIT = 1_200
NESTING_LIMIT = 6

_QUOTE = re.compile(r"^(?:[ \t]*>)+")
_INDENT = re.compile(r"^[ \t]*")
_ITEM = re.compile(r"^(?:[ \t]*(?:[-*+]|\d+[.)]))+(?=[ \t])")
_MARKS = re.compile(r"[\[\]*_`!<>\\|]")


class Excess(StrEnum):
    """What there is too much of."""

    BODY = "body"
    LINES = "lines"
    BLOCK = "block"
    MARKS = "marks"
    NESTING = "nesting"


@dataclass(frozen=True)
class ExcessFound:
    """One excess: where (line within the body, from 1), how much, and the limit."""

    kind: Excess
    line: int
    amount: int
    limit: int


def find_excess(body: str) -> tuple[ExcessFound, ...]:
    """Return everything in ``body`` that goes beyond the limits."""
    return tuple(_find_excess(body))


def _find_excess(body: str) -> Iterator[ExcessFound]:
    if len(body) > BODY_LIMIT:
        yield ExcessFound(Excess.BODY, 1, len(body), BODY_LIMIT)
    lines = body.split("\n")
    if len(lines) > LINES_LIMIT:
        yield ExcessFound(Excess.LINES, 1, len(lines), LINES_LIMIT)
    for number, block in _blocks(lines):
        length = sum(map(len, block))
        marks = sum(len(_MARKS.findall(line)) for line in block)
        if length > BLOCK_LIMIT:
            yield ExcessFound(Excess.BLOCK, number, length, BLOCK_LIMIT)
        elif marks > MARKS_LIMIT:
            yield ExcessFound(Excess.MARKS, number, marks, MARKS_LIMIT)
    for number, line in enumerate(lines, 1):
        if (depth := _depth(line)) > NESTING_LIMIT:
            yield ExcessFound(Excess.NESTING, number, depth, NESTING_LIMIT)
            return


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each run of lines without a blank one, with its first line's number."""
    number = 1
    for is_text, run in groupby(lines, lambda line: bool(line.strip())):
        block = list(run)
        if is_text:
            yield number, block
        number += len(block)


def _depth(line: str) -> int:
    quotes = _QUOTE.match(line)
    indent = _INDENT.match(line)
    items = _ITEM.match(line)
    width = len(indent[0].expandtabs(4)) // 4 if indent else 0
    count = len(re.findall(r"[-*+]|\d+[.)]", items[0])) if items else 0
    return max(quotes[0].count(">") if quotes else 0, width + count)
