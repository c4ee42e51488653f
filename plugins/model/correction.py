"""Corrections: what was changed in a month whose figures were closed, when, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Correction:
    """One reason for one article's change.

    ``article`` is the path of its source, which may be gone by now; ``day`` is when the
    change landed in the repository (Asia/Shanghai).
    """

    day: date
    article: str
    reason: str
