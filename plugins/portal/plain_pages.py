"""Pages that belong to no list: about and its like, and the page for missing pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.article import Page, Text
from plugins.model.feed_links import site_feeds
from plugins.model.head import HOME, Crumb, Head, compose_head
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Portal
from plugins.model.registry import Registry
from plugins.model.word_template import WORD_TEMPLATE, WORD_TEMPLATE_SIZE
from plugins.model.write_form import WRITE
from plugins.portal.contents import list_contents


def list_plain_pages(portal: Portal) -> Iterator[Section]:
    """Yield every page of ``content/pages``."""
    for page in portal.pages:
        inputs = {
            "registry": portal.registry,
            "page": page,
            "text": portal.page_texts[page.source_path],
        }
        yield Section(f"page {page.name}", list_plain_page, inputs)


def list_plain_page(page: Page, **inputs: Any) -> Iterator[Output]:
    """Yield one page of ``content/pages``."""
    path = output_path(page.address)
    inputs["page"] = page
    yield PageOutput(path, Owner(page.source_path), "page.html", compose_page, inputs)


def compose_page(registry: Registry, page: Page, text: Text) -> Mapping[str, Any]:
    """Return what a plain page shows; the one on contributing leads to two ways to write.

    ``write`` is the address of the form; ``template`` has its address and the
    kilobytes that it stays below.
    """
    site = registry.site
    crumb = Crumb(page.title, page.address)
    head = compose_head(site, crumb, description=page.summary, feeds=site_feeds(site.name))
    template = {}
    if page.name == site.contribute_page:
        template = {"href": mark_address(WORD_TEMPLATE), "size": WORD_TEMPLATE_SIZE // 1000}
    body = text.read()
    return {
        "head": head,
        "page": page,
        "text": body,
        "contents": list_contents(body),
        "template": template,
        "write": mark_address(WRITE),
    }


def list_not_found() -> Iterator[Section]:
    """Yield the page that a server shows at an address where nothing is."""
    yield Section("not found", list_not_found_page, {})


def list_not_found_page() -> Iterator[Output]:
    """Yield that page."""
    yield PageOutput(
        "404.html", Owner("theme"), "not_found.html", compose_not_found, {}, answers_anywhere=True
    )


def compose_not_found() -> Mapping[str, Any]:
    """Return what the page for missing pages shows."""
    head = Head(title="没有找到这一页", address="404.html", crumbs=(HOME,), is_indexed=False)
    return {"head": head}
