"""A unit's people by role: counts alone; names and numbers never reach the repository."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """What people do for a unit, in the order of the registration form."""

    LEADER = "leaders"
    LIAISON = "liaisons"
    COMMENTATOR = "commentators"
    VOLUNTEER = "volunteers"

    @property
    def label(self) -> str:
        """What the form calls it."""
        return _LABELS[self]


_LABELS = {
    Role.LEADER: "领导",
    Role.LIAISON: "联络员",
    Role.COMMENTATOR: "评论员",
    Role.VOLUNTEER: "志愿者",
}

FEWEST_COMMENTATORS = 3
MOST_COMMENTATORS = 5
"""The notice asks every unit for three to five."""


@dataclass(frozen=True)
class Team:
    """How many people ``unit`` (its slug) reported on ``day``, by role."""

    unit: str
    day: date
    leaders: int
    liaisons: int
    commentators: int
    volunteers: int

    def count(self, role: Role) -> int:
        """Return how many it reported of a role."""
        counts = (self.leaders, self.liaisons, self.commentators, self.volunteers)
        return dict(zip(Role, counts, strict=True))[role]
