"""日期：稿件的日子由文件名决定，写了“日期”就要和文件名一致。

2026年3月1日、2026-3-1、2026/3/1 9:05、20260301、二〇二六年三月一日都认得。日期不能晚于今天，
也不能早于 1990 年：年份打错一位，稿件就会排到列表的最前面或最后面。单位成立以前的稿件，
请放在当时供稿单位的文件夹里。转发清单可以提前 30 天写好，工作提示可以提前一年。

会放行：日期: 2026年3月1日（文件名以 2026-03-01 开头）
会放行：不写日期
会报告：日历上没有的日子；看不懂的日期；和文件名不一致；晚于今天（清单和工作提示晚得太多）；
早于 1990 年；早于单位设立之日。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from plugins.check.excerpt import shorten
from plugins.check.fields import day_of
from plugins.check.survey import Survey
from plugins.model.days import describe_day
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.dates import read_date
from plugins.reading.schema import EARLIEST_DAY

RULE = "date"
REPOST_AHEAD = 30
PROMPT_AHEAD = 366
"""Days that a day's list and a prompt may be prepared before theirs; more is a wrong year."""


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield problems of the date as written and of the day in the file's name."""
    written = entry.front_matter.text_of("date")
    reading = read_date(written)
    if written and not reading.day:
        yield _report_unread(entry, written, reading.is_impossible)
    named = day_of(entry)
    if named and reading.day and reading.day != named:
        yield _report_difference(entry, reading.day, named)
    if day := named or reading.day:
        yield from _check_day(entry, survey, day)


def _report_unread(entry: Entry, written: str, is_impossible: bool) -> Problem:
    line = entry.front_matter.line_of("date")
    if is_impossible:
        seen, wanted = f"日历上没有“{shorten(written)}”这一天", "日历上有的日子"
    else:
        seen, wanted = f"看不懂日期“{shorten(written)}”", "年、月、日齐全的日期"
    named = day_of(entry)
    if named:
        fix = f"改成“日期: {describe_day(named)}”，或删去这一行"
    else:
        fix = "照样子写“日期: 2026年3月1日”"
    return Problem(entry.path, line, RULE, seen, wanted, fix)


def _report_difference(entry: Entry, written: date, named: date) -> Problem:
    seen = f"日期写的是{describe_day(written)}，文件名是 {named}"
    fix = f"改成“日期: {describe_day(named)}”；文件名错了就把开头改成“{written}”"
    line = entry.front_matter.line_of("date")
    return Problem(entry.path, line, RULE, seen, "日期和文件名一致", fix)


def _check_day(entry: Entry, survey: Survey, day: date) -> Iterator[Problem]:
    field = entry.front_matter.fields.get("date")
    line = field.line if field else 0
    where = "文件名里的日期" if day_of(entry) else "日期"
    last = survey.today + timedelta(days=_days_ahead(entry))
    if day > last:
        late = "晚于今天" if last == survey.today else f"比今天晚 {(day - survey.today).days} 天"
        seen = f"{where} {day} {late}"
        wanted = f"不晚于{describe_day(last)}"
        fix = f"改成实际发布的日子；年份写错的话，是不是 {_same_day(day, last)}"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)
    elif day < EARLIEST_DAY:
        seen = f"{where} {day} 早于 {EARLIEST_DAY.year} 年"
        wanted = f"{EARLIEST_DAY.year} 年以后的日子"
        fix = f"改正年份；是不是 {_same_day(day, survey.today)}"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)
    elif entry.place:
        yield from _check_unit(entry, survey, day, line)


def _days_ahead(entry: Entry) -> int:
    if entry.is_repost_day:
        return REPOST_AHEAD
    return PROMPT_AHEAD if entry.is_prompt else 0


def _check_unit(entry: Entry, survey: Survey, day: date, line: int) -> Iterator[Problem]:
    slug = entry.place.unit if entry.place else ""
    unit = survey.registry.unit_by_slug.get(slug)
    if unit and not unit.existed_on(day):
        first = unit.names[0]
        since = f"{describe_day(first.since)}设立" if first.since else "还没有设立"
        seen = f"{describe_day(day)}还没有{first.name}（{since}）"
        wanted = "稿件的日子不早于单位设立之日"
        fix = f"改正日期，或把稿件移到当时供稿单位的文件夹（不放在 {slug} 里）"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)


def _same_day(day: date, today: date) -> date:
    """Return the last such day of the year up to ``today``."""
    for year in range(today.year, today.year - 5, -1):
        try:
            found = day.replace(year=year)
        except ValueError:
            continue
        if found <= today:
            return found
    return today
