"""The tables that the city enters in ``content/data``: CSV to the model, faults on their lines.

What a table says by itself is read here; whether its article is there, or its day lies
in the future, is for the rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from plugins.model.adoption import Adoption, Level
from plugins.model.correction import Correction
from plugins.model.following import Following
from plugins.model.problem import Problem
from plugins.model.records import Records
from plugins.model.registry import Registry
from plugins.model.team import Role, Team
from plugins.reading.csv_table import CsvRow, Entered, TableForm, quote, read_table
from plugins.reading.places import find_article_path
from plugins.reading.schema import OFFICE_LIMIT, SOURCE_LIMIT
from plugins.reading.web_address import is_web_address

ADOPTIONS = TableForm(
    "data/adoptions.csv",
    "adoption",
    {"article": "稿件", "level": "级别", "outlet": "媒体", "link": "链接", "day": "日期"},
)
FOLLOWERS = TableForm(
    "data/followers.csv",
    "followers",
    {"unit": "单位", "day": "日期", "number": "人数", "source": "来源"},
)
TEAMS = TableForm(
    "data/teams.csv",
    "teams",
    {"unit": "单位", "day": "日期", **{role.value: role.label for role in Role}},
)
CORRECTIONS = TableForm(
    "data/corrections.csv", "correction", {"day": "日期", "article": "稿件", "reason": "原因"}
)
TABLES = (ADOPTIONS, FOLLOWERS, TEAMS, CORRECTIONS)
FILES = tuple(form.path for form in TABLES)
"""Each may be missing: nothing was entered yet."""

REASON_LIMIT = 100
LINK_LIMIT = 500
"""Characters."""

_PATH_LIMIT = 200

LEVELS = {
    name: level
    for level in Level
    for name in (level.value, level.label, level.label.removesuffix("级"))
}
"""Levels by all that they may be called; days' lists have them without 级."""

_LEVEL_LABELS = f"{'、'.join(level.label for level in Level)}三者之一"


@dataclass(frozen=True)
class RecordsReading:
    """Every record with its line, and what is wrong with the files."""

    adoptions: tuple[Entered[Adoption], ...] = ()
    followings: tuple[Entered[Following], ...] = ()
    teams: tuple[Entered[Team], ...] = ()
    corrections: tuple[Entered[Correction], ...] = ()
    problems: tuple[Problem, ...] = ()

    @cached_property
    def records(self) -> Records:
        """The records themselves."""
        return Records(
            tuple(entered.record for entered in self.adoptions),
            tuple(entered.record for entered in self.followings),
            tuple(entered.record for entered in self.teams),
            tuple(entered.record for entered in self.corrections),
        )


def read_records(files: Mapping[str, bytes], registry: Registry) -> RecordsReading:
    """Read the tables, given by their path in the content folder."""
    adoptions, wrong = read_table(ADOPTIONS, files.get(ADOPTIONS.path), read_adoption)
    corrections, odd = read_table(CORRECTIONS, files.get(CORRECTIONS.path), read_correction)
    read = partial(read_following, registry)
    followings, bad = read_table(FOLLOWERS, files.get(FOLLOWERS.path), read)
    teams, false = read_table(TEAMS, files.get(TEAMS.path), partial(read_team, registry))
    problems = (*wrong, *bad, *false, *odd)
    return RecordsReading(adoptions, followings, teams, corrections, problems)


def read_adoption(row: CsvRow) -> Adoption | None:
    """Return what a row of adoptions says; its faults are reported."""
    article = _read_article(row)
    level = row.choice("level", LEVELS, _LEVEL_LABELS)
    outlet = row.text("outlet", OFFICE_LIMIT)
    link = _read_link(row)
    day = row.day("day")
    if not (article and level and outlet and link and day):
        return None
    return Adoption(article, level, outlet, link, day)


def read_following(registry: Registry, row: CsvRow) -> Following | None:
    """Return what a row of followers says; its faults are reported."""
    unit = _read_unit(registry, row)
    day, number = row.day("day"), row.count("number")
    source = row.text("source", SOURCE_LIMIT)
    if not (unit and day and number is not None and source):
        return None
    return Following(unit, day, number, source)


def read_team(registry: Registry, row: CsvRow) -> Team | None:
    """Return what a row of teams says; its faults are reported."""
    unit, day = _read_unit(registry, row), row.day("day")
    counts = [row.count(role.value) for role in Role]
    sound = [count for count in counts if count is not None]
    if not (unit and day and len(sound) == len(counts)):
        return None
    return Team(unit, day, *sound)


def read_correction(row: CsvRow) -> Correction | None:
    """Return what a row of corrections says; its faults are reported."""
    day, article = row.day("day"), _read_article(row)
    reason = row.text("reason", REASON_LIMIT)
    if not (day and article and reason):
        return None
    return Correction(day, article, reason)


def _read_article(row: CsvRow) -> str:
    """Return the path of the article that a row names by its path or its address."""
    written = row.text("article", _PATH_LIMIT)
    path = find_article_path(written)
    if written and not path:
        wanted = "稿件的路径，例如 lucheng/2026/2026-05-20-crosswalk-and-bus.md"
        row.report("article", f"写成了{quote(written, 60)}", wanted, "从仓库里复制稿件的路径")
    return path


def _read_link(row: CsvRow) -> str:
    """Return the address of the page on which a row says that the article stands."""
    link = row.text("link", LINK_LIMIT)
    if not link or is_web_address(link):
        return link
    wanted = "https:// 或 http:// 开头的完整网址"
    row.report("link", f"写成了{quote(link, 40)}", wanted, "打开采用的那一页，复制网址")
    return ""


def _read_unit(registry: Registry, row: CsvRow) -> str:
    """Return the slug of the unit that a row names in any way."""
    slugs = "、".join(registry.unit_by_slug)
    wanted = f"登记表里的一个单位：{slugs}"
    unit = row.choice("unit", registry.unit_by_name, wanted)
    return unit.slug if unit else ""
