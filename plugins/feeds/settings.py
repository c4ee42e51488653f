"""Settings of the feeds: ``FEEDS`` in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FeedsSettings:
    """``length`` newest articles stand in a feed."""

    length: int = 30
