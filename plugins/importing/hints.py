"""What the template says to whoever fills it in, and how that is told from their words."""

from __future__ import annotations

import re

_HINT = re.compile(r"\s*〔(?!\d+〕)[^〔〕]*〕\s*")
"""The year of a document's number, 〔2018〕, is none."""

_SIGNS = re.compile(r"^图片说明：|[#|*:\\-]+", re.MULTILINE)
"""What Markdown and the template write around a hint."""


def write_hint(text: str) -> str:
    """Return ``text`` as a hint: in brackets that no office uses around a value of its own."""
    return f"〔{text}〕"


def is_hint(text: str) -> bool:
    """Tell whether ``text`` is a hint that nobody has written over."""
    return _HINT.fullmatch(text) is not None


def take_off_hints(text: str) -> str:
    """Return ``text`` without the hints that were left beside what was written."""
    return _HINT.sub("", text).strip()


def clear_hints(body: str) -> tuple[str, list[str]]:
    """Return Markdown without what holds nothing but hints, and the hints that went with it.

    Those are paragraphs, headings and tables that nobody has written over.
    """
    kept: list[str] = []
    gone: list[str] = []
    for block in re.split(r"\n{2,}", body.strip("\n")):
        if _is_unwritten(block):
            gone += [hint.strip() for hint in _HINT.findall(block)]
        else:
            kept.append(block)
    return "\n\n".join(kept), gone


def _is_unwritten(block: str) -> bool:
    bare = _SIGNS.sub(" ", block)
    return _HINT.search(bare) is not None and not take_off_hints(bare)
