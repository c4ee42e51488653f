"""Dates in every form that liaisons write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from plugins.model.days import SHANGHAI

_DIGITS = str.maketrans("０１２３４５６７８９：／－．", "0123456789:/-.")
_CHINESE_DIGITS = {digit: number for number, digit in enumerate("〇一二三四五六七八九")} | {
    "○": 0,
    "零": 0,
}
_CHINESE_DATE = re.compile(
    r"^([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日号]"
)
_FORMS = (
    re.compile(r"^(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号]?(?!\d)"),
    re.compile(r"^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)"),
    re.compile(r"^(\d{4})(\d{2})(\d{2})(?!\d)"),
)
_MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}[\d:.]*(?:Z|[+-]\d{2}:?\d{2})$")
_TIME = re.compile(r"(\d{4})(?: ?[年./-] ?(\d{1,2}))?(?: ?[月./-] ?(\d{1,2}))?(?!\d)")
_REST = re.compile(
    r"^ ?(?:[（(]?(?:星期|周|礼拜)[一二三四五六日天][）)]?)?"
    r" ?T?(?:凌晨|早上|上午|中午|下午|晚上)? ?"
    r"(?:\d{1,2}[:时]\d{0,2}(?:[:分]\d{0,2}秒?(?:\.\d+)?)?)?"
    r" ?(?:\+08:?00)?$"
)


@dataclass(frozen=True)
class DateReading:
    """What a text says of a day.

    ``day`` is missing when the text is no date, or one that no calendar has
    (``is_impossible``, such as 2015-02-30).
    """

    day: date | None = None
    is_impossible: bool = False


def read_date(text: str) -> DateReading:
    """Read a date with or without a time of day or a weekday behind it.

    A moment with an offset is read as the day it falls on in Shanghai.
    """
    plain = _spell_out(" ".join(text.split()).translate(_DIGITS))
    if _MOMENT.match(plain):
        return _read_moment(plain)
    for form in _FORMS:
        found = form.match(plain)
        if found and _REST.match(plain[found.end() :]):
            numbers = [int(group) for group in found.groups() if group.isdigit()]
            return _make_day(*numbers)
    return DateReading()


def read_beginning(text: str) -> date | None:
    """Return the first day of a time such as 2014年, 2014年1月 or 2014-01-20, or nothing."""
    found = _TIME.match(text.strip().translate(_DIGITS))
    return _make_day(*(int(part or 1) for part in found.groups())).day if found else None


def _read_moment(text: str) -> DateReading:
    try:
        return DateReading(datetime.fromisoformat(text).astimezone(SHANGHAI).date())
    except (ValueError, OverflowError):
        return DateReading(is_impossible=True)


def _make_day(year: int, month: int, day: int) -> DateReading:
    try:
        return DateReading(date(year, month, day))
    except ValueError:
        return DateReading(is_impossible=True)


def _spell_out(text: str) -> str:
    """Turn 二〇一五年三月一日 into 2015年3月1日."""
    found = _CHINESE_DATE.match(text)
    if not found:
        return text
    year = "".join(str(_CHINESE_DIGITS[digit]) for digit in found[1])
    month, day = _count(found[2]), _count(found[3])
    return f"{year}年{month}月{day}日{text[found.end() :]}"


def _count(text: str) -> int:
    """Read a Chinese number below one hundred, such as 二十三."""
    tens, ten, ones = text.rpartition("十")
    if not ten:
        return _CHINESE_DIGITS.get(text, 0)
    return (_CHINESE_DIGITS.get(tens, 0) if tens else 1) * 10 + (
        _CHINESE_DIGITS.get(ones, 0) if ones else 0
    )
