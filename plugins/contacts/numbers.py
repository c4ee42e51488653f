"""Numbers that lead to a person: mobile and fixed lines, resident ids, bank cards.

A number is looked for in a chain of digits with short gaps.  It has to begin and end
where a segment of the chain does, so that no part of a longer number is taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from plugins.contacts.contact import Kind
from plugins.contacts.signs import DIGITS, GAP, SEGMENT, is_weak, read_digits
from plugins.model.pattern import compile_late


class Found(NamedTuple):
    """What was found in a text, and where; ``value`` is without what splits it."""

    kind: Kind
    value: str
    start: int
    end: int


class Segment(NamedTuple):
    """Digits that are written together, and the gap behind the ones before."""

    digits: str
    start: int
    end: int
    gap: str


_CHAIN = re.compile(rf"[{DIGITS}](?:{GAP}[{DIGITS}]){{10,}}+")
_DATE = re.compile(
    r"(?<![0-9])(?:19|20)[0-9]{2}(?P<sign>[-./])(?:0?[1-9]|1[0-2])(?P=sign)"
    r"(?:0?[1-9]|[12][0-9]|3[01])(?![0-9])"
)
"""A day as it is written in numbers: it is no part of a line."""

_MOBILE = re.compile(r"(?:(?:00|0)?86|0)?(?P<line>1[3-9][0-9]{9})")
_LANDLINE = re.compile(
    r"(?:(?:00)?86)?0?(?P<area>10|2[0-9]|[3-9][0-9]{2})(?P<local>[2-8][0-9]{6,7})"
)
_CARD = re.compile(
    r"(?:62[0-9]{14,17}|9558[0-9]{12,15}|60[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}|35[0-9]{14})"
)
"""The first digits of cards issued here (UnionPay 62, 9558, 60; ISO/IEC 7812: 4, 51–55, 35)."""

_RESIDENT = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)[0-9]{4}"
    r"(?P<birth>(?:18|19|20)[0-9]{6})[0-9]{3}[0-9X]"
)
_OLD_RESIDENT = re.compile(
    r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|91)[0-9]{4}(?P<birth>[0-9]{6})[0-9]{3}"
)
_ANY_CHAIN = compile_late(rf"[{DIGITS}](?:{GAP}[{DIGITS}]){{0,40}}+")
_ENDS_IN_X = compile_late(rf"{GAP}[XxＸｘ](?![0-9A-Za-z])")

_LONGEST = 19
"""Digits of the longest card."""

_MOST_GROUPS = 5
"""More groups than that are a list of numbers, or single digits."""

_HABITUAL = {
    Kind.MOBILE: {(3, 4, 4), (4, 4, 3), (4, 3, 4), (3, 3, 5), (2, 3, 4, 4)},
    Kind.RESIDENT_ID: {(6, 8, 4), (6, 8, 3), (6, 4, 4, 4), (6, 4, 4, 3)},
    Kind.BANK_CARD: {(4, 4, 4, 4), (4, 4, 4, 4, 3), (4, 4, 4, 4, 2), (4, 4, 4, 4, 1)},
}
"""How people group the digits of a number, where dots or slashes split it."""


def find_numbers(text: str) -> Iterator[Found]:
    """Yield the numbers in ``text`` that say by themselves what they are."""
    for chain in _CHAIN.finditer(text):
        start = chain.start()
        for day in _DATE.finditer(text, chain.start(), chain.end()):
            yield from _find_in_chain(text, start, day.start())
            start = day.end()
        yield from _find_in_chain(text, start, chain.end())


def read_segments(text: str, start: int, end: int) -> list[Segment]:
    """Return the segments of a chain of digits."""
    segments, behind = [], start
    for found in SEGMENT.finditer(text, start, end):
        gap = text[behind : found.start()]
        behind = found.end()
        segments.append(Segment(read_digits(found[0]), found.start(), behind, gap))
    return segments


def _find_in_chain(text: str, start: int, end: int) -> Iterator[Found]:
    segments = read_segments(text, start, end)
    first = 0
    while first < len(segments):
        found = _match_from(text, segments, first)
        if found and not is_part_of_code(text, found.start, found.end):
            yield found
            while first < len(segments) and segments[first].start < found.end:
                first += 1
        else:
            first += 1


def _match_from(text: str, segments: list[Segment], first: int) -> Found | None:
    """Return the number that begins with a segment and ends with the same or a later one.

    It is the shortest, but signs that are segments by themselves, as Chinese digits are, may go on.
    """
    digits, start, longest = "", segments[first].start, None
    for count, segment in enumerate(segments[first : first + _LONGEST], 1):
        if longest and (segment.gap or text[segment.start].isascii()):
            break
        digits += segment.digits
        if len(digits) > _LONGEST:
            break
        if len(digits) < 11:
            continue
        kind, value, end = _judge(digits), digits, segment.end
        if len(digits) == 17 and (last := _ENDS_IN_X.match(text, end)):
            value, end = f"{digits}X", last.end()
            kind = Kind.RESIDENT_ID if is_resident_id(value) else kind
        if kind and _is_grouped_well(kind, segments[first : first + count]):
            longest = Found(kind, _simplify(kind, value), start, end)
    return longest


def _judge(digits: str) -> Kind | None:
    """Return what digits are by themselves."""
    if len(digits) <= 15:
        if _MOBILE.fullmatch(digits):
            return None if digits.endswith("000000") else Kind.MOBILE  # a round sum
        has_area = digits.startswith("0") or digits.startswith("86")
        return Kind.LANDLINE if has_area and _LANDLINE.fullmatch(digits) else None
    if len(digits) == 18 and is_resident_id(digits):
        return Kind.RESIDENT_ID
    return Kind.BANK_CARD if _CARD.fullmatch(digits) and passes_luhn(digits) else None


def _simplify(kind: Kind, value: str) -> str:
    """Return a line without the code of the country, a fixed one with its area."""
    if kind is Kind.MOBILE and (line := _MOBILE.fullmatch(value)):
        return line["line"]
    if kind is Kind.LANDLINE and (line := _LANDLINE.fullmatch(value)):
        return f"0{line['area']}{line['local']}"
    return value


def _is_grouped_well(kind: Kind, segments: list[Segment]) -> bool:
    """Tell whether digits stand in groups as people write a line, not a list of numbers.

    What dots or slashes split may be a price, an address or a version, too.
    """
    groups = [0]
    for place, segment in enumerate(segments):
        if place and segment.gap:
            groups.append(0)
        groups[-1] += len(segment.digits)
    if len(groups) == 1 or set(groups) == {1}:
        return True
    if any(is_weak(segment.gap) for segment in segments[1:]):
        return tuple(groups) in _HABITUAL.get(kind, {tuple(groups)})
    return len(groups) <= _MOST_GROUPS


def is_part_of_code(text: str, start: int, end: int) -> bool:
    """Tell whether a number stands inside letters and digits, as in a hash: it is none, then."""
    return _meets_digit(text, start - 1, -1) or _meets_digit(text, end, 1)


def _meets_digit(text: str, place: int, step: int) -> bool:
    """Tell whether letters of ASCII lead on to a digit, or are more than a word's."""
    for count in range(13):
        sign = text[place + count * step] if 0 <= place + count * step < len(text) else ""
        if not (sign.isascii() and sign.isalnum()):
            return False
        if sign.isdigit():
            return count > 0
    return True


