"""Building beside the live site and swapping when whole.

The live folder is a symbolic link to one of two releases in ``.releases/<its name>``
beside it.  A build brings the other one up to date, in steps in proportion to what
has changed since, and the swap renames a fresh link over the old one, which POSIX
makes atomic (rename(2)): whoever is served sees one whole site, old or new, wherever
the build is killed.  A release without its manifest was left half done: it goes.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from plugins.build.errors import BuildStopped
from plugins.build.lookout import Lookout
from plugins.build.manifest import (
    ENDING,
    Manifest,
    Row,
    SectionRows,
    manifest_path,
    read_manifest,
    remove_manifest,
    tell_file_state,
    write_manifest,
)

RELEASES = ".releases"
_RELEASE_PREFIX = "release-"
_LINK_PREFIX = ".swap-"
_LOCK = ".lock"

_FOLDER_RIGHTS = 0o755
_FILE_RIGHTS = 0o644
"""A web server reads the site as another user, whatever the umask of who builds it."""


@dataclass
class Staging:
    """The release at ``folder`` that is being brought up to date, beside the ``live`` link.

    ``standing`` is what it held before, ``served`` what the live one holds.
    ``lock`` keeps other builds out for as long as it is open; the system lets go
    of it when the process ends, however it ends.  Once it ``is_finished`` it can
    take the live one's place.  ``lookout`` looks at
    the files of both.
    """

    live: Path
    folder: Path
    standing: Manifest
    served: Manifest
    lock: IO[bytes]
    is_finished: bool = False
    lookout: Lookout = field(default_factory=Lookout)

    def look_ahead(self, cores: int) -> None:
        """Have another process begin to look at the files that may stay as they are."""
        folder, manifest = self.folder, self.standing
        if not manifest.sections:  # the first build after one from nothing takes over all
            folder, manifest = self.live, self.served
        self.lookout.look_ahead(os.fspath(folder), [*manifest.sections.values()], cores)

    def find_intact(self, path: str, wanted: Row, rows: Mapping[str, Row]) -> Row | None:
        """Return the row among ``rows`` of a file that already is what is wanted, here."""
        return _find_intact(self.folder, path, wanted, rows)

    def keeps(self, section: SectionRows) -> bool:
        """Tell whether a section of the release under way is as it was written."""
        return self.lookout.stands(os.fspath(self.folder), section)

    def serves(self, section: SectionRows) -> bool:
        """Tell whether a section of the live release is as it was written."""
        return self.lookout.stands(os.fspath(self.live), section)

    def find_served(self, path: str, wanted: Row, rows: Mapping[str, Row]) -> Row | None:
        """Return the row of a file of the live release that is what is wanted."""
        return _find_intact(self.live, path, wanted, rows)

    def begin(self) -> None:
        """Say that the release is about to change."""
        remove_manifest(self.folder)

    def clear_strangers(self, known: set[str]) -> None:
        """Remove what somebody laid beside the files and folders that are ``known`` at the root.

        It would vanish and come back as the two releases alternate.
        """
        for item in self.folder.iterdir():
            if item.name in known:
                continue
            if item.is_dir() and not item.is_symlink():
                shutil.rmtree(item, ignore_errors=True)
            else:
                item.unlink()

    def remove(self, path: str) -> None:
        """Take a file away, and folders that it leaves empty."""
        target = self.folder / path
        target.unlink(missing_ok=True)
        folder = target.parent
        with contextlib.suppress(OSError):
            while folder != self.folder:
                folder.rmdir()
                folder = folder.parent

    def take_over(self, path: str) -> None:
        """Take over a file of the live release; both then name the same bytes."""
        target = os.path.join(self.folder, path)
        _free(target)
        source = os.path.join(self.live, path)
        try:
            os.link(source, target, follow_symlinks=False)
        except OSError:
            shutil.copy2(source, target)  # a disk without hard links

    def write(self, path: str, data: bytes) -> str:
        """Write one file and return its state; raises ``OSError`` (disk full, no permission)."""
        target = os.path.join(self.folder, path)
        _free(target)
        with open(target, "xb") as file:
            os.fchmod(file.fileno(), _FILE_RIGHTS)
            file.write(data)
        return tell_file_state(target)

    def finish(self, manifest: Manifest) -> None:
        """Say that the release is whole and holds what ``manifest`` says."""
        if not (self.folder / "index.html").is_file():
            raise BuildStopped("构建没有写出首页，站点没有更新。")
        write_manifest(self.folder, manifest)
        self.is_finished = True

    def confirm(self, facts: Mapping[str, Any]) -> None:
        """Say that the live release is what a build with these ``facts`` would make."""
        write_manifest(_resolve(self.live), Manifest(facts, self.served.sections))


def open_staging(live: Path, known: Manifest | None = None) -> Staging:
    """Make ready the release that will take the place of the one at ``live``.

    ``known`` is what that one held when somebody looked just before.  What killed
    builds left behind is cleared.  Raises ``BuildStopped`` where
    something that is no site of ours stands there, or another build is at work.
    """
    if os.path.lexists(live) and not _is_ours(live):
        raise BuildStopped(
            f"{live} 不是本程序建的站点链接，没有动它。\n  改法：把它移走或改名，再构建一次。"
        )
    releases = live.parent / RELEASES / live.name
    _make_folder(releases)
    lock = _lock(releases)
    current = _current_release(live)
    served = read_manifest(releases / current, known) if current else None
    folder, standing = _choose_release(releases, current)
    _clear(releases, keep={current, folder.name})
    return Staging(live, folder, standing, served or Manifest(), lock)


def swap(staging: Staging) -> None:
    """Put the finished release in the live link's place.

    The release served until now stays, for readers with a page half loaded, and
    is brought up to date by the next build.
    """
    releases = staging.folder.parent
    link = releases / f"{_LINK_PREFIX}{staging.folder.name}"
    link.symlink_to(os.path.relpath(staging.folder, staging.live.parent))
    _flush_folder(staging.folder)
    os.replace(link, staging.live)
    _flush_folder(staging.live.parent)


def close_staging(staging: Staging) -> None:
    """Let other builds in; a release left half done is removed."""
    is_served = _current_release(staging.live) == staging.folder.name
    if not is_served and not manifest_path(staging.folder).exists():
        shutil.rmtree(staging.folder, ignore_errors=True)
    staging.lookout.close()
    staging.lock.close()


def read_served(live: Path) -> Manifest | None:
    """Return what the live site holds, where one is served and known."""
    return read_manifest(_resolve(live)) if _is_ours(live) else None


def _resolve(live: Path) -> Path:
    """Return the release that the live link leads to."""
    return live.parent / os.readlink(live)


def _find_intact(root: Path, path: str, wanted: Row, rows: Mapping[str, Row]) -> Row | None:
    """Return a file's row where it was made from the same and nobody touched it since."""
    row = rows.get(path)
    if row is None or row.fingerprint != wanted.fingerprint:
        return None
    return row if tell_file_state(f"{root}/{path}") == row.state else None


