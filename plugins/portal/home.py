"""The home page: the lead, the newest of all units, notices and the matrix."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model.article import Article
from plugins.model.feed_links import site_feeds
from plugins.model.head import Head
from plugins.model.output import Output, Owner, PageOutput
from plugins.model.portal import Portal
from plugins.model.structured_data import describe_site
from plugins.portal.settings import PortalSettings
from plugins.reading.registry import SITE


def compose_home(portal: Portal, settings: PortalSettings) -> Iterator[Output]:
    """Yield the home page."""
    site = portal.registry.site
    lead = find_lead(portal)
    others = [article for article in portal.articles if article is not lead]
    head = Head(
        title=site.name,
        address="",
        description=site.description,
        image=lead.cover.address if lead and lead.cover else "",
        feeds=site_feeds(site.name),
        structured=(describe_site(site),),
    )
    values = {
        "head": head,
        "lead": lead,
        "latest": tuple(others[: settings.latest]),
        "notices": portal.by_column.get(site.notice_column, ())[: settings.notices],
        "tiles": [
            {
                "unit": unit,
                "newest": next(iter(portal.by_unit[unit.slug]), None),
                "month_count": _count_this_month(portal, unit.slug),
            }
            for unit in portal.registry.units
        ],
    }
    yield PageOutput("index.html", Owner(SITE), "home.html", values)


def find_lead(portal: Portal) -> Article | None:
    """Return the newest article with a cover, or the newest, or nothing on an empty site."""
    with_cover = (article for article in portal.articles if article.cover)
    return next(with_cover, None) or next(iter(portal.articles), None)


def _count_this_month(portal: Portal, unit: str) -> int:
    today = portal.today
    return sum(
        (article.day.year, article.day.month) == (today.year, today.month)
        for article in portal.by_unit[unit]
    )
