"""Each unit's section, and the page on which to follow all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from plugins.model.feed_links import site_feeds, unit_feeds
from plugins.model.head import HOME, Crumb, Head
from plugins.model.listing import ListPage, cut_list
from plugins.model.output import Output, Owner, PageOutput
from plugins.model.portal import Portal
from plugins.model.structured_data import describe_way
from plugins.model.unit import Unit
from plugins.reading.registry import UNITS
from plugins.units.settings import UnitsSettings


def compose_sections(portal: Portal, settings: UnitsSettings) -> Iterator[Output]:
    """Yield the pages of every unit's section; a unit without articles has one, too."""
    for unit in portal.registry.units:
        counts = _count_columns(portal, unit)
        for page in cut_list(portal.by_unit[unit.slug], unit.address, settings.page_size):
            values = {
                "head": _compose_head(portal, unit, page),
                "unit": unit,
                "list": page,
                "column_counts": counts,
                "is_front": page.number == page.count,
            }
            owner = Owner(UNITS, unit.slug)
            yield PageOutput(f"{page.address}index.html", owner, "unit.html", values)


def compose_follow_page(portal: Portal) -> Iterator[Output]:
    """Yield the page with every unit's account and code."""
    site = portal.registry.site
    title, address = "关注公众号", "follow/"
    head = Head(
        title=title,
        address=address,
        description="各地文明办的公众号：扫码，或者按名称、微信号搜索。",
        crumbs=(HOME,),
        feeds=site_feeds(site.name),
        structured=(describe_way(site, (HOME,), title, address),),
    )
    yield PageOutput("follow/index.html", Owner(UNITS), "follow.html", {"head": head})


def _count_columns(portal: Portal, unit: Unit) -> list[dict[str, Any]]:
    """Return the columns a unit has written for, in the registry's order, with counts."""
    counts = Counter(article.column for article in portal.by_unit[unit.slug])
    return [
        {"column": column, "count": counts[column.slug]}
        for column in portal.registry.columns
        if counts[column.slug]
    ]


def _compose_head(portal: Portal, unit: Unit, page: ListPage) -> Head:
    is_front = page.number == page.count
    title = unit.name if is_front else f"{unit.name}（第 {page.number} 页）"
    crumbs = (HOME,) if is_front else (HOME, Crumb(unit.name, unit.address))
    site = portal.registry.site
    return Head(
        title=title,
        address=page.address,
        description=unit.introduction or f"{unit.office}的公众号、二维码和最新文章。",
        crumbs=crumbs,
        feeds=unit_feeds(unit),
        structured=(describe_way(site, crumbs, title, page.address),),
    )