def _free(target: str) -> None:
    """Make room for a file; bytes that another release may share are not written over."""
    with contextlib.suppress(FileNotFoundError, NotADirectoryError):
        os.unlink(target)
    _make_folder(os.path.dirname(target))


def _choose_release(releases: Path, current: str) -> tuple[Path, Manifest]:
    """Return the whole release that is not served, or an empty one."""
    for folder in sorted(releases.glob(f"{_RELEASE_PREFIX}*")):
        if folder.name != current and folder.is_dir():
            manifest = read_manifest(folder)
            if manifest:
                return folder, manifest
    fresh = Path(tempfile.mkdtemp(prefix=_RELEASE_PREFIX, dir=releases))
    fresh.chmod(_FOLDER_RIGHTS)
    return fresh, Manifest()


def _make_folder(folder: Path | str) -> None:
    """Make a folder that all may read, and those above it; what is there stays as it is."""
    if os.path.isdir(folder):
        return
    _make_folder(os.path.dirname(folder))
    with contextlib.suppress(FileExistsError):  # another process was quicker
        os.mkdir(folder)
        os.chmod(folder, _FOLDER_RIGHTS)


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
    """Remove what killed builds left, and releases that nobody serves or builds on."""
    keep |= {f"{name}{ENDING}" for name in keep}
    for item in releases.iterdir():
        if item.name in keep:
            continue
        if item.name.startswith(_RELEASE_PREFIX) and item.is_dir():
            shutil.rmtree(item, ignore_errors=True)
        elif item.name.startswith((_RELEASE_PREFIX, f".{_RELEASE_PREFIX}", _LINK_PREFIX)):
            with contextlib.suppress(OSError):
                item.unlink()


def _flush_folder(folder: Path) -> None:
    """Ask the system to have the folder's names on disk before going on."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
