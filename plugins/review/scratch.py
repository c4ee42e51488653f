"""A copy of a commit's content to work in: nothing of the checkout itself is touched.

It is a repository of its own that borrows the objects of the other (gitrepository-layout(5),
``objects/info/alternates``), with no settings of the desk and no hooks.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from plugins.reading.places import CONTENT
from plugins.review.git import Git, ReviewStopped

_NAME = "文明矩阵"
_MAILBOX = "review@wenming.invalid"
"""Nobody's: the commit is a proposal of a program."""

_PLAIN = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
}

_DELETED = re.compile(rb"^deleted file mode \d+\nindex [0-9a-f]+\.\.0+\n", re.MULTILINE)
"""What ``format-patch --irreversible-delete`` leaves of a file that is gone."""

_EMPTY = b"GIT binary patch\nliteral 0\nHcmV?d00001\n\n"
"""That it becomes empty, the form in which ``git apply`` takes such a file away; the half
by which it could be brought back is left out (git's apply.c, ``parse_binary``)."""


@dataclass(frozen=True)
class Scratch:
    """The content of ``commit`` laid out below ``folder``."""

    folder: Path
    git: Git

    @property
    def content(self) -> Path:
        """The content folder."""
        return self.folder / CONTENT

    def write_patch(
        self, put: Iterable[str], removed: Iterable[str], subject: str, day: str
    ) -> bytes:
        """Commit files (paths in the content folder) and return the commit as ``git am`` takes it.

        ``day`` is the commit's date, such as ``2026-11-25``.  A picture is in it with all its
        bytes, of a removed file only the name: Word files hold names of people.
        """
        paths = "\0".join(f"{CONTENT}/{path}" for path in (*put, *removed))
        given = paths.encode("utf-8", "surrogateescape")
        self.git.run("update-index", "--add", "--remove", "-z", "--stdin", given=given)
        moment = f"{day}T12:00:00+0800"
        people = {
            f"GIT_{role}_{part}": value
            for role in ("AUTHOR", "COMMITTER")
            for part, value in (("NAME", _NAME), ("EMAIL", _MAILBOX), ("DATE", moment))
        }
        writing = Git(self.folder, {**self.git.environ, **people})
        writing.run("commit", "--quiet", "--no-verify", "-m", subject)
        patch = writing.run(
            "format-patch", "-1", "--stdout", "--no-signature", "--no-renames", "--full-index",
            "--binary", "--irreversible-delete",
        )  # fmt: skip
        return _DELETED.sub(lambda found: found[0] + _EMPTY, patch)


def lay_scratch(repository: Git, commit: str, folder: Path) -> Scratch:
    """Lay the content of ``commit`` out in the new folder ``folder``; raises ``ReviewStopped``."""
    objects = repository.run("rev-parse", "--path-format=absolute", "--git-path", "objects")
    found = repository.run("rev-parse", "--verify", f"{commit}^{{commit}}")
    folder.mkdir()
    git = Git(folder, _PLAIN)
    git.run("init", "--quiet", "--template=", "--initial-branch=review")
    info = folder / ".git" / "objects" / "info"
    info.mkdir(exist_ok=True)
    (info / "alternates").write_bytes(objects)
    git.run("update-ref", "HEAD", found.decode("ascii").strip())
    git.run("read-tree", "HEAD")
    listed = git.run("ls-files", "-z", "--", CONTENT)
    git.run("checkout-index", "-z", "--stdin", given=listed)
    scratch = Scratch(folder, git)
    if scratch.content.is_symlink() or not scratch.content.is_dir():
        raise ReviewStopped(f"这个提交里没有 {CONTENT} 文件夹")
    return scratch
