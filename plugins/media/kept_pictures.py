"""The published files of pictures, kept from build to build: a picture is worked on once ever.

One file holds all that is made of one picture, named by the bytes it was made from,
by the recipe and by the libraries that draw it, so that what is kept is what a build
without it would make.  It is trusted for nothing: a file that is torn or was changed
is made anew.  Losing the folder costs time; a folder that can't be written, too.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from plugins.media.recipe import VERSION

FOLDER = ".pictures"
"""The folder's name, beside the content folder."""

_SEAL = 32
"""Bytes of the check sum at the head of a file (SHA-256)."""

Files = Mapping[int, bytes]
"""The published files of one picture by their widths, as ``encode_picture`` gives them."""

Make = Callable[[Iterable[int]], Files]
"""Makes the files of the widths it is asked for."""


@dataclass(frozen=True)
class KeptPictures:
    """The folder that keeps them; where it lies shapes no page."""

    folder: str

    @property
    def fingerprint(self) -> str:
        """The name of the recipe: all that the files kept here depend on besides pictures."""
        return VERSION

    def give(self, digest: str, widths: tuple[int, ...], wanted: int, make: Make) -> bytes:
        """Return the file of the width ``wanted`` of the picture called ``digest``.

        Where it is not kept yet, ``make`` makes all ``widths``, which are kept; another
        process that wants the same picture waits meanwhile.  Where nothing can be kept,
        only the one that is wanted is made.  Raises what ``make`` raises.
        """
        path = self._find_place(digest)
        if (kept := _read(path)) and wanted in kept:
            return kept[wanted]
        with _holding(path) as is_held:
            if not is_held:
                return make((wanted,))[wanted]
            if (kept := _read(path)) and wanted in kept:
                return kept[wanted]
            made = make(widths)
            with suppress(OSError):
                _write(path, made)
            return made[wanted]

    def _find_place(self, digest: str) -> Path:
        name = hashlib.sha256(f"{digest}\n{VERSION}\n{_name_libraries()}".encode()).hexdigest()
        return Path(self.folder, name[:2], name[2:])


@cache
def _name_libraries() -> str:
    from importlib.metadata import version  # slow to load; few builds draw a picture

    return " ".join(version(name) for name in ("pillow", "pillow-heif"))


@contextmanager
def _holding(path: Path) -> Iterator[bool]:
    """Hold the folder of ``path`` against other processes; tell whether that can be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        handle = os.open(path.parent / "lock", flags, 0o644)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield True
    finally:
        os.close(handle)


def _read(path: Path) -> dict[int, bytes] | None:
    """Return what is kept in a file, or nothing where it is missing, torn or another's."""
    try:
        if not stat.S_ISREG(path.lstat().st_mode):  # a link may lead to what has no end
            return None
        data = path.read_bytes()
    except OSError:
        return None
    head, _, rest = data[_SEAL:].partition(b"\n")
    if hashlib.sha256(path.name.encode() + data[_SEAL:]).digest() != data[:_SEAL]:
        return None
    found, place = {}, 0
    try:
        for width, size in json.loads(head):
            found[int(width)] = rest[place : place + int(size)]
            place += int(size)
    except (ValueError, TypeError, RecursionError):
        return None
    return found


def _write(path: Path, made: Files) -> None:
    """Keep files in one file, which is there whole or not at all; raises ``OSError``."""
    head = json.dumps([[width, len(data)] for width, data in made.items()]).encode()
    body = head + b"\n" + b"".join(made.values())
    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)  # left behind, or a link to what is another's
        with open(fresh, "xb") as file:
            file.write(hashlib.sha256(path.name.encode() + body).digest() + body)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
