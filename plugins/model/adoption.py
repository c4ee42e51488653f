"""What was taken up: an article that an outlet of the city, the province or the nation used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Level(StrEnum):
    """How high the outlet stands that took an article up, the nearest first."""

    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"

    @property
    def label(self) -> str:
        """What readers call it."""
        return _LABELS[self]


_LABELS = {Level.CITY: "市级", Level.PROVINCE: "省级", Level.NATION: "国家级"}


@dataclass(frozen=True)
class Adoption:
    """One article taken up once; the city enters it.

    ``article`` is the path of its source in the content folder, ``link`` the page at
    which ``outlet`` has it, ``day`` when that appeared.
    """

    article: str
    level: Level
    outlet: str
    link: str
    day: date


def order_adoptions(adoption: Adoption) -> tuple[object, ...]:
    """Return by what adoptions are sorted: by article, level, day, outlet, link."""
    place = [*Level].index(adoption.level)
    return (adoption.article, place, adoption.day, adoption.outlet, adoption.link)
