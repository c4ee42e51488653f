"""Word's automatic numbers: counted as Word counts them, and told as words or as lists."""

from __future__ import annotations

import re
from collections import defaultdict

from plugins.importing.document.blocks import Label, LabelKind
from plugins.importing.document.word_xml import Element, attribute, child, children, whole

_PLACE = re.compile(r"%([1-9])")
_PLAIN_NUMBER = re.compile(r"^[(（\[]?%[1-9][.、．)）\]]?$")
_DIGITS = "零一二三四五六七八九"
_FORMAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_SERIES = {
    "decimalEnclosedCircle": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "decimalEnclosedCircleChinese": "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳",
    "ideographEnclosedCircle": "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉",
    "decimalEnclosedParen": "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇",
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    "ideographZodiac": "子丑寅卯辰巳午未申酉戌亥",
    "upperLetter": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "lowerLetter": "abcdefghijklmnopqrstuvwxyz",
}
"""Series of signs by the names of ``ST_NumberFormat`` (ECMA-376 part 1, 17.18.59)."""

_CHINESE = (
    "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
    "taiwaneseCountingThousand", "ideographDigital", "japaneseDigitalTenThousand",
    "taiwaneseDigital",
)  # fmt: skip
_FORMAL = ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal")
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
          (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def format_number(number: int, form: str) -> str:
    """Return a number from 1 in one of Word's forms; one that is not known is read as decimal."""
    if form in _CHINESE and 0 < number < 100:
        return _count(number, _DIGITS, "十")
    if form in _FORMAL and 0 < number < 100:
        return _count(number, _FORMAL_DIGITS, "拾")
    series = _SERIES.get(form, "")
    if 0 < number <= len(series):
        return series[number - 1]
    if form.endswith("Roman") and 0 < number < 4000:
        return _write_roman(number) if form == "upperRoman" else _write_roman(number).lower()
    return f"{number:02d}" if form == "decimalZero" else str(number)


def _count(number: int, digits: str, ten: str) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return digits[ones]
    return (digits[tens] if tens > 1 else "") + ten + (digits[ones] if ones else "")


def _write_roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        written += sign * (number // value)
        number %= value
    return written


class Numbering:
    """The lists of a document, counted paragraph by paragraph in its order."""

    def __init__(self, tree: Element | None) -> None:
        self._lists = {e.get("w:numId", ""): e for e in children(tree, "w:num")}
        self._kinds = {e.get("w:abstractNumId", ""): e for e in children(tree, "w:abstractNum")}
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def count(self, properties: Element | None) -> Label | None:
        """Return the label of the next paragraph with these ``w:numPr``, or nothing."""
        name = attribute(properties, "w:numId")
        found = self._lists.get(name)
        if found is None:
            return None
        level = min(8, whole(attribute(properties, "w:ilvl"), 0))
        kind = attribute(found, "w:abstractNumId")
        levels = {e.get("w:ilvl", "0"): e for e in children(self._kinds.get(kind), "w:lvl")}
        levels |= {
            e.get("w:ilvl", "0"): own
            for e in children(found, "w:lvlOverride")
            if (own := child(e, "w:lvl")) is not None
        }
        form = attribute(levels.get(str(level)), "w:numFmt") or "decimal"
        if form == "bullet":
            return Label(LabelKind.BULLET, level)
        self._advance(name, kind, level, levels)
        return self._label(self._counts[kind], level, levels, form)

    def _advance(self, name: str, kind: str, level: int, levels: dict[str, Element]) -> None:
        """Count one more on ``level``, where it begins from its start; those below begin anew."""
        counts = self._counts[kind]
        overrides = children(self._lists[name], "w:lvlOverride")
        own = next((e for e in overrides if e.get("w:ilvl") == str(level)), None)
        start = whole(attribute(own, "w:startOverride"), -1)
        is_first = (name, level) not in self._begun
        self._begun.add((name, level))
        if start >= 0 and is_first:
            counts[level] = start
        elif level in counts:
            counts[level] += 1
        else:
            counts[level] = _start_of(levels.get(str(level)))
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]

    def _label(
        self, counts: dict[int, int], level: int, levels: dict[str, Element], form: str
    ) -> Label | None:
        written = child(levels.get(str(level)), "w:lvlText")
        pattern = f"%{level + 1}." if written is None else written.get("w:val", "")
        number = counts[level]
        if form == "decimal" and _PLAIN_NUMBER.match(pattern):
            text = pattern.replace(f"%{level + 1}", str(number))
            return Label(LabelKind.NUMBER, level, number, text)
        if form == "none":
            pattern = _PLACE.sub("", pattern).strip(" .、．")

        def fill(place: re.Match[str]) -> str:
            other = int(place[1]) - 1
            shape = attribute(levels.get(str(other)), "w:numFmt") or "decimal"
            return format_number(counts.get(other, _start_of(levels.get(str(other)))), shape)

        text = _PLACE.sub(fill, pattern).strip()
        return Label(LabelKind.TEXT, level, number, text) if text else None


def _start_of(level: Element | None) -> int:
    return whole(attribute(level, "w:start"), 1)
