"""What a page says of itself: to the browser's tab, to readers of links, to machines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Crumb:
    """One step of the way from the home page to this page."""

    title: str
    address: str


@dataclass(frozen=True)
class FeedLink:
    """A feed that belongs to a page: its title, address and media type."""

    title: str
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


HOME = Crumb("首页", "")
"""The first step of every way."""
