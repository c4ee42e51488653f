"""JSON feeds (JSON Feed 1.1, jsonfeed.org)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from plugins.model.head import FeedLink
from plugins.model.registry import Site

_VERSION = "https://jsonfeed.org/version/1.1"


def write_json(site: Site, feed: FeedLink, page: str, items: Iterable[Mapping[str, Any]]) -> bytes:
    """Return a JSON feed of ``site`` with ``items`` in their order; it belongs to ``page``."""
    written = {
        "version": _VERSION,
        "title": feed.title,
        "home_page_url": site.url + page,
        "feed_url": site.url + feed.address,
        "description": site.description,
        "language": "zh-CN",
        "items": list(items),
    }
    return (json.dumps(written, ensure_ascii=False, indent=1) + "\n").encode()
