"""What a card is, for those who list cards: sizes and words.  Drawing one needs a library."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plugins.model.repost import Origin

MOMENTS = (1080, 1440)
COVER = (900, 383)
SQUARE = (500, 500)
"""Pixels; covers as WeChat shows them (product page, platform rules)."""


@dataclass(frozen=True)
class CardWords:
    """All that stands on an item's cards; ``short`` are the characters of the unit's mark."""

    short: str
    day: date
    title: str
    text: str
    origin: Origin
