"""Pages of a built site as plain values, read by the standard library's HTML parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from plugins.build.content import compose_portal
from plugins.model.article import Article, Body, Slip
from plugins.model.registry import Registry
from plugins.reading.content_folder import ContentFolder
from tests.support import ROOT, TODAY

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img"}
    | {"input", "link", "meta", "source", "track", "wbr"}
)
"""Elements without an end (HTML standard, "Void elements")."""

ADDRESS_ATTRIBUTES = ("href", "src")

CHOICES = "srcset"
"""The attribute with several addresses, each with its width, apart by commas."""


@dataclass
class Element:
    """One element: its name, attributes, the names of what it stands in, and its whole text."""

    tag: str
    attributes: dict[str, str]
    inside: tuple[str, ...] = ()
    text: str = ""

    def get(self, name: str) -> str:
        """Return an attribute, empty where it is missing."""
        return self.attributes.get(name, "")

    @property
    def classes(self) -> list[str]:
        """The element's classes."""
        return self.get("class").split()


class _Reader(HTMLParser):
    """Collects elements; raises ``ValueError`` where an end does not meet its beginning."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            raise ValueError(f"<{tag}> 的属性重复：{names}")
        inside = tuple(element.tag for element in self._open)
        element = Element(tag, {name: value or "" for name, value in attrs}, inside)
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop().tag != tag:
            raise ValueError(f"</{tag}> 没有对应的开头，第 {self.getpos()[0]} 行")

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def close(self) -> None:
        super().close()
        if self._open:
            raise ValueError(f"<{self._open[-1].tag}> 没有结束")


def read_elements(markup: str) -> list[Element]:
    """Return every element in order; raises ``ValueError`` where the markup is not balanced."""
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader.elements


@dataclass(frozen=True)
class SitePage:
    """One page of a site: its path there and its elements."""

    path: str
    elements: list[Element] = field(hash=False, repr=False)

    def all(self, *tags: str) -> list[Element]:
        """Return every element with one of these names."""
        return [element for element in self.elements if element.tag in tags]

    def one(self, tag: str, **attributes: str) -> Element | None:
        """Return the one element with these attributes, or nothing; two are refused."""
        wanted = attributes.items()
        found = [e for e in self.all(tag) if wanted <= e.attributes.items()]
        assert len(found) <= 1, f"{self.path}: {len(found)} × <{tag}> {attributes}"
        return found[0] if found else None

    @property
    def title(self) -> str:
        """The page's title."""
        found = self.one("title")
        return found.text if found else ""

    @property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [element.get("id") for element in self.elements if "id" in element.attributes]

    @property
    def addresses(self) -> list[str]:
        """Every address that the page points to or loads, or may load."""
        plain = [
            element.get(name)
            for element in self.elements
            for name in ADDRESS_ATTRIBUTES
            if name in element.attributes
        ]
        choices = [e.get(CHOICES).split(", ") for e in self.elements if CHOICES in e.attributes]
        return plain + [choice.partition(" ")[0] for listed in choices for choice in listed]

    @property
    def is_indexed(self) -> bool:
        """Whether search engines may list the page."""
        robots = self.one("meta", name="robots")
        return robots is None or "noindex" not in robots.get("content")


Pages = dict[str, SitePage]


@cache
def read_pages(site: Path) -> Pages:
    """Return every page of a site by its path; ``site`` must not change afterwards."""
    return {
        path.relative_to(site).as_posix(): SitePage(
            path.relative_to(site).as_posix(), read_elements(path.read_text("utf-8"))
        )
        for path in sorted(site.rglob("*.html"))
    }


@cache
def sample_registry() -> Registry:
    """Return the registry of the sample content."""
    return ContentFolder(ROOT / "content").registry


@cache
def sample_slips() -> tuple[Slip, ...]:
    """Return the slip of every published article of the sample content, newest first."""
    return compose_portal(ContentFolder(ROOT / "content"), TODAY).articles


@cache
def sample_articles() -> tuple[Article, ...]:
    """Return every published article of the sample content, newest first."""
    return tuple(slip.article for slip in sample_slips())


@cache
def sample_texts() -> dict[str, Body]:
    """Return the texts of these articles by their addresses."""
    return {slip.address: slip.text.read() for slip in sample_slips()}


def absolute_address(path: str) -> str:
    """Return the public address of a page of the sample site."""
    return sample_registry().site.url + path.removesuffix("index.html")


_BASE = "http://site.invalid/"
"""Where the site stands while links are followed; ``urljoin`` joins only schemes it knows."""


def resolve(page: str, address: str) -> tuple[str, str] | None:
    """Return the file and the fragment that ``address`` means on the page at ``page``.

    A folder means its ``index.html``.  Nothing for addresses outside the site.
    """
    parts = urlsplit(urljoin(f"{_BASE}{page}", address))
    if not parts.geturl().startswith(_BASE):
        return None
    path = unquote(parts.path).lstrip("/")
    is_folder = not path or path.endswith("/")
    file = str(PurePosixPath(path) / "index.html") if is_folder else path
    return file, unquote(parts.fragment)
