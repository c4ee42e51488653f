"""What an inspection notes of one built file: a page, a feed or a sitemap.

Pure functions of the file's bytes: whatever stands in them, none raises.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from plugins.model.address import output_path
from plugins.reading.places import ArticlePlace, find_article_path, find_article_place

if TYPE_CHECKING:
    from lxml.etree import _Element

_ADDRESSES = ("href", "src", "poster", "data")
_CHOICES = "srcset"
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_NOT_PAGES = ("admin/", "gallery/")
"""The browser editor draws itself; the developers' gallery shows examples of everything."""


@dataclass(frozen=True)
class ShownPicture:
    """A picture on a page: the address it names, and its description, None where it has none."""

    src: str
    alt: str | None


@dataclass(frozen=True)
class PageFacts:
    """What was noted of one page.

    ``dead`` are addresses that lead to no file; ``fragments`` are files of the site with
    the place on them that a link names; ``days`` are the days it says it is from, and
    ``undated`` the titles of entries in its lists without a day.
    """

    path: str
    title: str
    ids: frozenset[str] = frozenset()
    dead: tuple[str, ...] = ()
    fragments: tuple[tuple[str, str], ...] = ()
    pictures: tuple[ShownPicture, ...] = ()
    days: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()

    @property
    def address(self) -> str:
        """Its address in the site."""
        return self.path.removesuffix("index.html")

    @property
    def article(self) -> ArticlePlace | None:
        """What its address says where it is an article's."""
        return find_article_place(find_article_path(self.address))


@dataclass(frozen=True)
class FeedFacts:
    """What was noted of a feed or a sitemap: addresses that lead to no file, undated entries.

    ``is_read`` is whether it has the form that it should have.
    """

    path: str
    dead: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    is_read: bool = True


@dataclass(frozen=True)
class Place:
    """Where a built site stands: its files by path, and its public address with a final slash."""

    files: Container[str]
    url: str

    def find(self, path: str, address: str) -> tuple[str, str] | None:
        """Return the file and the fragment that ``address`` on the page at ``path`` means.

        Nothing where it leads out of the site, or nowhere.
        """
        address = address.strip()
        inside = _strip_prefix(address, self.url)
        if inside is not None:
            return _split(inside)
        if _SCHEME.match(address):
            return None
        if address.startswith("/"):
            root = urlsplit(self.url).path
            return _split(address.removeprefix(root).lstrip("/"))
        climb = "../" * path.count("/")
        if climb and address.startswith(climb):
            return _split(address.removeprefix(climb))
        if not address or address[0] in "#?":
            return path, unquote(address.partition("#")[2])
        return _split(posixpath.dirname(path) + "/" + address if "/" in path else address)


def note_page(path: str, data: bytes, place: Place) -> PageFacts:
    """Note what an inspection asks of the page at ``path``."""
    from lxml.etree import LxmlError
    from lxml.html import HTMLParser, document_fromstring

    try:
        root = document_fromstring(data, parser=HTMLParser(encoding="utf-8"))
    except (LxmlError, ValueError):  # an empty page
        return PageFacts(path, "")
    heading = next(root.iter("h1"), None)
    dead, fragments = _follow(path, dict.fromkeys(_list_addresses(root)), place)
    is_ours = not path.startswith(_NOT_PAGES)
    return PageFacts(
        path,
        _read(heading) if heading is not None else "",
        frozenset(_list_ids(root)),
        dead,
        fragments,
        tuple(_list_pictures(root)) if is_ours else (),
        tuple(str(time.get("datetime", "")) for time in root.iter("time")),
        tuple(_list_undated(root)) if is_ours else (),
    )


def note_feed(path: str, data: bytes, place: Place) -> FeedFacts:
    """Note what an inspection asks of the feed or sitemap at ``path``."""
    try:
        addresses, undated = _read_json(data) if path.endswith(".json") else _read_xml(data)
    except (ValueError, TypeError, AttributeError, RecursionError, SyntaxError):
        # lxml's XMLSyntaxError is a SyntaxError
        return FeedFacts(path, is_read=False)
    # An address of a feed is a whole one; what is not, stands for no page of ours.
    whole = [address for address in addresses if _strip_prefix(address, place.url) is not None]
    dead, _ = _follow(path, dict.fromkeys(whole), place)
    return FeedFacts(path, dead, tuple(undated))


