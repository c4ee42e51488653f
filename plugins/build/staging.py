"""Building beside the live site and swapping when whole.

The live folder is a symbolic link to one release in ``.releases/<its name>`` beside it.  A
build writes a new release; the swap renames a fresh link over the old one, which
POSIX makes atomic (rename(2)): whoever is served sees one whole site, old or
new, wherever the build is killed.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from plugins.build.errors import BuildStopped

STAGING = "BUILD_STAGING"
"""Where Pelican's settings keep the release that is being built."""

RELEASES = ".releases"
_RELEASE_PREFIX = "release-"
_LINK_PREFIX = ".swap-"
_LOCK = ".lock"

_FOLDER_RIGHTS = 0o755
_FILE_RIGHTS = 0o644
"""A web server reads the site as another user, whatever the umask of who builds it."""


@dataclass(frozen=True)
class Staging:
    """A release that is being built: ``folder`` beside the ``live`` link.

    ``lock`` keeps other builds out for as long as it is open; the system lets go
    of it when the process ends, however it ends.
    """

    live: Path
    folder: Path
    lock: IO[bytes]

    def write(self, path: str, data: bytes) -> None:
        """Write one file of the release; raises ``OSError`` (disk full, no permission)."""
        target = self.folder / path
        _make_folder(target.parent)
        with open(target, "xb") as file:
            os.fchmod(file.fileno(), _FILE_RIGHTS)
            file.write(data)


def open_staging(live: Path) -> Staging:
    """Make room for a new release of the site at ``live``.

    What killed builds left behind is cleared.  Raises ``BuildStopped`` where
    something that is no site of ours stands there, or another build is at work.
    """
    if os.path.lexists(live) and not _is_ours(live):
        raise BuildStopped(
            f"{live} 不是本程序建的站点链接，没有动它。\n  改法：把它移走或改名，再构建一次。"
        )
    releases = live.parent / RELEASES / live.name
    _make_folder(releases)
    lock = _lock(releases)
    _clear(releases, keep={_current_release(live)})
    folder = Path(tempfile.mkdtemp(prefix=_RELEASE_PREFIX, dir=releases))
    folder.chmod(_FOLDER_RIGHTS)
    return Staging(live, folder, lock)


def swap(staging: Staging) -> None:
    """Put the finished release in the live link's place, then clear what is no longer served."""
    releases = staging.folder.parent
    before = _current_release(staging.live)
    link = releases / f"{_LINK_PREFIX}{staging.folder.name}"
    link.symlink_to(os.path.relpath(staging.folder, staging.live.parent))
    _flush_folder(staging.folder)
    os.replace(link, staging.live)
    _flush_folder(staging.live.parent)
    _clear(releases, keep={staging.folder.name, before})


def close_staging(staging: Staging) -> None:
    """Let other builds in; a release that did not become the live site is removed."""
    if _current_release(staging.live) != staging.folder.name:
        shutil.rmtree(staging.folder, ignore_errors=True)
    staging.lock.close()


def _make_folder(folder: Path) -> None:
    """Make a folder that all may read, and those above it; what is there stays as it is."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(_FOLDER_RIGHTS)


def _lock(releases: Path) -> IO[bytes]:
    lock = open(releases / _LOCK, "ab")  # noqa: SIM115 (stays open while the build runs)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        lock.close()
        raise BuildStopped("另一个构建正在进行，等它完成再来一次。") from None
    return lock


def _is_ours(live: Path) -> bool:
    """Tell whether ``live`` is a link into the folder of releases beside it."""
    return live.is_symlink() and Path(os.readlink(live)).parts[:1] == (RELEASES,)


def _current_release(live: Path) -> str:
    return Path(os.readlink(live)).name if live.is_symlink() else ""


def _clear(releases: Path, keep: set[str]) -> None:
    """Remove older releases and what killed builds left.

    The release served until now stays, for readers with a page half loaded.
    """
    for item in releases.iterdir():
        if item.name in keep:
            continue
        if item.name.startswith(_RELEASE_PREFIX):
            shutil.rmtree(item, ignore_errors=True)
        elif item.name.startswith(_LINK_PREFIX):
            with contextlib.suppress(OSError):
                item.unlink()


def _flush_folder(folder: Path) -> None:
    """Ask the system to have the folder's names on disk before going on."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
