"""Deadlines in the text of a notice: dates that are said to be the last."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_DATE = (
    r"(?:(?P<year>\d{4})\s?年\s?)?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号]"
    r"(?:\s?[（(][^（()）]{1,6}[）)])?"
)
_BEFORE = (
    r"截止(?:日期|时间)?\s?(?:为|是|到|至|：|:)?\s?|报名(?:日期|时间)[^。；\n]{0,24}?[至到—-]\s?"
)
_AFTER = (
    r"\s?(?:\d{1,2}[:：时]\d{0,2}分?)?\s?"
    r"(?:截止|(?:之|以)?前(?:报|交|提交|送|完成|上报|反馈|寄|发))"
)
_DEADLINES = (re.compile(f"(?:{_BEFORE}){_DATE}"), re.compile(f"(?<!\\d){_DATE}{_AFTER}"))
_TEXT_LIMIT = 20_000
"""Characters: no notice is longer (the limit of WeChat's articles)."""

_HALF = 6
"""Months: without a year, a month so much earlier than that of the text is next year's."""


def find_deadlines(text: str, written: date) -> Iterator[date]:
    """Yield the days that ``text``, written on a day, calls the last ones.

    A date without a year is the one nearest after the text, as in the rule ``weekday``;
    one that no calendar has is passed over.
    """
    for form in _DEADLINES:
        for found in form.finditer(text[:_TEXT_LIMIT]):
            year = int(found["year"]) if found["year"] else _guess_year(found, written)
            try:
                yield date(year, int(found["month"]), int(found["day"]))
            except ValueError:
                continue


def _guess_year(found: re.Match[str], written: date) -> int:
    return written.year + (written.month - int(found["month"]) >= _HALF)
