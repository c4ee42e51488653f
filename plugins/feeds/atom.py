"""Atom feeds (RFC 4287), by the feedgenerator library that Pelican brings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from feedgenerator import Atom1Feed

from plugins.feeds.entries import feed_html
from plugins.model.article import Article, Slip, Text
from plugins.model.days import midnight
from plugins.model.head import FeedLink
from plugins.model.registry import Registry

_BEGINNING = datetime.fromisoformat("2014-01-01T00:00:00+08:00")
"""When an empty feed was last changed: any fixed day will do, so that builds agree."""


class SteadyAtomFeed(Atom1Feed):  # type: ignore[misc]  # feedgenerator is untyped
    """An Atom feed whose bytes depend on its articles alone, not on the clock."""

    def latest_post_date(self) -> datetime:
        """Return the newest article's time; a feed without articles has a fixed one."""
        return max((item["pubdate"] for item in self.items), default=_BEGINNING)


def write_atom(
    registry: Registry,
    feed: FeedLink,
    page: str,
    slips: Sequence[Slip],
    texts: Sequence[Text],
) -> bytes:
    """Return the Atom feed of ``slips`` with their ``texts``; it belongs to ``page``."""
    site = registry.site
    written = SteadyAtomFeed(
        title=feed.title,
        link=site.url + page,
        feed_url=site.url + feed.address,
        description=site.description,
        language="zh-CN",
        author_name=site.name,
    )
    for slip, text in zip(slips, texts, strict=True):
        article = slip.article
        written.add_item(
            title=article.title,
            link=site.url + article.address,
            description=escape(article.summary),
            content=feed_html(article, text, site),
            pubdate=midnight(article.day),
            author_name=article.author or article.office,
            categories=_categories(article, registry),
        )
    xml: str = written.writeString("utf-8")
    return xml.encode()


def _categories(article: Article, registry: Registry) -> list[str]:
    column = registry.column_by_slug[article.column].title
    return list(dict.fromkeys([column, *article.tags]))
