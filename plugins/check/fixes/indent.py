"""缩进：段落开头的全角空格和四个以上的空格删去，段落之间本来就有距离。

行首的四个空格会把一段话变成代码；看着真像代码的不动。
"""

from __future__ import annotations

import re

from plugins.check.draft import Draft
from plugins.check.source_lines import indented_lines

NAME = "缩进"
RULE = "markdown-mark"

_WIDE_INDENT = re.compile(r"^ *\u3000[ \u3000]*(?=\S)")
_PROSE = re.compile(r"^\s*[\u3400-\u9fff“‘《（【]")


def mend(draft: Draft) -> str:
    """Return the text with paragraphs that begin at the margin."""
    changes = {
        line.number: _WIDE_INDENT.sub("", draft.lines[line.number - 1])
        for line in draft.prose
        if _WIDE_INDENT.match(line.text)
    }
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
