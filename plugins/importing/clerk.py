"""The head of an article: what its Word file says, completed by what was given and asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plugins.importing.hints import take_off_hints
from plugins.importing.refusal import ImportRefused
from plugins.model.registry import Registry
from plugins.model.unit import UnitKind
from plugins.reading.dates import read_date
from plugins.reading.pinyin import to_slug
from plugins.reading.places import INBOX

Ask = Callable[[str], str]
"""Puts a question to the person at the terminal and returns the line that was typed.

Raises ``EOFError`` where nobody is there any more.
"""

_TRIES = 3
_AGAIN = "没有看懂，再写一次。"


@dataclass(frozen=True)
class Given:
    """What was given on the command line, for every file that does not say so itself.

    ``unit`` is a unit's slug or any of its names.
    """

    unit: str = ""
    column: str = ""
    day: str = ""
    author: str = ""


@dataclass(frozen=True)
class Head:
    """The fields of an article by English name, without its day; the slug of its unit.

    ``is_day_certain`` tells whether somebody named the day: today is only assumed.
    ``remarks`` are Chinese sentences on what of the Word file is not among the fields.
    """

    unit: str
    fields: Mapping[str, str]
    day: date
    is_day_certain: bool
    remarks: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The article's title."""
        return self.fields["title"]


