"""The feeds, the sitemap and robots.txt as the build asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.build.signals import sections_wanted
from plugins.feeds.atom import write_atom
from plugins.feeds.json_feed import write_json_feed
from plugins.feeds.settings import FeedsSettings
from plugins.feeds.sitemap import list_sitemaps
from plugins.model.article import Slip
from plugins.model.feed_links import ATOM, site_feeds, unit_feeds
from plugins.model.head import FeedLink
from plugins.model.output import FileOutput, Output, Owner, Section
from plugins.model.portal import Portal
from plugins.model.settings import make_settings


def list_feed_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the feeds of the site and of every unit, and the sitemaps."""
    length = make_settings(FeedsSettings, "FEEDS", settings).length
    for link in site_feeds(portal.registry.site.name):
        yield _make_section(portal, link, "", portal.articles[:length], "")
    for unit in portal.registry.units:
        newest = portal.by_unit[unit.slug][:length]
        for link in unit_feeds(unit):
            yield _make_section(portal, link, unit.address, newest, unit.slug)
    yield from list_sitemaps(portal)


def _make_section(
    portal: Portal, link: FeedLink, page: str, slips: tuple[Slip, ...], unit: str
) -> Section:
    inputs = {
        "registry": portal.registry,
        "feed": link,
        "page": page,
        "slips": slips,
        "texts": tuple(slip.text for slip in slips),
        "unit": unit,
    }
    return Section(f"feed {link.address}", list_feed, inputs)


def list_feed(feed: FeedLink, unit: str, **inputs: Any) -> Iterator[Output]:
    """Yield one feed, of one unit or of the site."""
    make = write_atom if feed.media_type == ATOM else write_json_feed
    yield FileOutput(feed.address, Owner("plugins/feeds", unit), make, {"feed": feed, **inputs})


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_feed_sections)
