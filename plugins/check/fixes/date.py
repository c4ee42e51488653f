"""日期：年、月、日齐全而写法读不出的日期，改成“2026年3月1日”。"""

from __future__ import annotations

import re

from plugins.check.draft import Draft
from plugins.model.days import describe_day
from plugins.reading.dates import read_date

NAME = "日期"

_PARTS = re.compile(r"\W*(\d{4})[\W年]+(\d{1,2})[\W月]+(\d{1,2})[\W日号]*")


def mend(draft: Draft) -> str:
    """Return the text with a date that names its year, month and day in the form that is read."""
    written = draft.entry.front_matter.text_of("date")
    if not written or read_date(written).day:
        return draft.text
    found = _PARTS.fullmatch(written)
    day = read_date("-".join(found.groups())).day if found else None
    return draft.write_field("date", describe_day(day)) if day else draft.text
