"""Where a text shows its pictures."""

from __future__ import annotations

from collections import defaultdict

from plugins.reading.article import Entry
from plugins.reading.places import picture_path
from plugins.reading.schema import PICTURES_LIMIT


def list_shown_pictures(entry: Entry) -> dict[str, list[int]]:
    """Return the lines that show each picture beside a text, the cover last, as in reading."""
    lines: defaultdict[str, list[int]] = defaultdict(list)
    for use in () if entry.is_repost_day else entry.body.pictures:
        if use.path:
            lines[use.path].append(use.line)
    for item in entry.items.items if entry.items else ():
        if path := picture_path(item.text_of("picture"), entry.path):
            lines[path].append(item.line_of("picture"))
    cover = picture_path(entry.front_matter.text_of("cover"), entry.path)
    if cover:
        lines[cover].append(entry.front_matter.line_of("cover"))
    return lines


def list_looked_at(entry: Entry) -> dict[str, list[int]]:
    """Return the same without those beyond the limit, at which nobody looks."""
    shown = list_shown_pictures(entry)
    return {path: shown[path] for path in list(shown)[:PICTURES_LIMIT]}
