"""What a check has found, in the four parts that a liaison needs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How bad a problem is: an error stops the build, a warning does not.

    A warning that its text waives by a comment is still listed, and counts as neither.
    """

    ERROR = "error"
    WARNING = "warning"
    WAIVED = "waived"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and how to put it right.

    ``path`` is relative to the content folder (POSIX), ``line`` counts from 1
    (0: the file as a whole).  ``seen``, ``wanted`` and ``fix`` are Chinese
    sentences without a final full stop; ``rule`` is the file name of the rule.
    """

    path: str
    line: int
    rule: str
    seen: str
    wanted: str
    fix: str
    level: Level = Level.ERROR
