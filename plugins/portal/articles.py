"""Article pages: each with its neighbours in the unit and what else its column holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.adoption import Adoption
from plugins.model.article import Article, Run, Slip, Text
from plugins.model.days import describe_day
from plugins.model.feed_links import unit_feeds
from plugins.model.head import HOME, Crumb, Head, describe_breadcrumbs
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Month, Portal, read_month, tag_address
from plugins.model.registry import Registry
from plugins.model.structured_data import describe_article
from plugins.portal.contents import list_contents
from plugins.portal.settings import PortalSettings

_NEIGHBOURS = 2
"""The newer and the older article of the unit, which stand on the page already."""


class Window(Run):
    """Articles of one column around those of a month, newest first."""

    @cached_property
    def _places(self) -> dict[str, int]:
        return {slip.source_path: place for place, slip in enumerate(self.slips)}

    def find_related(
        self, slip: Slip, others: Sequence[Slip | None], count: int
    ) -> tuple[Slip, ...]:
        """Return up to ``count`` articles of the same column, older ones first.

        Older ones come first so that a new article changes the page of none but the
        column's very oldest; ``others`` (the neighbours) stand on the page already.
        """
        place, reach = self._places[slip.source_path], count + _NEIGHBOURS
        found = list(self.slips[place + 1 : place + 1 + reach])
        if len(found) < reach:
            found += self.slips[max(0, place - reach) : place][::-1]
        for other in others:
            if other in found:
                found.remove(other)
        return tuple(found[:count])


def list_months(portal: Portal, settings: PortalSettings) -> Iterator[Section]:
    """Yield the pages of every unit's articles, month by month."""
    windows: dict[tuple[str, str], Window] = {}
    columns = {slug: _find_months(slips) for slug, slips in portal.by_column.items()}
    adoptions = portal.records.adoptions_by_article
    for unit, slips in portal.by_unit.items():
        for month, (start, stop) in _find_months(slips).items():
            run = Run(slips[start:stop])
            here = {slip.column for slip in run.slips}
            for column in here:
                if (column, month) not in windows:
                    place = columns[column][month]
                    window = _cut_window(portal.by_column[column], *place, settings.related)
                    windows[column, month] = window
            inputs = {
                "registry": portal.registry,
                "run": run,
                "texts": run.texts_fingerprint,
                "newer": slips[start - 1] if start else None,
                "older": slips[stop] if stop < len(slips) else None,
                "columns": {column: windows[column, month] for column in here},
                "adoptions": _choose(adoptions, run),
                "related": settings.related,
                "stale_years": settings.stale_years,
                "today": _blur_day(portal.today, read_month(month)),
            }
            yield Section(f"articles {unit} {month}", list_articles, inputs)


def list_articles(
    registry: Registry,
    run: Run,
    texts: str,
    newer: Slip | None,
    older: Slip | None,
    columns: Mapping[str, Window],
    adoptions: Mapping[str, tuple[Adoption, ...]],
    related: int,
    stale_years: int,
    today: date,
) -> Iterator[Output]:
    """Yield the pages of one unit's articles of a month.

    ``newer`` and ``older`` are its articles around them; ``columns`` hold the
    articles of the month and around it by column; ``adoptions`` are those of the
    month's articles by their path.
    """
    around = (newer, *run.slips, older)
    for place, slip in enumerate(run.slips, 1):
        neighbours = (around[place - 1], around[place + 1])
        age = count_years(slip.day, today)
        inputs = {
            "registry": registry,
            "slip": slip,
            "text": slip.text,
            "newer": neighbours[0],
            "older": neighbours[1],
            "related": columns[slip.column].find_related(slip, neighbours, related),
            "adoptions": adoptions.get(slip.source_path, ()),
            "stale_years": age if age >= stale_years and not slip.is_evergreen else 0,
        }
        owner = Owner(slip.source_path, slip.unit)
        yield PageOutput(output_path(slip.address), owner, "article.html", compose_article, inputs)


def compose_article(
    registry: Registry,
    slip: Slip,
    text: Text,
    newer: Slip | None,
    older: Slip | None,
    related: tuple[Slip, ...],
    adoptions: tuple[Adoption, ...],
    stale_years: int,
) -> Mapping[str, Any]:
    """Return what an article's page shows; ``stale_years`` is 0 where it is not stale."""
    article = slip.article
    unit = registry.unit_by_slug[article.unit]
    body = text.read()
    return {
        "head": _compose_head(registry, article),
        "article": article,
        "text": body,
        "unit": unit,
        "unit_name": unit.named_on(article.day),
        "column": registry.column_by_slug[article.column],
        "contents": list_contents(body),
        "tag_links": [
            {"href": mark_address(tag_address(slug)), "title": tag}
            for tag, slug in zip(article.tags, article.tag_slugs, strict=True)
        ],
        "newer": newer.article if newer else None,
        "older": older.article if older else None,
        "related": [other.article for other in related],
        "adoptions": [_show_adoption(adoption) for adoption in adoptions],
        "stale_years": stale_years,
    }


def count_years(then: date, today: date) -> int:
    """Return how many whole years lie between two days."""
    years = today.year - then.year
    return years - ((today.month, today.day) < (then.month, then.day))


def _find_months(slips: Sequence[Slip]) -> dict[str, tuple[int, int]]:
    """Return where each month begins and ends among articles given newest first."""
    found, start = {}, 0
    for month, group in groupby(slips, lambda slip: slip.iso_day[:7]):
        stop = start + sum(1 for _ in group)
        found[month] = (start, stop)
        start = stop
    return found


def _choose(
    adoptions: Mapping[str, tuple[Adoption, ...]], run: Run
) -> dict[str, tuple[Adoption, ...]]:
    """Return the adoptions of a month's articles: one more remakes no other month."""
    if not adoptions:
        return {}
    paths = (slip.source_path for slip in run.slips)
    return {path: adoptions[path] for path in paths if path in adoptions}


def _show_adoption(adoption: Adoption) -> dict[str, str]:
    """Return an adoption as the component of that name shows it."""
    return {
        "level": adoption.level.label,
        "outlet": adoption.outlet,
        "href": adoption.link,
        "datetime": adoption.day.isoformat(),
        "day": describe_day(adoption.day),
    }


def _cut_window(column: Sequence[Slip], start: int, stop: int, count: int) -> Window:
    """Return the articles of a column from ``start`` to ``stop`` and those related to them."""
    reach = count + _NEIGHBOURS
    end = stop + reach
    # Where the column ends too soon, newer articles stand in for older ones.
    begin = max(0, start - reach) if end > len(column) else start
    return Window(column[begin:end])


def _blur_day(today: date, month: Month) -> date:
    """Return a day of this month by which articles of ``month`` are as old as by ``today``.

    Only in the month of an anniversary do single days count.
    """
    return today if today.month == month[1] else today.replace(day=1)


def _compose_head(registry: Registry, article: Article) -> Head:
    unit = registry.unit_by_slug[article.unit]
    crumbs = (HOME, Crumb(unit.name, unit.address))
    return Head(
        title=article.title,
        address=article.address,
        description=article.summary,
        kind="article",
        crumbs=crumbs,
        image=article.cover.address if article.cover else "",
        feeds=unit_feeds(unit),
        structured=(
            describe_article(registry.site, article),
            describe_breadcrumbs(registry.site, (*crumbs, Crumb(article.title, article.address))),
        ),
    )
