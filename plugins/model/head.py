"""What a page says of itself: to the browser's tab, to readers of links, to machines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from plugins.model.address import mark_address
from plugins.model.listing import ListPage
from plugins.model.registry import Site

SCHEMA = "https://schema.org"
"""The vocabulary of every JSON-LD object."""


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the home page to this page."""

    title: str
    address: str

    @property
    def href(self) -> str:
        """The address as a link carries it."""
        return mark_address(self.address)


HOME = Crumb("首页", "")
"""The first step of every way."""


@dataclass(frozen=True)
class FeedLink:
    """A feed that belongs to a page.

    ``title`` is the feed's own; ``label`` is what a link to it says.
    """

    title: str
    label: str
    address: str
    media_type: str


@dataclass(frozen=True)
class Head:
    """A page's own facts.

    ``title`` is without the site's name; ``crumbs`` lead from the home page to
    the parent of this page; ``image`` is the address of a picture or empty;
    ``structured`` are JSON-LD objects (schema.org).
    """

    title: str
    address: str
    description: str = ""
    kind: str = "website"
    crumbs: tuple[Crumb, ...] = ()
    image: str = ""
    feeds: tuple[FeedLink, ...] = ()
    structured: tuple[Mapping[str, Any], ...] = ()
    is_indexed: bool = True

    @property
    def place(self) -> str:
        """Where the page stands as the menu tells places apart.

        ``column/`` is that page itself; every page below it is at ``column``.
        """
        first, _, rest = self.address.partition("/")
        return first if rest else self.address


def compose_head(
    site: Site,
    crumb: Crumb,
    parents: tuple[Crumb, ...] = (HOME,),
    *,
    description: str = "",
    feeds: tuple[FeedLink, ...] = (),
) -> Head:
    """Return the head of the page at ``crumb``, below its ``parents``."""
    return Head(
        title=crumb.title,
        address=crumb.address,
        description=description,
        crumbs=parents,
        feeds=feeds,
        structured=(describe_breadcrumbs(site, (*parents, crumb)),),
    )


def compose_list_head(
    site: Site,
    crumb: Crumb,
    page: ListPage,
    parents: tuple[Crumb, ...] = (HOME,),
    *,
    description: str = "",
    feeds: tuple[FeedLink, ...] = (),
) -> Head:
    """Return the head of one page of the list at ``crumb``.

    The front bears the list's name; an older page its number, too, and stands
    below the front.
    """
    if not page.is_front:
        parents = (*parents, crumb)
        crumb = Crumb(f"{crumb.title}（第 {page.number} 页）", page.address)
    return compose_head(site, crumb, parents, description=description, feeds=feeds)


def describe_breadcrumbs(site: Site, crumbs: Sequence[Crumb]) -> dict[str, Any]:
    """Return the BreadcrumbList of the way to a page, the page itself last."""
    return {
        "@context": SCHEMA,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.title,
                "item": site.url + crumb.address,
            }
            for position, crumb in enumerate(crumbs, 1)
        ],
    }
