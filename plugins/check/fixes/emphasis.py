"""强调：** 重点 ** 的星号紧挨着文字，汉字之间的 _重点_ 改成 *重点*。"""

from __future__ import annotations

import re

from plugins.check.draft import Draft
from plugins.check.marks import STRONG, UNDERSCORE, WIDE_LETTER, WORD

NAME = "强调"
RULE = "markdown-mark"

_ASCII_WORD = re.compile(r"[A-Za-z0-9]")


def mend(draft: Draft) -> str:
    """Return the text with emphasis that is seen as such."""
    draft = draft.having(draft.edit_prose(_mend_strong))
    return draft.edit_prose(_mend_underscores)


def _mend_strong(line: str) -> str:
    """Return a line with the spaces just inside its pairs of ** taken out."""
    pieces = STRONG.split(line)
    if len(pieces) % 2 == 0:
        return line  # one of the marks has no partner: which, nobody knows
    for place in range(1, len(pieces), 2):
        inner = pieces[place]
        if inner != inner.strip() and WIDE_LETTER.search(inner):
            before, after = pieces[place - 1], pieces[place + 1]
            gap = " " if inner[0].isspace() and _ASCII_WORD.match(before[-1:]) else ""
            pieces[place - 1] = before + gap
            gap = " " if inner[-1].isspace() and _ASCII_WORD.match(after[:1]) else ""
            pieces[place + 1] = gap + after
            pieces[place] = inner.strip()
    return "**".join(pieces)


def _mend_underscores(line: str) -> str:
    """Return a line with stars for the underscores that would be shown."""
    if "_" not in line:
        return line

    def write(found: re.Match[str]) -> str:
        before, after = line[: found.start()][-1:], line[found.end() :][:1]
        is_beside_word = WORD.match(before) or WORD.match(after)
        is_near_star = "*" in f"{before}{found['text']}{after}"
        if not is_beside_word or not WIDE_LETTER.search(found["text"]) or is_near_star:
            return found[0]
        stars = "*" * len(found["marks"])
        return f"{stars}{found['text']}{stars}"

    return UNDERSCORE.sub(write, line)
