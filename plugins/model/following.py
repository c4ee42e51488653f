"""How many people follow a unit's account: information with its day, never part of a score."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Following:
    """How many follow the account of ``unit`` (its slug) at the end of ``day``.

    ``source`` says in words where the number is from.
    """

    unit: str
    day: date
    number: int
    source: str
