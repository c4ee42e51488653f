"""The page of one month: all measures by unit, columns, and who wrote."""

from __future__ import annotations

from datetime import date

from plugins.assessment.contributions import compose_contributions, list_counting_columns
from plugins.assessment.counting import Figures
from plugins.assessment.heads import (
    FRONT,
    Values,
    compose_sums,
    crumb_year,
    describe_weights,
    head_of,
)
from plugins.assessment.places import adopted_address, adopted_anchor, month_address
from plugins.assessment.tables import compose_columns, compose_measures
from plugins.model.address import mark_address
from plugins.model.article import Run
from plugins.model.days import describe_month
from plugins.model.head import Crumb
from plugins.model.portal import month_address as archive_address
from plugins.model.portal import read_month
from plugins.model.registry import Registry


def compose_month(
    registry: Registry,
    month: str,
    figures: Figures,
    named: Run,
    newer: str | None,
    older: str | None,
) -> Values:
    """Return what the page of a month shows, with the months around it in its year."""
    year = read_month(month)[0]
    title = describe_month(date(*read_month(month), 1))
    crumb = Crumb(f"{title}工作数据", month_address(month))
    text = f"{title}各单位报送和采用的稿件，每个数字都能点开核对。"
    archive = archive_address(read_month(month))
    taken = f"{adopted_address(year)}#{adopted_anchor(month)}"
    return {
        "head": head_of(registry, crumb, FRONT, crumb_year(year), description=text),
        "title": title,
        "sums": compose_sums(figures.total(), archive, taken),
        "measures": compose_measures(registry, figures, [month]),
        "weights": describe_weights(registry),
        "columns": compose_columns(registry, figures, [month]),
        "contributions_by_column": [
            {
                "slug": column.slug,
                "title": column.title,
                "table": compose_contributions(registry, column, figures, named.slips, [month]),
            }
            for column in list_counting_columns(registry)
        ],
        "newer": _link_month(newer),
        "older": _link_month(older),
    }


def _link_month(month: str | None) -> dict[str, str]:
    if month is None:
        return {"href": "", "title": ""}
    title = describe_month(date(*read_month(month), 1))
    return {"href": mark_address(month_address(month)), "title": title}
