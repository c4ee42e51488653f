"""Shortening Chinese text by whole sentences, or a title by whole clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.model.pattern import compile_late
from plugins.reading.prose import WIDE

_ADDRESS = (
    r"(?:https?://|[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+[/?:])[^\s，。！？；：、“”‘’（）《》【】「」]*"
)
_HALF_END = rf"(?<=[{WIDE}])[!?]+|[!?]+(?=\s|$)"
_SENTENCE_ENDS = rf"[。！？][。！？!?]*|{_HALF_END}"
_CLAUSE_ENDS = rf"[，；：]|(?<=[{WIDE}])[,;:]|[,;:](?=\s)"
_OPENING = "“‘「『《〈（(【［[〔"
_CLOSING = "”’」』》〉）)】］]〕"

_MARKS = rf"[{re.escape(_OPENING + _CLOSING)}\"\n]"

_SENTENCES = compile_late(rf"(?P<address>{_ADDRESS})|(?P<end>{_SENTENCE_ENDS})|(?P<mark>{_MARKS})")
_CLAUSES = compile_late(
    rf"(?P<address>{_ADDRESS})|(?P<end>{_SENTENCE_ENDS}|{_CLAUSE_ENDS})|(?P<mark>{_MARKS})"
)

_ANNOUNCING = "：:，,、；;"
"""What ends with one of these is no whole sentence: it announces what comes next."""


def shorten_by_sentence(text: str) -> Iterator[str]:
    """Yield ``text`` whole, then with ever fewer of its sentences, at last empty.

    Sentences go from the end; each shortened text is a beginning of the whole.
    Where it is not sure that a sentence ends (inside quotation marks or brackets,
    right behind them, in an address) none is taken to end.
    """
    yield text
    ends = reversed(_find_ends(text, _SENTENCES))
    for shorter in dict.fromkeys(text[:end].rstrip() for end in ends):
        if shorter and shorter != text and shorter[-1:] not in _ANNOUNCING:
            yield shorter
    if text:
        yield ""


def shorten_by_clause(title: str) -> Iterator[str]:
    """Yield ``title`` whole, then with ever fewer of its clauses; never nothing."""
    yield title
    for end in reversed(_find_ends(title, _CLAUSES)):
        shorter = title[:end].rstrip(_ANNOUNCING + " \u3000")
        if shorter and shorter != title:
            yield shorter


def _find_ends(text: str, pattern: re.Pattern[str]) -> list[int]:
    """Return the places where a sentence (or clause) ends, from the first."""
    ends: list[int] = []
    depth, is_quoted = 0, False
    for found in pattern.finditer(text):
        if found["end"] and not depth and not is_quoted:
            ends.append(found.end())
        elif found["mark"] == "\n":
            # A bracket that nobody closed must not hold all paragraphs behind it.
            depth, is_quoted = 0, False
            ends.append(found.start())
        elif found["mark"] == '"':
            is_quoted = not is_quoted
        elif found["mark"]:
            depth = max(0, depth + (1 if found["mark"] in _OPENING else -1))
    return ends
