"""工作提示：谁发的、给谁、到什么时候、要多久，都要写清楚。

截止写年月日，可以带星期和几点；不写几点，就是到那一天的最后一分钟。写了星期，就要和日期对得上。
用时写一个人做完要多少分钟，最多 480。每月都要做的，写“重复: 每月”，截止写第一次的那一天，
在 28 日以前，因为每个月都有 28 日；“重复到”写最后做到哪一天，不写就一直做下去。

会放行：截止: 2026年11月25日（星期三）18:00
会放行：对象: 联络员、志愿者
会报告：没有发布单位、对象、截止或用时；不认识的对象；看不懂的截止；截止早于发布那天；日期和星期对不上。
会报告：用时不是分钟数；重复不是“每月”；每月的截止在 28 日以后；没有重复却写了“重复到”。
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from plugins.check.excerpt import shorten
from plugins.check.fields import is_read, lacks
from plugins.check.nearest import find_nearest
from plugins.check.survey import Survey
from plugins.model.days import WEEKDAYS, describe_day, describe_weekday
from plugins.model.problem import Problem
from plugins.model.prompt import DAY_LIMIT, Audience
from plugins.reading.article import Entry
from plugins.reading.dates import read_date
from plugins.reading.places import PromptPlace, find_prompt_place
from plugins.reading.prompt import read_deadline, read_minutes
from plugins.reading.schema import (
    BASIS_LIMIT,
    MINUTES_LIMIT,
    MONTHLY,
    OFFICE_LIMIT,
    PROMPT_KEYS,
    chinese_name,
)
from plugins.reading.tags import split_tags

RULE = "prompt"

_AUDIENCES = "、".join(Audience)
_EXAMPLES = {
    "office": "发布单位: 市文明办",
    "audiences": f"对象: {Audience.VOLUNTEERS}",
    "minutes": "用时: 30分钟",
}
_WANTED = {
    "office": f"发这条提示的单位名称，最多 {OFFICE_LIMIT} 个字",
    "audiences": f"从这几类人里选，可以选几类：{_AUDIENCES}",
    "deadline": "做完的期限：年、月、日，可以加上几点",
    "minutes": f"一个人做完要多少分钟，1 到 {MINUTES_LIMIT}",
}
_WEEKDAY = re.compile(r"(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])")
_GENEROUS = timedelta(days=14)
"""How long after its issue a prompt is due in the examples that remedies give."""


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield every fault of a prompt's own fields."""
    if not entry.is_prompt or not is_read(entry):
        return
    place = find_prompt_place(entry.path)
    yield from _check_names(entry)
    yield from _check_audiences(entry)
    yield from _check_minutes(entry)
    if place:
        yield from _check_deadline(entry, place)
        yield from _check_repeats(entry, read_deadline(entry.front_matter, place))


def _report(entry: Entry, name: str, seen: str, wanted: str, fix: str) -> Problem:
    return Problem(entry.path, entry.front_matter.line_of(name), RULE, seen, wanted, fix)


def _report_missing(entry: Entry, name: str, example: str) -> Iterator[Problem]:
    """Yield that a field is missing, unless another rule says why."""
    if lacks(entry, name):
        shown = chinese_name(name, PROMPT_KEYS)
        is_written = name in entry.front_matter.fields
        seen = f"“{shown}”是空的" if is_written else f"没有“{shown}”这一行"
        yield _report(entry, name, seen, _WANTED[name], f"写上“{example}”")


def _check_names(entry: Entry) -> Iterator[Problem]:
    office, basis = (entry.front_matter.text_of(name) for name in ("office", "basis"))
    yield from _report_missing(entry, "office", _EXAMPLES["office"])
    if len(office) > OFFICE_LIMIT:
        seen, fix = f"发布单位有 {len(office)} 个字", "只写单位的名称"
        yield _report(entry, "office", seen, _WANTED["office"], fix)
    if len(basis) > BASIS_LIMIT:
        seen, fix = f"依据有 {len(basis)} 个字", "只写文件的名称和文号，内容写在正文里"
        yield _report(entry, "basis", seen, f"最多 {BASIS_LIMIT} 个字", fix)


