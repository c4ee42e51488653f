"""JSON feeds (JSON Feed 1.1, jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from plugins.feeds.entries import feed_html
from plugins.model.article import Article
from plugins.model.days import midnight
from plugins.model.portal import Portal

_VERSION = "https://jsonfeed.org/version/1.1"


def write_json_feed(
    portal: Portal, articles: Sequence[Article], title: str, address: str, page: str
) -> bytes:
    """Return the JSON feed at ``address`` that belongs to the page at ``page``."""
    site = portal.registry.site
    feed = {
        "version": _VERSION,
        "title": title,
        "home_page_url": site.url + page,
        "feed_url": site.url + address,
        "description": site.description,
        "language": "zh-CN",
        "items": [_describe(article, portal) for article in articles],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode()


def _describe(article: Article, portal: Portal) -> dict[str, Any]:
    """Return one item; ``_wenming`` is our extension (JSON Feed 1.1, "Extensions")."""
    site = portal.registry.site
    item: dict[str, Any] = {
        "id": site.url + article.address,
        "url": site.url + article.address,
        "title": article.title,
        "summary": article.summary,
        "content_html": feed_html(article, portal),
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
