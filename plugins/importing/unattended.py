"""The import where nobody can be asked: file by file, with what became of each."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from plugins.importing.desk import ImportDesk
from plugins.importing.refusal import ImportRefused
from plugins.importing.waiting import find_sources
from plugins.importing.word import NotWord


@dataclass(frozen=True)
class Conversion:
    """What became of a file of the inbox; all paths are in the content folder.

    ``paths`` are the new files, the article first; with none, ``refusal`` says why.
    """

    path: str
    title: str = ""
    paths: tuple[str, ...] = ()
    refusal: str = ""


def convert_waiting(desk: ImportDesk, paths: Collection[str]) -> Iterator[Conversion]:
    """Import those files of the inbox that lie at ``paths``; the Word files stay where they are."""
    for source in find_sources(desk.content, (), ""):
        path = source.path.relative_to(desk.content).as_posix()
        if path not in paths:
            continue
        try:
            imported = desk.import_one(source)
        except (ImportRefused, NotWord) as reason:
            yield Conversion(path, refusal=str(reason))
        else:
            yield Conversion(path, imported.title, imported.paths[::-1])
