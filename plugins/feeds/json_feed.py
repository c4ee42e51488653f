"""The articles' JSON feeds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plugins.feeds.entries import feed_html
from plugins.model.article import Article, Slip, Text
from plugins.model.days import midnight
from plugins.model.head import FeedLink
from plugins.model.registry import Registry, Site
from plugins.syndication.json_feed import write_json


def write_json_feed(
    registry: Registry,
    feed: FeedLink,
    page: str,
    slips: Sequence[Slip],
    texts: Sequence[Text],
) -> bytes:
    """Return the JSON feed of ``slips`` with their ``texts``; it belongs to ``page``."""
    site = registry.site
    items = [_describe(slip.article, text, site) for slip, text in zip(slips, texts, strict=True)]
    return write_json(site, feed, page, items)


def _describe(article: Article, text: Text, site: Site) -> dict[str, Any]:
    """Return one item; ``_wenming`` is our extension (JSON Feed 1.1, "Extensions")."""
    item: dict[str, Any] = {
        "id": site.url + article.address,
        "url": site.url + article.address,
        "title": article.title,
        "summary": article.summary,
        "content_html": feed_html(article, text, site),
        "date_published": midnight(article.day).isoformat(),
        "authors": [{"name": article.author or article.office}],
        "tags": list(article.tags),
        "_wenming": {
            "unit": article.unit,
            "office": article.office,
            "column": article.column,
            "source": article.source,
            "is_sample": article.is_sample,
            "is_ai_generated": article.is_ai_generated,
        },
    }
    if article.cover:
        item["image"] = site.url + article.cover.address
    if article.source_url:
        item["external_url"] = article.source_url
    return item