def _check_audiences(entry: Entry) -> Iterator[Problem]:
    yield from _report_missing(entry, "audiences", _EXAMPLES["audiences"])
    written = entry.front_matter.text_of("audiences")
    audiences = split_tags(written)
    if written and not audiences:
        fix = f"改成“{_EXAMPLES['audiences']}”"
        yield _report(entry, "audiences", "对象里只有标点", _WANTED["audiences"], fix)
    for audience in audiences:
        if audience not in set(Audience):
            seen, meant = f"不认识的对象“{shorten(audience)}”", find_nearest(audience, Audience)
            fix = f"把“{shorten(audience)}”改成“{meant}”" if meant else f"改成{_AUDIENCES}里的一类"
            yield _report(entry, "audiences", seen, _WANTED["audiences"], fix)


def _check_minutes(entry: Entry) -> Iterator[Problem]:
    yield from _report_missing(entry, "minutes", _EXAMPLES["minutes"])
    written = entry.front_matter.text_of("minutes")
    if written and read_minutes(entry.front_matter) is None:
        fix = f"照样子写“{_EXAMPLES['minutes']}”；做不完的拆成几条提示"
        yield _report(entry, "minutes", f"用时写的是“{shorten(written)}”", _WANTED["minutes"], fix)


def _check_deadline(entry: Entry, place: PromptPlace) -> Iterator[Problem]:
    example = f"截止: {describe_day(place.day + _GENEROUS)} 18:00"
    yield from _report_missing(entry, "deadline", example)
    written = entry.front_matter.text_of("deadline")
    deadline = read_deadline(entry.front_matter, place)
    if written and deadline is None:
        seen, fix = f"看不懂截止时间“{shorten(written)}”", f"照样子写“{example}”"
        yield _report(entry, "deadline", seen, _WANTED["deadline"], fix)
    if deadline is None:
        return
    if deadline.date() < place.day:
        seen = f"截止是{describe_day(deadline)}，比发布那天（{describe_day(place.day)}）还早"
        fix = "改正截止；文件名开头的日期写错了就改文件名"
        yield _report(entry, "deadline", seen, "不早于发布那天的截止", fix)
    yield from _check_weekday(entry, written, deadline)


def _check_weekday(entry: Entry, written: str, deadline: datetime) -> Iterator[Problem]:
    """Yield that date and weekday disagree: people would come on either of the two."""
    found = _WEEKDAY.search(written)
    if found and WEEKDAYS.index(found["weekday"].replace("天", "日")) != deadline.weekday():
        right = describe_weekday(deadline)
        wanted = f"{describe_day(deadline)}是{right}"
        fix = f"把“{found[0]}”改成“{right}”，或改正日期"
        yield _report(entry, "deadline", f"截止写的是“{shorten(written)}”", wanted, fix)


def _check_repeats(entry: Entry, deadline: datetime | None) -> Iterator[Problem]:
    repeats, until = (entry.front_matter.text_of(name) for name in ("repeats", "last_day"))
    if repeats not in ("", MONTHLY):
        wanted, fix = f"“{MONTHLY}”，或不写这一行", f"改成“重复: {MONTHLY}”，或删去这一行"
        yield _report(entry, "repeats", f"重复写的是“{shorten(repeats)}”", wanted, fix)
    elif repeats and deadline and deadline.day > DAY_LIMIT:
        seen = f"每月 {deadline.day} 日截止，有的月份没有这一天"
        fix = f"改成 {DAY_LIMIT} 日以前"
        yield _report(entry, "deadline", seen, f"1 日到 {DAY_LIMIT} 日之间的截止", fix)
    if not until:
        return
    last_day = read_date(until).day
    if not repeats:
        fix = f"加上“重复: {MONTHLY}”，或删去“重复到”"
        yield _report(entry, "last_day", "写了“重复到”，没有“重复”", "两项都写，或都不写", fix)
    elif last_day is None:
        seen, fix = f"看不懂“{shorten(until)}”是哪一天", "照样子写“重复到: 2027年6月30日”"
        yield _report(entry, "last_day", seen, "日历上有的日子，年、月、日齐全", fix)
    elif deadline and last_day < deadline.date():
        seen = f"重复到{describe_day(last_day)}，比第一次截止（{describe_day(deadline)}）还早"
        yield _report(entry, "last_day", seen, "不早于第一次截止的日子", "改正其中一个日期")
