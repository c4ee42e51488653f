"""The history of articles, commit by commit along the line: what each changed of the figures.

What counts is told by the path and the front matter alone, by the registry of the same
commit: an article there, readable, of a known unit and column, and no draft.  (Whatever
else the check asks for, no site is built without.)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from plugins.assessment.adoption_lines import AdoptionNews
from plugins.assessment.counting import Counted
from plugins.assessment.history import Commit, Origins, Touch
from plugins.assessment.landings import Coming, Landing, Merged, Shift, find_day
from plugins.model.adoption import Level
from plugins.model.organization import CountsBy
from plugins.model.registry import Registry
from plugins.reading.encoding import decode_text
from plugins.reading.front_matter import split_front_matter
from plugins.reading.places import ARTICLES, CONTENT, find_article_place
from plugins.reading.schema import ARTICLE_KEYS, STATUS_PUBLISHED

ROOT = f"{CONTENT}/"
_ROOM = f"{ROOT}{ARTICLES}/"


class Facts(NamedTuple):
    """What a text says that figures ask for: its column as written, its office."""

    column: str
    office: str


def read_facts(data: bytes) -> Facts | None:
    """Return what a text says of itself; nothing of a draft and of what can't be read."""
    decoded = decode_text(data)
    front = split_front_matter(decoded.text, ARTICLE_KEYS)
    is_shown = front.text_of("status") in ("", STATUS_PUBLISHED)
    if decoded.fault or front.faults or not is_shown:
        return None
    return Facts(front.text_of("column"), front.text_of("office"))


