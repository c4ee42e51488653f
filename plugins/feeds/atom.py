"""The articles' Atom feeds."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from plugins.feeds.entries import feed_html
from plugins.model.article import Article, Slip, Text
from plugins.model.days import midnight
from plugins.model.head import FeedLink
from plugins.model.registry import Registry
from plugins.syndication.atom import open_atom_feed


def write_atom(
    registry: Registry,
    feed: FeedLink,
    page: str,
    slips: Sequence[Slip],
    texts: Sequence[Text],
) -> bytes:
    """Return the Atom feed of ``slips`` with their ``texts``; it belongs to ``page``."""
    site = registry.site
    written = open_atom_feed(site, feed, page)
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
    return written.to_bytes()


def _categories(article: Article, registry: Registry) -> list[str]:
    column = registry.column_by_slug[article.column].title
    return list(dict.fromkeys([column, *article.tags]))
