"""Lists over all units: by column, by tag, by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.days import describe_month
from plugins.model.feed_links import site_feeds
from plugins.model.head import HOME, Crumb, Head, compose_head, compose_list_head
from plugins.model.listing import ListPage, cut_list
from plugins.model.output import Output, Owner, PageOutput
from plugins.model.portal import Month, Portal, month_address
from plugins.portal.settings import PortalSettings
from plugins.reading.registry import COLUMNS

_COLUMNS = Crumb("栏目", "column/")
_TAGS = Crumb("标签", "tag/")
_ARCHIVE = Crumb("归档", "archive/")
_COLUMNS_OWNER = Owner(COLUMNS)
_TAGS_OWNER = Owner("articles（标签）")
_ARCHIVE_OWNER = Owner("articles（归档）")


def compose_columns(portal: Portal, settings: PortalSettings) -> Iterator[Output]:
    """Yield the list of columns and the pages of each."""
    links = [
        {
            "href": mark_address(column.address),
            "title": column.title,
            "count": len(portal.by_column[column.slug]),
            "description": column.description,
        }
        for column in portal.registry.columns
    ]
    head = _head(portal, _COLUMNS, (HOME,), "每个栏目收什么稿件，已有多少篇。")
    yield _page(head, _COLUMNS_OWNER, "columns.html", links=links)
    for column in portal.registry.columns:
        crumb = Crumb(column.title, column.address)
        articles = portal.by_column[column.slug]
        for page in cut_list(articles, column.address, settings.page_size):
            head = _list_head(portal, crumb, page, (HOME, _COLUMNS), column.description)
            yield _page(head, _COLUMNS_OWNER, "column.html", column=column, list=page)


def compose_tags(portal: Portal, settings: PortalSettings) -> Iterator[Output]:
    """Yield the list of tags and the pages of each."""
    links = [
        {"href": mark_address(portal.tag_address(tag)), "title": tag, "count": len(articles)}
        for tag, articles in portal.by_tag.items()
    ]
    head = _head(portal, _TAGS, (HOME,), "按标签找稿件。")
    yield _page(head, _TAGS_OWNER, "tags.html", links=links)
    for tag, articles in portal.by_tag.items():
        crumb = Crumb(f"标签：{tag}", portal.tag_address(tag))
        for page in cut_list(articles, crumb.address, settings.page_size):
            head = _list_head(portal, crumb, page, (HOME, _TAGS), f"带有“{tag}”标签的稿件。")
            yield _page(head, _TAGS_OWNER, "tag.html", tag=tag, list=page)


def compose_archive(portal: Portal, settings: PortalSettings) -> Iterator[Output]:
    """Yield the archive: the list of months by year, and the pages of each month."""
    months = list(portal.by_month)
    years = [
        {
            "title": f"{year}年",
            "count": sum(len(portal.by_month[month]) for month in group),
            "months": [_count_month(portal, month) for month in group],
        }
        for year, group in ((y, list(g)) for y, g in groupby(months, lambda month: month[0]))
    ]
    head = _head(portal, _ARCHIVE, (HOME,), "按年月找稿件。")
    yield _page(head, _ARCHIVE_OWNER, "archive.html", years=years)
    for place, month in enumerate(months):
        crumb = Crumb(describe_month(date(*month, 1)), month_address(month))
        around = {
            "newer_month": _link_month(months[place - 1]) if place else None,
            "older_month": _link_month(months[place + 1]) if place + 1 < len(months) else None,
        }
        for page in cut_list(portal.by_month[month], crumb.address, settings.page_size):
            head = _list_head(portal, crumb, page, (HOME, _ARCHIVE), f"{crumb.title}的稿件。")
            day = date(*month, 1)
            yield _page(head, _ARCHIVE_OWNER, "month.html", month=day, list=page, **around)


def _head(portal: Portal, crumb: Crumb, parents: tuple[Crumb, ...], description: str) -> Head:
    site = portal.registry.site
    feeds = site_feeds(site.name)
    return compose_head(site, crumb, parents, description=description, feeds=feeds)


def _list_head(
    portal: Portal, crumb: Crumb, page: ListPage, parents: tuple[Crumb, ...], description: str
) -> Head:
    site = portal.registry.site
    feeds = site_feeds(site.name)
    return compose_list_head(site, crumb, page, parents, description=description, feeds=feeds)


def _page(head: Head, owner: Owner, template: str, **values: Any) -> PageOutput:
    return PageOutput(output_path(head.address), owner, template, {"head": head, **values})


def _count_month(portal: Portal, month: Month) -> dict[str, Any]:
    return {
        "href": mark_address(month_address(month)),
        "title": f"{month[1]}月",
        "datetime": f"{month[0]:04}-{month[1]:02}",
        "count": len(portal.by_month[month]),
    }


def _link_month(month: Month) -> dict[str, Any]:
    return {"date": date(*month, 1), "address": month_address(month)}
