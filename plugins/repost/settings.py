"""Settings of the day's items: ``REPOST`` in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RepostSettings:
    """``feed_days`` newest days stand in the feeds; ``kept_days`` pages of days on the list."""

    feed_days: int = 7
    kept_days: int = 31
