"""全角记号：＃ 标题、＞ 引用、｜表格｜、－ 列表、[文字]（网址）改成半角的记号。

只动当记号用的那几个；一段话里的全角标点一个也不动。
"""

from __future__ import annotations

import re

from plugins.check.draft import Draft
from plugins.check.marks import (
    CLOSE_HEADING,
    FULL_BULLET,
    FULL_HEADING,
    FULL_LINK,
    FULL_PICTURE,
    FULL_QUOTE,
    FULL_ROW,
)
from plugins.media.formats import PICTURE_SUFFIXES

NAME = "全角记号"
RULE = "markdown-mark"

_TARGET = re.compile(r"\][ ]?（([!-~]*[./#][!-~]*)）$")
_NAMED_TARGET = re.compile(r"【([^【】\n]+)】（(https?://[!-~]+)）")
_RULER = re.compile(r"^[|:：\-－—–\s]+$")
_RULER_SIGNS = str.maketrans({"：": ":", "－": "-", "—": "-", "–": "-"})
_TOO_MANY = 7
"""Marks that are no heading's any more."""


def mend(draft: Draft) -> str:
    """Return the text with half-width marks where Markdown reads marks."""
    draft = draft.having(draft.edit_prose(_mend_start, keeps_addresses=False))
    return draft.edit_prose(_mend_links, keeps_addresses=False)


def _mend_start(line: str) -> str:
    """Return a line with the mark it begins with in half width."""
    if found := FULL_HEADING.match(line):
        text = found["text"].strip()
        marks = line[: found.start("text")].replace("＃", "#").strip()
        # ＃话题＃ names a topic and is no heading.
        return line if text.endswith(("＃", "#")) else f"{marks} {text}"
    if found := FULL_QUOTE.match(line):
        return f"> {found['text']}"
    if FULL_ROW.match(line):
        row = line.strip(" \u3000").replace("｜", "|")
        return row.translate(_RULER_SIGNS) if _RULER.match(row) else row
    if found := FULL_BULLET.match(line):
        return f"- {found['text']}" if _is_bullet(line, found["text"]) else line
    found = CLOSE_HEADING.match(line)
    if found and len(found["marks"]) < _TOO_MANY:
        return f"{found['marks']} {found['text']}"
    return line


def _is_bullet(line: str, text: str) -> bool:
    """Tell a list's item from －5 degrees and －－ a dash: a space stands behind its mark."""
    mark_end = line.index(text)
    return line[mark_end - 1 : mark_end] in (" ", "\u3000") and text[0] not in "－—-"


def _mend_links(line: str) -> str:
    """Return a line with half-width brackets around addresses and file names."""
    if "（" not in line and "！" not in line:
        return line
    line = FULL_LINK.sub(lambda found: _TARGET.sub(r"](\1)", found[0]), line)
    line = _NAMED_TARGET.sub(r"[\1](\2)", line)
    return FULL_PICTURE.sub(_mend_picture, line)


def _mend_picture(found: re.Match[str]) -> str:
    """Return ！[图](a.jpg) as a picture; before a link to a text it is an exclamation."""
    name = found[0].rstrip(")").lower()
    return f"!{found[0][1:]}" if name.endswith(tuple(PICTURE_SUFFIXES)) else found[0]
