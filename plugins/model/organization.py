"""Organizations that write for a column of their own, such as the national civilized units."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class CountsBy(StrEnum):
    """Whom a column counts its articles of a month by."""

    UNIT = "unit"
    ORGANIZATION = "organization"


@dataclass(frozen=True)
class Organization:
    """An organization on the list that the city keeps.

    ``unit`` is the slug of the unit it belongs to; ``kind`` is the title of the
    column that counts it, such as 全国文明单位.  From the day ``until`` on it is no
    longer on the list; what it wrote before stays.
    """

    name: str
    unit: str
    kind: str
    until: date | None = None

    def is_listed_on(self, day: date) -> bool:
        """Tell whether it is on the list on ``day``."""
        return self.until is None or day < self.until
