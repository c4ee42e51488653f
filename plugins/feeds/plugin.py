"""The feeds, the sitemap and robots.txt as the build asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plugins.build.signals import outputs_wanted
from plugins.feeds.atom import write_atom
from plugins.feeds.json_feed import write_json_feed
from plugins.feeds.settings import FeedsSettings
from plugins.feeds.sitemap import compose_sitemap
from plugins.model.article import Article
from plugins.model.feed_links import ATOM, site_feeds, unit_feeds
from plugins.model.head import FeedLink
from plugins.model.output import FileOutput, Output, Owner
from plugins.model.portal import Portal
from plugins.model.settings import make_settings


def list_feed_outputs(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Output]:
    """Yield the feeds of the site and of every unit, and the sitemap."""
    length = make_settings(FeedsSettings, "FEEDS", settings).length
    for link in site_feeds(portal.registry.site.name):
        yield _write(portal, link, portal.articles[:length], "", Owner("plugins/feeds"))
    for unit in portal.registry.units:
        newest = portal.by_unit[unit.slug][:length]
        for link in unit_feeds(unit):
            yield _write(portal, link, newest, unit.address, Owner("plugins/feeds", unit.slug))
    yield from compose_sitemap(portal)


def _write(
    portal: Portal, link: FeedLink, articles: Sequence[Article], page: str, owner: Owner
) -> FileOutput:
    write = write_atom if link.media_type == ATOM else write_json_feed
    data = write(portal, articles, link.title, link.address, page)
    return FileOutput(link.address, owner, data)


def register() -> None:
    """Answer the build."""
    outputs_wanted.connect(list_feed_outputs)
