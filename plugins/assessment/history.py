"""What git prints of a repository's history, read: commits, what each touched, who is on the line.

The line is the way from the newest commit back along first parents: what was published
at one time or another.  All other commits came onto it by a merge, one of the line's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

_PLAIN_FILES = (b"100644", b"100755")
"""Modes of files that can be read (git-fast-import(1), "M"): no link and no other repository."""

_FACTS = b":"
_FIELDS = 4


class HistoryUnreadable(Exception):  # noqa: N818 (it says what happened)
    """Nothing was recomputed; says in Chinese why, and what to do."""


class Commit(NamedTuple):
    """One commit: ``seconds`` since 1970 UTC are its committer's, ``author`` only a name."""

    id: str
    parents: tuple[str, ...]
    seconds: int
    author: str


class Touch(NamedTuple):
    """What a commit did to one path in the repository.

    ``blob`` is what stands there afterwards, empty where no file can be read any more;
    ``is_new`` where nothing stood there before, and then ``came_from`` is where it was
    before, if it was moved.
    """

    path: str
    blob: str
    is_new: bool = False
    came_from: str = ""


FORMAT = "--format=%H%x00%P%x00%ct%x00%an"
"""What ``parse_commits`` reads (git-rev-list(1)): no mail address is asked for."""


def parse_commits(printed: bytes) -> list[Commit]:
    """Return the commits that ``git rev-list`` printed in ``FORMAT``, in its order."""
    commits = []
    for line in printed.split(b"\n"):
        cells = line.split(b"\0")
        if len(cells) != _FIELDS:
            continue  # before each commit stands a line of its own that names it
        id_, parents, seconds, author = cells
        name = author.decode("utf-8", "replace")
        commit = Commit(id_.decode(), tuple(parents.decode().split()), int(seconds or 0), name)
        commits.append(commit)
    return commits


def parse_touches(printed: bytes) -> dict[str, list[Touch]]:
    """Return what ``git diff-tree --stdin -r --raw -z`` printed, by commit.

    Before the changes of each commit stands its id; a move is a touch of both paths.
    """
    found: dict[str, list[Touch]] = {}
    touches: list[Touch] = []
    parts = iter(printed.split(b"\0"))
    for part in parts:
        if not part.startswith(_FACTS):
            touches = found.setdefault(part.decode(), []) if part else touches
            continue
        _, mode, _, blob, status = part.split(b" ")
        path = _read_path(next(parts))
        came_from = ""
        if status.startswith(b"R"):
            came_from, path = path, _read_path(next(parts))
            touches.append(Touch(came_from, ""))
        after = blob.decode() if mode in _PLAIN_FILES else ""
        touches.append(Touch(path, after, status[:1] in b"AR", came_from))
    return found


def parse_tree(printed: bytes) -> dict[str, str]:
    """Return the files that ``git ls-tree -r -z`` printed, their blobs by path."""
    files = {}
    for part in filter(None, printed.split(b"\0")):
        facts, _, path = part.partition(b"\t")
        mode, _, blob = facts.split(b" ")
        if mode in _PLAIN_FILES:
            files[_read_path(path)] = blob.decode()
    return files


def _read_path(path: bytes) -> str:
    return path.decode("utf-8", "surrogateescape")


def follow_line(commits: Iterable[Commit], tip: str) -> list[Commit]:
    """Return the commits of the line that ends at ``tip``, the oldest first."""
    known = {commit.id: commit for commit in commits}
    line = []
    at: str | None = tip
    while at in known:
        line.append(known[at])
        at = next(iter(known[at].parents), None)
    return line[::-1]


def gather_merged(commits: Sequence[Commit], line: Sequence[Commit]) -> dict[str, list[Commit]]:
    """Return what each merge of the line brought, by the merge's id, the oldest first.

    ``commits`` stand parents first.
    """
    known = {commit.id: commit for commit in commits}
    order = {commit.id: place for place, commit in enumerate(commits)}
    taken = {commit.id for commit in line}
    merged: dict[str, list[Commit]] = {}
    for commit in line:
        brought: list[str] = []
        pending = list(commit.parents[1:])
        while pending:
            at = pending.pop()
            if at in known and at not in taken:
                taken.add(at)
                brought.append(at)
                pending += known[at].parents
        if brought:
            merged[commit.id] = [known[each] for each in sorted(brought, key=order.__getitem__)]
    return merged


class Origins:
    """Where the files that a merge brought come from, told by the commits on its way."""

    def __init__(self, brought: Iterable[Commit], touched: Mapping[str, Sequence[Touch]]) -> None:
        self.first: dict[str, Commit] = {}
        self.before: dict[str, str] = {}
        for commit in brought:
            for touch in touched.get(commit.id, ()):
                if touch.is_new and touch.path not in self.first:
                    self._note(touch, commit)

    def _note(self, touch: Touch, commit: Commit) -> None:
        """Note who brought a path first; a file that was moved keeps whom it came from."""
        old = touch.came_from
        self.first[touch.path] = self.first.pop(old, commit) if old else commit
        if old:
            self.before[touch.path] = self.before.pop(old, old)
