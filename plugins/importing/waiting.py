"""The files that are to be imported: those that were named, or all that wait in the inbox."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.importing.document.package import FILE_LIMIT
from plugins.importing.refusal import ImportRefused, refuse_file
from plugins.machine.files import FoundFile, find_files
from plugins.model.printable import make_printable
from plugins.model.trouble import say_trouble
from plugins.reading.places import INBOX

_LEFT_BEHIND = ("~$", "._", ".")
"""How names begin of what Word and desks leave beside the files of people."""

_LEFT_BEHIND_NAMES = ("Thumbs.db", "desktop.ini", "README.md")


@dataclass(frozen=True)
class Source:
    """A file to import: where it lies, as what it is shown, and whose it is.

    ``folder`` is the folder of the inbox that it waits in, the slug of a unit if all
    is well; it is None for a file elsewhere.
    """

    path: Path
    shown: str
    folder: str | None = None

    def read(self) -> bytes:
        """Return the file's bytes; raises ``ImportRefused`` where it can be no Word file."""
        if self.folder is not None and self._is_behind_a_link():
            raise ImportRefused("是快捷方式（链接）。把文件本身放到这里")
        if self.path.is_dir():
            raise ImportRefused(f"是文件夹。写出里面的文件，或者把文件放进 content/{INBOX}/单位/")
        try:
            if not self.path.is_file():
                raise ImportRefused("没有这个文件")
            with open(self.path, "rb") as file:
                data = file.read(FILE_LIMIT + 1)  # what says that it is too large
        except OSError as error:
            raise ImportRefused(say_trouble(error)) from None
        if words := refuse_file(self.path.name, data):
            raise ImportRefused(words)
        return data

    def _is_behind_a_link(self) -> bool:
        """Tell whether the file, a folder on its way, or the inbox itself is a link."""
        path = Path(os.path.abspath(self.path))
        return any(place.is_symlink() for place in (path, *path.parents[:2]))


def find_sources(content: Path, typed: Sequence[str], unit: str) -> list[Source]:
    """Return the files at the typed paths, or all in the inbox, those of ``unit`` if one is given.

    Paths are as typed: relative to the working folder or to the content folder.
    """
    if typed:
        return [_find_typed(content, path) for path in typed]
    inbox = content / INBOX
    if not inbox.is_dir():
        return []
    found = sorted(find_files(os.fspath(inbox), 0))
    sources = (_make_waiting(inbox, file) for file in found if not _is_left_behind(file))
    return [source for source in sources if unit in ("", source.folder)]


def _find_typed(content: Path, typed: str) -> Source:
    inbox = os.path.abspath(content / INBOX)
    path = Path(typed)
    if not path.exists() and (content / typed).exists():
        path = content / typed
    place = os.path.relpath(os.path.abspath(path), inbox)
    parts, shown = Path(place).parts, make_printable(typed)
    if parts[0] == os.pardir or path.is_dir():
        return Source(path, shown)
    return Source(path, shown, parts[0] if len(parts) == 2 else "")


def _make_waiting(inbox: Path, file: FoundFile) -> Source:
    parts = file.path.split("/")
    folder = parts[0] if len(parts) == 2 else ""
    return Source(inbox / file.path, make_printable(f"{INBOX}/{file.path}"), folder)


def _is_left_behind(file: FoundFile) -> bool:
    name = file.path.rpartition("/")[2]
    return name.startswith(_LEFT_BEHIND) or name in _LEFT_BEHIND_NAMES
