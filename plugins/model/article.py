"""Articles and pages as every room above reading sees them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from plugins.model.address import article_address


@dataclass(frozen=True)
class Picture:
    """A picture that lies beside its article.

    ``source`` is its path in the content folder, ``address`` where the site
    serves it, ``width`` and ``height`` are in pixels.
    """

    source: str
    address: str
    media_type: str
    width: int
    height: int


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
    ``plugins.model.address``.  ``text`` is the same without markup.
    ``characters`` counts what a reader reads; ``minutes`` is at least 1.
    """

    html: str
    text: str
    characters: int
    minutes: int
    headings: tuple[Heading, ...] = ()
    pictures: tuple[Picture, ...] = ()


@dataclass(frozen=True)
class Article:
    """One article of one unit; every field but ``body.html`` is plain text.

    ``unit`` and ``column`` are slugs; ``source_path`` is relative to the content
    folder; the address depends on the path alone, never on the title.
    """

    source_path: str
    unit: str
    day: date
    name: str
    title: str
    column: str
    office: str
    summary: str
    body: Body
    author: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""
    source_url: str = ""
    cover: Picture | None = None
    cover_alt: str = ""
    is_draft: bool = False
    is_ai_generated: bool = False
    is_evergreen: bool = False
    is_sample: bool = False

    @property
    def address(self) -> str:
        """The article's address."""
        return article_address(self.unit, self.day, self.name)

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """All pictures the article shows, the cover first, each once."""
        cover = (self.cover,) if self.cover else ()
        return tuple(dict.fromkeys(cover + self.body.pictures))


@dataclass(frozen=True)
class Page:
    """A page that belongs to no unit: about, privacy and the like."""

    source_path: str
    name: str
    title: str
    summary: str
    body: Body

    @property
    def address(self) -> str:
        """The page's address, such as ``about/``."""
        return f"{self.name}/"
