"""关注：data/followers.csv 一行是一个单位的公众号在一天结束时有多少人关注，来源是谁。

数字只供了解，不计入考核。从公众号后台下载的表格，用 invoke followers 取数，不用手抄。
一个单位一天一行，日期在今天或以前，在单位设立、公众号开通以后。最近一行和前一行相差太多，
多半是写错了位数或单位，所以提醒一次；核对无误就不用改，登记了下一行就不再提醒。

会放行：lucheng,2026-10-31,12800,公众号后台
会报告：读不通的表格；不是登记表里的单位；不是数，或比零还小；公式；没有写来源。
会报告：日期还没有到；日期早于单位设立或公众号开通；同一个单位同一天有两行。
会提醒：最近一行比前一行多出九倍以上，或少了一半以上；人数不到一千的不提醒。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.survey import Survey
from plugins.check.unit_rows import check_rows, list_by_unit
from plugins.model.days import describe_day
from plugins.model.following import Following
from plugins.model.problem import Level, Problem
from plugins.model.unit import Unit
from plugins.reading.csv_table import Entered
from plugins.reading.dates import read_beginning
from plugins.reading.records import FOLLOWERS
from plugins.reading.registry import UNITS

RULE = "followers"

_MANY = 1_000
"""Below this a young account may well grow tenfold from one month to the next."""

_GROWTH = 10
_FALL = 2


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield what is wrong with the table of followers, line by line."""
    if not survey.wants(FOLLOWERS.path):
        return
    entered = survey.folder.records_reading.followings
    yield from check_rows(survey, FOLLOWERS, entered)
    for slug, rows in list_by_unit(entered).items():
        unit = survey.registry.unit_by_slug[slug]
        yield from _check_opening(unit, rows)
        yield from _check_newest(unit, rows)


def _check_opening(unit: Unit, rows: list[Entered[Following]]) -> Iterator[Problem]:
    opening = read_beginning(unit.account.opened)
    for entered in rows:
        if opening and entered.record.day < opening:
            seen = f"日期是{describe_day(entered.record.day)}，{unit.name}的公众号还没有开通"
            wanted = f"{unit.account.opened}或以后的日子"
            fix = f"改正日期；开通的时间写错了的，改 {UNITS}"
            yield Problem(FOLLOWERS.path, entered.line, RULE, seen, wanted, fix)


def _check_newest(unit: Unit, rows: list[Entered[Following]]) -> Iterator[Problem]:
    """Yield a warning where the newest number is far from the one before it.

    Of older ones nobody is told again: a table has no place to waive a warning.
    """
    if len(rows) < 2:
        return
    before, newest = rows[-2].record, rows[-1].record
    if max(before.number, newest.number) < _MANY:
        return
    if newest.number >= before.number * _GROWTH or newest.number * _FALL < before.number:
        seen = (
            f"{unit.name}{describe_day(before.day)}有 {before.number} 人，"
            f"{describe_day(newest.day)}有 {newest.number} 人，相差太多"
        )
        wanted, fix = "和前一次相近的人数", "核对位数和单位；没有写错就不用改"
        yield Problem(FOLLOWERS.path, rows[-1].line, RULE, seen, wanted, fix, Level.WARNING)
