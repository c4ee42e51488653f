"""What commits of the line changed of the figures, article by article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import NamedTuple

from plugins.assessment.counting import Counted
from plugins.assessment.history import Commit, Touch
from plugins.model.adoption import Level
from plugins.model.days import shanghai_day

_LATEST = 4_000_000_000
"""Seconds since 1970, in 2096: what a commit says of a later time no calendar need hold."""


class Shift(NamedTuple):
    """What a commit changed of one article as figures see it.

    ``before`` and ``after`` are missing where it did not count; ``was_there`` and
    ``is_there`` tell whether its file was and is; ``lost`` are levels that had taken it
    up and no longer do.
    """

    before: Counted | None
    after: Counted | None
    was_there: bool
    is_there: bool
    lost: tuple[Level, ...] = ()


class Coming(NamedTuple):
    """How an article came: by whose commit, when that was made, and when it first counted."""

    author: str
    commit: str
    day: date
    landed: date | None = None


class Merged(NamedTuple):
    """The commits that a merge brought, and what each of them touched."""

    commits: Sequence[Commit] = ()
    touched: Mapping[str, Sequence[Touch]] = MappingProxyType({})


class Landing(NamedTuple):
    """A commit of the line that changed figures.

    ``day`` is when it landed, ``begun`` the day of the oldest commit that it brought;
    ``relabelled`` is how many articles the registry put into another column.
    """

    commit: Commit
    day: date
    begun: date
    shifts: tuple[Shift, ...]
    relabelled: int = 0


def find_day(commit: Commit) -> date:
    """Return the day on which a commit was made, in Shanghai."""
    return shanghai_day(min(max(commit.seconds, 0), _LATEST))
