"""Lists over all units: by column, by tag, by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.article import Run
from plugins.model.contributors import group_contributors, take_month
from plugins.model.days import describe_month
from plugins.model.feed_links import site_feeds
from plugins.model.head import HOME, Crumb, Head, compose_head, compose_list_head
from plugins.model.listing import ListPage, cut_list
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Month, Portal, month_address, tag_address
from plugins.model.registry import Registry
from plugins.portal.contributors import show_group
from plugins.portal.settings import PortalSettings
from plugins.reading.registry import COLUMNS

_COLUMNS = Crumb("栏目", "column/")
_TAGS = Crumb("标签", "tag/")
_ARCHIVE = Crumb("归档", "archive/")
_COLUMNS_OWNER = Owner(COLUMNS)
_TAGS_OWNER = Owner("articles（标签）")
_ARCHIVE_OWNER = Owner("articles（归档）")

Values = Mapping[str, Any]
"""What a template shows."""


def list_columns(portal: Portal, settings: PortalSettings) -> Iterator[Section]:
    """Yield the list of columns and the pages of each."""
    registry = portal.registry
    counts = tuple(len(articles) for articles in portal.by_column.values())
    yield Section("columns", list_columns_page, {"registry": registry, "counts": counts})
    first = portal.today.replace(day=1)
    for column, articles in portal.by_column.items():
        inputs = {"slug": column, "run": Run(articles), "size": settings.page_size}
        inputs["month"] = first if registry.column_by_slug[column].counts_by else None
        yield Section(f"column {column}", list_column, {"registry": registry, **inputs})


def list_columns_page(**inputs: Any) -> Iterator[Output]:
    """Yield the list of columns."""
    yield _page(_COLUMNS, _COLUMNS_OWNER, "columns.html", compose_columns, **inputs)


def list_column(
    registry: Registry, slug: str, run: Run, size: int, month: date | None
) -> Iterator[Output]:
    """Yield the pages of one column; the front of one that counts shows ``month``."""
    for page in cut_list(run.slips, registry.column_by_slug[slug].address, size):
        shown = month if page.is_front else None
        inputs = {
            "registry": registry,
            "slug": slug,
            "page": page,
            "month": shown,
            "of_month": Run(take_month(run.slips, shown) if shown else ()),
        }
        yield _page(page, _COLUMNS_OWNER, "column.html", compose_column, **inputs)


def compose_columns(registry: Registry, counts: tuple[int, ...]) -> Values:
    """Return what the list of columns shows; ``counts`` are in their order."""
    links = [
        {
            "href": mark_address(column.address),
            "title": column.title,
            "count": count,
            "description": column.description,
        }
        for column, count in zip(registry.columns, counts, strict=True)
    ]
    head = _head(registry, _COLUMNS, "每个栏目收什么稿件，已有多少篇。")
    return {"head": head, "links": links}


def compose_column(
    registry: Registry, slug: str, page: ListPage, month: date | None, of_month: Run
) -> Values:
    """Return what one page of a column shows.

    With a ``month`` (its first day) it says who has written the articles ``of_month``.
    """
    column = registry.column_by_slug[slug]
    crumb = Crumb(column.title, column.address)
    head = _list_head(registry, crumb, page, (HOME, _COLUMNS), column.description)
    groups = group_contributors(registry, column, of_month.slips, month) if month else ()
    shown = [show_group(group) for group in groups]
    return {"head": head, "column": column, "list": page, "month": month, "groups": shown}


def list_tags(portal: Portal, settings: PortalSettings) -> Iterator[Section]:
    """Yield the list of tags and the pages of each."""
    registry = portal.registry
    counts = tuple((*key, len(articles)) for key, articles in portal.by_tag.items())
    yield Section("tags", list_tags_page, {"registry": registry, "counts": counts})
    for (tag, slug), articles in portal.by_tag.items():
        inputs = {"tag": tag, "slug": slug, "run": Run(articles), "size": settings.page_size}
        yield Section(f"tag {slug}", list_tag, {"registry": registry, **inputs})


def list_tags_page(**inputs: Any) -> Iterator[Output]:
    """Yield the list of tags."""
    yield _page(_TAGS, _TAGS_OWNER, "tags.html", compose_tags, **inputs)


def list_tag(registry: Registry, tag: str, slug: str, run: Run, size: int) -> Iterator[Output]:
    """Yield the pages of one tag."""
    for page in cut_list(run.slips, tag_address(slug), size):
        inputs = {"registry": registry, "tag": tag, "slug": slug, "page": page}
        yield _page(page, _TAGS_OWNER, "tag.html", compose_tag, **inputs)


def compose_tags(registry: Registry, counts: tuple[tuple[str, str, int], ...]) -> Values:
    """Return what the list of tags shows: each with its slug and how many articles bear it."""
    links = [
        {"href": mark_address(tag_address(slug)), "title": tag, "count": count}
        for tag, slug, count in counts
    ]
    return {"head": _head(registry, _TAGS, "按标签找稿件。"), "links": links}


def compose_tag(registry: Registry, tag: str, slug: str, page: ListPage) -> Values:
    """Return what one page of a tag shows."""
    crumb = Crumb(f"标签：{tag}", tag_address(slug))
    head = _list_head(registry, crumb, page, (HOME, _TAGS), f"带有“{tag}”标签的稿件。")
    return {"head": head, "tag": tag, "list": page}


def list_archive(portal: Portal, settings: PortalSettings) -> Iterator[Section]:
    """Yield the archive: the list of months by year, and the pages of each month."""
    registry = portal.registry
    months = list(portal.by_month)
    counts = tuple((*month, len(portal.by_month[month])) for month in months)
    yield Section("archive", list_archive_page, {"registry": registry, "counts": counts})
    for place, month in enumerate(months):
        inputs = {
            "registry": registry,
            "run": Run(portal.by_month[month]),
            "size": settings.page_size,
            "month": month,
            "newer": months[place - 1] if place else None,
            "older": months[place + 1] if place + 1 < len(months) else None,
        }
        yield Section(f"month {month[0]:04}-{month[1]:02}", list_month, inputs)


def list_archive_page(**inputs: Any) -> Iterator[Output]:
    """Yield the list of months."""
    yield _page(_ARCHIVE, _ARCHIVE_OWNER, "archive.html", compose_archive, **inputs)


def list_month(
    registry: Registry, run: Run, size: int, month: Month, **around: Any
) -> Iterator[Output]:
    """Yield the pages of one month; ``around`` are the months beside it."""
    for page in cut_list(run.slips, month_address(month), size):
        inputs = {"registry": registry, "page": page, "month": month, **around}
        yield _page(page, _ARCHIVE_OWNER, "month.html", compose_month, **inputs)


def compose_archive(registry: Registry, counts: tuple[tuple[int, int, int], ...]) -> Values:
    """Return what the archive shows: for each year, month and number of articles a link."""
    years = []
    for year, group in groupby(counts, lambda count: count[0]):
        months = list(group)
        total = sum(number for _, _, number in months)
        links = [_count_month((year, month), number) for _, month, number in months]
        years.append({"title": f"{year}年", "count": total, "months": links})
    return {"head": _head(registry, _ARCHIVE, "按年月找稿件。"), "years": years}


def compose_month(
    registry: Registry, page: ListPage, month: Month, newer: Month | None, older: Month | None
) -> Values:
    """Return what one page of a month shows, with the months around it."""
    day = date(*month, 1)
    crumb = Crumb(describe_month(day), month_address(month))
    return {
        "head": _list_head(registry, crumb, page, (HOME, _ARCHIVE), f"{crumb.title}的稿件。"),
        "month": day,
        "list": page,
        "newer_month": _link_month(newer) if newer else None,
        "older_month": _link_month(older) if older else None,
    }


def _page(
    place: Crumb | ListPage,
    owner: Owner,
    template: str,
    compose: Callable[..., Values],
    **inputs: Any,
) -> PageOutput:
    return PageOutput(output_path(place.address), owner, template, compose, inputs)


def _head(registry: Registry, crumb: Crumb, description: str) -> Head:
    site = registry.site
    return compose_head(site, crumb, description=description, feeds=site_feeds(site.name))


def _list_head(
    registry: Registry, crumb: Crumb, page: ListPage, parents: tuple[Crumb, ...], description: str
) -> Head:
    site = registry.site
    feeds = site_feeds(site.name)
    return compose_list_head(site, crumb, page, parents, description=description, feeds=feeds)


def _count_month(month: Month, count: int) -> dict[str, Any]:
    return {
        "href": mark_address(month_address(month)),
        "title": f"{month[1]}月",
        "datetime": f"{month[0]:04}-{month[1]:02}",
        "count": count,
    }


def _link_month(month: Month) -> dict[str, Any]:
    return {"date": date(*month, 1), "address": month_address(month)}
