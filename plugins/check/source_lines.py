"""The source lines of a body as a rule reads them: prose kept, code blanked out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

from plugins.reading.article import Entry
from plugins.reading.waivers import COMMENT, is_waiver

FILLER = "\ufffc"
"""Stands for every character of a code span or an address: no letter, no space, no mark."""

ITEM = re.compile(r"^ {0,3}(?:(?P<bullet>[-*+])|(?P<number>\d{1,9})\.)[ \t]+\S")
_FENCE = re.compile(
    r"^(?P<fence>`{3,}+|~{3,}+)[ ]*+(?:\{[^}]*+\}|[\w#.+-]*+(?:[ ]++hl_lines=\S*+)?)[ ]*+$"
)
_CODE_SPAN = re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.DOTALL)
_ADDRESS = re.compile(r"(?<=\])\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|<?https?://[!-~]+>?")
_ENDS_BLOCK = re.compile(r"^(?:#{1,6}(?!#)| {0,3}(?:\* {0,2}){3,}+$| {0,3}(?:_ {0,2}){3,}+$)")
_DEFINITION = re.compile(r"^ {0,3}\[[^\]]+\]:\s")


class Line(NamedTuple):
    """One line of a body: its number in the file and its text."""

    number: int
    text: str

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands on it."""
        return not self.text.strip()


def prose_lines(entry: Entry) -> tuple[Line, ...]:
    """Return the body's lines with code blocks and waivers emptied and code spans filled.

    Nothing at all for a body beyond the limits: no rule needs to read on in it.
    """
    if entry.body.excess:
        return ()
    return _prose_lines(entry.front_matter.body, entry.front_matter.body_line)


def prose_blocks(entry: Entry) -> tuple[Sequence[Line], ...]:
    """Return each run of prose lines without a blank one."""
    if entry.body.excess:
        return ()
    return _prose_blocks(entry.front_matter.body, entry.front_matter.body_line)


def waiver_lines(entry: Entry) -> tuple[Line, ...]:
    """Return the lines that are waivers; one inside a code block is none."""
    front = entry.front_matter
    if entry.body.excess or COMMENT not in front.body:
        return ()
    texts = _without_fenced_code(front.body.split("\n"))
    lines = (Line(number, text) for number, text in enumerate(texts, front.body_line))
    return tuple(line for line in lines if is_waiver(line.text))


def split_blocks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield each run of lines without a blank one."""
    for is_blank, run in groupby(lines, lambda line: line.is_blank):
        if not is_blank:
            yield list(run)


def indented_lines(entry: Entry) -> Iterator[Line]:
    """Yield the first line of every block that its indent makes code."""
    if entry.body.excess or not _may_hold_indented_code(entry.front_matter.body):
        return
    texts = _without_fenced_code(entry.front_matter.body.split("\n"))
    was_code = False
    for number, (text, kept) in enumerate(
        zip(texts, _without_indented_code(texts), strict=True), entry.front_matter.body_line
    ):
        if text.strip():
            is_code = not kept
            if is_code and not was_code:
                yield Line(number, text)
            was_code = is_code


def fill_addresses(text: str) -> str:
    """Return a line with the addresses of links and bare addresses filled."""
    if _DEFINITION.match(text):
        return FILLER * len(text)
    return _ADDRESS.sub(lambda found: FILLER * len(found[0]), text)


@lru_cache(maxsize=4)
def _prose_blocks(body: str, first_line: int) -> tuple[Sequence[Line], ...]:
    return tuple(map(tuple, split_blocks(_prose_lines(body, first_line))))


@lru_cache(maxsize=4)
def _prose_lines(body: str, first_line: int) -> tuple[Line, ...]:
    texts = body.split("\n")
    if "```" in body or "~~~" in body:
        texts = _without_fenced_code(texts)
    if _may_hold_indented_code(body):
        texts = _without_indented_code(texts)
    if COMMENT in body:
        texts = ["" if is_waiver(text) else text for text in texts]
    lines = [Line(number, text) for number, text in enumerate(texts, first_line)]
    if "`" not in body:
        return tuple(lines)
    filled = {line.number: line for block in split_blocks(lines) for line in _fill_spans(block)}
    return tuple(filled.get(line.number, line) for line in lines)


def _may_hold_indented_code(body: str) -> bool:
    """Tell whether any line can be indented by four or more; most bodies have none."""
    return "    " in body or "\t" in body


def _fill_spans(block: list[Line]) -> Iterator[Line]:
    """Yield a block's lines with its code spans filled; a span may run over a line's end."""
    text = _CODE_SPAN.sub(
        lambda found: re.sub(r"[^\n]", FILLER, found[0]), "\n".join(line.text for line in block)
    )
    for line, filled in zip(block, text.split("\n"), strict=True):
        yield Line(line.number, filled)


def _without_fenced_code(lines: list[str]) -> list[str]:
    """Empty the lines of fenced blocks; a fence that is never closed is no fence."""
    last_seen = {line.rstrip(" "): number for number, line in enumerate(lines)}
    kept: list[str] = []
    fence = ""
    for number, line in enumerate(lines):
        if fence:
            kept.append("")
            fence = "" if line.rstrip(" ") == fence else fence
            continue
        found = _FENCE.match(line)
        if found and last_seen.get(found["fence"], -1) > number:
            fence = found["fence"]
            kept.append("")
        else:
            kept.append(line)
    return kept


def _without_indented_code(lines: list[str]) -> list[str]:
    """Empty blocks indented by four or more; inside a list, by eight or more."""
    kept: list[str] = []
    is_in_list = is_in_code = False
    was_blank = True
    for line in lines:
        wide = line.expandtabs(4)
        indent = len(wide) - len(wide.lstrip(" "))
        if line.strip() and was_blank:
            is_in_code = indent >= (8 if is_in_list else 4)
            if indent < 4:
                is_in_list = bool(ITEM.match(line)) or line.startswith("[^")
        kept.append("" if is_in_code else line)
        ends_block = bool(_ENDS_BLOCK.match(line))
        is_in_list = is_in_list and not ends_block
        was_blank = not line.strip() or ends_block
    return kept
