"""The page on top of all figures: this year so far, as of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from plugins.assessment.counting import Figures
from plugins.assessment.following import compose_following
from plugins.assessment.heads import (
    FRONT,
    Values,
    compose_chart,
    compose_sums,
    describe_weights,
    head_of,
)
from plugins.assessment.places import (
    adopted_address,
    adopted_anchor,
    month_address,
    table_address,
    workbook_address,
    year_address,
)
from plugins.assessment.table_file import list_months
from plugins.assessment.tables import (
    NOTHING,
    Cell,
    Table,
    compose_columns,
    compose_measures,
    compose_totals,
    list_units,
    show_text,
)
from plugins.assessment.teams import compose_teams
from plugins.model.address import mark_address
from plugins.model.article import Slip
from plugins.model.assessment import SELF_CHECK
from plugins.model.correction import Correction
from plugins.model.days import describe_day
from plugins.model.following import Following
from plugins.model.prompt import Prompt
from plugins.model.registry import Registry
from plugins.model.team import Team
from plugins.model.unit import Unit
from plugins.reading.places import find_article_place


def compose_front(
    registry: Registry,
    today: date,
    figures: Figures,
    newest: Sequence[Slip | None],
    counts: Sequence[tuple[int, int, int]],
    corrections: Sequence[Correction],
    followings: Sequence[Following],
    teams: Sequence[Team],
    prompts: Sequence[Prompt],
) -> Values:
    """Return what the page shows.

    ``newest`` holds every unit's newest article, ``counts`` year, month and number of
    articles of every month that has any, the newest first; ``prompts`` the work prompt
    that asks for teams, if there is one.
    """
    year = today.year
    months = list_months(year, today.month)
    measures = compose_measures(registry, figures, months)
    taken = f"{adopted_address(year)}#{adopted_anchor()}"
    return {
        "head": head_of(registry, FRONT, description=_DESCRIPTION),
        "today": today,
        "year": year,
        "year_href": mark_address(year_address(year)),
        "is_empty": not figures.units,
        "sums": compose_sums(figures.total(), f"{year_address(year)}#months", taken),
        "chart": compose_chart(figures, months, f"{year}年各月报送和采用的篇数"),
        "totals": compose_totals(figures, months),
        "measures": _add_state(measures, list_units(registry, figures, months), newest, today),
        "weights": describe_weights(registry),
        "columns": compose_columns(registry, figures, months),
        "years": _link_years(counts),
        "corrections": [_show_correction(each) for each in _order(corrections)],
        "files": {"table": table_address(year), "workbook": workbook_address(year)},
        "self_check": mark_address(SELF_CHECK),
        "followers": compose_following(registry, followings, today),
        "team_reports": compose_teams(registry, teams, prompts, today),
    }


_DESCRIPTION = "今年各单位报送和采用了多少稿件。只数稿件，每个数字都能点开核对。"


def _add_state(
    measures: Table, units: Sequence[Unit], newest: Sequence[Slip | None], today: date
) -> Table:
    """Return the table of measures with how long ago and with what account each unit is."""
    by_unit = {slip.unit: slip for slip in newest if slip}
    rows = [
        {**row, "cells": [*row["cells"], _show_days(by_unit.get(unit.slug), today), _show(unit)]}
        for row, unit in zip(measures["rows"], units, strict=True)
    ]
    nothing = show_text("")
    total = {**measures["total"], "cells": [*measures["total"]["cells"], nothing, nothing]}
    return {"heads": [*measures["heads"], "距上一篇", "公众号"], "rows": rows, "total": total}


def _show_days(slip: Slip | None, today: date) -> Cell:
    """Return how many days ago a unit's newest article is; it leads there."""
    if slip is None:
        return show_text(NOTHING)
    return show_text(f"{(today - slip.day).days} 天", slip.address)


def _show(unit: Unit) -> Cell:
    """Return what is known of a unit's account."""
    account = unit.account
    if account.is_verified:
        return show_text("已开通，已核实")
    return show_text("已开通，待核实" if account.name or account.id else "待核实")


def _link_years(counts: Sequence[tuple[int, int, int]]) -> list[dict[str, Any]]:
    """Return every year with its months as the component ``year`` shows them."""
    years = []
    for year, group in groupby(counts, lambda count: count[0]):
        months = [(month, count) for _, month, count in group]
        total = sum(count for _, count in months)
        whole = {
            "href": mark_address(year_address(year)),
            "title": "全年",
            "datetime": f"{year:04}",
            "count": total,
        }
        links = [
            {
                "href": mark_address(month_address(f"{year:04}-{month:02}")),
                "title": f"{month}月",
                "datetime": f"{year:04}-{month:02}",
                "count": count,
            }
            for month, count in months
        ]
        years.append({"title": f"{year}年", "count": total, "months": [whole, *links]})
    return years


def _order(corrections: Sequence[Correction]) -> list[Correction]:
    return sorted(corrections, key=lambda each: each.day, reverse=True)


def _show_correction(correction: Correction) -> dict[str, str]:
    """Return a correction; an article that is gone by now can't be opened, so none leads there."""
    place = find_article_place(correction.article)
    return {
        "datetime": correction.day.isoformat(),
        "day": describe_day(correction.day),
        "article": place.address if place else correction.article,
        "reason": correction.reason,
    }
