"""缩进：段落开头的全角空格和四个以上的空格删去，段落之间本来就有距离。

紧跟在一段话后面、行首空两格的一行，是新的一段，前面加一个空行。行首的四个空格会把一段话变成代码；看着真像代码的不动。
"""

from __future__ import annotations

import re

from plugins.check.draft import Draft
from plugins.check.source_lines import indented_lines

NAME = "缩进"
RULE = "markdown-mark"

_WIDE_INDENT = re.compile(r"^ *\u3000[ \u3000]*(?=\S)")
_NEW = re.compile(r"^\u3000\u3000(?!\u3000)")
"""How a paragraph begins that was typed as on paper."""

_PLAIN = re.compile(r"^\u3000*[\u3400-\u9fff“‘《（【\d]")
"""A line of words, no item of a list, row of a table or quotation."""

_PROSE = re.compile(r"^\s*[\u3400-\u9fff“‘《（【]")


def mend(draft: Draft) -> str:
    """Return the text with paragraphs that begin at the margin."""
    changes = {}
    for block in draft.blocks:
        for place, line in enumerate(block):
            if _WIDE_INDENT.match(line.text):
                is_new = place > 0 and _NEW.match(line.text) and _PLAIN.match(block[place - 1].text)
                flat = _WIDE_INDENT.sub("", draft.lines[line.number - 1])
                changes[line.number] = f"\n{flat}" if is_new else flat
    return draft.replace_lines({**changes, **_unindent_code(draft)})


def _unindent_code(draft: Draft) -> dict[int, str]:
    """Return the lines of prose that an indent of four spaces makes code."""
    changes: dict[int, str] = {}
    for first in indented_lines(draft.entry) if draft.prose else ():
        block = []
        for number in range(first.number, len(draft.lines) + 1):
            line = draft.lines[number - 1]
            if not line.strip():
                break
            block.append((number, line))
        is_deep = _is_below_item(draft, first.number)
        if all(_PROSE.match(line) for _, line in block) and not is_deep:
            changes.update((number, line.lstrip(" \t\u3000")) for number, line in block)
    return changes


def _is_below_item(draft: Draft, number: int) -> bool:
    """Tell whether an indent of four is that of a list's item; then only deeper text is code."""
    return draft.lines[number - 1].expandtabs(4).startswith(" " * 8)
