"""What Weibo asks of a text: its length as Weibo counts it, and how topics are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

WEIBO_LIMIT = 2_000
"""Characters as Weibo counts them (product page, platform rules)."""

_ADDRESS = re.compile(r"https?://")
_SHORT_ADDRESS = 24
"""Half characters; programs made after Weibo's own counting take 20 to 24 for an address."""


def count_weibo(text: str) -> int:
    """Return the length of ``text`` on Weibo, rounded up and never below what Weibo counts.

    An ideograph is one character, a half-width letter half of one.  An address
    counts as a short one of fixed length, beyond 140 letters as more.  Weibo promises
    nothing of this, so here an address counts both as a short one and as it stands.
    """
    places = count_places(text) + _SHORT_ADDRESS * len(_ADDRESS.findall(text))
    return -(-places // 2)


def count_places(text: str) -> int:
    """Return how many half-width places ``text`` takes.

    A character of ASCII takes one, every other two, and four where UTF-16 writes it
    as a pair (emoji), because scripts in browsers count so.
    """
    return sum(_count_places(ord(character)) for character in text)


def write_topics(topics: Sequence[str]) -> str:
    """Return topics between Weibo's two #, on one line."""
    return " ".join(f"#{topic}#" for topic in topics)


def _count_places(code: int) -> int:
    if code < 0x80:
        return 1
    return 2 if code < 0x10000 else 4
