"""Size and nesting that no honest article has, refused before the parser sees them.

Python-Markdown's cost grows with the square of a paragraph's length and of its
nesting, and an open bracket is looked through to the paragraph's end.  Under
these limits the worst text costs well under two seconds
(``tests/hostile_markdown.py``).
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
LINES_LIMIT = 3_000
BODY_MARKS_LIMIT = 6_000
NOTES_LIMIT = 400
"""Marks of footnotes, in the text and below it."""

BLOCK_LIMIT = 6_000
BLOCK_LINES_LIMIT = 400
MARKS_LIMIT = 1_200
BRACKETS_LIMIT = 10
"""How many brackets or parentheses may be open at a time."""

SPACES_LIMIT = 200
"""Spaces in a row: several of the parser's patterns try every way to share them out."""

NESTING_LIMIT = 6
DEFINITIONS_LIMIT = 20
"""Lines of definitions in one block: without a blank line each nests in the one before."""

_LEADING = re.compile(r"^(?: *(?:>|[-*+:](?= )|\d{1,9}\.(?= )))+")
_MARKER = re.compile(r"[>*+:-]|\d+\.")
_MAY_NEST = re.compile(r"[ >*+:\d-]")
_INDENT = re.compile(r"^ *")
_DEFINITION = re.compile(r"^ {0,3}: ")
_SPACES = re.compile(r" {2,}")
_MARKS = "[]*_`!<>\\|"
_BRACKETS = re.compile(r"[\[\]()]")


class Excess(StrEnum):
    """What there is too much of."""

    BODY = "body"
    LINES = "lines"
    BODY_MARKS = "body-marks"
    NOTES = "notes"
    BLOCK = "block"
    BLOCK_LINES = "block-lines"
    MARKS = "marks"
    BRACKETS = "brackets"
    SPACES = "spaces"
    DEFINITIONS = "definitions"
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
    return tuple(_find_excess(body.expandtabs(4)))


def _find_excess(body: str) -> Iterator[ExcessFound]:
    if len(body) > BODY_LIMIT:
        yield ExcessFound(Excess.BODY, 1, len(body), BODY_LIMIT)
    lines = body.split("\n")
    if len(lines) > LINES_LIMIT:
        yield ExcessFound(Excess.LINES, 1, len(lines), LINES_LIMIT)
    marks = _count_marks(body)
    if marks > BODY_MARKS_LIMIT:
        yield ExcessFound(Excess.BODY_MARKS, 1, marks, BODY_MARKS_LIMIT)
    notes = body.count("[^")
    if notes > NOTES_LIMIT:
        yield ExcessFound(Excess.NOTES, 1, notes, NOTES_LIMIT)
    if _is_more_than_a_block(body, len(lines), marks):
        for number, block in _blocks(lines):
            yield from _find_excess_of_block(number, block)
    for number, line in enumerate(lines, 1):
        if _MAY_NEST.match(line) and (depth := _depth(line)) > NESTING_LIMIT:
            yield ExcessFound(Excess.NESTING, number, depth, NESTING_LIMIT)
            return


def _is_more_than_a_block(body: str, lines: int, marks: int) -> bool:
    """Tell whether a body has more of anything than one block may have.

    Most bodies have not, and then none of their blocks needs to be looked at.
    """
    return (
        len(body) > BLOCK_LIMIT
        or lines > BLOCK_LINES_LIMIT
        or marks > MARKS_LIMIT
        or max(body.count("["), body.count("(")) > BRACKETS_LIMIT
        or " " * (SPACES_LIMIT + 1) in body
        or body.count(": ") > DEFINITIONS_LIMIT
    )


def _count_marks(text: str) -> int:
    return sum(map(text.count, _MARKS))


def _find_excess_of_block(number: int, block: list[str]) -> Iterator[ExcessFound]:
    """Yield the first excess of a block that begins on line ``number``."""
    text = "\n".join(block)
    for kind, amount, limit in (
        (Excess.BLOCK, len(text), BLOCK_LIMIT),
        (Excess.BLOCK_LINES, len(block), BLOCK_LINES_LIMIT),
        (Excess.MARKS, _count_marks(text), MARKS_LIMIT),
        (Excess.SPACES, max(map(len, _SPACES.findall(text)), default=0), SPACES_LIMIT),
        (Excess.BRACKETS, _count_open_brackets(text), BRACKETS_LIMIT),
        (Excess.DEFINITIONS, sum(map(bool, map(_DEFINITION.match, block))), DEFINITIONS_LIMIT),
    ):
        if amount > limit:
            yield ExcessFound(kind, number, amount, limit)
            return


def _count_open_brackets(text: str) -> int:
    """Return how many brackets, or parentheses, are open at most at one time."""
    open_now = {"[": 0, "(": 0}
    most = 0
    for mark in _BRACKETS.findall(text):
        if mark in open_now:
            open_now[mark] += 1
            most = max(most, open_now[mark])
        else:
            pair = "[" if mark == "]" else "("
            open_now[pair] = max(0, open_now[pair] - 1)
    return most


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each run of lines without a blank one, with its first line's number."""
    number = 1
    for is_text, run in groupby(lines, lambda line: bool(line.strip())):
        block = list(run)
        if is_text:
            yield number, block
        number += len(block)


def _depth(line: str) -> int:
    """Return how deep a line nests: four columns of indent or one leading mark a level."""
    indent = _INDENT.match(line)
    leading = _LEADING.match(line)
    width = len(indent[0]) // 4 if indent else 0
    return width + (len(_MARKER.findall(leading[0])) if leading else 0)
