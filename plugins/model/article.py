"""Articles and pages as every room above reading sees them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import NamedTuple, Protocol

from plugins.model.address import article_address, mark_address
from plugins.model.fingerprint import fingerprint_text


@dataclass(frozen=True)
class Picture:
    """A picture that lies beside its article.

    ``source`` is its path in the content folder, ``address`` where the site serves
    it as a JPEG of ``width`` × ``height`` pixels; ``widths`` are those of the same in
    WebP, the narrowest first.  ``digest`` is the SHA-256 of the source's bytes in
    hexadecimal digits.
    """

    source: str
    address: str
    width: int
    height: int
    digest: str
    widths: tuple[int, ...]

    def webp_address(self, width: int) -> str:
        """Return where the picture is served in WebP, ``width`` pixels wide."""
        return f"{self.address.removesuffix('.jpg')}-{width}.webp"

    @property
    def srcset(self) -> str:
        """The WebP pictures with their widths, as HTML's ``srcset``; addresses are marked."""
        parts = (f"{mark_address(self.webp_address(width))} {width}w" for width in self.widths)
        return ", ".join(parts)


@dataclass(frozen=True)
class Heading:
    """A heading of a body: its level (2 to 6), its text and its fragment."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True)
class Body:
    """A text after reading.

    ``html`` is the one trusted value that templates print as it is: allow-listed
    by the sanitizer, with addresses inside the site written after the marks of
    ``plugins.model.address``.  ``minutes`` is how long a reader needs, at least 1.
    """

    html: str
    minutes: int
    headings: tuple[Heading, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article of one unit without its text: what lists and neighbours show.

    ``unit`` and ``column`` are slugs, ``tag_slugs`` those of ``tags``;
    ``source_path`` is relative to the content folder; the address depends on the
    path alone, never on the title.  ``fingerprint`` names all that stands here.
    """

    source_path: str
    unit: str
    day: date
    name: str
    title: str
    column: str
    office: str
    summary: str
    author: str = ""
    tags: tuple[str, ...] = ()
    tag_slugs: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    cover: Picture | None = None
    cover_alt: str = ""
    is_draft: bool = False
    is_ai_generated: bool = False
    is_evergreen: bool = False
    is_sample: bool = False
    fingerprint: str = field(default="", compare=False)

    @property
    def address(self) -> str:
        """The article's address."""
        return article_address(self.unit, self.day, self.name)


@dataclass(frozen=True)
class Page:
    """A page that belongs to no unit, without its text: about, privacy and the like."""

    source_path: str
    name: str
    title: str
    summary: str
    fingerprint: str = field(default="", compare=False)

    @property
    def address(self) -> str:
        """The page's address, such as ``about/``."""
        return f"{self.name}/"


class Shelf(Protocol):
    """Where articles and texts lie until somebody opens them."""

    def open_article(self, path: str) -> Article:
        """Return the article whose source is at ``path``."""

    def open_body(self, path: str, fingerprint: str) -> Body:
        """Return the body, named by its fingerprint, of the text at ``path``."""

    def list_pictures(self, path: str) -> tuple[Picture, ...]:
        """Return the pictures that the text at ``path`` shows, the cover first, each once."""

    def read_bytes(self, path: str) -> bytes:
        """Return the bytes of the file at ``path``."""


class Text(NamedTuple):
    """The text of an article or page, which is fetched when somebody asks for it."""

    fingerprint: str
    source_path: str
    shelf: Shelf

    def read(self) -> Body:
        """Return the text."""
        return self.shelf.open_body(self.source_path, self.fingerprint)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """The pictures that are shown with the text, the cover first, each once."""
        return self.shelf.list_pictures(self.source_path)


class Slip(NamedTuple):
    """A catalogue's slip of an article: enough to order and to group it without opening it.

    A site of ten years holds more articles than a build has use for, so a slip is
    no more than what was kept of it: ``iso_day`` is a text such as ``2026-11-23``,
    ``tags`` are pairs of a tag and its slug.  ``fingerprint`` names the article,
    ``text_fingerprint`` its text.
    """

    source_path: str
    unit: str
    iso_day: str
    name: str
    column: str
    tags: Sequence[Sequence[str]]
    is_evergreen: bool
    has_cover: bool
    has_pictures: bool
    fingerprint: str
    text_fingerprint: str
    shelf: Shelf

    @property
    def day(self) -> date:
        """The day of the article."""
        return date.fromisoformat(self.iso_day)

    @property
    def month(self) -> str:
        """Its month, such as ``2026-11``."""
        return self.iso_day[:7]

    @property
    def address(self) -> str:
        """The article's address."""
        return article_address(self.unit, self.day, self.name)

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.shelf.open_article(self.source_path)

    @property
    def text(self) -> Text:
        """The article's text."""
        return Text(self.text_fingerprint, self.source_path, self.shelf)


class Run:
    """Articles in an order, with one fingerprint for all of them and that order."""

    def __init__(self, slips: Sequence[Slip]) -> None:
        self.slips = tuple(slips)

    @cached_property
    def fingerprint(self) -> str:
        """The name of these articles in this order, their texts left aside."""
        return fingerprint_text("".join([slip.fingerprint for slip in self.slips]))

    @cached_property
    def texts_fingerprint(self) -> str:
        """The name of their texts."""
        return fingerprint_text("".join([slip.text_fingerprint for slip in self.slips]))
