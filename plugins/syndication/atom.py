"""Atom feeds (RFC 4287), by the feedgenerator library that Pelican brings."""

from __future__ import annotations

from datetime import datetime

from feedgenerator import Atom1Feed

from plugins.model.head import FeedLink
from plugins.model.registry import Site

_BEGINNING = datetime.fromisoformat("2014-01-01T00:00:00+08:00")
"""When an empty feed was last changed: any fixed day will do, so that builds agree."""


class SteadyAtomFeed(Atom1Feed):  # type: ignore[misc]  # feedgenerator is untyped
    """An Atom feed whose bytes depend on its items alone, not on the clock."""

    def latest_post_date(self) -> datetime:
        """Return the newest item's time; a feed without items has a fixed one."""
        return max((item["pubdate"] for item in self.items), default=_BEGINNING)

    def to_bytes(self) -> bytes:
        """Return the whole feed in UTF-8."""
        xml: str = self.writeString("utf-8")
        return xml.encode()


def open_atom_feed(site: Site, feed: FeedLink, page: str) -> SteadyAtomFeed:
    """Return an Atom feed of ``site``, still empty, that belongs to ``page``."""
    return SteadyAtomFeed(
        title=feed.title,
        link=site.url + page,
        feed_url=site.url + feed.address,
        description=site.description,
        language="zh-CN",
        author_name=site.name,
    )
