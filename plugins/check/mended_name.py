"""Names of files put right, always in the folder in which they lie."""

from __future__ import annotations

import posixpath

from plugins.check.fields import day_of
from plugins.check.meant_names import (
    DATED,
    DATED_IN_CHINESE,
    day_of_name,
    is_plain_picture_name,
    plain_picture_name,
    suggest_parts,
)
from plugins.media.formats import SUFFIXES
from plugins.reading.article import Entry
from plugins.reading.places import find_address, find_page_name


def mend_name(entry: Entry) -> str:
    """Return the path that a text should have; its own where that is right or can't be told."""
    folder, name = posixpath.split(entry.path)
    is_page = not (entry.is_article or entry.is_repost_day or entry.is_prompt)
    if (find_page_name(entry.path) if is_page else day_of(entry)) or _says_otherwise(entry, name):
        return entry.path
    day, slug = suggest_parts(entry)
    if is_page:
        fresh = slug
    elif day is None:
        return entry.path
    else:
        fresh = day.isoformat() if entry.is_repost_day else f"{day.isoformat()}-{slug}"
    path = posixpath.join(folder, f"{fresh}.md")
    return path if find_address(path) else entry.path


def _says_otherwise(entry: Entry, name: str) -> bool:
    """Tell whether a name begins with a day that is none, or not that of the text."""
    if dated := DATED.match(name):
        return day_of_name(dated) is None
    day = suggest_parts(entry)[0]
    dated = DATED_IN_CHINESE.match(name)
    return bool(dated and day and (int(dated["month"]), int(dated["day"])) != (day.month, day.day))


def mend_picture_name(path: str, suffix: str) -> str:
    """Return the path that a picture should have whose bytes ask for the ending ``suffix``."""
    folder, name = posixpath.split(path)
    stem, ending = posixpath.splitext(name)
    fitting = next(endings for endings in SUFFIXES.values() if suffix in endings)
    fresh = name if ending.lower() in fitting else f"{stem}{suffix}"
    if not is_plain_picture_name(fresh):
        fresh = plain_picture_name(fresh)
    return posixpath.join(folder, fresh) if posixpath.splitext(fresh)[0] else path
