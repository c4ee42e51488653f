"""Which files lie where: for naming the file that was probably meant."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from functools import lru_cache

from plugins.check.nearest import find_nearest
from plugins.check.survey import Survey
from plugins.reading.content_folder import ContentFolder
from plugins.reading.places import find_address


def list_folder(survey: Survey, folder: str) -> tuple[str, ...]:
    """Return the names of the files directly in ``folder``."""
    return _names_by_folder(survey.folder).get(folder, ())


def find_meant_file(survey: Survey, path: str) -> str:
    """Return the path of the file that was probably meant by ``path``, or an empty text.

    A file of the same name in another folder first, then one of a like name in
    the same folder.
    """
    folder, name = posixpath.split(path)
    folders = _folders_by_name(survey.folder).get(name.casefold(), ())
    if folders:
        return posixpath.join(folders[0], _real_name(survey, folders[0], name))
    meant = find_nearest(name, list_folder(survey, folder), 0.6)
    return posixpath.join(folder, meant) if meant else ""


def find_text_at(survey: Survey, written: str) -> str:
    """Return the text meant by a way from the root: a file's path, or an address of the site."""
    plain = written.strip("/").removeprefix("content/")
    texts = _texts_by_address(survey.folder)
    if plain in texts.values():
        return plain
    return texts.get(f"{plain}/", "")


def relative_path(path: str, from_path: str) -> str:
    """Return how a text at ``from_path`` writes the way to ``path``."""
    return posixpath.relpath(path, posixpath.dirname(from_path) or ".")


def _real_name(survey: Survey, folder: str, name: str) -> str:
    wanted = name.casefold()
    return next(item for item in list_folder(survey, folder) if item.casefold() == wanted)


@lru_cache(maxsize=2)
def _texts_by_address(folder: ContentFolder) -> dict[str, str]:
    return {address: path for path in folder.texts if (address := find_address(path))}


@lru_cache(maxsize=2)
def _names_by_folder(folder: ContentFolder) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in folder.files:
        head, name = posixpath.split(path)
        found[head].append(name)
    return {head: tuple(names) for head, names in found.items()}


@lru_cache(maxsize=2)
def _folders_by_name(folder: ContentFolder) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in folder.files:
        head, name = posixpath.split(path)
        found[name.casefold()].append(head)
    return {name: tuple(heads) for name, heads in found.items()}
