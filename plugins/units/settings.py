"""Settings of the units' pages: ``UNITS`` in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UnitsSettings:
    """``page_size`` articles stand on a page of a unit's list, ``adopted`` on its front page.

    The second are those that were taken up last.
    """

    page_size: int = 20
    adopted: int = 5
