"""How a city counts its offices' work: what ``[figures]`` in ``site.toml`` says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plugins.model.adoption import Level

FIGURES = "figures/"
"""The address of the page with all figures."""

SELF_CHECK = f"{FIGURES}self-check/"
"""The address of the self-check."""

CLOSING_DAY = 5
"""A month's figures are closed on this day of the next one, unless the city says otherwise."""


class Measure(StrEnum):
    """What is counted of a unit's month: articles, each once, and nothing else.

    Followers, likes and reposts are none of them (product page, lines we do not cross).
    """

    SUBMITTED = "submitted"
    CITY = Level.CITY.value
    PROVINCE = Level.PROVINCE.value
    NATION = Level.NATION.value

    @property
    def label(self) -> str:
        """What readers call it."""
        return "报送" if self is Measure.SUBMITTED else f"{Level(self.value).label}采用"


@dataclass(frozen=True)
class Weight:
    """How many points one article of a measure brings."""

    measure: Measure
    points: int


@dataclass(frozen=True)
class Assessment:
    """What a city has decided about its figures.

    ``weights`` are in the order of the measures, and empty where nothing is weighed;
    ``teams_prompt`` is the key of the work prompt by whose deadline units report their
    teams; changes of a closed month need a reason from ``records_since`` on (nothing:
    none does).
    """

    weights: tuple[Weight, ...] = ()
    shows_followers: bool = False
    teams_prompt: str = ""
    records_since: date | None = None
    closing_day: int = CLOSING_DAY
