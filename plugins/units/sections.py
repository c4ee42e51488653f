"""Each unit's section, and the page on which to follow all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.days import describe_day
from plugins.model.feed_links import site_feeds, unit_feeds
from plugins.model.head import Crumb, Head, compose_head, compose_list_head
from plugins.model.listing import ListPage, cut_list
from plugins.model.output import Output, Owner, PageOutput
from plugins.model.portal import Portal
from plugins.model.unit import Unit
from plugins.reading.registry import UNITS
from plugins.units.settings import UnitsSettings


def compose_sections(portal: Portal, settings: UnitsSettings) -> Iterator[Output]:
    """Yield the pages of every unit's section; a unit without articles has one, too."""
    for unit in portal.registry.units:
        links = _link_columns(portal, unit)
        for page in cut_list(portal.by_unit[unit.slug], unit.address, settings.page_size):
            values = {
                "head": _compose_head(portal, unit, page),
                "unit": unit,
                "account": {
                    **describe_account(unit, "本页"),
                    "href": mark_address(unit.code_drawing),
                },
                "list": page,
                "column_links": links,
            }
            owner = Owner(UNITS, unit.slug)
            yield PageOutput(output_path(page.address), owner, "unit.html", values)


def compose_follow_page(portal: Portal) -> Iterator[Output]:
    """Yield the page with every unit's account and code."""
    site = portal.registry.site
    head = compose_head(
        site,
        Crumb("关注公众号", "follow/"),
        description="各地文明办的公众号：扫码，或者按名称、微信号搜索。",
        feeds=site_feeds(site.name),
    )
    accounts = [
        {"unit": unit, "account": describe_account(unit, f"{unit.name}的页面")}
        for unit in portal.registry.units
    ]
    values = {"head": head, "accounts": accounts}
    yield PageOutput(output_path("follow/"), Owner(UNITS), "follow.html", values)


def describe_account(unit: Unit, place: str) -> dict[str, str]:
    """Return a unit's account as the component of that name shows it.

    ``place`` is what the unit's page is called where the account stands: that
    page is what the code opens as long as the account is not verified.
    """
    account = unit.account
    day = account.verified_on if account.is_verified else None
    return {
        "owner": unit.name,
        "src": mark_address(unit.code_bitmap),
        "name": account.name,
        "id": account.id,
        "opened": account.opened,
        "datetime": day.isoformat() if day else "",
        "day": describe_day(day) if day else "",
        "place": place,
    }


def _link_columns(portal: Portal, unit: Unit) -> list[dict[str, Any]]:
    """Return the columns a unit has written for, in the registry's order, with counts."""
    counts = Counter(article.column for article in portal.by_unit[unit.slug])
    return [
        {
            "href": mark_address(column.address),
            "title": column.title,
            "count": counts[column.slug],
        }
        for column in portal.registry.columns
        if counts[column.slug]
    ]


def _compose_head(portal: Portal, unit: Unit, page: ListPage) -> Head:
    return compose_list_head(
        portal.registry.site,
        Crumb(unit.name, unit.address),
        page,
        description=unit.introduction or f"{unit.office}的公众号、二维码和最新稿件。",
        feeds=unit_feeds(unit),
    )
