"""One unit's year: a report to print, and the lists behind all numbers of the unit."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.assessment.adopted import Adopted
from plugins.assessment.counting import Tally, count_points, count_slips
from plugins.assessment.entries import (
    list_adopted_months,
    list_level_parts,
    list_month_parts,
    tell_column,
)
from plugins.assessment.heads import (
    FRONT,
    Values,
    compose_chart,
    compose_sums,
    crumb_year,
    head_of,
)
from plugins.assessment.places import ADOPTED, ALL, adopted_anchor, unit_address
from plugins.assessment.table_file import close_month, existed_in
from plugins.assessment.tables import compose_single
from plugins.model.article import Run
from plugins.model.head import Crumb
from plugins.model.registry import Registry


def compose_unit(
    registry: Registry, slug: str, months: Sequence[str], run: Run, adopted: Adopted
) -> Values:
    """Return what a unit's year shows, without the months before it was there."""
    unit = registry.unit_by_slug[slug]
    year = int(months[0][:4])
    figures = count_slips(run.slips, adopted.by_article)
    shown = [m for m in months if figures.tally(slug, m) or existed_in(unit, m)]
    name = unit.named_on(close_month(shown[-1]))
    page = unit_address(year, slug)
    crumb = Crumb(f"{name.name}{year}年工作数据", page)
    taken = [slip for slip in run.slips if slip.source_path in adopted.by_article]
    text = f"{unit.office}{year}年报送的稿件和采用情况，可以打印。"
    return {
        "head": head_of(registry, crumb, FRONT, crumb_year(year), description=text),
        "unit": unit,
        "name": name,
        "year": year,
        "newest": run.slips[0].day if run.slips else None,
        "sums": compose_sums(figures.total(), f"{page}#{ALL}", f"{page}#{adopted_anchor()}"),
        "chart": compose_chart(figures, shown, f"{year}年各月报送和采用的篇数"),
        "table": compose_single(registry, figures, slug, shown),
        "points": write_points(registry, figures.total()),
        "all": ALL,
        "adopted": ADOPTED,
        "adopted_months": list_adopted_months(registry, taken, adopted, tell_column),
        "levels": list_level_parts(registry, taken, adopted, tell_column),
        "articles": list_month_parts(registry, run.slips, tell_column, adopted),
    }


def write_points(registry: Registry, tally: Tally) -> str:
    """Write how the points of a tally are computed, number by number; empty without weights."""
    weights = registry.site.figures.weights
    if not weights:
        return ""
    parts = (f"{w.measure.label} {tally.count(w.measure)} 篇 × {w.points}" for w in weights)
    return f"{' + '.join(parts)} = {count_points(tally, weights)} 分"
