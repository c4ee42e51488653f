"""Followers out of a sheet: what the platform exports of one account, or a list of many units.

The platform's page 用户分析 → 用户增长 exports ``user_analysis.xls``, which is a web page:
a title, then 时间, 新关注人数, 取消关注人数, 净增关注人数, 累积关注人数, a row a day.  The head is
found by its names wherever it stands, for offices save the sheet anew in many ways.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from plugins.model.days import describe_day
from plugins.model.following import Following
from plugins.model.registry import Registry
from plugins.model.unit import Unit
from plugins.reading.csv_table import quote
from plugins.reading.dates import read_beginning, read_date
from plugins.reading.schema import SOURCE_LIMIT
from plugins.reading.sheet_form import Sheet, SheetRow

PLATFORM = "公众号后台"
"""Where numbers are from that the platform itself exported."""

REPORTED = "单位报送"

_NAMES = {
    "day": ("时间", "日期", "统计日期", "统计时间"),
    "number": (
        "累积关注人数", "累计关注人数", "累积关注", "累计关注", "累积人数", "累计人数",
        "关注人数", "人数",
    ),
    "new": ("新关注人数", "新增关注人数", "新增关注", "新增人数"),
    "lost": ("取消关注人数", "取消关注", "取消人数"),
    "net": ("净增关注人数", "净增关注", "净增人数"),
    "unit": ("单位", "县区", "县（市、区）"),
    "source": ("来源",),
}  # fmt: skip
_KEYS = {name: key for key, names in _NAMES.items() for name in names}
_UNIT_OF_NUMBERS = re.compile(r"[（(][人个][）)]$")
_WHOLE = re.compile(r"-?[0-9]{1,10}\Z")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:[,，][0-9]{3}){1,3}\Z")
_NO_NUMBER = ("", "-", "--", "—", "——", "/")
"""What the platform shows for a day that it has not counted yet."""

_SUMS = ("合计", "总计", "汇总", "小计", "平均", "注", "说明")


@dataclass
class SheetReading:
    """What a sheet says: followings in the order of its rows, and what is wrong, by row.

    With ``refusals`` nothing of it may be entered; ``remarks`` are to be looked at.
    """

    followings: list[Following] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _Table:
    """One sheet whose head was found: places of its columns by their key, and what is below."""

    places: Mapping[str, int]
    rows: Sequence[SheetRow]

    def text(self, row: SheetRow, key: str) -> str:
        return row.cell(self.places[key]) if key in self.places else ""

    def is_computed(self, row: SheetRow) -> bool:
        return any(place in row.computed for place in self.places.values())


def read_platform_sheet(
    sheets: Sequence[Sheet], registry: Registry, unit: Unit | None, source: str, today: date
) -> SheetReading:
    """Return the followings of the first sheet with a head that is known.

    ``unit`` is whose account it is where the sheet does not say, ``source`` overrides
    what the sheet says of it.
    """
    reading = SheetReading()
    table = _find_table([sheet for sheet in sheets if not sheet.is_hidden], reading)
    if not table:
        return reading
    if "unit" in table.places and unit:
        reading.refusals.append("表里有“单位”一栏，每行写着是哪个单位。去掉 --unit 再试")
    elif "unit" not in table.places and not unit:
        reading.refusals.append("表里没有写是哪个单位的公众号。加上 --unit，例如 --unit 鹿城")
    else:
        clerk = _Clerk(table, registry, unit, source, today, reading)
        for row in table.rows:
            clerk.read(row)
        clerk.compare_days()
        if not reading.followings and not reading.refusals:
            reading.refusals.append("表头下面没有一行数字")
    return reading


def choose_followings(followings: Sequence[Following]) -> list[Following]:
    """Return the newest of every unit and month: enough to look back on, and few rows."""
    newest: dict[tuple[str, int, int], Following] = {}
    for each in sorted(followings, key=lambda each: each.day):
        newest[each.unit, each.day.year, each.day.month] = each
    return list(newest.values())


def _find_table(sheets: Sequence[Sheet], reading: SheetReading) -> _Table | None:
    for sheet in sheets:
        for place, row in enumerate(sheet.rows):
            keys = [_KEYS.get(_plain_name(cell), "") for cell in row.cells]
            if "day" in keys and "number" in keys:
                twice = [key for key in ("day", "number", "unit") if keys.count(key) > 1]
                if twice:
                    names = "、".join(_NAMES[key][0] for key in twice)
                    reading.refusals.append(
                        f"第 {row.number} 行的表头里，“{names}”这样的栏有两栏。删去用不着的一栏"
                    )
                    return None
                places = {key: keys.index(key) for key in keys if key}
                return _Table(places, sheet.rows[place + 1 :])
    reading.refusals.append(
        "没有找到表头：要有“时间”和“累积关注人数”两栏（公众号后台，数据，用户分析，"
        "用户增长，下载表格），或“单位”“日期”“人数”三栏"
    )
    return None


def _plain_name(cell: str) -> str:
    return _UNIT_OF_NUMBERS.sub("", "".join(cell.split()))


@dataclass(frozen=True)
class _Counted:
    """What one row says of a day: the number, and the growth of that day where it is known."""

    number: int
    line: int
    net: int | None


@dataclass
class _Clerk:
    """Reads the rows below a head one by one, and remembers the number of each unit and day."""

    table: _Table
    registry: Registry
    unit: Unit | None
    source: str
    today: date
    reading: SheetReading
    counted: dict[tuple[str, date], _Counted] = field(default_factory=dict)

    def read(self, row: SheetRow) -> None:
        """Take one row in, or say what is wrong with it."""
        day_text, number_text = self.table.text(row, "day"), self.table.text(row, "number")
        is_empty = number_text in _NO_NUMBER
        if is_empty or (day_text.startswith(_SUMS) and not read_date(day_text).day):
            return
        if self.table.is_computed(row):
            self._refuse(row, "有公式。请复制成数值再试")
            return
        unit, day = self._read_unit(row), self._read_day(row, day_text)
        number, source = self._read_number(row, number_text), self._read_source(row)
        if not unit or not day or number is None or not source:
            return
        self._judge_day(row, unit, day)
        self._compare(row, Following(unit.slug, day, number, source))

    def _refuse(self, row: SheetRow, words: str) -> None:
        self.reading.refusals.append(f"第 {row.number} 行：{words}")

    def _read_unit(self, row: SheetRow) -> Unit | None:
        if self.unit:
            return self.unit
        written = self.table.text(row, "unit")
        known = self.registry.unit_by_name.get(written)
        if not known:
            names = "、".join(unit.short for unit in self.registry.units)
            seen = f"单位写成了{quote(written)}" if written else "没有写单位"
            self._refuse(row, f"{seen}，登记表里有：{names}")
        return known

    def _read_day(self, row: SheetRow, written: str) -> date | None:
        found = read_date(written).day
        if not found:
            self._refuse(row, f"看不懂日期{quote(written)}，要像 2026-11-25")
        return found

    def _read_number(self, row: SheetRow, written: str) -> int | None:
        found = read_whole(written)
        if found is None:
            self._refuse(row, f"人数写成了{quote(written)}，要一个完整的数，例如 12800")
        elif found < 0:
            self._refuse(row, f"人数是 {found}，比零还小")
            return None
        return found

    def _read_source(self, row: SheetRow) -> str:
        own = PLATFORM if self.table.places.keys() & {"new", "lost", "net"} else REPORTED
        source = self.source or self.table.text(row, "source") or own
        if len(source) > SOURCE_LIMIT:
            self._refuse(row, f"来源有 {len(source)} 个字，最多 {SOURCE_LIMIT} 个")
            return ""
        return source

    def _judge_day(self, row: SheetRow, unit: Unit, day: date) -> None:
        opening = read_beginning(unit.account.opened)  # as the rule followers has it
        if day > self.today:
            self._refuse(row, f"日期{describe_day(day)}还没有到")
        elif not unit.existed_on(day):
            self._refuse(row, f"{describe_day(day)}还没有{unit.name}")
        elif opening and day < opening:
            self._refuse(row, f"{describe_day(day)}{unit.name}的公众号还没有开通")

    def _compare(self, row: SheetRow, found: Following) -> None:
        """Take a number in, unless the same day has another one further up."""
        before = self.counted.get((found.unit, found.day))
        if before and before.number != found.number:
            seen = f"{describe_day(found.day)}在第 {before.line} 行是 {before.number} 人"
            self._refuse(row, f"{seen}，这里是 {found.number} 人")
        elif not before:
            self.reading.followings.append(found)
            counted = _Counted(found.number, row.number, self._read_net(row))
            self.counted[found.unit, found.day] = counted

    def _read_net(self, row: SheetRow) -> int | None:
        """Return by how much the number grew that day, as the row says, and whether it agrees."""
        new, lost, net = (read_whole(self.table.text(row, key)) for key in ("new", "lost", "net"))
        if new is None or lost is None:
            return net
        if net is not None and new - lost != net:
            words = f"新增 {new}，取消 {lost}，净增却是 {net}"
            self.reading.remarks.append(f"第 {row.number} 行：{words}")
        return new - lost

    def compare_days(self) -> None:
        """Note every number that does not follow from that of the day before."""
        for (unit, day), counted in sorted(self.counted.items()):
            before = self.counted.get((unit, day - timedelta(days=1)))
            if before and counted.net is not None and before.number + counted.net != counted.number:
                words = f"前一天 {before.number} 人，净增 {counted.net}，累积却是 {counted.number}"
                self.reading.remarks.append(f"第 {counted.line} 行：{words}")


def read_whole(written: str) -> int | None:
    """Return a whole number, with or without marks between thousands; nothing for any other."""
    if _GROUPED.match(written):
        written = written.replace(",", "").replace("，", "")
    return int(written) if _WHOLE.match(written) else None
