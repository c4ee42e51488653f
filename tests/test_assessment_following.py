"""Following and teams as /figures/ shows them: in order of code, never compared."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from jinja2 import Environment, FileSystemLoader

from pelicanconf import JINJA_ENVIRONMENT
from plugins.assessment.following import compose_following
from plugins.assessment.teams import compose_teams, find_round
from plugins.build.content import compose_portal
from plugins.model.assessment import Assessment
from plugins.model.days import SHANGHAI
from plugins.model.following import Following
from plugins.model.prompt import Prompt
from plugins.model.registry import Registry
from plugins.model.team import Team
from plugins.reading.content_folder import ContentFolder
from tests.builds import SMALL_CONTENT
from tests.support import ROOT, TODAY

SMALL = compose_portal(ContentFolder(SMALL_CONTENT), TODAY)
REGISTRY = SMALL.registry
KEY = "2026-11-20-dui-wu"


def _set(**figures: Any) -> Registry:
    return replace(REGISTRY, site=replace(REGISTRY.site, figures=Assessment(**figures)))


def _show(rows: tuple[Following, ...] = SMALL.records.followings) -> dict[str, Any]:
    return compose_following(_set(shows_followers=True), rows, TODAY)


def _prompt(deadline: date, **rest: Any) -> Prompt:
    due = datetime(deadline.year, deadline.month, deadline.day, 18, tzinfo=SHANGHAI)
    path, audiences = f"prompts/{KEY}.md", ("联络员",)
    day = date(2026, 11, 20)
    return Prompt(path, "dui-wu", day, "报送队伍", "市文明办", audiences, due, 20, **rest)


def _list_states(teams: list[Team], prompt: Prompt, today: date) -> list[str]:
    registry = _set(teams_prompt=KEY)
    return [row["state"] for row in compose_teams(registry, teams, (prompt,), today)["rows"]]


def _report(unit: str, day: date) -> Team:
    return Team(unit, day, 1, 2, 4, 30)


# ---------------------------------------------------------------- following


def test_following_is_off_until_a_city_asks_for_it() -> None:
    shown = compose_following(_set(), SMALL.records.followings, TODAY)

    assert {"is_shown": False, "rows": []} == shown


def test_every_unit_has_its_newest_number_in_order_of_code() -> None:
    rows = _show()["rows"]

    assert ["温州市", "洞头区", "龙港市"] == [row["name"] for row in rows]
    assert ["12,800", "980", None] == [row.get("number") for row in rows]
    assert ["2026年11月22日", "2026年10月31日", None] == [row.get("day") for row in rows]


def test_numbers_change_no_order() -> None:
    """Who has more followers stands no higher."""
    names = [row["name"] for row in _show()["rows"]]
    more = tuple(replace(each, number=1_000_000 - each.number) for each in SMALL.records.followings)

    assert names == [row["name"] for row in _show(more)["rows"]]


def test_a_number_of_a_later_day_is_not_known_yet() -> None:
    later = Following("longgang", date(2026, 11, 24), 5, "示例数据")

    assert "number" not in _show((later,))["rows"][2]


# ---------------------------------------------------------------- teams


def test_teams_are_left_out_where_nobody_asks_and_nobody_reported() -> None:
    assert not compose_teams(_set(), (), (), TODAY)["is_shown"]


def test_without_a_prompt_a_report_counts_for_good() -> None:
    rows = compose_teams(_set(), SMALL.records.teams, (), TODAY)["rows"]

    assert ["已报", "已报", "待报"] == [row["state"] for row in rows]
    assert [[1, 2, 5, 40], [1, 1, 3, 12], None] == [row.get("counts") for row in rows]


def test_a_report_from_before_the_prompt_is_due_again() -> None:
    teams = [_report("wenzhou", date(2026, 11, 20)), _report("dongtou", date(2026, 11, 19))]

    states = _list_states(teams, _prompt(date(2026, 11, 30)), TODAY)
    assert ["已报", "该重报了", "待报"] == states


def test_a_monthly_prompt_asks_again_after_each_deadline() -> None:
    prompt = _prompt(date(2026, 11, 25), is_monthly=True)
    teams = [_report("wenzhou", date(2026, 11, 21)), _report("dongtou", date(2026, 11, 26))]

    assert ["已报", "待报", "待报"] == _list_states(teams, prompt, date(2026, 11, 25))
    assert ["该重报了", "已报", "待报"] == _list_states(teams, prompt, date(2026, 11, 26))
    assert ["该重报了", "已报", "待报"] == _list_states(teams, prompt, date(2026, 12, 25))
    assert ["该重报了", "该重报了", "待报"] == _list_states(teams, prompt, date(2026, 12, 26))


def test_after_the_last_deadline_the_last_round_stays() -> None:
    once = _prompt(date(2026, 11, 30))
    monthly = _prompt(date(2026, 11, 25), is_monthly=True, last_day=date(2027, 1, 10))
    teams = [_report("wenzhou", date(2026, 11, 26)), _report("dongtou", date(2026, 12, 1))]

    assert ["已报", "已报", "待报"] == _list_states(teams, once, date(2027, 6, 1))
    assert ["已报", "已报", "待报"] == _list_states(teams, monthly, date(2027, 6, 1))
    assert date(2026, 12, 25) == find_round(monthly, date(2027, 6, 1)).due.date()


def test_a_round_in_january_begins_in_december() -> None:
    prompt = _prompt(date(2026, 11, 25), is_monthly=True)

    assert date(2026, 12, 26) == find_round(prompt, date(2027, 1, 3)).since


def test_a_prompt_that_is_not_issued_yet_asks_nothing() -> None:
    shown = compose_teams(
        _set(teams_prompt=KEY), (), (_prompt(date(2026, 11, 30)),), date(2026, 11, 19)
    )

    assert not shown["is_shown"]


# ---------------------------------------------------------------- the regions


def _draw(name: str, shown: dict[str, Any]) -> str:
    options: dict[str, Any] = JINJA_ENVIRONMENT
    environment = Environment(loader=FileSystemLoader(ROOT / "theme" / "templates"), **options)
    module = environment.get_template(f"regions/{name}.html").module
    return str(getattr(module, name)(shown))


def _words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", markup).split())


def test_a_region_says_nothing_where_nothing_is_shown() -> None:
    assert "" == _draw("following", {"is_shown": False, "rows": []}).strip()
    assert "" == _draw("teams", {"is_shown": False, "rows": []}).strip()


def test_following_says_that_it_counts_for_nothing() -> None:
    words = _words(_draw("following", _show()))

    assert "只供了解，不计入考核" in words
    assert "温州市 12,800 2026年11月22日 示例数据 洞头区" in words
    assert "龙港市 待报 还没有数字" in words
    for word in ("合计", "第一", "最多", "排名第"):
        assert word not in words


def test_a_source_can_not_add_marks_to_the_page() -> None:
    hostile = Following("wenzhou", TODAY, 1, "<script>")

    assert "<script>" not in _draw("following", _show((hostile,)))


def test_teams_say_until_when() -> None:
    registry = _set(teams_prompt=KEY)
    prompt = _prompt(date(2026, 11, 30))

    running = compose_teams(registry, SMALL.records.teams, (prompt,), TODAY)
    over = compose_teams(registry, SMALL.records.teams, (prompt,), date(2026, 12, 1))
    assert "报送队伍 ： 2026年11月30日 18:00 前报送。" in _words(_draw("teams", running))
    assert "已在 2026年11月30日 18:00 截止。" in _words(_draw("teams", over))
    assert "洞头区 该重报了 2026年10月20日 1 1 3 12 龙港市 待报" in _words(_draw("teams", running))


def test_teams_that_nobody_asked_for_are_shown_without_a_deadline() -> None:
    words = _words(_draw("teams", compose_teams(_set(), SMALL.records.teams, (), TODAY)))

    assert "温州市 已报 2026年11月20日 1 2 5 40" in words
    assert "前报送" not in words
