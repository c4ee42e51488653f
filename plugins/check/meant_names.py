"""The name that a file was probably meant to have."""

from __future__ import annotations

import re
from datetime import date

from plugins.reading.article import Entry
from plugins.reading.dates import read_date
from plugins.reading.pinyin import to_slug
from plugins.reading.places import NAME_LIMIT

DATED = re.compile(r"^(\d{4})[-_. 年/]?(\d{1,2})[-_. 月/]?(\d{1,2})日?(?!\d)[-_. ]*")
DATED_IN_CHINESE = re.compile(r"^(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号][-_. ]*")
_PLAIN_NAME = re.compile(r"^[\w.-]+$")


def suggest_parts(entry: Entry) -> tuple[date | None, str]:
    """Return the day and the name that a file's own name was probably meant to have.

    What its name does not tell is taken from the date and the title in the text;
    nothing or an empty text where these do not tell either.
    """
    stem = re.sub(r"\.md$", "", entry.path.rpartition("/")[2], flags=re.IGNORECASE)
    dated = DATED.match(stem) or DATED_IN_CHINESE.match(stem)
    slug = to_slug(stem[dated.end() if dated else 0 :], NAME_LIMIT)
    day = day_of_name(dated) if dated else None
    day = day or read_date(entry.front_matter.text_of("date")).day
    return day, slug or slug_of_title(entry)


def slug_of_title(entry: Entry) -> str:
    """Return the pinyin of a text's title; empty where it has none."""
    return to_slug(entry.front_matter.text_of("title")[:NAME_LIMIT], NAME_LIMIT)


def day_of_name(dated: re.Match[str]) -> date | None:
    """Return the day that a name begins with; nothing where it has no year or is none."""
    try:
        return date(int(dated[1]), int(dated[2]), int(dated[3]))
    except (ValueError, IndexError):
        return None


def is_plain_picture_name(name: str) -> bool:
    """Tell whether a picture's name can stand in a link as it is."""
    return bool(_PLAIN_NAME.match(name)) and not name.startswith((".", "-"))


def plain_picture_name(name: str) -> str:
    """Return a picture's name without spaces and signs that break links."""
    plain = re.sub(r"[^\w.-]+", "-", name).strip("-.")
    return re.sub(r"-+(?=\.)", "", plain)
