"""重复转发：一年以内已经转发过的稿件或链接，再转发会提醒。

同一篇反复转发，志愿者和读者都会厌烦。只看今天和以后的清单：过去的已经转发，改不了。
每年用得上的提示，隔一年可以再转发。

会放行：去年此时转发过的稿件，今年再转发
会提醒：上个月的清单里已经有的稿件或链接。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from plugins.check.survey import Survey
from plugins.model.days import describe_day
from plugins.model.problem import Level, Problem
from plugins.model.repost import RepostItem, RepostSlip
from plugins.reading.places import find_repost_day

RULE = "repost-twice"
LONG_AGO = timedelta(days=365)


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for every item to come that an earlier day's list has, too."""
    if not any(_is_to_come(path, survey) for path in survey.folder.texts):
        return
    slips = survey.repost_slips()
    asked = [slip for slip in slips if _is_to_come(slip.source_path, survey)]
    if not asked:
        return
    first = min(slip.day for slip in asked) - LONG_AGO
    last_day: dict[str, date] = {}
    for slip in (slip for slip in slips if slip.day >= first):
        items = _list_items(slip, survey)
        if slip in asked:
            yield from _check_day(slip, items, last_day, survey)
        last_day |= {item.article or item.link: slip.day for item in items}


def _is_to_come(path: str, survey: Survey) -> bool:
    day = find_repost_day(path)
    return bool(day and day >= survey.today and survey.wants(path))


def _list_items(slip: RepostSlip, survey: Survey) -> tuple[RepostItem, ...]:
    record = survey.record(slip.source_path)
    return record.repost_day.items if record and record.repost_day else ()


def _check_day(
    slip: RepostSlip, items: tuple[RepostItem, ...], last_day: dict[str, date], survey: Survey
) -> Iterator[Problem]:
    for item in items:
        before = last_day.get(item.article or item.link)
        if before and slip.day - before < LONG_AGO:
            seen = f"“{item.title}”在{describe_day(before)}的清单里已经有了"
            fix = "换一篇没有转发过的；确实要再转发就不改"
            line = _find_line(slip.source_path, item, survey)
            wanted = "一年以内没有转发过的稿件或链接"
            yield Problem(slip.source_path, line, RULE, seen, wanted, fix, Level.WARNING)


def _find_line(path: str, item: RepostItem, survey: Survey) -> int:
    entry = survey.entry(path)
    items = entry.items.items if entry and entry.items else ()
    return next((found.line for found in items if found.key == item.key), 0)
