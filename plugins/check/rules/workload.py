"""工作量：同一周里，给同一类人的工作提示加起来不要太多。

上限由 data/site.toml 的 weekly_minutes 定，0 是不提醒。按截止时间所在的那一周（星期一到星期日）
相加，从今天算起，最多看 26 周。

会放行：这一周给志愿者的提示加起来 90 分钟，上限是 240 分钟
会提醒：加起来超过上限，说出是哪一周、多少分钟、哪几条提示。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from plugins.check.excerpt import shorten
from plugins.check.survey import Survey
from plugins.model.days import describe_day
from plugins.model.problem import Level, Problem
from plugins.model.prompt import Prompt
from plugins.reading.places import PROMPTS

RULE = "workload"

_WEEKS = 26
_WEEK = timedelta(days=7)


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield a warning for every week in which one audience has more than enough to do."""
    limit = survey.registry.site.weekly_minutes
    paths = survey.folder.list_texts(PROMPTS) if limit else []
    if not any(map(survey.wants, paths)):
        return
    records = filter(None, map(survey.record, paths))
    prompts = [record.prompt for record in records if record.prompt]
    for (monday, audience), load in sorted(_share_out(prompts, survey.today).items()):
        minutes = sum(prompt.minutes for prompt in load)
        if minutes > limit:
            yield _report(monday, audience, load, minutes, limit)


def _share_out(prompts: list[Prompt], today: date) -> dict[tuple[date, str], list[Prompt]]:
    """Return the prompts of every week and audience, each as often as it is due there."""
    loads: defaultdict[tuple[date, str], list[Prompt]] = defaultdict(list)
    for prompt in prompts:
        for due in prompt.list_deadlines(today, today + _WEEKS * _WEEK):
            monday = due.date() - timedelta(days=due.weekday())
            for audience in dict.fromkeys(prompt.audiences):
                loads[monday, audience].append(prompt)
    return loads


def _report(monday: date, audience: str, load: list[Prompt], minutes: int, limit: int) -> Problem:
    """Report a week on the prompt that came last: it is the one that made it too much."""
    newest = max(load, key=lambda prompt: prompt.key)
    sunday = monday + _WEEK - timedelta(days=1)
    titles = "、".join(f"{shorten(prompt.title)}（{prompt.minutes}）" for prompt in load)
    seen = (
        f"{describe_day(monday)}到{sunday.month}月{sunday.day}日这一周，"
        f"{audience}的提示加起来有 {minutes} 分钟：{titles}"
    )
    wanted = f"一类人一周不超过 {limit} 分钟"
    fix = "把能缓的一条挪到别的一周，或者合成一条"
    return Problem(newest.source_path, 0, RULE, seen, wanted, fix, Level.WARNING)
