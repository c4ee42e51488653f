"""分隔线：文件开头的各项前后各有一行 ---，写成别样的改正，漏写的补上。

只在开头真有“标题: …”这样认得的各项时才动。
"""

from __future__ import annotations

from collections.abc import Sequence

from plugins.check.draft import Draft
from plugins.check.fields import find_other_key, split_pair
from plugins.reading.front_matter import FENCE, FrontMatterFault, looks_like_fence
from plugins.reading.schema import Key

NAME = "分隔线"

_FAULTS = {FrontMatterFault.MISSING, FrontMatterFault.NOT_CLOSED, FrontMatterFault.WRONG_FENCE}


def mend(draft: Draft) -> str:
    """Return the text with its front matter between two fences."""
    if not any(fault.kind in _FAULTS for fault in draft.entry.front_matter.faults):
        return draft.text
    lines = draft.lines
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    first = start + 1 if looks_like_fence(lines[start]) else start
    end = _find_end(lines, first, draft.keys)
    if end is None:
        return draft.text
    if end < len(lines) and looks_like_fence(lines[end]):
        rest = lines[end + 1 :]
    else:
        rest = ["", *lines[end:]] if "".join(lines[end : end + 1]).strip() else lines[end:]
    pairs = "\n".join(lines[first:end]).rstrip("\n")
    return "\n".join([FENCE, pairs, FENCE, *rest])


def _find_end(lines: Sequence[str], first: int, keys: tuple[Key, ...]) -> int | None:
    """Return where the pairs that begin at ``first`` end: at a fence, or at a blank line.

    Nothing where that can't be told: among them stands a line that is no pair, or
    none of them has a key that is known.
    """
    is_known = False
    for number in range(first, len(lines)):
        line = lines[number]
        if looks_like_fence(line) or not line.strip():
            return _skip_to_fence(lines, number) if is_known else None
        key = split_pair(line)[0]
        if not key:
            return None
        is_known = is_known or bool(find_other_key(key, keys))
    return len(lines) if is_known else None


def _skip_to_fence(lines: Sequence[str], blank: int) -> int:
    """Return the line of a fence that follows blank lines, or the first of these."""
    there = next((n for n in range(blank, len(lines)) if lines[n].strip()), blank)
    return there if looks_like_fence(lines[there]) else blank
