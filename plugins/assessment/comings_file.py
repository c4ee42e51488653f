"""How every article came, as a table: who brought it, when, and how long after its own day."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.assessment.recounting import Recount
from plugins.contacts.masking import mask_contacts, mask_path
from plugins.model.adoption import Level
from plugins.model.printable import make_printable
from plugins.reading.csv_table import write_table
from plugins.reading.places import ARTICLES, find_article_place

COLUMNS = (
    *("稿件", "单位", "月份"),
    *("首次提交", "提交人", "提交号"),
    *("进入主线", "晚于稿件日期的天数", "采用"),
)

_AUTHOR_LIMIT = 40
_COMPUTED = re.compile(r"^[=+@-]")
"""What makes a spreadsheet compute a cell (OWASP, CSV Injection)."""


def show_author(name: str) -> str:
    """Return a commit's author as anybody may read it: whatever git was told stands there."""
    return make_printable(mask_contacts(name.strip()))[:_AUTHOR_LIMIT]


def show_path(path: str) -> str:
    """Return an article's path as it is written in tables, masked as everything shown is."""
    return mask_path(path.removeprefix(f"{ARTICLES}/"))


def write_comings(recount: Recount, year: int = 0) -> str:
    """Return the table as CSV, a row per article that counts, of ``year`` where that is named.

    A name with which a spreadsheet would compute gets an apostrophe before it.
    """
    return write_table(COLUMNS, _list_rows(recount, year))


def _list_rows(recount: Recount, year: int) -> Iterator[tuple[object, ...]]:
    for article in recount.articles:
        place = find_article_place(article.path)
        coming = recount.comings[article.path]
        if place is None or year not in (0, place.day.year):
            continue
        levels = {adoption.level for adoption in recount.adoptions.get(article.path, ())}
        yield (
            show_path(article.path),
            article.unit,
            article.month,
            coming.day,
            _COMPUTED.sub(r"'\g<0>", show_author(coming.author)),
            coming.commit,
            coming.landed,
            (coming.landed - place.day).days if coming.landed else "",
            "、".join(level.label for level in Level if level in levels),
        )
