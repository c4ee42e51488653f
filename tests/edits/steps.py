"""What people do between two builds, and what befalls a disk: edits by name, on a desk.

A step is the name of an edit and a number that settles every choice in it, so that
the same steps do the same thing again.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.desk import Desk, lay_desk

Choice = random.Random
Edit = Callable[[Desk, Choice], None]

WORDS = ("潮水", "志愿者", "路口", "信封", "雨伞", "窗口", "老人", "孩子", "台阶", "水井")

EDITS: dict[str, Edit] = {}
"""Every edit by its name."""


@dataclass(frozen=True)
class Step:
    """One edit, settled by ``choice``, and whether a build follows it.

    ``is_later`` says whether the build comes long enough after it to trust the
    states of files.
    """

    edit: str
    choice: int = 0
    builds: bool = True
    is_later: bool = True


def walk(
    root: Path, steps: Sequence[Step], hear: Callable[[int, Step], None] | None = None
) -> None:
    """Take the steps on a fresh desk, comparing after every build; raises ``AssertionError``."""
    desk = lay_desk(root)
    desk.check()
    for number, step in enumerate(steps):
        if hear:
            hear(number, step)
        take_step(desk, step)
    desk.check()


def take_step(desk: Desk, step: Step) -> None:
    """Do one edit; what a build refused is put back first, as often as not."""
    choice = Choice(step.choice)
    if desk.is_refused and choice.random() < 0.6:
        desk.put_back(desk.good)
    EDITS[step.edit](desk, choice)
    if step.builds:
        desk.check(is_later=step.is_later)


def edit(function: Edit) -> Edit:
    """Enter an edit under its name."""
    EDITS[function.__name__] = function
    return function


def say(choice: Choice, words: int = 4) -> str:
    """Return some words."""
    return "".join(choice.choice(WORDS) for _ in range(words))
