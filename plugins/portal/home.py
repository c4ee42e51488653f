"""The home page: the lead, the newest of all units, notices and the matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from plugins.model.address import mark_address
from plugins.model.article import Slip
from plugins.model.contributors import take_month
from plugins.model.feed_links import site_feeds
from plugins.model.head import Head
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Portal
from plugins.model.registry import Registry
from plugins.model.repost import REPOST, RepostDay, RepostSlip, describe_latest_end
from plugins.model.structured_data import describe_site
from plugins.portal.settings import PortalSettings
from plugins.reading.registry import SITE


def list_home(portal: Portal, settings: PortalSettings) -> Iterator[Section]:
    """Yield the home page."""
    lead = find_lead(portal)
    newest = portal.articles[: settings.latest + 1]
    notices = portal.by_column.get(portal.registry.site.notice_column, ())
    inputs = {
        "registry": portal.registry,
        "lead": lead,
        "latest": tuple(a for a in newest if a is not lead)[: settings.latest],
        "notices": notices[: settings.notices],
        "newest": tuple(next(iter(articles), None) for articles in portal.by_unit.values()),
        "month_counts": tuple(_count_this_month(portal, unit) for unit in portal.by_unit),
        "year": portal.today.year,
        "repost": find_coming_day(portal),
    }
    yield Section("home", list_home_page, inputs)


def list_home_page(**inputs: Any) -> Iterator[Output]:
    """Yield the home page of ``inputs``."""
    yield PageOutput("index.html", Owner(SITE), "home.html", compose_home, inputs)


def compose_home(
    registry: Registry,
    lead: Slip | None,
    latest: tuple[Slip, ...],
    notices: tuple[Slip, ...],
    newest: tuple[Slip | None, ...],
    month_counts: tuple[int, ...],
    year: int,
    repost: RepostSlip | None,
) -> Mapping[str, Any]:
    """Return what the home page shows; ``newest`` and ``month_counts`` are in order of units."""
    site = registry.site
    cover = lead.article.cover if lead else None
    head = Head(
        title=site.name,
        address="",
        description=site.description,
        image=cover.address if cover else "",
        feeds=site_feeds(site.name),
        structured=(describe_site(site),),
    )
    tiles = [
        {"unit": unit, "newest": slip.article if slip else None, "month_count": count}
        for unit, slip, count in zip(registry.units, newest, month_counts, strict=True)
    ]
    return {
        "head": head,
        "lead": lead.article if lead else None,
        "latest": [slip.article for slip in latest],
        "notices": [slip.article for slip in notices],
        "tiles": tiles,
        "year": year,
        "repost": compose_strip(repost.open()) if repost else {},
    }


def compose_strip(day: RepostDay) -> dict[str, Any]:
    """Return the arguments of the component that leads to a day's items.

    It names the day: whoever reads the page later is told nothing wrong.
    """
    return {
        "href": mark_address(REPOST),
        "datetime": day.day.isoformat(),
        "day": f"{day.day.month}月{day.day.day}日",
        "count": len(day.items),
        "latest_end": describe_latest_end(day),
    }


def find_coming_day(portal: Portal) -> RepostSlip | None:
    """Return today's items to pass on, or those of the next day that has any."""
    coming = takewhile(lambda slip: slip.day >= portal.today, portal.repost_days)
    return min(coming, key=lambda slip: slip.day, default=None)


def find_lead(portal: Portal) -> Slip | None:
    """Return the newest article with a cover, or the newest, or nothing on an empty site."""
    with_cover = (slip for slip in portal.articles if slip.has_cover)
    return next(with_cover, None) or next(iter(portal.articles), None)


def _count_this_month(portal: Portal, unit: str) -> int:
    """Return how many articles a unit has published since the first of the month."""
    return len(take_month(portal.by_unit[unit], portal.today))
