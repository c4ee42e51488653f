"""Pages that belong to no list: about and its like, and the page for missing pages."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model.address import output_path
from plugins.model.feed_links import site_feeds
from plugins.model.head import HOME, Crumb, Head, compose_head
from plugins.model.output import Output, Owner, PageOutput
from plugins.model.portal import Portal


def compose_plain_pages(portal: Portal) -> Iterator[Output]:
    """Yield every page of ``content/pages``."""
    site = portal.registry.site
    for page in portal.pages:
        crumb = Crumb(page.title, page.address)
        feeds = site_feeds(site.name)
        head = compose_head(site, crumb, description=page.summary, feeds=feeds)
        values = {"head": head, "page": page}
        yield PageOutput(output_path(page.address), Owner(page.source_path), "page.html", values)


def compose_not_found(portal: Portal) -> Iterator[Output]:
    """Yield the page that a server shows at an address where nothing is."""
    head = Head(title="没有找到这一页", address="404.html", crumbs=(HOME,), is_indexed=False)
    yield PageOutput(
        "404.html", Owner("theme"), "not_found.html", {"head": head}, answers_anywhere=True
    )
