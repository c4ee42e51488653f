"""What a rule may look at: one content folder as read, and the day of the check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from plugins.model.registry import Registry
from plugins.reading.article import Entry
from plugins.reading.content_folder import ContentFile, ContentFolder


@dataclass(frozen=True)
class Survey:
    """The ground a check stands on; rules read it and change nothing."""

    folder: ContentFolder
    today: date

    @property
    def registry(self) -> Registry:
        """Units, columns and the site's own facts."""
        return self.folder.registry

    @property
    def files(self) -> dict[str, ContentFile]:
        """Every file of the content folder by its path."""
        return self.folder.files

    def entry(self, path: str) -> Entry | None:
        """Return the article or page at ``path`` as read."""
        return self.folder.entry(path)

    def entries(self) -> Iterator[Entry]:
        """Yield every article and page that could be read, in order of path."""
        for path in self.folder.texts:
            entry = self.folder.entry(path)
            if entry:
                yield entry
