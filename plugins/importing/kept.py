"""What stays of an import beside the content: the Word files, and what became of each.

Nothing of it is committed: Word files carry names of people.
"""

from __future__ import annotations

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

    def find_article(self, data: bytes) -> str:
        """Return the article (path in the content folder) made of these very bytes, if any."""
        digest = _digest(data)
        for line in reversed(self._read_notes()):
            made_of, _, path = line.partition(" ")
            if made_of == digest and find_article_place(path):
                return path
        return ""

    def note(self, data: bytes, article: str) -> None:
        """Note which article was made of these bytes; raises ``OSError``."""
        self.root.mkdir(exist_ok=True)
        with open(self.root / _NOTES, "a", encoding="utf-8", newline="\n") as file:
            file.write(f"{_digest(data)} {article}\n")
            file.flush()
            os.fsync(file.fileno())

    def take(self, word: Path, unit: str) -> Path:
        """Move a Word file here from the inbox and return where it lies; raises ``OSError``."""
        folder = self.root / unit
        folder.mkdir(parents=True, exist_ok=True)
        stem, suffix = posixpath.splitext(word.name)
        place, number = folder / word.name, 1
        while os.path.lexists(place):
            number += 1
            place = folder / f"{stem}-{number}{suffix}"
        word.rename(place)
        return place

    def _read_notes(self) -> list[str]:
        try:
            return (self.root / _NOTES).read_text("utf-8", "replace").splitlines()
        except FileNotFoundError:
            return []


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
