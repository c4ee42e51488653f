"""The day's items for tools: Atom, JSON Feed and plain text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import dropwhile, islice
from typing import Any

from plugins.model.article import Slip
from plugins.model.days import describe_day, midnight
from plugins.model.feed_links import ATOM, repost_feeds
from plugins.model.head import FeedLink
from plugins.model.output import FileOutput, Output, Owner, Section
from plugins.model.portal import Portal
from plugins.model.registry import Registry, Site
from plugins.model.repost import REPOST, RepostSlip, describe_window
from plugins.repost.asked import AskedItem, list_asked
from plugins.repost.plain_list import PLAIN_LIST, write_plain_list
from plugins.repost.settings import RepostSettings
from plugins.repost.texts import Network
from plugins.syndication.atom import open_atom_feed
from plugins.syndication.json_feed import write_json

_OWNER = Owner("plugins/repost")


def list_feeds(portal: Portal, settings: RepostSettings) -> Iterator[Section]:
    """Yield the feeds of the newest days that have begun, and the newest as plain text.

    What a day that has not begun will ask for is on no feed: a feed reader would
    show it at once.
    """
    begun = dropwhile(lambda slip: slip.day > portal.today, portal.repost_days)
    days = tuple(islice(begun, settings.feed_days))
    for link in repost_feeds(portal.registry.site.name):
        inputs = {"feed": link, **_gather(portal, days)}
        yield Section(f"feed {link.address}", list_feed, inputs)
    yield Section(f"text {PLAIN_LIST}", list_plain_list, _gather(portal, days[:1]))


def list_feed(feed: FeedLink, **inputs: Any) -> Iterator[Output]:
    """Yield one feed."""
    make = write_atom if feed.media_type == ATOM else write_json_feed
    yield FileOutput(feed.address, _OWNER, make, {"feed": feed, **inputs})


def list_plain_list(**inputs: Any) -> Iterator[Output]:
    """Yield the plain text."""
    yield FileOutput(PLAIN_LIST, _OWNER, write_plain_list, inputs)


def write_atom(
    registry: Registry, feed: FeedLink, days: Sequence[RepostSlip], articles: Mapping[str, Slip]
) -> bytes:
    """Return the Atom feed of the items of ``days``; raises ``ValueError`` as ``list_asked``.

    An entry has no summary: that would be a text without its source.
    """
    site = registry.site
    written = open_atom_feed(site, feed, REPOST)
    for asked in list_asked(days, articles, registry):
        written.add_item(
            title=asked.item.title,
            link=site.url + asked.address,
            description=None,
            content=feed_html(asked, site),
            pubdate=midnight(asked.day),
            author_name=asked.origin.office,
            unique_id=site.url + asked.address,
            categories=asked.item.topics,
        )
    return written.to_bytes()


def write_json_feed(
    registry: Registry, feed: FeedLink, days: Sequence[RepostSlip], articles: Mapping[str, Slip]
) -> bytes:
    """Return the JSON feed of the items of ``days``; raises ``ValueError`` as ``list_asked``."""
    site = registry.site
    items = [_describe(asked, site) for asked in list_asked(days, articles, registry)]
    return write_json(site, feed, REPOST, items)


def feed_html(asked: AskedItem, site: Site) -> str:
    """Return an item's window and its text for WeChat groups, to the origin at its end."""
    picture = asked.item.picture
    shown = ""
    if picture:
        shown = (
            f'<p><img src="{escape(site.url + picture.address)}"'
            f' alt="{escape(asked.item.picture_alt)}"'
            f' width="{picture.width}" height="{picture.height}"></p>\n'
        )
    window = f"{describe_day(asked.day)}，{describe_window(asked.item, asked.day)}"
    note = f"<p>转发时间：{window}。自愿转发，文字可以改。</p>"
    *lines, link = map(escape, asked.texts[Network.GROUP].split("\n"))
    text = "<br>\n".join([*lines, f'<a href="{link}">{link}</a>'])
    return f"{shown}{note}\n<p>{text}</p>"


def _gather(portal: Portal, days: tuple[RepostSlip, ...]) -> dict[str, Any]:
    """Return what the items of ``days`` are made of, and no other article."""
    paths = sorted({path for slip in days for path in slip.articles})
    articles = {path: portal.by_path[path] for path in paths if path in portal.by_path}
    return {"registry": portal.registry, "days": days, "articles": articles}


def _describe(asked: AskedItem, site: Site) -> dict[str, Any]:
    """Return one item; ``_wenming`` is our extension (JSON Feed 1.1, "Extensions")."""
    item, origin = asked.item, asked.origin
    written: dict[str, Any] = {
        "id": site.url + asked.address,
        "url": site.url + asked.address,
        "external_url": origin.url,
        "title": item.title,
        "content_html": feed_html(asked, site),
        "date_published": midnight(asked.day).isoformat(),
        "authors": [{"name": origin.office}],
        "tags": list(item.topics),
        "_wenming": {
            "day": asked.day.isoformat(),
            "opens": item.opens.isoformat(),
            "closes": item.closes.isoformat(),
            "source": origin.source,
            "office": origin.office,
            "level": item.level,
            "marks": list(origin.marks),
            "texts": {network.value: text for network, text in asked.texts.items()},
        },
    }
    if item.picture:
        written["image"] = site.url + item.picture.address
    return written
