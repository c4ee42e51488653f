"""What stays of an import beside the content: the Word files, and what became of each.

Nothing of it is committed: Word files carry names of people.
"""

from __future__ import annotations

import errno
import hashlib
import os
import posixpath
from pathlib import Path

from plugins.reading.places import find_article_place

_NOTES = "imported.txt"


class Kept:
    """The folder at ``root``; it need not be there until something is put into it."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def find_article(self, data: bytes, unit: str = "") -> str:
        """Return the article (path in the content folder) made of these very bytes, if any.

        With ``unit`` only one of that unit counts: two offices may send the same file.
        """
        digest = find_digest(data)
        for line in reversed(self._read_notes()):
            made_of, _, path = line.partition(" ")
            place = find_article_place(path)
            if made_of == digest and place and unit in ("", place.unit):
                return path
        return ""

    def note(self, data: bytes, article: str) -> None:
        """Note which article was made of these bytes; raises ``OSError``."""
        _make_folder(self.root)
        with open(self.root / _NOTES, "a", encoding="utf-8", newline="\n") as file:
            file.write(f"{find_digest(data)} {article}\n")
            file.flush()
            os.fsync(file.fileno())

    def take(self, word: Path, unit: str) -> Path:
        """Move a Word file here from the inbox and return where it lies; raises ``OSError``."""
        folder = self.root / unit
        _make_folder(self.root)
        _make_folder(folder)
        stem, suffix = posixpath.splitext(word.name)
        place, number = folder / word.name, 1
        while os.path.lexists(place):
            number += 1
            place = folder / f"{stem}-{number}{suffix}"
        word.rename(place)
        return place

    def _read_notes(self) -> list[str]:
        notes = self.root / _NOTES
        if self.root.is_symlink() or not notes.is_file():  # a link may lead to what has no end
            return []
        return notes.read_text("utf-8", "replace").splitlines()


def _make_folder(folder: Path) -> None:
    """Make a folder where it is missing; raises ``OSError`` where a link or a file is there."""
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        raise NotADirectoryError(errno.ENOTDIR, "", str(folder))
    folder.mkdir(exist_ok=True)


def find_digest(data: bytes) -> str:
    """Return what a Word file is known by: the SHA-256 of its bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
