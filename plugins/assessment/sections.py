"""The figures as sections of outputs: one for each year, one for the page with this year so far.

A year's section follows from its articles and from what was taken up of them; its
tables follow from the counts, so that a changed title remakes lists and no table.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from plugins.assessment.adopted import Adopted, group_by_year
from plugins.assessment.contributions import pick_named
from plugins.assessment.counting import Figures, count_slips
from plugins.assessment.front_page import compose_front
from plugins.assessment.list_pages import compose_adopted_page, compose_column_page
from plugins.assessment.month_page import compose_month
from plugins.assessment.places import (
    adopted_address,
    column_address,
    month_address,
    table_address,
    unit_address,
    workbook_address,
    year_address,
)
from plugins.assessment.table_file import list_months, list_rows, write_figures
from plugins.assessment.tables import list_units
from plugins.assessment.unit_page import compose_unit
from plugins.assessment.workbook import describe_columns, make_workbook
from plugins.assessment.year_page import compose_year
from plugins.model.address import output_path
from plugins.model.article import Run, Slip
from plugins.model.assessment import FIGURES
from plugins.model.output import FileOutput, Output, Owner, PageOutput, Section
from plugins.model.portal import Portal, group_articles
from plugins.model.registry import Registry

_OWNER = Owner("articles（工作数据）")


def list_figures(portal: Portal) -> Iterator[Section]:
    """Yield the figures of every year that has articles, of this year, and the page on top."""
    adopted = group_by_year(portal.records.adoptions_by_article)
    today = portal.today
    years = sorted({today.year, *portal.by_year}, reverse=True)
    around = (None, *years, None)
    for place, year in enumerate(years):
        inputs = {
            "registry": portal.registry,
            "months": list_months(year, today.month if year == today.year else 12),
            "run": portal.by_year.get(year, Run(())),
            "adopted": adopted.get(year, Adopted({})),
            "newer": around[place],
            "older": around[place + 2],
        }
        yield Section(f"figures {year}", list_year, inputs)
    yield _list_front(portal, adopted.get(today.year, Adopted({})))


def _list_front(portal: Portal, adopted: Adopted) -> Section:
    inputs = {
        "registry": portal.registry,
        "today": portal.today,
        "run": portal.by_year.get(portal.today.year, Run(())),
        "adopted": adopted,
        "newest": tuple(next(iter(slips), None) for slips in portal.by_unit.values()),
        "counts": tuple((*month, len(slips)) for month, slips in portal.by_month.items()),
        "corrections": portal.records.corrections,
    }
    return Section("figures", list_front, inputs)


def list_front(
    registry: Registry, today: date, run: Run, adopted: Adopted, **inputs: Any
) -> Iterator[Output]:
    """Yield the page with this year so far."""
    figures = count_slips(run.slips, adopted.by_article)
    inputs = {"registry": registry, "today": today, "figures": figures, **inputs}
    yield PageOutput(output_path(FIGURES), _OWNER, "figures.html", compose_front, inputs)


def list_year(
    registry: Registry,
    months: Sequence[str],
    run: Run,
    adopted: Adopted,
    newer: int | None,
    older: int | None,
) -> Iterator[Output]:
    """Yield all pages and files of one year, which lasts until the last of ``months``."""
    year = int(months[0][:4])
    figures = count_slips(run.slips, adopted.by_article)
    known = {"registry": registry, "months": months}
    named = pick_named(registry, run.slips)
    inputs = {**known, "figures": figures, "named": Run(named), "newer": newer, "older": older}
    path = output_path(year_address(year))
    yield PageOutput(path, _OWNER, "figures_year.html", compose_year, inputs)
    yield from _list_months(registry, months, figures, named)
    yield from _list_units(registry, months, run, adopted, figures)
    yield from _list_columns(registry, year, run)
    taken = Run([slip for slip in run.slips if slip.source_path in adopted.by_article])
    inputs = {"registry": registry, "year": year, "run": taken, "adopted": adopted}
    path = output_path(adopted_address(year))
    yield PageOutput(path, _OWNER, "figures_list.html", compose_adopted_page, inputs)
    yield from _list_files(registry, months, figures, taken, adopted)


def _list_months(
    registry: Registry, months: Sequence[str], figures: Figures, named: Sequence[Slip]
) -> Iterator[Output]:
    """Yield a page for every month with articles."""
    shown = [month for month in months if figures.total(month=month)]
    around = (None, *shown, None)
    for place, month in enumerate(shown):
        inputs = {
            "registry": registry,
            "month": month,
            "figures": figures.of_month(month),
            "named": Run([slip for slip in named if slip.month == month]),
            "older": around[place],
            "newer": around[place + 2],
        }
        path = output_path(month_address(month))
        yield PageOutput(path, _OWNER, "figures_month.html", compose_month, inputs)


def _list_units(
    registry: Registry, months: Sequence[str], run: Run, adopted: Adopted, figures: Figures
) -> Iterator[Output]:
    by_unit = group_articles(run.slips, lambda slip: slip.unit)
    for unit in list_units(registry, figures, months):
        slips = by_unit.get(unit.slug, ())
        inputs = {
            "registry": registry,
            "slug": unit.slug,
            "months": months,
            "run": Run(slips),
            "adopted": adopted.of({slip.source_path for slip in slips}),
        }
        path = output_path(unit_address(int(months[0][:4]), unit.slug))
        owner = Owner(_OWNER.source, unit.slug)
        yield PageOutput(path, owner, "figures_unit.html", compose_unit, inputs)


def _list_columns(registry: Registry, year: int, run: Run) -> Iterator[Output]:
    for slug, slips in group_articles(run.slips, lambda slip: slip.column).items():
        inputs = {"registry": registry, "slug": slug, "year": year, "run": Run(slips)}
        path = output_path(column_address(year, slug))
        yield PageOutput(path, _OWNER, "figures_list.html", compose_column_page, inputs)


def _list_files(
    registry: Registry, months: Sequence[str], figures: Figures, taken: Run, adopted: Adopted
) -> Iterator[Output]:
    year = int(months[0][:4])
    rows = list_rows(registry, figures, months)
    yield FileOutput(table_address(year), _OWNER, write_figures, {"rows": rows})
    inputs = {
        "months": months,
        "rows": rows,
        "columns": describe_columns(registry, figures, months),
        "weights": registry.site.figures.weights,
        "taken": taken,
        "adopted": adopted,
    }
    yield FileOutput(workbook_address(year), _OWNER, make_workbook, inputs)
