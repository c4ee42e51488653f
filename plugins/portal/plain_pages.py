"""Pages that belong to no list: about and its like, and the page for missing pages."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.model.feed_links import site_feeds
from plugins.model.head import HOME, Head
from plugins.model.output import Output, Owner, PageOutput
from plugins.model.portal import Portal
from plugins.model.structured_data import describe_way


def compose_plain_pages(portal: Portal) -> Iterator[Output]:
    """Yield every page of ``content/pages``."""
    site = portal.registry.site
    for page in portal.pages:
        head = Head(
            title=page.title,
            address=page.address,
            description=page.summary,
            crumbs=(HOME,),
            feeds=site_feeds(site.name),
            structured=(describe_way(site, (HOME,), page.title, page.address),),
        )
        values = {"head": head, "page": page}
        yield PageOutput(f"{page.address}index.html", Owner(page.source_path), "page.html", values)


def compose_not_found(portal: Portal) -> Iterator[Output]:
    """Yield the page that a server shows at an address where nothing is."""
    head = Head(title="没有找到这一页", address="404.html", crumbs=(HOME,), is_indexed=False)
    yield PageOutput(
        "404.html", Owner("theme"), "not_found.html", {"head": head}, answers_anywhere=True
    )
