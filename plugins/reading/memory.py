"""What earlier readings left for later ones: of each file what it was, and what came of it.

A row counts only for the very bytes it was made from, and as long as no file that its
text was read or checked by has changed; the content folder sees to that.  This
memory forgets with the process; the build's store keeps it on disk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from plugins.model.fingerprint import fingerprint_bytes


class MemoryLost(RuntimeError):  # noqa: N818 (it says what happened)
    """What was kept can't be told any more: whoever builds has to begin without it."""


class TextRow(NamedTuple):
    """What reading and checking made of a text.

    ``state`` is the file's as the disk tells it, ``digest`` the SHA-256 of its
    bytes.  ``slip``, ``card`` and ``trace`` are a packed record, ``body`` is the
    fingerprint of its body; ``warnings`` are what the check had to say, empty
    where the text has not passed.
    """

    state: str
    digest: str
    slip: str
    card: str
    trace: str
    body: str
    warnings: str


class PictureRow(NamedTuple):
    """What a picture file is, packed, with the state and digest as in a text's row."""

    state: str
    digest: str
    facts: str


@dataclass
class Batch:
    """Rows on their way into a memory, such as from one process to another.

    ``asked`` are the files that each text was read or checked by, beside itself;
    ``states`` are new states of files whose bytes are the same.
    """

    texts: dict[str, TextRow] = field(default_factory=dict)
    pictures: dict[str, PictureRow] = field(default_factory=dict)
    bodies: dict[str, bytes] = field(default_factory=dict)
    asked: dict[str, tuple[str, ...]] = field(default_factory=dict)
    states: dict[str, str] = field(default_factory=dict)


class Memory:
    """Rows by path, and bodies by fingerprint.

    ``states`` are those of all files it knows; ``passed`` are the files that lay in
    the folder when it last passed the whole check.
    """

    def __init__(self) -> None:
        self.states: dict[str, str] = {}
        self.passed: frozenset[str] = frozenset()
        self._batch = Batch()

    def find_text(self, path: str) -> TextRow | None:
        """Return the row of a text."""
        return self._batch.texts.get(path)

    def find_picture(self, path: str) -> PictureRow | None:
        """Return the row of a picture."""
        return self._batch.pictures.get(path)

    def find_body(self, fingerprint: str) -> bytes | None:
        """Return a packed body; nothing where it is not here or no longer what it was."""
        data = self._load_body(fingerprint)
        return data if data is not None and fingerprint_bytes(data) == fingerprint else None

    def list_slips(self) -> list[tuple[str, str]]:
        """Return the paths of all known texts with their slips."""
        return [(path, row.slip) for path, row in self._batch.texts.items()]

    def list_warned(self) -> list[tuple[str, str]]:
        """Return the paths of texts with warnings, and these."""
        rows = self._batch.texts.items()
        return [(path, row.warnings) for path, row in rows if row.warnings != NO_WARNINGS]

    def list_asked(self) -> set[str]:
        """Return every file that a known text was read or checked by."""
        return {path for paths in self._batch.asked.values() for path in paths}

    def find_askers(self, paths: Iterable[str]) -> set[str]:
        """Return the texts that were read or checked by any of the files at ``paths``."""
        wanted = set(paths)
        return {text for text, asked in self._batch.asked.items() if not wanted.isdisjoint(asked)}

    def keep(self, batch: Batch) -> None:
        """Add the rows of ``batch``, in the place of those they replace.

        A text that has not passed the check is not remembered: whoever reads it
        again will want every word of what is wrong with it.
        """
        for path, row in batch.texts.items():
            if row.warnings:
                self._batch.texts[path] = row
                self._batch.asked[path] = batch.asked.get(path, ())
                self.states[path] = row.state
            else:
                self.forget((path,))
        self._batch.pictures.update(batch.pictures)
        self.states.update((path, row.state) for path, row in batch.pictures.items())
        self._batch.bodies.update(batch.bodies)
        # A text let go of in the meantime is not known by its new state either.
        self.states.update({p: s for p, s in batch.states.items() if p in self.states})

    def forget(self, paths: Collection[str]) -> None:
        """Let go of the rows of files that are gone or no longer what they were."""
        for path in paths:
            self.states.pop(path, None)
            self._batch.texts.pop(path, None)
            self._batch.asked.pop(path, None)
            self._batch.pictures.pop(path, None)

    def note_passed(self, paths: Iterable[str]) -> None:
        """Note that a folder of the files at ``paths`` has passed the whole check."""
        self.passed = frozenset(paths)

    def close(self) -> None:
        """Let go of whatever the rows are kept in."""

    def drop(self) -> None:
        """Let go of the rows, because they can't be believed; the next reading keeps new ones."""

    def _load_body(self, fingerprint: str) -> bytes | None:
        return self._batch.bodies.get(fingerprint)


NO_WARNINGS = "[]"
"""What a text without warnings leaves."""
