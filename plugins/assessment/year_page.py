"""The page of one year: all measures by unit, then month by month, columns, and who wrote."""

from __future__ import annotations

from collections.abc import Sequence

from plugins.assessment.contributions import compose_contributions, list_counting_columns
from plugins.assessment.counting import Figures
from plugins.assessment.heads import (
    FRONT,
    Values,
    compose_chart,
    compose_sums,
    crumb_year,
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
from plugins.assessment.tables import compose_columns, compose_measures, compose_months
from plugins.model.address import mark_address
from plugins.model.article import Run
from plugins.model.assessment import Measure
from plugins.model.registry import Registry


def compose_year(
    registry: Registry,
    months: Sequence[str],
    figures: Figures,
    named: Run,
    newer: int | None,
    older: int | None,
) -> Values:
    """Return what the page of a year shows, with the years around it."""
    year = int(months[0][:4])
    crumb = crumb_year(year)
    taken = f"{adopted_address(year)}#{adopted_anchor()}"
    text = f"{year}年各单位报送和采用的稿件，按单位和月份，每个数字都能点开核对。"
    return {
        "head": head_of(registry, crumb, FRONT, description=text),
        "year": year,
        "is_empty": not figures.units,
        "sums": compose_sums(figures.total(), f"{year_address(year)}#months", taken),
        "chart": compose_chart(figures, months, f"{year}年各月报送和采用的篇数"),
        "months": link_months(figures, months),
        "measures": compose_measures(registry, figures, months),
        "weights": describe_weights(registry),
        "by_month": [
            {"measure": measure.value, "title": measure.label, "table": table}
            for measure in Measure
            if (table := compose_months(registry, figures, months, measure))
        ],
        "columns": compose_columns(registry, figures, months),
        "contributions_by_column": [
            {
                "slug": column.slug,
                "title": column.title,
                "table": compose_contributions(registry, column, figures, named.slips, months),
            }
            for column in list_counting_columns(registry)
        ],
        "files": {"table": table_address(year), "workbook": workbook_address(year)},
        "newer": _link_year(newer),
        "older": _link_year(older),
    }


def link_months(figures: Figures, months: Sequence[str]) -> list[dict[str, object]]:
    """Return the months that have articles, as the component ``year`` shows them."""
    return [
        {
            "href": mark_address(month_address(month)),
            "title": f"{int(month[5:])}月",
            "datetime": month,
            "count": count,
        }
        for month in months
        if (count := figures.total(month=month).submitted)
    ]


def _link_year(year: int | None) -> dict[str, str]:
    if year is None:
        return {"href": "", "title": ""}
    return {"href": mark_address(year_address(year)), "title": f"{year}年"}
