"""The signs that numbers are written in, and those that may stand between two digits."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_CHINESE = dict(
    zip("零〇○一二三四五六七八九壹贰叁肆伍陆柒捌玖幺", "0001234567891234567891", strict=True)
)
CHINESE_DIGITS = "".join(_CHINESE)
WIDE_DIGITS = f"٠-٩۰-۹߀-߉०-९০-৯０-９①-⑨⓪❶-❾➀-➈➊-➒⑴-⑼⁰¹²³⁴-⁹₀-₉{CHINESE_DIGITS}"
"""Digits beyond ASCII for a set of a pattern: of the scripts that people find on keyboards."""

DIGITS = f"0-9{WIDE_DIGITS}𝟎-𝟿"
"""All digits, also those of formulas, for a set of a pattern."""

WIDE_LETTERS = "＠Ａ-Ｚａ-ｚ"
"""The at sign and the letters that a Chinese keyboard may write."""

BREAK = "\x1f"
"""Stands where a block of a page ends: no number runs on behind it."""

_WIDE_SPACES = r"\u00a0\u2000-\u200a\u202f\u205f\u3000"
_WIDE_DASHES = r"‐-―−﹣－─━ー"
_WIDE_DOTS = r"．。·•・‧∙⋅／"
WIDE_GAP_SIGNS = rf"{_WIDE_SPACES}{_WIDE_DASHES}{_WIDE_DOTS}＋（）"
"""Signs beyond ASCII that may split a number, for a set of a pattern."""

GAP_SIGNS = rf" \t\-_./*~`^+\\()\[\]{WIDE_GAP_SIGNS}"
"""Signs that may split a number, for a set of a pattern."""

_SPACES = rf" \t{_WIDE_SPACES}"
_NEW_LINE = rf"\n(?![{_SPACES}]*\d{{1,3}}[.、)）])[{_SPACES}>*~`_]{{0,3}}+"
"""A line may end inside a number, but not before the next item of a numbered list."""

GAP = rf"(?:[{GAP_SIGNS}]{{0,3}}+(?:{_NEW_LINE})?)"
"""What may split a number: at most three such signs, and one end of a line."""

SEGMENT = re.compile(rf"[0-9]+|[０-９]+|[{DIGITS}]")
"""Digits that belong together as they are written."""

_WEAK = re.compile(f"[./{_WIDE_DOTS}]")


def is_weak(gap: str) -> bool:
    """Tell whether a gap holds a dot or a slash, as numbers that are no line have, too."""
    return bool(_WEAK.search(gap))


def read_digits(written: str) -> str:
    """Return digits of any script as those of ASCII."""
    return written if written.isascii() else "".join(map(_read_digit, written))


@lru_cache(maxsize=1024)
def _read_digit(sign: str) -> str:
    return _CHINESE.get(sign) or str(unicodedata.digit(sign))
