"""The content folder on disk: what lies in it, read when it is asked for.

The one file of this room that touches the disk.  Links to other places of the
disk (symlinks) are listed and never followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from plugins.media.pictures import PictureFacts, describe_picture, inspect_picture
from plugins.model.article import Picture
from plugins.model.registry import Registry
from plugins.reading.article import Entry, read_article, read_page
from plugins.reading.limits import FILE_LIMIT
from plugins.reading.picture_use import FindPicture
from plugins.reading.places import ARTICLES, PAGES
from plugins.reading.registry import FILES, RegistryReading, read_registry
from plugins.reading.schema import PICTURES_LIMIT


@dataclass(frozen=True)
class ContentFile:
    """A file of the content folder: its path there (POSIX), its size, whether it is a link."""

    path: str
    size: int
    is_link: bool

    @property
    def suffix(self) -> str:
        """The file's ending in lower case, such as ``.md``."""
        return os.path.splitext(self.path)[1].lower()


class ContentFolder:
    """Everything in one content folder; each file is read at most once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._entries: dict[str, Entry | None] = {}
        self._pictures: dict[str, tuple[PictureFacts, Picture | None]] = {}

    @cached_property
    def files(self) -> dict[str, ContentFile]:
        """Every file by its path, in order of path."""
        return {file.path: file for file in sorted(_walk(self.root), key=lambda file: file.path)}

    @cached_property
    def registry_reading(self) -> RegistryReading:
        """What the registry files say, or what is wrong with them."""
        found = {path: self.read_bytes(path) for path in FILES if self._is_plain_file(path)}
        return read_registry(found)

    @property
    def registry(self) -> Registry:
        """The registry; raises ``ValueError`` where its files can't be read."""
        if self.registry_reading.registry is None:
            raise ValueError("登记表还有问题，先运行 make check")
        return self.registry_reading.registry

    @property
    def texts(self) -> Iterator[str]:
        """The paths of all Markdown files of articles and pages, readable or not."""
        for file in self.files.values():
            if file.suffix == ".md" and file.path.startswith((f"{ARTICLES}/", f"{PAGES}/")):
                yield file.path

    def read_bytes(self, path: str) -> bytes:
        """Return a file's bytes; raises ``OSError``."""
        return (self.root / path).read_bytes()

    def entry(self, path: str) -> Entry | None:
        """Return the article or page at ``path`` as read; nothing where no file can be read.

        A symlink, a missing file and one beyond the limit of size are not read.
        """
        if path not in self._entries:
            self._entries[path] = self._read_entry(path)
        return self._entries[path]

    def find_picture(self, path: str) -> Picture | None:
        """Return the picture at ``path``, or nothing where it is missing or refused."""
        return self._look_at_picture(path)[1] if self._is_plain_file(path) else None

    def picture_facts(self, path: str) -> PictureFacts | None:
        """Return what the picture file at ``path`` is, or nothing where there is none."""
        return self._look_at_picture(path)[0] if self._is_plain_file(path) else None

    def _is_plain_file(self, path: str) -> bool:
        file = self.files.get(path)
        return file is not None and not file.is_link

    def _read_entry(self, path: str) -> Entry | None:
        if not self._is_plain_file(path) or self.files[path].size > FILE_LIMIT:
            return None
        data = self.read_bytes(path)
        find_picture = self._find_few_pictures()
        if path.startswith(f"{PAGES}/"):
            return read_page(path, data, find_picture)
        return read_article(path, data, self.registry, find_picture)

    def _find_few_pictures(self) -> FindPicture:
        """Return a finder for one text: beyond the limit it looks at no further picture."""
        seen: set[str] = set()

        def find(path: str) -> Picture | None:
            if path not in seen and len(seen) >= PICTURES_LIMIT:
                return None
            seen.add(path)
            return self.find_picture(path)

        return find

    def _look_at_picture(self, path: str) -> tuple[PictureFacts, Picture | None]:
        if path not in self._pictures:
            data = self.read_bytes(path)
            facts = inspect_picture(data, path)
            picture = None if facts.fault else describe_picture(path, data, facts)
            self._pictures[path] = (facts, picture)
        return self._pictures[path]


def _walk(root: Path) -> Iterator[ContentFile]:
    """Yield every file and every link below ``root``; folders behind links are not entered."""
    pending = [root]
    while pending:
        with os.scandir(pending.pop()) as found:
            for item in found:
                path = Path(item.path).relative_to(root).as_posix()
                if item.is_symlink():
                    yield ContentFile(path, 0, True)
                elif item.is_dir():
                    pending.append(Path(item.path))
                else:
                    yield ContentFile(path, item.stat().st_size, False)
