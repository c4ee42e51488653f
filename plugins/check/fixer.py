"""The fixer: what has one right form is put into it; what needs judgement is left alone.

A pure function of one file's path and bytes.  It knows no fix by name.
"""

from __future__ import annotations

import importlib
import posixpath
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from types import ModuleType

import plugins.check.fixes as fixes_package
from plugins.check.draft import Draft
from plugins.check.legible import read_legibly
from plugins.check.mended_name import mend_name, mend_picture_name
from plugins.check.waivers import find_waivers
from plugins.media.formats import PICTURE_SUFFIXES, SUFFIXES
from plugins.reading.csv_table import BOM, TABLE_LIMIT
from plugins.reading.encoding import decode_text
from plugins.reading.limits import FILE_LIMIT
from plugins.reading.places import ARTICLES, PAGES, PROMPTS, REPOSTS
from plugins.reading.records import FILES as TABLES

_ROOMS = (ARTICLES, PAGES, PROMPTS, REPOSTS)
RENAMED = "文件名"
"""The name of the change that gives a file another name."""

_ROUNDS = 12
"""One fix may open the way for another; no honest text needs more than three rounds."""


@dataclass(frozen=True, order=True)
class Change:
    """What one fix did: its name as a liaison reads it, and in how many places."""

    name: str
    places: int = 1


@dataclass(frozen=True)
class Mending:
    """A file as it should be: its path in the content folder, its bytes, and what changed."""

    path: str
    data: bytes
    changes: tuple[Change, ...] = ()


@cache
def find_fixes() -> tuple[ModuleType, ...]:
    """Return every fix in the order in which they are made."""
    names = (f"{fixes_package.__name__}.{name}" for name in fixes_package.ORDER)
    return tuple(map(importlib.import_module, names))


def can_mend(path: str) -> bool:
    """Tell whether a text, a table or a picture lies at ``path`` that the fixer may mend."""
    if path in TABLES:
        return True
    suffix = posixpath.splitext(path)[1].lower()
    return path.partition("/")[0] in _ROOMS and (suffix == ".md" or suffix in PICTURE_SUFFIXES)


def mend(path: str, data: bytes) -> Mending:
    """Return the file at ``path`` in the content folder mended, and perhaps renamed.

    Mending what was mended changes nothing.  A file that can't be read for what
    it is comes back as it was; never raises on its content.
    """
    if not can_mend(path):
        return Mending(path, data)
    if path in TABLES:
        return _mend_table(path, data)
    is_text = path.lower().endswith(".md")
    return _mend_text(path, data) if is_text else _mend_picture(path, data)


def _mend_text(path: str, data: bytes) -> Mending:
    if len(data) > FILE_LIMIT:
        return Mending(path, data)
    try:
        text, encoding = read_legibly(data)
    except ValueError:
        return Mending(path, data)
    changes = [Change(encoding)] if encoding else []
    draft, made = _mend_draft(Draft(path, text))
    changes += made
    named = mend_name(draft.entry)
    changes += [Change(RENAMED)] if named != path else []
    mended = draft.text.encode()
    return Mending(named, mended, tuple(changes)) if changes else Mending(path, data)


def _mend_table(path: str, data: bytes) -> Mending:
    """Return a table in an encoding that is read; WPS and Excel save GBK of their own accord."""
    if len(data) > TABLE_LIMIT or not decode_text(data).fault:
        return Mending(path, data)
    try:
        text, encoding = read_legibly(data)
    except ValueError:
        return Mending(path, data)
    mended = f"{BOM}{text}".encode()
    return Mending(path, mended, (Change(encoding),)) if mended != data else Mending(path, data)


def _mend_draft(draft: Draft) -> tuple[Draft, list[Change]]:
    """Return a text with every fix made until none has anything left to do."""
    places: dict[str, int] = {}
    for _ in range(_ROUNDS):
        before = draft
        waived = {waiver.rule for waiver in find_waivers(draft.entry)}
        for fix in find_fixes():
            text = draft.text if getattr(fix, "RULE", "") in waived else fix.mend(draft)
            if text != draft.text:
                places[fix.NAME] = places.get(fix.NAME, 0) + _count_places(draft.text, text)
                draft = draft.having(text)
        if draft.text == before.text:
            break
    return draft, [Change(name, count) for name, count in places.items()]


def _count_places(before: str, after: str) -> int:
    """Count the lines that a fix changed, took away or added.

    Where thousands of lines are the same, roughly: telling them apart takes time.
    """
    old, new = before.split("\n"), after.split("\n")
    same = _count_same(old, new)
    rest = _count_same(old[same:][::-1], new[same:][::-1])
    old, new = old[same : len(old) - rest], new[same : len(new) - rest]
    opcodes = SequenceMatcher(None, old, new).get_opcodes()
    sizes = (max(b - a, d - c) for kind, a, b, c, d in opcodes if kind != "equal")
    return sum(sizes)


def _count_same(old: list[str], new: list[str]) -> int:
    """Count the lines with which both begin."""
    pairs = enumerate(zip(old, new, strict=False))
    shorter = min(len(old), len(new))
    return next((place for place, (one, other) in pairs if one != other), shorter)


def _mend_picture(path: str, data: bytes) -> Mending:
    from plugins.media.cleaning import clean_source  # loads the picture library when asked
    from plugins.media.pictures import inspect_picture

    facts = inspect_picture(data, path)
    if facts.fault:
        return Mending(path, data)
    kept, suffix, changes = data, SUFFIXES[facts.media_type][0], []
    if facts.traces:
        clean = clean_source(data)
        kept, suffix = clean.data, clean.suffix
        changes.append(Change("图片里的痕迹"))
    named = mend_picture_name(path, suffix)
    if named != path:
        changes.append(Change(RENAMED))
    return Mending(named, kept, tuple(changes))