@dataclass
class Replay:
    """The articles as the last commit left them.

    ``facts`` tell of blobs, ``read_registry_at`` gives the registry of a state of the
    files (nothing where it can't be read); no commit lands later than ``today``.
    """

    facts: Mapping[str, Facts | None]
    read_registry_at: Callable[[Mapping[str, str]], Registry | None]
    today: date
    files: dict[str, str] = field(default_factory=dict)
    counted: dict[str, Counted] = field(default_factory=dict)
    comings: dict[str, Coming] = field(default_factory=dict)
    levels: dict[str, set[Level]] = field(default_factory=dict)
    _registry: Registry | None = None
    _gone: dict[str, Coming] = field(default_factory=dict)
    _day: date = date.min

    def land(
        self, commit: Commit, touches: Sequence[Touch], news: AdoptionNews, merged: Merged
    ) -> Landing:
        """Go on by a commit of the line; ``news`` is what it changed of adoptions."""
        self._day = max(self._day, min(self.today, find_day(commit)))
        origins = Origins(merged.commits, merged.touched)
        moves = _find_moves(touches, origins)
        was = {touch.path for touch in touches if touch.path in self.files}
        self._follow_comings(touches, moves, origins.first, commit)
        self._lay(touches)
        before = self._count_again({touch.path for touch in touches})
        relabelled = [
            path
            for path, old in before.items()
            if path not in was and _is_relabelled(old, self.counted.get(path))
        ]
        for path in relabelled:
            del before[path]
        lost = self._follow_adoptions(news, moves, before)
        shifts = self._list_shifts(before, moves, lost, was)
        begun = min([self._day, *map(find_day, (commit, *merged.commits))])
        return Landing(commit, self._day, begun, tuple(shifts), len(relabelled))

    def _follow_comings(
        self,
        touches: Sequence[Touch],
        moves: Mapping[str, str],
        first: Mapping[str, Commit],
        commit: Commit,
    ) -> None:
        """Note how new articles came; one that was moved, or comes back, came before."""
        moved = {old: self.comings.pop(old) for old in moves.values() if old in self.comings}
        for touch in touches:
            path = touch.path
            if not touch.blob and path in self.comings:
                self._gone[path] = self._gone[self.files[path]] = self.comings.pop(path)
            elif touch.blob and path.startswith(_ROOM) and path not in self.comings:
                by = first.get(path, commit)
                came = Coming(by.author, by.id, find_day(by))
                back = self._gone.get(path) or self._gone.get(touch.blob)
                self.comings[path] = moved.get(moves.get(path, "")) or back or came

    def _lay(self, touches: Sequence[Touch]) -> None:
        """Put the files of a commit in their places."""
        for touch in touches:
            self.files.pop(touch.path, None)
            if touch.blob:
                self.files[touch.path] = touch.blob

    def _count_again(self, touched: set[str]) -> dict[str, Counted | None]:
        """Count what was touched, and return how it counted before; of other files, what changed.

        Where the registry says something else, everything is counted again.
        """
        registry = self.read_registry_at(self.files) or self._registry
        paths: Iterable[str] = touched
        is_other = registry is not self._registry
        if is_other and _tell_places(registry) != _tell_places(self._registry):
            paths = {*touched, *self.files}
        self._registry = registry
        before: dict[str, Counted | None] = {}
        for path in paths:
            old, new = self.counted.pop(path, None), self._count(path)
            if new:
                self.counted[path] = new
                if self.comings[path].landed is None:
                    self.comings[path] = self.comings[path]._replace(landed=self._day)
            if path in touched or old != new:
                before[path] = old
        return before

    def _count(self, path: str) -> Counted | None:
        """Return the article at ``path`` as figures see it."""
        facts = self.facts.get(self.files.get(path, ""))
        place = find_article_place(path.removeprefix(ROOT)) if facts else None
        if not (facts and place and self._registry and place.unit in self._registry.unit_by_slug):
            return None
        column = self._registry.find_column(facts.column)
        if column is None:
            return None
        office = facts.office if column.counts_by is CountsBy.ORGANIZATION else ""
        month = f"{place.day:%Y-%m}"
        return Counted(path.removeprefix(ROOT), place.unit, month, column.slug, office)

    def _follow_adoptions(
        self, news: AdoptionNews, moves: Mapping[str, str], before: Mapping[str, Counted | None]
    ) -> dict[str, tuple[Level, ...]]:
        """Enter what is new of adoptions; return the levels that articles lost by it, by path."""
        had: dict[str, set[Level]] = {}
        renamed = {old: new for new, old in moves.items()}
        for path in {*(f"{ROOT}{article}" for article, _ in news.removed), *renamed}:
            had[renamed.get(path, path)] = set(self.levels.get(path, ()))
        for article, level in news.added:
            self.levels.setdefault(f"{ROOT}{article}", set()).add(level)
        for article, level in news.removed:
            self.levels[f"{ROOT}{article}"].discard(level)
        lost: dict[str, tuple[Level, ...]] = {}
        for path, levels in had.items():
            left = levels - self.levels.get(path, set())
            old = moves.get(path, path)
            counted_before = before.get(old, self.counted.get(old))
            if left and counted_before and path in self.counted:
                lost[path] = tuple(level for level in Level if level in left)
        return lost

    def _list_shifts(
        self,
        before: Mapping[str, Counted | None],
        moves: Mapping[str, str],
        lost: Mapping[str, tuple[Level, ...]],
        was: set[str],
    ) -> list[Shift]:
        """Return what changed of articles, in order of their paths."""
        left = set(moves.values())
        shifts = []
        for path in sorted({*before, *lost} - left):
            new = self.counted.get(path)
            old_path = moves.get(path, path)
            old = before.get(old_path, new)
            is_same = old and new and old._replace(path="") == new._replace(path="")
            if (old or new) and not (is_same and path not in lost):
                was_there = old_path in was or old_path not in before
                shifts.append(Shift(old, new, was_there, path in self.files, lost.get(path, ())))
        return shifts


def _find_moves(touches: Sequence[Touch], origins: Origins) -> dict[str, str]:
    """Return where the articles that a commit moved were before, by where they are now."""
    gone = {touch.path for touch in touches if not touch.blob}
    moves = {}
    # What git itself takes for a move goes before what the commits of a branch tell.
    for touch in sorted(touches, key=lambda touch: not touch.came_from):
        old = touch.came_from or origins.before.get(touch.path, "")
        if touch.is_new and touch.blob and old in gone and touch.path.startswith(_ROOM):
            moves[touch.path] = old
            gone.discard(old)
    return moves


def _is_relabelled(old: Counted | None, new: Counted | None) -> bool:
    """Tell whether an article counts where it did, but for its column."""
    return old is not None and new is not None and old[:3] == new[:3]


def _tell_places(registry: Registry | None) -> object:
    """Return what of a registry decides where articles count."""
    return registry and (
        frozenset(registry.unit_by_slug),
        tuple((each.slug, each.title, each.counts_by) for each in registry.columns),
    )
