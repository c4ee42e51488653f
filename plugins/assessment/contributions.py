"""Columns whose articles are counted by who wrote them: units, or organizations of the city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from plugins.assessment.counting import Figures
from plugins.assessment.entries import list_month_parts, tell_column
from plugins.assessment.places import column_address, name_anchor
from plugins.assessment.tables import SUM, Table, head_months, list_units, show_number
from plugins.model.article import Slip
from plugins.model.contributors import group_contributors
from plugins.model.organization import CountsBy
from plugins.model.portal import group_articles, read_month
from plugins.model.registry import Column, Registry

Counts = list[tuple[str, str, dict[str, int]]]
"""Who writes: the mark of the unit over the name, the name, articles by month."""


def list_counting_columns(registry: Registry) -> list[Column]:
    """Return the columns that count by whom."""
    return [column for column in registry.columns if column.counts_by]


def pick_named(registry: Registry, slips: Sequence[Slip]) -> tuple[Slip, ...]:
    """Return the articles that have to be opened to be counted: those of organizations."""
    columns = {c.slug for c in registry.columns if c.counts_by is CountsBy.ORGANIZATION}
    return tuple(slip for slip in slips if slip.column in columns)


def compose_contributions(
    registry: Registry,
    column: Column,
    figures: Figures,
    named: Sequence[Slip],
    months: Sequence[str],
) -> Table:
    """Return who wrote for a column in ``months``; ``named`` are the organizations' articles."""
    if column.counts_by is CountsBy.UNIT:
        counts = _count_units(registry, column, figures, months)
    else:
        counts = _count_organizations(registry, column, named, months)
    page = column_address(read_month(months[0])[0], column.slug)
    rows = [
        {"title": name, "short": short, "cells": _show_counts(page, name, by_month, months)}
        for short, name, by_month in counts
    ]
    heads = [*head_months(months), SUM] if len(months) > 1 else ["报送"]
    first = "单位" if column.counts_by is CountsBy.UNIT else column.title
    return {"heads": [first, *heads], "rows": rows, "total": {}}


def list_contributor_parts(
    registry: Registry, column: Column, slips: Sequence[Slip]
) -> list[dict[str, Any]]:
    """Return a column's articles of a year by who wrote them, each month by month."""
    year = slips[0].day.year
    by_path = {slip.source_path: slip for slip in slips}
    parts = []
    for group in group_contributors(registry, column, slips, date(year, 1, 1)):
        for contributor in group.contributors:
            written = [by_path[article.source_path] for article in contributor.articles]
            if written:
                parts.append(_show_part(registry, contributor.name, written))
    return parts


def _show_part(registry: Registry, name: str, written: Sequence[Slip]) -> dict[str, Any]:
    months = list_month_parts(
        registry, written, tell_column, anchor=lambda month: name_anchor(name, month)
    )
    return {"id": name_anchor(name), "title": name, "count": len(written), "months": months}


def _count_units(
    registry: Registry, column: Column, figures: Figures, months: Sequence[str]
) -> Counts:
    return [
        (
            unit.short,
            unit.name,
            {m: figures.count_column(column.slug, m, unit=unit.slug) for m in months},
        )
        for unit in list_units(registry, figures, months)
    ]


def _count_organizations(
    registry: Registry, column: Column, named: Sequence[Slip], months: Sequence[str]
) -> Counts:
    slips = group_articles(named, lambda slip: slip.column).get(column.slug, ())
    year, month = read_month(months[0])
    return [
        (
            group.unit.short if group.unit else "",
            each.name,
            Counter(f"{article.day:%Y-%m}" for article in each.articles),
        )
        for group in group_contributors(registry, column, slips, date(year, month, 1))
        for each in group.contributors
    ]


def _show_counts(
    page: str, name: str, by_month: dict[str, int], months: Sequence[str]
) -> list[dict[str, str]]:
    cells = [
        show_number(by_month.get(month, 0), f"{page}#{name_anchor(name, month)}")
        for month in months
    ]
    if len(months) > 1:
        cells.append(show_number(sum(by_month.values()), f"{page}#{name_anchor(name)}"))
    return cells
