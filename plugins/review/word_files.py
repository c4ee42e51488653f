"""Word files that a pull request brings: each becomes an article, all together one commit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from plugins.contacts.masking import mask_contacts, mask_path
from plugins.model.printable import make_printable
from plugins.model.problem import Level, Problem
from plugins.reading.places import CONTENT, INBOX
from plugins.review.changes import Change, Kind
from plugins.review.scratch import Scratch
from plugins.review.sheet import WordFile

_INBOX = f"{CONTENT}/{INBOX}/"


@dataclass(frozen=True)
class Converted:
    """What the import made of a file in the inbox; all paths are in the content folder.

    ``paths`` are the new files, the article first; with none, ``refusal`` says why.
    """

    source: str
    title: str = ""
    paths: tuple[str, ...] = ()
    refusal: str = ""


Convert = Callable[[Path, Sequence[str]], list[Converted]]
"""Imports files of the inbox (paths in the content folder) of the content folder given first."""

Check = Callable[[Path, Sequence[str]], "Checked"]
"""Checks files of the content folder given first, all of them where none is named."""


@dataclass(frozen=True)
class Checked:
    """What a check found, fit to be shown to anybody, and how many files it spoke for."""

    problems: tuple[Problem, ...]
    files: int


@dataclass(frozen=True)
class Converting:
    """What became of all Word files, what the check says of the articles, and the commit."""

    words: tuple[WordFile, ...] = ()
    problems: tuple[Problem, ...] = ()
    patch: bytes = b""


def show_path(path: str) -> str:
    """Return a path as a check names it to anybody."""
    return make_printable(mask_path(path))


def list_word_files(changes: Sequence[Change]) -> list[str]:
    """Return the files that changes bring into the inbox, by their paths in the content folder."""
    return [
        change.path.removeprefix(f"{CONTENT}/")
        for change in changes
        if change.path.startswith(_INBOX) and change.kind is Kind.PUT
    ]


def convert_word_files(
    scratch: Scratch, paths: Sequence[str], convert: Convert, check: Check, day: str
) -> Converting:
    """Import files of the inbox in the scratch copy, and say what came of it.

    ``day`` is the date of the commit that puts articles in the place of Word files.
    """
    converted = convert(scratch.content, paths) if paths else []
    made = [each for each in converted if each.paths]
    put = [path for each in made for path in each.paths]
    found = check(scratch.content, put).problems if put else ()
    words = tuple(_describe(each, found) for each in converted)
    return Converting(words, found, _write_patch(scratch, made, put, day) if made else b"")


def _describe(each: Converted, found: Sequence[Problem]) -> WordFile:
    """Say what became of a file, fit to be shown to anybody."""
    source = show_path(each.source)
    if not each.paths:
        return WordFile(source, refusal=mask_contacts(each.refusal))
    paths = [show_path(path) for path in each.paths]
    errors = [p for p in found if p.path in paths and p.level is Level.ERROR]
    return WordFile(source, paths[0], mask_contacts(each.title), errors=len(errors))


def _write_patch(
    scratch: Scratch, made: Sequence[Converted], put: Sequence[str], day: str
) -> bytes:
    sources = [each.source for each in made]
    for source in sources:
        (scratch.content / source).unlink()
    return scratch.write_patch(put, sources, f"{len(made)} 个 Word 文件变成稿件", day)
