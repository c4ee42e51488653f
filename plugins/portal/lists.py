"""Lists over all units: by column, by tag, by month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Any

from plugins.model.feed_links import site_feeds
from plugins.model.head import HOME, Crumb, Head
from plugins.model.listing import ListPage, cut_list
from plugins.model.output import Output, Owner, PageOutput
from plugins.model.portal import Month, Portal, month_address
from plugins.model.structured_data import describe_way
from plugins.portal.settings import PortalSettings
from plugins.reading.registry import COLUMNS

_COLUMNS = Crumb("栏目", "column/")
_TAGS = Crumb("标签", "tag/")
_ARCHIVE = Crumb("归档", "archive/")
_TAGS_OWNER = Owner("articles（标签）")
_ARCHIVE_OWNER = Owner("articles（归档）")


def compose_columns(portal: Portal, settings: PortalSettings) -> Iterator[Output]:
    """Yield the list of columns and the pages of each."""
    owner = Owner(COLUMNS)
    counts = [
        {"column": column, "count": len(portal.by_column[column.slug])}
        for column in portal.registry.columns
    ]
    head = _compose_head(portal, _COLUMNS, (HOME,), "每个栏目收什么稿件，已有多少篇。")
    yield PageOutput(
        "column/index.html", owner, "columns.html", _values(head, column_counts=counts)
    )
    for column in portal.registry.columns:
        articles = portal.by_column[column.slug]
        for page in cut_list(articles, column.address, settings.page_size):
            crumb = Crumb(column.title, page.address)
            head = _compose_head(portal, crumb, (HOME, _COLUMNS), column.description, page)
            values = _values(head, column=column, list=page, is_front=page.number == page.count)
            yield PageOutput(f"{page.address}index.html", owner, "column.html", values)


def compose_tags(portal: Portal, settings: PortalSettings) -> Iterator[Output]:
    """Yield the list of tags and the pages of each."""
    counts = [{"tag": tag, "count": len(articles)} for tag, articles in portal.by_tag.items()]
    head = _compose_head(portal, _TAGS, (HOME,), "按标签找文章。")
    yield PageOutput("tag/index.html", _TAGS_OWNER, "tags.html", _values(head, tag_counts=counts))
    for tag, articles in portal.by_tag.items():
        for page in cut_list(articles, portal.tag_address(tag), settings.page_size):
            crumb = Crumb(f"标签：{tag}", page.address)
            description = f"带有“{tag}”标签的文章。"
            head = _compose_head(portal, crumb, (HOME, _TAGS), description, page)
            values = _values(head, tag=tag, list=page)
            yield PageOutput(f"{page.address}index.html", _TAGS_OWNER, "tag.html", values)


def compose_archive(portal: Portal) -> Iterator[Output]:
    """Yield the archive: one page a month, and the list of months by year."""
    months = list(portal.by_month)
    years = [
        {
            "year": year,
            "count": sum(len(portal.by_month[month]) for month in group),
            "months": [
                {
                    "date": _first_day(month),
                    "address": month_address(month),
                    "count": len(portal.by_month[month]),
                }
                for month in group
            ],
        }
        for year, group in ((y, list(g)) for y, g in groupby(months, lambda month: month[0]))
    ]
    head = _compose_head(portal, _ARCHIVE, (HOME,), "按年月找文章。")
    yield PageOutput(
        "archive/index.html", _ARCHIVE_OWNER, "archive.html", _values(head, years=years)
    )
    for place, month in enumerate(months):
        day = _first_day(month)
        address = month_address(month)
        title = f"{day.year}年{day.month}月"
        head = _compose_head(portal, Crumb(title, address), (HOME, _ARCHIVE), f"{title}的文章。")
        values = _values(
            head,
            month=day,
            articles=portal.by_month[month],
            newer_month=_describe_month(months[place - 1]) if place else None,
            older_month=_describe_month(months[place + 1]) if place + 1 < len(months) else None,
        )
        yield PageOutput(f"{address}index.html", _ARCHIVE_OWNER, "month.html", values)


def _compose_head(
    portal: Portal,
    crumb: Crumb,
    way: tuple[Crumb, ...],
    description: str,
    page: ListPage | None = None,
) -> Head:
    is_front = page is None or page.number == page.count
    title = crumb.title if is_front or page is None else f"{crumb.title}（第 {page.number} 页）"
    site = portal.registry.site
    return Head(
        title=title,
        address=crumb.address,
        description=description,
        crumbs=way,
        feeds=site_feeds(site.name),
        structured=(describe_way(site, way, title, crumb.address),),
    )


def _values(head: Head, **values: Any) -> dict[str, Any]:
    return {"head": head, **values}


def _first_day(month: Month) -> date:
    return date(*month, 1)


def _describe_month(month: Month) -> dict[str, Any]:
    return {"date": _first_day(month), "address": month_address(month)}
