"""Settings of the units' pages: ``UNITS`` in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class UnitsSettings:
    """``page_size`` articles stand on a page of a unit's list."""

    page_size: int = 20
