"""Pages that are nothing but the lists behind numbers: a column's year, and what was taken up."""

from __future__ import annotations

from plugins.assessment.adopted import Adopted
from plugins.assessment.contributions import list_contributor_parts
from plugins.assessment.entries import (
    list_adopted_months,
    list_level_parts,
    list_month_parts,
    tell_office,
    tell_unit,
)
from plugins.assessment.heads import FRONT, Values, crumb_year, head_of
from plugins.assessment.places import ADOPTED, ALL, adopted_address, column_address
from plugins.model.article import Run
from plugins.model.head import Crumb
from plugins.model.registry import Registry


def compose_column_page(registry: Registry, slug: str, year: int, run: Run) -> Values:
    """Return what a column's year shows: its articles by month, and by who wrote them."""
    column = registry.column_by_slug[slug]
    crumb = Crumb(f"{year}年{column.title}", column_address(year, slug))
    text = f"{year}年“{column.title}”栏目的稿件清单。"
    parts = list_contributor_parts(registry, column, run.slips) if column.counts_by else []
    return {
        "head": head_of(registry, crumb, FRONT, crumb_year(year), description=text),
        "title": crumb.title,
        "count": len(run.slips),
        "all": ALL,
        "by_month": list_month_parts(registry, run.slips, tell_office),
        "parts": parts,
    }


def compose_adopted_page(registry: Registry, year: int, run: Run, adopted: Adopted) -> Values:
    """Return what was taken up of a year's articles: all of it, then level by level."""
    crumb = Crumb(f"{year}年采用情况", adopted_address(year))
    text = f"{year}年的稿件里，哪些被市级、省级、国家级媒体采用。"
    return {
        "head": head_of(registry, crumb, FRONT, crumb_year(year), description=text),
        "title": crumb.title,
        "count": len(run.slips),
        "all": ADOPTED,
        "by_month": list_adopted_months(registry, run.slips, adopted, tell_unit),
        "parts": list_level_parts(registry, run.slips, adopted, tell_unit),
    }
