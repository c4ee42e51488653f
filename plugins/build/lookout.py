"""Whether the files of a release are as they were written: a look at every one of them.

With thousands of files that is a good part of a day's build, so another process
begins with it while this one reads the content.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import chain

from plugins.build.manifest import SectionRows
from plugins.machine.workers import Aside

_MANY = 2000
"""Files; starting a process takes as long as looking at so many."""


class Lookout:
    """Tells of sections of releases whether they stand."""

    def __init__(self) -> None:
        self._release = ""
        self._sections: Sequence[SectionRows] = ()
        self._ahead: Aside[SectionRows, list[bool]] | None = None
        self._seen: dict[SectionRows, bool] = {}

    def look_ahead(self, release: str, sections: Sequence[SectionRows], cores: int) -> None:
        """Begin to look at all ``sections`` of the folder ``release``, if they have many files."""
        if sum(section.count_files() for section in sections) > _MANY:
            self._release, self._sections = release, sections
            self._ahead = Aside(sections, partial(_look_at, release), cores)

    def stands(self, release: str, section: SectionRows) -> bool:
        """Tell whether all files of a section are in the folder ``release`` as written."""
        if self._ahead and release == self._release:
            found = chain.from_iterable(self._ahead.gather())
            self._seen = dict(zip(self._sections, found, strict=True))
            self.close()
        known = self._seen.get(section) if release == self._release else None
        return section.stands_in(release) if known is None else known

    def close(self) -> None:
        """Stop looking ahead."""
        if self._ahead:
            self._ahead.end()
            self._ahead = None


def _look_at(release: str, sections: Sequence[SectionRows]) -> list[bool]:
    return [section.stands_in(release) for section in sections]