def is_resident_id(number: str) -> bool:
    """Tell whether ``number`` is a resident id: its day of birth and its check sign are right.

    GB 11643, section 4; the check sign is that of ISO 7064 MOD 11-2.
    """
    found = _RESIDENT.fullmatch(number)
    if not found or not is_day(found["birth"]):
        return False
    total = sum(int(sign) * (2 ** (17 - place) % 11) for place, sign in enumerate(number[:17]))
    return number[17] == "10X98765432"[total % 11]


def is_resident_id_by_form(number: str) -> bool:
    """Tell whether ``number`` has the form of a resident id, of today's or of the old 15 digits."""
    if found := _RESIDENT.fullmatch(number):
        return is_day(found["birth"])
    old = _OLD_RESIDENT.fullmatch(number)
    return bool(old and is_day(f"19{old['birth']}"))


def is_day(digits: str) -> bool:
    """Tell whether eight digits are a day."""
    try:
        return bool(date.fromisoformat(digits))
    except ValueError:
        return False


def passes_luhn(digits: str) -> bool:
    """Tell whether the last digit checks the others (ISO/IEC 7812-1, annex B)."""
    doubled = (int(sign) * 2 for sign in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(two - 9 * (two > 9) for two in doubled)) % 10 == 0


Judge = Callable[[str], bool]
"""Tells whether digits are what the words before them call them."""


def match_digits(text: str, place: int, judge: Judge) -> tuple[str, int] | None:
    """Return the most digits that begin at ``place`` and that ``judge`` accepts, and their end."""
    chain = None if _DATE.match(text, place) else _ANY_CHAIN.match(text, place)
    if not chain:
        return None
    digits, best = "", None
    for segment in read_segments(text, chain.start(), chain.end()):
        digits += segment.digits
        last = _ENDS_IN_X.match(text, segment.end) if len(digits) == 17 else None
        if last and judge(f"{digits}X"):
            return f"{digits}X", last.end()
        if judge(digits):
            best = digits, segment.end
        if len(digits) > _LONGEST:
            break
    return best
