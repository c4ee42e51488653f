"""队伍：data/teams.csv 一行是一个单位在一天报来的人数，只有人数，没有姓名和号码。

人数分领导、联络员、评论员、志愿者，照登记表末尾的那一行填写，或者用 invoke teams --check 从交来的
登记表里数。名单由各单位和市级文明办保管，不放进仓库。要求各单位按时重报的，在 data/site.toml 的
teams_prompt 里写上那条工作提示的名字，不带 .md。

会放行：lucheng,2026-11-25,1,2,4,30
会报告：读不通的表格；不是登记表里的单位；不是数；日期还没有到；日期早于单位设立；同一天有两行。
会报告：teams_prompt 写的工作提示不在 prompts/ 里。
会提醒：最近一行的评论员不是 3 到 5 名；没有报领导、联络员或志愿者。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.nearest import find_nearest
from plugins.check.survey import Survey
from plugins.check.unit_rows import check_rows, list_by_unit
from plugins.model.problem import Level, Problem
from plugins.model.team import FEWEST_COMMENTATORS, MOST_COMMENTATORS, Role, Team
from plugins.model.unit import Unit
from plugins.reading.csv_table import Entered
from plugins.reading.places import PROMPTS, find_prompt_place
from plugins.reading.records import TEAMS
from plugins.reading.registry import SITE

RULE = "teams"


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield what is wrong with the table of teams, and with the prompt that asks for them."""
    if survey.wants(SITE):
        yield from _check_prompt(survey)
    if not survey.wants(TEAMS.path):
        return
    entered = survey.folder.records_reading.teams
    yield from check_rows(survey, TEAMS, entered)
    for slug, rows in list_by_unit(entered).items():
        yield from _check_newest(survey.registry.unit_by_slug[slug], rows[-1])


def _check_newest(unit: Unit, entered: Entered[Team]) -> Iterator[Problem]:
    """Yield warnings of a unit's newest row; what it reported before is past."""
    team = entered.record
    few, many = FEWEST_COMMENTATORS, MOST_COMMENTATORS
    if not few <= team.commentators <= many:
        seen = f"{unit.name}报了 {team.commentators} 名评论员"
        fix = "请单位核对；确实如此就不用改，下次报齐"
        yield _warn(entered.line, seen, f"{few} 到 {many} 名", fix)
    asked = (Role.LEADER, Role.LIAISON, Role.VOLUNTEER)
    missing = "、".join(role.label for role in asked if not team.count(role))
    if missing:
        fix = "请单位补报；确实没有就不用改，下次报齐"
        yield _warn(entered.line, f"{unit.name}没有报{missing}", "每类至少 1 名", fix)


def _warn(line: int, seen: str, wanted: str, fix: str) -> Problem:
    return Problem(TEAMS.path, line, RULE, seen, wanted, fix, Level.WARNING)


def _check_prompt(survey: Survey) -> Iterator[Problem]:
    key = survey.registry.site.figures.teams_prompt
    if not key:
        return
    places = map(find_prompt_place, survey.folder.list_texts(PROMPTS))
    keys = [f"{place.day.isoformat()}-{place.name}" for place in places if place]
    if key in keys:
        return
    meant = find_nearest(key, keys[::-1])
    seen = f"teams_prompt 写的“{shorten(key, 60)}”不是一条工作提示"
    fix = f"改成“{meant}”" if meant else "改成提示的文件名，或留空"
    line = survey.folder.registry_reading.line_of_site("teams_prompt")
    wanted = f"{PROMPTS}/ 里一个文件的名字，不带 .md"
    yield Problem(SITE, line, RULE, seen, wanted, fix)
