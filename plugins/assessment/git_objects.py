"""A repository's history as git keeps it: read from its objects alone, by a handful of processes.

Nothing that a repository can be set up with has a say: no hook, filter, mail map, graft
or replacement, no signature's check; nothing is fetched, and the working folder is not
looked at.  Plumbing commands are used, which the settings of porcelain do not reach
(git(1), "Low-level commands").
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plugins.assessment.history import (
    FORMAT,
    Commit,
    HistoryUnreadable,
    Touch,
    follow_line,
    gather_merged,
    parse_commits,
    parse_touches,
    parse_tree,
)
from plugins.machine.git import call_git
from plugins.model.printable import make_printable
from plugins.model.trouble import say_trouble
from plugins.reading.places import ARTICLES, CONTENT, DATA

_PLACES = (f"{CONTENT}/{ARTICLES}", f"{CONTENT}/{DATA}")
"""What figures are made of."""

_ENVIRON = {
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_LITERAL_PATHSPECS": "1",
}
"""History as it was committed; what is missing stays missing, without any network (git(1))."""

_SETTINGS = (
    *("-c", "core.commitGraph=false"),
    *("-c", "core.fsmonitor=false"),
    *("-c", f"core.hooksPath={os.devnull}"),
    *("-c", "advice.graftFileDeprecated=false"),
)
"""Parents are read from the commits, not from a file beside them; and no program is run.

``git diff-tree`` looks at the index, and for that git asks the program in ``core.fsmonitor``.
"""

_INCOMPLETE = "仓库缺少一部分历史（取回时用了 --filter）。重新完整地克隆一次，再推算"

_LIKENESS = "75%"
"""How much of an article has to be the same for it to be the one that lay elsewhere.

Half, which is git's custom, takes two articles written from one template for one.
"""

_MOVES_LIMIT = "2000"
"""Files that one commit moved and changed at the same time; beyond it git compares none."""

_CHUNK = 16_000_000
"""Bytes that are held at a time while texts are read."""


@dataclass(frozen=True)
class GitObjects:
    """The history of the repository whose uppermost folder is ``folder``, up to ``revision``."""

    folder: Path
    revision: str = "HEAD"

    @cached_property
    def tip(self) -> str:
        """The id of the newest commit; raises ``HistoryUnreadable``, as everything here does."""
        place = self._ask("rev-parse", "--show-prefix", "--is-shallow-repository")
        prefix, _, shallow = place.decode("utf-8", "replace").strip("\n").rpartition("\n")
        if not place or prefix:
            raise HistoryUnreadable("这里不是 git 仓库的最上层。请在取回来的仓库里运行")
        if shallow == "true":
            raise HistoryUnreadable(
                "只取了最近的几次提交，推不出谁在什么时候报送。取回全部历史：git fetch --unshallow"
            )
        name = f"{self.revision}^{{commit}}"
        found = self._ask("rev-parse", "--verify", "--quiet", "--end-of-options", name)
        if not found:
            seen = make_printable(self.revision)
            raise HistoryUnreadable(f"没有找到提交“{seen}”。写提交号、分支名或标签名")
        return found.decode("ascii").strip()

    @cached_property
    def commits(self) -> list[Commit]:
        """Every commit, parents first."""
        words = ("rev-list", "--topo-order", "--reverse", "--encoding=UTF-8", FORMAT)
        return parse_commits(self._run(*words, self.tip, "--"))

    @cached_property
    def line(self) -> list[Commit]:
        """The commits of the line, the oldest first."""
        return follow_line(self.commits, self.tip)

    @cached_property
    def merged(self) -> dict[str, list[Commit]]:
        """What each merge of the line brought."""
        return gather_merged(self.commits, self.line)

    @cached_property
    def touched(self) -> dict[str, list[Touch]]:
        """What each commit of the line changed against the one before, and what others did."""
        asked = [" ".join((each.id, *each.parents[:1])) for each in self.line]
        others = (each for brought in self.merged.values() for each in brought)
        asked += [each.id for each in others if len(each.parents) < 2]
        printed = self._run(
            "diff-tree", "--stdin", "-r", "--raw", "-z", "--root", f"--find-renames={_LIKENESS}",
            f"-l{_MOVES_LIMIT}", "--no-ext-diff", "--no-textconv", "--ignore-submodules=none",
            "--", *_PLACES, given=_write_lines(asked),
        )  # fmt: skip
        return parse_touches(printed)

    @cached_property
    def tree(self) -> dict[str, str]:
        """The blobs of the newest commit by their path."""
        listed = self._run("ls-tree", "-r", "-z", "--full-tree", self.tip, "--", *_PLACES)
        return parse_tree(listed)

    def read_blobs(
        self, ids: Sequence[str], limit: int, tell: Callable[[int, int], None]
    ) -> Iterator[tuple[str, bytes]]:
        """Yield the blobs ``ids`` of up to ``limit`` bytes; others are left out.

        ``tell`` hears how many of how many are read.
        """
        done = 0
        for chunk in _cut(self._weigh(ids), limit):
            printed = self._run("cat-file", "--batch", "--buffer", given=_write_lines(chunk))
            yield from _split_blobs(printed)
            done += len(chunk)
            tell(done, len(ids))

    def _weigh(self, ids: Sequence[str]) -> list[tuple[str, int]]:
        """Return every blob's id with its size in bytes."""
        words = ("cat-file", "--batch-check=%(objectname) %(objecttype) %(objectsize)", "--buffer")
        found = []
        for line in self._run(*words, given=_write_lines(ids)).decode("ascii").splitlines():
            id_, kind, *size = line.split(" ")
            if kind != "blob":
                raise HistoryUnreadable(_INCOMPLETE)
            found.append((id_, int(size[0])))
        return found

    def _ask(self, *words: str) -> bytes:
        """Return what git prints; nothing where it refuses."""
        return self._call(*words)[1]

    def _run(self, *words: str, given: bytes = b"") -> bytes:
        """Return what git prints; raises ``HistoryUnreadable`` where it refuses."""
        said, printed = self._call(*words, given=given)
        if said is not None:
            is_partial = self._ask("config", "--get-regexp", r"^remote\..*\.promisor$")
            raise HistoryUnreadable(
                _INCOMPLETE if is_partial else f"git {words[0]} 没有成功：{said}"
            )
        return printed

    def _call(self, *words: str, given: bytes = b"") -> tuple[str | None, bytes]:
        """Return what git complains of, if it refuses, and what it prints."""
        try:
            done = call_git(self.folder, *_SETTINGS, *words, given=given, environ=_ENVIRON)
        except OSError as error:
            raise HistoryUnreadable(f"git 用不了（{say_trouble(error)}）") from error
        if not done.returncode:
            return None, done.stdout
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        return make_printable(said)[:300], b""


def _write_lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode("ascii")


def _cut(weighed: Iterable[tuple[str, int]], limit: int) -> Iterator[list[str]]:
    """Yield ids in lists of about ``_CHUNK`` bytes together."""
    chunk: list[str] = []
    weight = 0
    for id_, size in weighed:
        if size > limit:
            continue
        chunk.append(id_)
        weight += size
        if weight >= _CHUNK:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _split_blobs(printed: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield what ``git cat-file --batch`` printed: a line with the size, then so many bytes."""
    at = 0
    while at < len(printed):
        end = printed.index(b"\n", at)
        id_, _, size = printed[at:end].decode("ascii").split(" ")
        begin = end + 1
        at = begin + int(size) + 1
        yield id_, printed[begin : at - 1]
