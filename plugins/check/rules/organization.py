"""单位名单：按单位统计的栏目，“供稿”写名单里的单位名称，一字不差。

“全国文明单位”这样的栏目，每月按单位名单（data/organizations.toml）数稿件，名称差一个字就数不到。
名单由市级文明办维护；没有名单，或者名单是空的，就不检查。文明办自己供稿可以，但不算在哪一家名下。

会放行：栏目: 全国文明单位，供稿: 名单里、属于本地的一家单位
会放行：市级文件夹转发各地单位的稿件
会报告：名单里没有的名称；写成了别的地方的单位；稿件的日期晚于单位在名单里的最后一天。
会提醒：供稿写的是文明办，没有写单位。
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from plugins.check.excerpt import shorten
from plugins.check.nearest import find_nearest
from plugins.check.survey import Survey
from plugins.model.days import describe_day
from plugins.model.organization import Organization
from plugins.model.problem import Level, Problem
from plugins.model.registry import Column
from plugins.model.unit import UnitKind
from plugins.reading.article import Entry
from plugins.reading.places import ARTICLES
from plugins.reading.registry import ORGANIZATIONS

RULE = "organization"
WANTED = "单位名单里的名称，一字不差"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for an article that its column can count for no organization."""
    written = entry.front_matter.text_of("office")
    column = survey.registry.find_column(entry.front_matter.text_of("column"))
    listed = survey.registry.list_organizations(column) if column else ()
    if not entry.is_article or not column or not written or not listed:
        return
    known = next((each for each in listed if each.name == written), None)
    if known:
        yield from _check_known(entry, survey, known)
    elif written in {unit.office for unit in survey.registry.units}:
        seen = f"“{column.title}”按单位统计，供稿写的是{written}"
        fix = "写单位送来的稿件，改成单位的名称；文明办自己的稿件，不用改"
        yield _report(entry, seen, WANTED, fix, Level.WARNING)
    else:
        yield _report_unknown(entry, column, written, listed)


def _check_known(entry: Entry, survey: Survey, known: Organization) -> Iterator[Problem]:
    """Yield a problem for an organization of another place, or of another time."""
    place = entry.place
    unit = survey.registry.unit_by_slug.get(place.unit) if place else None
    home = survey.registry.unit_by_slug[known.unit]
    if unit and unit is not home and unit.kind is not UnitKind.CITY:
        seen = f"{known.name}属于{home.name}，文件却在 {unit.slug} 的文件夹里"
        fix = f"把稿件移到 {ARTICLES}/{home.slug}/ 里，或改成{unit.name}的单位"
        yield _report(entry, seen, f"{unit.name}的单位", fix)
    if place and known.until and not known.is_listed_on(place.day):
        seen = f"{known.name}从{describe_day(known.until)}起不在名单里"
        wanted = "稿件那一天在名单里的单位"
        yield _report(entry, seen, wanted, f"换一个栏目；名单有误的，请市级编辑改 {ORGANIZATIONS}")


def _report_unknown(
    entry: Entry, column: Column, written: str, listed: Sequence[Organization]
) -> Problem:
    here = entry.place.unit if entry.place else ""
    own = [each.name for each in listed if each.unit == here]
    meant = find_nearest(written, [*own, *(each.name for each in listed)])
    fix = f"改成“供稿: {meant}”" if meant else f"照 {ORGANIZATIONS} 里的名称写"
    seen = f"“{column.title}”的名单里没有“{shorten(written)}”"
    return _report(entry, seen, WANTED, f"{fix}；名单漏了的，请市级编辑补上")


def _report(entry: Entry, seen: str, wanted: str, fix: str, level: Level = Level.ERROR) -> Problem:
    line = entry.front_matter.line_of("office")
    return Problem(entry.path, line, RULE, seen, wanted, fix, level)
