"""Each unit's section, and the page on which to follow all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.article import Run
from plugins.model.days import describe_day
from plugins.model.feed_links import site_feeds, unit_feeds
from plugins.model.head import Crumb, Head, compose_head, compose_list_head
from plugins.model.listing import ListPage, cut_list
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Portal
from plugins.model.registry import Registry, Site
from plugins.model.unit import Unit
from plugins.reading.registry import UNITS
from plugins.units.adopted import AdoptedArticle, list_adopted, show_adopted
from plugins.units.settings import UnitsSettings


def list_sections(portal: Portal, settings: UnitsSettings) -> Iterator[Section]:
    """Yield the pages of every unit's section; a unit without articles has one, too."""
    adopted = list_adopted(portal, settings.adopted)
    for unit, slips in portal.by_unit.items():
        inputs = {
            "registry": portal.registry,
            "slug": unit,
            "run": Run(slips),
            "adopted": adopted.get(unit, ()),
            "size": settings.page_size,
        }
        yield Section(f"unit {unit}", list_section, inputs)


def list_section(
    registry: Registry, slug: str, run: Run, adopted: tuple[AdoptedArticle, ...], size: int
) -> Iterator[Output]:
    """Yield the pages of one unit's section; ``adopted`` stand on the first of them."""
    columns = Counter(slip.column for slip in run.slips)
    for page in cut_list(run.slips, registry.unit_by_slug[slug].address, size):
        inputs = {
            "registry": registry,
            "slug": slug,
            "page": page,
            "columns": dict(columns) if page.is_front else {},
            "adopted": adopted if page.is_front else (),
        }
        path, owner = output_path(page.address), Owner(UNITS, slug)
        yield PageOutput(path, owner, "unit.html", compose_section, inputs)


def compose_section(
    registry: Registry,
    slug: str,
    page: ListPage,
    columns: Mapping[str, int],
    adopted: tuple[AdoptedArticle, ...],
) -> Mapping[str, Any]:
    """Return what one page of a unit shows; ``columns`` counts its articles by column."""
    unit = registry.unit_by_slug[slug]
    return {
        "head": _compose_head(registry.site, unit, page),
        "unit": unit,
        "account": {**describe_account(unit, "本页"), "href": mark_address(unit.code_drawing)},
        "list": page,
        "column_links": _link_columns(registry, columns),
        "adopted": [show_adopted(each) for each in adopted],
    }


def list_follow_page(portal: Portal) -> Iterator[Section]:
    """Yield the page with every unit's account and code."""
    yield Section("follow", list_follow_outputs, {"registry": portal.registry})


def list_follow_outputs(**inputs: Any) -> Iterator[Output]:
    """Yield that page."""
    path = output_path("follow/")
    yield PageOutput(path, Owner(UNITS), "follow.html", compose_follow_page, inputs)


def compose_follow_page(registry: Registry) -> Mapping[str, Any]:
    """Return what the page with all accounts shows."""
    site = registry.site
    head = compose_head(
        site,
        Crumb("关注公众号", "follow/"),
        description="各地文明办的公众号：扫码，或者按名称、微信号搜索。",
        feeds=site_feeds(site.name),
    )
    accounts = [
        {"unit": unit, "account": describe_account(unit, f"{unit.name}的页面")}
        for unit in registry.units
    ]
    return {"head": head, "accounts": accounts}


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


def _link_columns(registry: Registry, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the columns a unit has written for, in the registry's order, with counts."""
    return [
        {
            "href": mark_address(column.address),
            "title": column.title,
            "count": counts[column.slug],
        }
        for column in registry.columns
        if column.slug in counts
    ]


def _compose_head(site: Site, unit: Unit, page: ListPage) -> Head:
    return compose_list_head(
        site,
        Crumb(unit.name, unit.address),
        page,
        description=unit.introduction or f"{unit.office}的公众号、二维码和最新稿件。",
        feeds=unit_feeds(unit),
    )
