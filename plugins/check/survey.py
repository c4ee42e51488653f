"""What a rule may look at: one content folder as read, the day, and what was asked for."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plugins.contacts.allowed import AllowedContacts, allow_published
from plugins.machine.files import FoundFile
from plugins.model.article import Slip
from plugins.model.registry import Registry
from plugins.model.repost import RepostSlip
from plugins.reading.article import Entry
from plugins.reading.content_folder import ContentFolder
from plugins.reading.record import Record, make_slip


@dataclass(frozen=True)
class Survey:
    """The ground a check stands on; rules read it and change nothing.

    ``paths`` are the files and folders that the check was asked about, none for
    all of them: a rule needs to read nothing that it would not speak of.
    """

    folder: ContentFolder
    today: date
    paths: tuple[str, ...] = ()

    @property
    def registry(self) -> Registry:
        """Units, columns and the site's own facts."""
        return self.folder.registry

    @property
    def files(self) -> dict[str, FoundFile]:
        """Every file of the content folder by its path."""
        return self.folder.files

    @cached_property
    def allowed_contacts(self) -> AllowedContacts:
        """The lines and accounts of offices that a text may hold."""
        return allow_published(self.registry)

    def wants(self, path: str) -> bool:
        """Tell whether the check was asked about the file at ``path``."""
        return not self.paths or lies_within(path, self._places)

    @cached_property
    def _places(self) -> frozenset[str]:
        return frozenset(self.paths)

    def wanted_texts(self) -> list[str]:
        """Return the paths of the articles and pages that the check was asked about."""
        return [path for path in self.folder.texts if self.wants(path)]

    def wants_folder(self, folder: str) -> bool:
        """Tell whether a folder holds a file that the check was asked about."""
        return not self.paths or folder in self._wanted_folders

    @cached_property
    def _wanted_folders(self) -> set[str]:
        return {posixpath.dirname(path) for path in self.files if self.wants(path)}

    def entry(self, path: str) -> Entry | None:
        """Return the article or page at ``path`` as read, or nothing where reading failed.

        The engine itself reports a text that could not be read.
        """
        try:
            return self.folder.entry(path)
        except Exception:
            return None

    def record(self, path: str) -> Record | None:
        """Return what is known of the article or page at ``path``, as ``entry`` does.

        Of another text than the one it speaks of, a rule asks no more than this:
        it is there without reading that text again.
        """
        try:
            return self.folder.record(path)
        except Exception:
            return None

    def is_published(self, path: str) -> bool:
        """Tell whether a published article lies at ``path``, as ``record`` does."""
        return self.folder.is_published(path, self.record)

    def slips(self) -> list[Slip]:
        """Return the slips of published articles, as ``record`` does: all, or those asked about."""
        if not self.paths:
            return self.folder.slips(self.record)
        records = (record for path in self.wanted_texts() if (record := self.record(path)))
        return [slip for record in records if (slip := make_slip(record, self.folder))]

    def repost_slips(self) -> list[RepostSlip]:
        """Return the slips of all days' lists, the oldest first: a rule compares them."""
        return self.folder.repost_slips(self.record)

    def unpassed_files(self) -> Iterator[FoundFile]:
        """Yield the files that were not there when the folder last passed without a word.

        Where a file lies and what it is called has to be looked at once.
        """
        passed = self.folder.memory.passed
        return (file for file in self.files.values() if file.path not in passed or file.is_link)


def lies_within(path: str, places: Collection[str]) -> bool:
    """Tell whether a path is one of the files and folders at ``places``, or lies in one.

    Of thousands of places a set is quick: a path is looked up step by step.
    """
    steps = path.split("/")
    return any("/".join(steps[:count]) in places for count in range(1, len(steps) + 1))
