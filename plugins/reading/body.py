"""Markdown to safe HTML, with everything a check wants to know about the way there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension

from plugins.model.article import Body, Heading
from plugins.reading.limits import NESTING_LIMIT, Excess, ExcessFound, find_excess
from plugins.reading.links import Link, make_anchor
from plugins.reading.markdown_chinese import ChineseTextExtension
from plugins.reading.markdown_notes import NO_MARKER, NotesExtension
from plugins.reading.markdown_site import FindPicture, PictureUse, SiteExtension
from plugins.reading.prose import count_characters, reading_minutes, strip_markup
from plugins.reading.sanitizer import sanitize


@dataclass(frozen=True)
class BodyReading:
    """A body as read: the safe result, and what stood in the source.

    ``body`` is missing where the text goes beyond the limits of size and nesting,
    or where the parser could not read it.
    """

    body: Body | None
    links: tuple[Link, ...] = ()
    pictures: tuple[PictureUse, ...] = ()
    excess: tuple[ExcessFound, ...] = ()

    @property
    def says_anything(self) -> bool:
        """Whether there is a word to read or a picture to see."""
        return self.body is not None and bool(self.body.text or self.pictures)


def read_body(text: str, first_line: int, path: str, find_picture: FindPicture) -> BodyReading:
    """Read Markdown ``text`` that begins on ``first_line`` of the file at ``path``."""
    excess = find_excess(text)
    if excess:
        return BodyReading(None, excess=excess)
    site = SiteExtension(path, _line_finder(text, first_line), find_picture)
    parser = _make_parser(site)
    try:
        html = sanitize(parser.convert(text))
    except RecursionError:
        return BodyReading(
            None, excess=(ExcessFound(Excess.NESTING, 1, NESTING_LIMIT + 1, NESTING_LIMIT),)
        )
    except Exception:
        # Python-Markdown 3.11 raises on some notes inside notes; whatever else it
        # may raise on, one text must not keep all others from being read.  The
        # check's own safeguard names the file.
        return BodyReading(None)
    plain = strip_markup(html)
    characters = count_characters(plain)
    body = Body(
        html=html,
        text=plain,
        characters=characters,
        minutes=reading_minutes(characters),
        headings=tuple(_headings(parser.toc_tokens)),  # type: ignore[attr-defined]
        pictures=tuple(dict.fromkeys(use.picture for use in site.findings.pictures if use.picture)),
    )
    return BodyReading(body, tuple(site.findings.links), tuple(site.findings.pictures))


def _make_parser(site: SiteExtension) -> Markdown:
    return Markdown(
        output_format="html",
        extensions=[
            TableExtension(),
            NotesExtension(BACKLINK_TITLE="回到正文第 {} 处", PLACE_MARKER=NO_MARKER),
            SaneListExtension(),
            DefListExtension(),
            FencedCodeExtension(),
            TocExtension(slugify=make_anchor, permalink=False, marker=""),
            ChineseTextExtension(),
            site,
        ],
    )


def _headings(tokens: Iterable[Mapping[str, Any]]) -> Iterable[Heading]:
    for token in tokens:
        yield Heading(int(token["level"]), unescape(str(token["name"])), str(token["id"]))
        yield from _headings(token["children"])


def _line_finder(text: str, first_line: int) -> Callable[[str], int]:
    """Return a function that finds the line on which a target is first written."""

    def line_of(target: str) -> int:
        for wanted in (f"({target}", target):
            place = text.find(wanted)
            if place >= 0:
                return first_line + text.count("\n", 0, place)
        return first_line

    return line_of
