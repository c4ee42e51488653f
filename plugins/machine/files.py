"""Files as the disk tells them, without reading one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import NamedTuple

_UNSETTLED = 2_000_000_000
"""Nanoseconds; no file system in use has a coarser clock (FAT's has two seconds)."""


class FoundFile(NamedTuple):
    """A file below a folder: its path there (POSIX), its size, whether it is a link.

    ``state`` changes whenever the file does; it is empty for a link, and for a file
    touched so lately that a further change might not show.
    """

    path: str
    size: int
    is_link: bool
    state: str

    @property
    def suffix(self) -> str:
        """The file's ending in lower case, such as ``.md``."""
        return os.path.splitext(self.path)[1].lower()


def find_files(root: str, now: int) -> Iterator[FoundFile]:
    """Yield every file and every link below ``root``; folders behind links are not entered.

    ``now`` is the time in nanoseconds since 1970.
    """
    settled = now - _UNSETTLED
    prefix = len(root) + 1
    pending = [root]
    while pending:
        with os.scandir(pending.pop()) as found:
            for item in found:
                path = item.path[prefix:]
                if item.is_symlink():
                    yield FoundFile(path, 0, True, "")
                elif item.is_dir(follow_symlinks=False):
                    pending.append(item.path)
                else:
                    facts = item.stat(follow_symlinks=False)
                    yield FoundFile(path, facts.st_size, False, _tell_state(facts, settled))


def tell_state(path: str, now: int) -> str:
    """Return the state of the file at ``path``; of one that is not there, that it is not."""
    try:
        return _tell_state(os.stat(path), now - _UNSETTLED)
    except OSError:
        return "missing"


def _tell_state(facts: os.stat_result, settled: int) -> str:
    """Return what changes with a file; the time of its last change can't be set by hand."""
    if max(facts.st_mtime_ns, facts.st_ctime_ns) >= settled:
        return ""
    return f"{facts.st_size}-{facts.st_mtime_ns}-{facts.st_ctime_ns}-{facts.st_ino}"
