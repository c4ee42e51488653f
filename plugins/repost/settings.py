"""Settings of the day's items: ``REPOST`` in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RepostSettings:
    """``feed_days`` newest days stand in the feeds; ``kept_days`` pages of days on the list.

    Share cards are drawn where the site ``draws_cards``, with the font files ``font`` and,
    for titles, ``title_font``; an empty path leaves the choice to fontconfig.
    """

    feed_days: int = 7
    kept_days: int = 31
    draws_cards: bool = True
    font: str = ""
    title_font: str = ""
