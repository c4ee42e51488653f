"""The tables of figures as the component ``counts`` shows them: every number leads to its list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from plugins.assessment.counting import Figures, Tally, count_points
from plugins.assessment.places import (
    ALL,
    adopted_address,
    adopted_anchor,
    column_address,
    measure_anchor,
    month_address,
    month_anchor,
    unit_address,
    year_address,
)
from plugins.assessment.table_file import close_month, existed_in
from plugins.model.address import mark_address
from plugins.model.assessment import Measure
from plugins.model.portal import month_address as archive_address
from plugins.model.portal import read_month
from plugins.model.registry import Registry
from plugins.model.unit import Unit

Table = dict[str, Any]
Cell = dict[str, str]

NOTHING = "—"
"""What a cell says where there is nothing to count: the unit was not there yet."""

SUM = "合计"
TAKEN = "有采用"
"""What is said of articles taken up at any level, each once."""

SHARE = "采用率"
POINTS = "得分"


def show_number(count: int, address: str) -> Cell:
    """Return a number that leads to the list behind it; nothing leads nowhere."""
    return {"text": str(count), "href": mark_address(address) if count and address else ""}


def show_text(text: str, address: str = "") -> Cell:
    """Return a cell with a text."""
    return {"text": text, "href": mark_address(address) if address else ""}


def write_share(tally: Tally) -> str:
    """Write the share as ``33.3%``, halves rounded up as spreadsheets do."""
    if not tally.submitted:
        return NOTHING
    tenths = (2000 * tally.adopted + tally.submitted) // (2 * tally.submitted)
    return f"{tenths // 10}.{tenths % 10}%"


def list_units(registry: Registry, figures: Figures, months: Sequence[str]) -> list[Unit]:
    """Return the units that were there in any of ``months``, in the registry's order."""
    return [
        unit
        for unit in registry.units
        if figures.total(unit.slug) or any(existed_in(unit, month) for month in months)
    ]


def head_unit(unit: Unit, months: Sequence[str]) -> dict[str, str]:
    """Return the head of a unit's row: its name at the end of ``months``; it leads to its year."""
    name = unit.named_on(close_month(months[-1]))
    address = unit_address(read_month(months[-1])[0], unit.slug)
    return {"title": name.name, "short": name.short, "href": mark_address(address)}


def compose_measures(registry: Registry, figures: Figures, months: Sequence[str]) -> Table:
    """Return a table of units and measures; one month leads to lists of that month."""
    month = months[0] if len(months) == 1 else ""
    year = read_month(months[0])[0]
    rows = [
        {
            **head_unit(unit, months),
            "cells": list_measures(
                registry, figures.total(unit.slug), unit_address(year, unit.slug), month
            ),
        }
        for unit in list_units(registry, figures, months)
    ]
    return {
        "heads": ["单位", *head_measures(registry)],
        "rows": rows,
        "total": {"title": SUM, "cells": _list_sums(registry, figures.total(), year, month)},
    }


def head_measures(registry: Registry) -> list[str]:
    """Return the heads of the measures, the share and, where a city weighs, the points."""
    points = [POINTS] if registry.site.figures.weights else []
    return [*(measure.label for measure in Measure), SHARE, *points]


def list_measures(registry: Registry, tally: Tally, page: str, month: str = "") -> list[Cell]:
    """Return the cells of a unit's measures, which lead to its year at ``page``."""
    cells = [
        show_number(tally.count(measure), f"{page}#{measure_anchor(measure, month)}")
        for measure in Measure
    ]
    cells.append(_show_share(tally, f"{page}#{adopted_anchor(month)}"))
    weights = registry.site.figures.weights
    if weights:
        points = count_points(tally, weights)
        cells.append(show_number(points, "" if month else f"{page}#points"))
    return cells


def _show_share(tally: Tally, address: str) -> Cell:
    """Return a share that leads to what was taken up, each article once."""
    return show_text(write_share(tally), address if tally.adopted else "")


def _list_sums(registry: Registry, tally: Tally, year: int, month: str) -> list[Cell]:
    """Return the cells of all units together."""
    adopted = adopted_address(year)
    submitted = archive_address(read_month(month)) if month else f"{year_address(year)}#months"
    cells = [show_number(tally.submitted, submitted)]
    cells += [
        show_number(tally.count(measure), f"{adopted}#{measure_anchor(measure, month)}")
        for measure in Measure
        if measure is not Measure.SUBMITTED
    ]
    cells.append(_show_share(tally, f"{adopted}#{adopted_anchor(month)}"))
    weights = registry.site.figures.weights
    return cells + ([show_text(str(count_points(tally, weights)))] if weights else [])


