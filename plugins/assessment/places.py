"""Where figures stand, and the anchors of the lists behind the numbers.

A number of a unit leads to the unit's year, one of a column to the column's year, one
of all units to what was taken up or to the archive.
"""

from __future__ import annotations

from plugins.model.assessment import FIGURES, Measure
from plugins.model.fingerprint import fingerprint_text

ALL = "articles"
"""The anchor of all articles of a page."""

ADOPTED = "adopted"
"""The anchor of those taken up at any level."""


def year_address(year: int) -> str:
    """Return the address of a year's figures, such as ``figures/2026/``."""
    return f"{FIGURES}{year:04}/"


def month_address(month: str) -> str:
    """Return the address of the figures of a month such as ``2026-11``."""
    return f"{FIGURES}{month.replace('-', '/')}/"


def unit_address(year: int, slug: str) -> str:
    """Return the address of one unit's year."""
    return f"{year_address(year)}{slug}/"


def column_address(year: int, slug: str) -> str:
    """Return the address of one column's year."""
    return f"{year_address(year)}column/{slug}/"


def adopted_address(year: int) -> str:
    """Return the address of all that was taken up of a year's articles."""
    return f"{year_address(year)}adopted/"


def table_address(year: int) -> str:
    """Return the address of a year's figures as CSV."""
    return f"{year_address(year)}figures.csv"


def workbook_address(year: int) -> str:
    """Return the address of a year's figures as XLSX."""
    return f"{year_address(year)}figures.xlsx"


def measure_anchor(measure: Measure, month: str = "") -> str:
    """Return the anchor of a measure's articles, of a month or of the whole year."""
    if measure is Measure.SUBMITTED:
        return month_anchor(month) if month else ALL
    return f"{month_anchor(month)}-{measure}" if month else measure.value


def adopted_anchor(month: str = "") -> str:
    """Return the anchor of the articles taken up at any level, of a month or of the year."""
    return f"{month_anchor(month)}-{ADOPTED}" if month else ADOPTED


def month_anchor(month: str) -> str:
    """Return the anchor of a month such as ``2026-11``: ``m11``."""
    return f"m{month[5:]}"


def name_anchor(name: str, month: str = "") -> str:
    """Return the anchor of one who writes for a column; names are Chinese, anchors are not."""
    anchor = f"by-{fingerprint_text(name)[:8]}"
    return f"{anchor}-{month_anchor(month)}" if month else anchor
