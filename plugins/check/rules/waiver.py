"""放过：提醒看过了、决定不改，就在正文里写一行，说明放过哪条规则。

单独写一行 <!-- 放过: paragraph -->，冒号后面是报告里的英文短名，几条用顿号隔开。它管整篇稿件，
页面上不显示；放过了什么，列在报告的最后。“要改”的不能放过，要改好。

会放行：<!-- 放过: chinese-copy、paragraph -->，两条都有提醒
会报告：转发清单里写了放过。
会提醒：没有这条规则；没有写放过哪一条；这一条没有可以放过的提醒；这一条里有“要改”的。
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from plugins.check.excerpt import shorten
from plugins.check.linter import find_rules
from plugins.check.nearest import find_nearest
from plugins.check.source_lines import waiver_lines
from plugins.check.survey import Survey
from plugins.check.waivers import Waiver, find_waivers
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry

RULE = "waiver"
WANTED = "报告里出现过的一条提醒的英文短名"

_NAMES_LIMIT = 20
"""Looking for the rule that was meant takes time; a text full of waivers is no slip."""


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for a waiver in a day's list, which would be copied with the texts."""
    for line in waiver_lines(entry) if entry.is_repost_day else ():
        seen, fix = "转发清单里写了放过", "删去这一行，再照别的提醒改"
        yield Problem(entry.path, line.number, RULE, seen, "只有给大家复制的文字", fix)


def check_found(entry: Entry, found: tuple[Problem, ...], survey: Survey) -> Iterator[Problem]:
    """Yield a warning for every waiver that lets nothing pass."""
    waived = {problem.rule for problem in found if problem.level is Level.WAIVED}
    failed = {problem.rule for problem in found if problem.level is Level.ERROR}
    for waiver in list(dict.fromkeys(find_waivers(entry)))[:_NAMES_LIMIT]:
        words = _say(waiver, waived, failed)
        if words:
            seen, fix = words
            line = waiver.line
            yield Problem(entry.path, line, RULE, seen, WANTED, fix, Level.WARNING)


def _say(waiver: Waiver, waived: set[str], failed: set[str]) -> tuple[str, str] | None:
    name, known = waiver.rule, _names_of_rules()
    shown = shorten(name)
    if not name:
        return "没有写放过哪一条", "写成“<!-- 放过: paragraph -->”，换成要放过的英文短名"
    if name not in known.values():
        meant = known.get(name) or find_nearest(name, known.values())
        fix = f"改成“{meant}”" if meant else "对照报告里的英文短名改正，或删去这一行"
        return f"没有叫“{shown}”的规则", fix
    if name in failed:
        return f"“{shown}”里有要改的，不能放过", "照那一条的改法改好"
    if name not in waived:
        return f"这一篇没有“{shown}”的提醒可以放过", "删去这个名字；只放过了它的，删去整行"
    return None


@cache
def _names_of_rules() -> Mapping[str, str]:
    """Return the ids of the rules by what their manual calls them."""
    return {(rule.__doc__ or "").partition("：")[0]: rule.RULE for rule in find_rules()}
