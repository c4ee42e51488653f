"""Where feeds stand: the addresses that pages point to and the feed room writes."""

from __future__ import annotations

from plugins.model.head import FeedLink
from plugins.model.unit import Unit

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"


def site_feeds(site_name: str) -> tuple[FeedLink, ...]:
    """Return the feeds of the whole site."""
    return (
        FeedLink(f"{site_name}：全部文章（Atom）", "feeds/all.atom.xml", ATOM),
        FeedLink(f"{site_name}：全部文章（JSON）", "feeds/all.json", JSON_FEED),
    )


def unit_feeds(unit: Unit) -> tuple[FeedLink, ...]:
    """Return the feeds of one unit."""
    return (
        FeedLink(f"{unit.name}的文章（Atom）", f"{unit.slug}/feed.atom.xml", ATOM),
        FeedLink(f"{unit.name}的文章（JSON）", f"{unit.slug}/feed.json", JSON_FEED),
    )
