"""空行：列表和表格的前后各空一行。"""

from __future__ import annotations

import re

from plugins.check.draft import Draft
from plugins.check.rules.blank_line import find_gaps
from plugins.check.source_lines import ITEM
from plugins.model.problem import Level

NAME = "空行"
RULE = "blank-line"

_QUOTE = re.compile(r"^[ >]*>")


def mend(draft: Draft) -> str:
    """Return the text with a blank line wherever one is missing."""
    changes: dict[int, str] = {}
    for block in draft.blocks:
        for number, _, _, level in find_gaps(block):
            if level is Level.ERROR:
                changes.update(_part(draft, number, block[-1].number))
    return draft.replace_lines(changes)


def _part(draft: Draft, number: int, last: int) -> dict[int, str]:
    """Return a line with a blank one before it, and an indented list moved to the margin."""
    line = draft.lines[number - 1]
    quote = _QUOTE.match(line)
    if quote:
        return {number: f"{quote[0].rstrip()}\n{line}"}
    indent = len(line) - len(line.lstrip(" "))
    if not indent or not ITEM.match(line.lstrip(" ")):
        return {number: f"\n{line}"}
    moved = {n: _dedent(draft.lines[n - 1], indent) for n in range(number, last + 1)}
    return {**moved, number: f"\n{moved[number]}"}


def _dedent(line: str, indent: int) -> str:
    return line[min(indent, len(line) - len(line.lstrip(" "))) :]