@dataclass(frozen=True)
class Clerk:
    """Knows the city's registry, today, and what was given; completes heads.

    Without ``ask`` nobody can be asked; where not even options can be added
    (``takes_options``), what is missing has to be written into the Word file.
    """

    registry: Registry
    today: date
    given: Given
    ask: Ask | None = None
    takes_options: bool = True

    @property
    def given_unit(self) -> str:
        """The slug of the unit that was given, empty where none of the city's was."""
        unit = self.registry.unit_by_name.get(self.given.unit)
        return unit.slug if unit else ""

    def complete(self, found: Mapping[str, str], unit: str = "") -> Head:
        """Return the head of an article whose Word file says ``found``.

        ``unit`` is the slug of the unit whose inbox it lay in, if any.  Raises
        ``ImportRefused`` with everything that is missing.
        """
        fields = {key: take_off_hints(value) for key, value in found.items()}
        missing: list[str] = []
        unit = unit or self.given_unit
        unit = unit or self._settle(missing, self._find_unit, fields.get("office", ""))
        self._vet_office(missing, fields.get("office", ""), unit)
        fields["title"] = self._settle(missing, self._find_title, fields.get("title", ""))
        written = fields.pop("date", "")
        iso_day = self._settle(missing, self._find_day, written)
        fields["column"] = self._settle(missing, self._find_column, fields.get("column", ""))
        column = self.registry.find_column(fields["column"])
        fields["author"] = fields.get("author") or self.given.author
        if column and column.is_signed:
            fields["author"] = self._settle(missing, self._find_author, fields["author"])
        if missing:
            raise ImportRefused("；".join(missing))
        fields["office"] = fields.get("office") or self.registry.unit_by_slug[unit].office
        is_certain = bool(written or self.given.day)
        is_assumed = not is_certain and self.ask is None
        remarks = (*_drop_cover(fields), *([_say_day(iso_day)] if is_assumed else []))
        kept = {key: value for key, value in fields.items() if value}
        return Head(unit, kept, date.fromisoformat(iso_day), is_certain, remarks)

    def _settle(self, missing: list[str], find: Callable[[str], str], written: str) -> str:
        """Return what ``find`` makes of what is written, and note where it finds nothing."""
        try:
            return find(written)
        except ImportRefused as reason:
            missing.append(str(reason))
            return ""

    def _find_unit(self, office: str) -> str:
        """Return the slug of the unit that an office is, or belongs to by its name; else ask."""
        if unit := self.registry.unit_by_name.get(office):
            return unit.slug
        units = self.registry.units
        within = [u.slug for u in units if u.kind is not UnitKind.CITY and u.name in office]
        if len(within) == 1:
            return within[0]
        rows = "\n".join(f"  {number} {unit.name}" for number, unit in enumerate(units, 1))
        return self._ask(
            f"是哪个单位的？写数字：\n{rows}\n",
            self._accept_unit,
            f"不知道是哪个单位的，加上 --unit 和单位，例如 --unit {units[-1].name}",
        )

    def _vet_office(self, missing: list[str], office: str, unit: str) -> None:
        """Note that a file names another unit's office: the check would not let it pass here."""
        named = self.registry.unit_by_name.get(office)
        if named and unit not in ("", named.slug):
            own = self.registry.unit_by_slug[unit].name
            option = f"写 --unit {named.name}，或者" if self.takes_options else ""
            missing.append(
                f"供稿写的是{named.office}，却要放到{own}。{option}把 Word 文件放进"
                f" content/{INBOX}/{named.slug}/；供稿写错了的，改 Word 文件"
            )

    def _accept_unit(self, text: str) -> str:
        unit = self.registry.unit_by_name.get(text)
        return unit.slug if unit else _choose(text, list(self.registry.unit_by_slug))

    def _find_title(self, written: str) -> str:
        is_named = bool(to_slug(written))
        if is_named:
            return written
        return self._ask("标题是什么？", _accept_title, "没有找到标题，在 Word 文件最前面写上标题")

    def _find_day(self, written: str) -> str:
        for text in filter(None, (written, self.given.day)):
            if day := self._accept_day(text):
                return day
        if not self.ask:
            if not written:
                return self.today.isoformat()
            raise ImportRefused(
                f"日期“{written}”不对，要写成 {self.today}，不晚于今天；{self._say_how('--day')}"
            )
        question = f"日期是哪一天？直接按回车就是今天 {self.today}："
        return self._ask(question, lambda text: self._accept_day(text or str(self.today)), "")

    def _accept_day(self, text: str) -> str:
        day = read_date(text).day
        return day.isoformat() if day and day <= self.today else ""

    def _find_column(self, written: str) -> str:
        for text in filter(None, (written, self.given.column)):
            if column := self.registry.find_column(text.strip("“”《》 ")):
                return column.title
        titles = [column.title for column in self.registry.columns]
        seen = f"没有“{written}”这个栏目" if written else "没有写栏目"
        refusal = f"{seen}，{self._say_how('--column')}，可选：{'、'.join(titles)}"
        rows = "\n".join(f"  {number} {title}" for number, title in enumerate(titles, 1))
        prefix = f"{seen}。" if written else ""
        question = f"{prefix}放在哪个栏目？写数字：\n{rows}\n"
        return self._ask(question, self._accept_column, refusal)

    def _accept_column(self, text: str) -> str:
        column = self.registry.find_column(text)
        if column:
            return column.title
        return _choose(text, [column.title for column in self.registry.columns])

    def _find_author(self, written: str) -> str:
        if written:
            return written
        return self._ask(
            "这个栏目要署名。作者是谁？", str, f"这个栏目要署名，{self._say_how('--author')}"
        )

    def _say_how(self, option: str) -> str:
        """Say how to add what a Word file does not say."""
        return f"加上 {option}" if self.takes_options else "在 Word 文件开头的表里写上"

    def _ask(self, question: str, accept: Callable[[str], str], refusal: str) -> str:
        """Ask until an answer is accepted; raises ``ImportRefused`` where none is."""
        for _ in range(_TRIES if self.ask else 0):
            try:
                answer = accept(self.ask(question).strip()) if self.ask else ""
            except EOFError:
                break
            if answer:
                return answer
            question = f"{_AGAIN}{question.removeprefix(_AGAIN)}"
        raise ImportRefused(refusal or "没有回答")


def _say_day(iso_day: str) -> str:
    return f"没有写日期，用了今天 {iso_day}；不是今天的，改 .md 文件名开头的日期"


def _drop_cover(fields: dict[str, str]) -> tuple[str, ...]:
    """Take the cover's description out of ``fields``: which picture it is of nobody said."""
    written = fields.pop("cover_alt", "")
    if not written:
        return ()
    return (f"没有设题图。要设的，在稿件开头写上“题图: 图片文件名”和“题图说明: {written}”",)


def _accept_title(text: str) -> str:
    return text if to_slug(text) else ""


def _choose(text: str, choices: Sequence[str]) -> str:
    """Return the choice that was typed as a word or by its number, from 1; empty for neither."""
    if text.isascii() and text.isdigit() and 0 < int(text) <= len(choices):
        return choices[int(text) - 1]
    return text if text in choices else ""
