"""What a text waives: reminders of named rules that somebody has weighed and lets stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from plugins.check.source_lines import waiver_lines
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.waivers import read_waiver


class Waiver(NamedTuple):
    """One name in a waiver, as written, and the line it stands on.

    ``rule`` is empty for a waiver that names nothing.
    """

    line: int
    rule: str


def find_waivers(entry: Entry) -> tuple[Waiver, ...]:
    """Return every name that the waivers of a text hold; each holds for the whole text.

    A day's list has none: its texts are copied as they are, comments and all.
    """
    if entry.is_repost_day:
        return ()
    return tuple(
        Waiver(line.number, name)
        for line in waiver_lines(entry)
        for name in read_waiver(line.text) or ("",)
    )


def waive(found: Iterable[Problem], waivers: Sequence[Waiver]) -> list[Problem]:
    """Return ``found`` with the warnings of waived rules let pass; errors stay what they are."""
    if not waivers:
        return list(found)
    names = {waiver.rule for waiver in waivers}
    return [
        replace(problem, level=Level.WAIVED)
        if problem.level is Level.WARNING and problem.rule in names
        else problem
        for problem in found
    ]
