"""Atom feeds (RFC 4287), by the feedgenerator library that Pelican brings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from html import escape

from feedgenerator import Atom1Feed

from plugins.feeds.entries import feed_html
from plugins.model.article import Article
from plugins.model.days import midnight
from plugins.model.portal import Portal

_BEGINNING = datetime.fromisoformat("2014-01-01T00:00:00+08:00")
"""When an empty feed was last changed: any fixed day will do, so that builds agree."""


class SteadyAtomFeed(Atom1Feed):  # type: ignore[misc]  # feedgenerator is untyped
    """An Atom feed whose bytes depend on its articles alone, not on the clock."""

    def latest_post_date(self) -> datetime:
        """Return the newest article's time; a feed without articles has a fixed one."""
        return max((item["pubdate"] for item in self.items), default=_BEGINNING)


def write_atom(
    portal: Portal, articles: Sequence[Article], title: str, address: str, page: str
) -> bytes:
    """Return the Atom feed at ``address`` that belongs to the page at ``page``."""
    site = portal.registry.site
    feed = SteadyAtomFeed(
        title=title,
        link=site.url + page,
        feed_url=site.url + address,
        description=site.description,
        language="zh-CN",
        author_name=site.name,
    )
    for article in articles:
        feed.add_item(
            title=article.title,
            link=site.url + article.address,
            description=escape(article.summary),
            content=feed_html(article, portal),
            pubdate=midnight(article.day),
            author_name=article.author or article.office,
            categories=_categories(article, portal),
        )
    text: str = feed.writeString("utf-8")
    return text.encode()


def _categories(article: Article, portal: Portal) -> list[str]:
    column = portal.registry.column_by_slug[article.column].title
    return list(dict.fromkeys([column, *article.tags]))