def head_months(months: Iterable[str]) -> list[str]:
    """Return the heads of months."""
    return [f"{int(month[5:])}月" for month in months]


def compose_months(
    registry: Registry, figures: Figures, months: Sequence[str], measure: Measure
) -> Table:
    """Return a table of units and months, of one measure."""
    year = read_month(months[0])[0]
    rows = []
    for unit in list_units(registry, figures, months):
        page = unit_address(year, unit.slug)
        cells = [
            _show_month(unit, month, figures.tally(unit.slug, month), measure, page)
            for month in months
        ]
        count = figures.total(unit.slug).count(measure)
        cells.append(show_number(count, f"{page}#{measure_anchor(measure)}"))
        rows.append({**head_unit(unit, months), "cells": cells})
    totals = [(figures.total(month=month).count(measure), month) for month in months]
    cells = [show_number(count, _place_total(year, measure, month)) for count, month in totals]
    cells.append(show_number(figures.total().count(measure), _place_total(year, measure)))
    return {
        "heads": ["单位", *head_months(months), SUM],
        "rows": rows,
        "total": {"title": SUM, "cells": cells},
    }


def _show_month(unit: Unit, month: str, tally: Tally, measure: Measure, page: str) -> Cell:
    if not tally and not existed_in(unit, month):
        return show_text(NOTHING)
    return show_number(tally.count(measure), f"{page}#{measure_anchor(measure, month)}")


def _place_total(year: int, measure: Measure, month: str = "") -> str:
    """Return where all units' articles of a measure are listed.

    Those submitted in a whole year stand in the table of months, which leads on.
    """
    if measure is not Measure.SUBMITTED:
        return f"{adopted_address(year)}#{measure_anchor(measure, month)}"
    return archive_address(read_month(month)) if month else f"{year_address(year)}#months"


def compose_totals(figures: Figures, months: Sequence[str]) -> Table:
    """Return a table of all units together, month by month: what the chart shows."""
    year = read_month(months[0])[0]
    taken = adopted_address(year)
    tallies = [(figures.total(month=month), month) for month in months]
    whole = figures.total()
    measure = Measure.SUBMITTED
    submitted = [
        show_number(tally.submitted, _place_total(year, measure, m)) for tally, m in tallies
    ]
    adopted = [
        show_number(tally.adopted, f"{taken}#{adopted_anchor(month)}") for tally, month in tallies
    ]
    submitted.append(show_number(whole.submitted, _place_total(year, measure)))
    adopted.append(show_number(whole.adopted, f"{taken}#{adopted_anchor()}"))
    rows = [{"title": measure.label, "cells": submitted}, {"title": TAKEN, "cells": adopted}]
    return {"heads": ["全部单位", *head_months(months), SUM], "rows": rows, "total": {}}


def compose_columns(registry: Registry, figures: Figures, months: Sequence[str]) -> Table:
    """Return a table of columns and months."""
    year = read_month(months[0])[0]
    rows = []
    for column in registry.columns:
        page = column_address(year, column.slug)
        counts = [(figures.count_column(column.slug, month), month) for month in months]
        cells = [show_number(count, f"{page}#{month_anchor(month)}") for count, month in counts]
        total = sum(count for count, _ in counts)
        if len(months) > 1:
            cells.append(show_number(total, f"{page}#{ALL}"))
        rows.append({"title": column.title, "href": mark_address(page), "cells": cells})
        if not figures.count_column(column.slug):
            rows[-1]["href"] = ""
    heads = [*head_months(months), SUM] if len(months) > 1 else [Measure.SUBMITTED.label]
    return {"heads": ["栏目", *heads], "rows": rows, "total": {}}


def compose_single(registry: Registry, figures: Figures, slug: str, months: Sequence[str]) -> Table:
    """Return a table of one unit: a row for each month, the measures in columns."""
    year = read_month(months[0])[0]
    page = unit_address(year, slug)
    rows = [
        {
            "title": title,
            "href": mark_address(month_address(month)) if figures.tally(slug, month) else "",
            "cells": list_measures(registry, figures.tally(slug, month), page, month),
        }
        for title, month in zip(head_months(months), months, strict=True)
    ]
    total = {"title": SUM, "cells": list_measures(registry, figures.total(slug), page)}
    return {"heads": ["月份", *head_measures(registry)], "rows": rows, "total": total}