def is_feed(path: str) -> bool:
    """Tell whether a file of the site is a feed or a sitemap."""
    name = path.rpartition("/")[2]
    in_feeds = path.startswith("feeds/") and name.endswith((".xml", ".json"))
    return in_feeds or name in ("feed.atom.xml", "feed.json") or name.startswith("sitemap")


def _follow(
    path: str, addresses: dict[str, None], place: Place
) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """Return the addresses that lead to no file, and the places on pages that others name."""
    dead, fragments = [], []
    for address in addresses:
        target = place.find(path, address)
        if target is None:
            continue
        if target[0] not in place.files:
            dead.append(address)
        elif target[1] and target[0].endswith(".html"):
            fragments.append(target)
    return tuple(dead), tuple(dict.fromkeys(fragments))


def _strip_prefix(address: str, url: str) -> str | None:
    """Return what follows ``url`` in a whole address, None where it is another site's."""
    if address.startswith(url):
        return address[len(url) :]
    return "" if address == url.rstrip("/") else None


@cache
def _split(inside: str) -> tuple[str, str]:
    """Return the file and the fragment of an address below the site's root."""
    inside, _, fragment = inside.partition("#")
    inside = unquote(inside.partition("?")[0])
    is_folder = not inside or inside.endswith(("/", "/.", "/..")) or inside in (".", "..")
    plain = posixpath.normpath(inside).lstrip("/") if inside else ""
    plain = "" if plain == "." else plain
    file = output_path(f"{plain}/" if plain and is_folder else plain)
    return file, unquote(fragment)


def _read(element: _Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())


def _list_addresses(root: _Element) -> Iterator[str]:
    for element in root.iter("*"):
        for name in _ADDRESSES:
            if value := element.get(name):
                yield value
        for choice in (element.get(_CHOICES) or "").split(","):
            if words := choice.split():
                yield words[0]


def _list_ids(root: _Element) -> Iterator[str]:
    for element in root.iter("*"):
        if value := element.get("id"):
            yield value
        if element.tag == "a" and (value := element.get("name")):
            yield value


def _list_pictures(root: _Element) -> Iterator[ShownPicture]:
    for element in root.iter("img"):
        yield ShownPicture(str(element.get("src") or ""), element.get("alt"))


def _list_undated(root: _Element) -> Iterator[str]:
    """Yield the titles of entries in lists without a day: of articles, and of what is due."""
    for entry in root.iter("article"):
        kinds = {*(entry.get("class") or "").split()}
        if kinds.isdisjoint({"card", "lead", "prompt"}):
            continue
        if not any(time.get("datetime") for time in entry.iter("time")):
            heading = next(entry.iter("h2", "h3", "h4"), None)
            yield _read(heading) if heading is not None else ""


def _read_json(data: bytes) -> tuple[list[str], list[str]]:
    """Return the addresses and the undated entries of a JSON Feed (jsonfeed.org, 1.1)."""
    feed: Any = json.loads(data)
    items = feed.get("items", [])
    heads = [feed.get(key) for key in ("home_page_url", "feed_url", "next_url", "icon")]
    found = [*heads, *(item.get(key) for item in items for key in ("url", "image"))]
    undated = [str(item.get("title") or "") for item in items if not item.get("date_published")]
    return [each for each in found if isinstance(each, str)], undated


def _read_xml(data: bytes) -> tuple[list[str], list[str]]:
    """Return the addresses and the undated entries of an Atom feed or a sitemap."""
    from lxml.etree import XMLParser, fromstring

    root = fromstring(data, XMLParser(resolve_entities=False, no_network=True))
    found = [str(link.get("href") or "") for link in root.iter("{*}link")]
    found += [(each.text or "").strip() for each in root.iter("{*}loc")]
    undated = [
        _read(title) if (title := entry.find("{*}title")) is not None else ""
        for entry in root.iter("{*}entry")
        if entry.find("{*}published") is None
    ]
    return found, undated
