"""Counting and shortening Chinese text: characters, reading time, summaries."""

from __future__ import annotations

import html
import re

READING_SPEED = 400
"""Characters per minute: an unhurried adult reader of Chinese on a phone."""

WIDE = (
    r"\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\uff00-\uff60\uffe0-\uffe6\u2018\u2019\u201c\u201d\u2026\u2014\U00020000-\U0003ffff"
)
"""Characters set on the full width: a line broken between two of them joins without a space."""

_WORD = re.compile(r"[A-Za-z0-9]+(?:[.,'’:/-][A-Za-z0-9]+)*")
_TAG = re.compile(r"<[^>]*>")
_BLOCK_END = re.compile(r"</(?:p|h[2-6]|li|td|th|dt|dd|figcaption|pre|blockquote)>|<br>")
_BETWEEN = "\ufdd3"
"""Stands between blocks while markup is stripped; a noncharacter that no text may hold."""

_NOT_PROSE = re.compile(
    r"<(?:pre|table|figure|h[2-6])\b.*?</(?:pre|table|figure|h[2-6])>"
    r'|<div\b[^>]*\bclass="footnote".*|<sup\b.*?</sup>',
    re.DOTALL,
)
_SENTENCE_END = re.compile(r"[。！？!?…](?:[”’」』）)]*)")
_CLAUSE_END = re.compile(r"[，、；：,;]")


def count_characters(text: str) -> int:
    """Count what a Chinese word processor counts: every wide character and every word."""
    words = _WORD.findall(text)
    return sum(map(len, text.split())) - sum(map(len, words)) + len(words)


def reading_minutes(characters: int) -> int:
    """Return how many minutes a reader needs, at least one."""
    return max(1, -(-characters // READING_SPEED))


def strip_markup(markup: str) -> str:
    """Return the text of sanitized HTML, one block a line."""
    text = _TAG.sub("", _BLOCK_END.sub(_BETWEEN, markup.replace("\n", " ")))
    lines = (" ".join(line.split()) for line in html.unescape(text).split(_BETWEEN))
    return "\n".join(line for line in lines if line)


def summarize(markup: str, limit: int) -> str:
    """Return the first sentences of sanitized HTML that fit into ``limit`` characters.

    Headings, tables, figures and notes do not count.  A first sentence that is
    too long ends at a clause, or in the middle with …, never beyond the limit.
    """
    text = _join_blocks(strip_markup(_NOT_PROSE.sub("", markup)).split("\n"))
    if len(text) <= limit:
        return text
    ends = [found.end() for found in _SENTENCE_END.finditer(text[: limit + 1])]
    whole = [end for end in ends if end <= limit]
    if whole:
        return text[: whole[-1]]
    clauses = [found.start() for found in _CLAUSE_END.finditer(text[: limit - 1])]
    stop = clauses[-1] if clauses and clauses[-1] > limit // 3 else limit - 1
    return text[:stop] + "…"


def _join_blocks(blocks: list[str]) -> str:
    """Join blocks to one line; items of a list without a mark at their end get one."""
    joined = ""
    for block in blocks:
        is_open = bool(joined) and joined[-1].isalnum()
        joined += f"；{block}" if is_open else block
    return joined
