"""Where feeds stand: the addresses that pages point to and the feed room writes."""

from __future__ import annotations

from plugins.model.head import FeedLink
from plugins.model.unit import Unit

ATOM = "application/atom+xml"
JSON_FEED = "application/feed+json"


def site_feeds(site_name: str) -> tuple[FeedLink, ...]:
    """Return the feeds of the whole site."""
    title = f"{site_name}：全部稿件"
    return (
        FeedLink(title, "订阅全部稿件（Atom）", "feeds/all.atom.xml", ATOM),
        FeedLink(title, "订阅全部稿件（JSON）", "feeds/all.json", JSON_FEED),
    )


def repost_feeds(site_name: str) -> tuple[FeedLink, ...]:
    """Return the feeds of what volunteers are asked to pass on."""
    title = f"{site_name}：转发清单"
    return (
        FeedLink(title, "订阅转发清单（Atom）", "feeds/repost.atom.xml", ATOM),
        FeedLink(title, "订阅转发清单（JSON）", "feeds/repost.json", JSON_FEED),
    )


def unit_feeds(unit: Unit) -> tuple[FeedLink, ...]:
    """Return the feeds of one unit."""
    title = f"{unit.name}的稿件"
    return (
        FeedLink(title, f"订阅{unit.name}（Atom）", f"{unit.slug}/feed.atom.xml", ATOM),
        FeedLink(title, f"订阅{unit.name}（JSON）", f"{unit.slug}/feed.json", JSON_FEED),
    )
