"""One Markdown text to safe HTML; parsers are made once and serve text after text.

Everything that reading needs of the parser's and the sanitizer's libraries is
behind this module, so that nothing is loaded where nothing is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from markdown.extensions import Extension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension

from plugins.model.article import Heading
from plugins.reading.links import Link, make_anchor
from plugins.reading.markdown_chinese import ChineseTextExtension
from plugins.reading.markdown_notes import NO_MARKER, NotesExtension
from plugins.reading.markdown_site import SiteExtension
from plugins.reading.markdown_thrift import HeadingsExtension, SparingMarkdown, ThriftExtension
from plugins.reading.markdown_waivers import WaiverExtension
from plugins.reading.picture_use import FindPicture, PictureUse
from plugins.reading.sanitizer import sanitize


@dataclass(frozen=True)
class Rendered:
    """A text's safe HTML, and what stood in it, in order."""

    html: str
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    pictures: tuple[PictureUse, ...]


class Parser:
    """One parser and the extension that holds what is particular to a text."""

    def __init__(self) -> None:
        self.site = SiteExtension()
        self.markdown = SparingMarkdown(output_format="html", extensions=list_extensions(self.site))

    def render(
        self,
        text: str,
        path: str,
        line_of: Callable[[str], int],
        find_picture: FindPicture,
        *,
        has_cover: bool = False,
    ) -> Rendered:
        """Return what ``text`` comes to; raises whatever the library raises."""
        self.markdown.reset()
        self.site.begin(path, line_of, find_picture, has_cover=has_cover)
        html = sanitize(self.markdown.convert(text))
        headings = tuple(_headings(self.markdown.toc_tokens))  # type: ignore[attr-defined]
        findings = self.site.findings
        return Rendered(html, headings, tuple(findings.links), tuple(findings.pictures))


_idle: list[Parser] = []
"""Parsers at rest.  One is taken for a text and put back after it, so that no two
threads share one, and one that raised in the middle of its work is never seen again."""


def render_markdown(
    text: str,
    path: str,
    line_of: Callable[[str], int],
    find_picture: FindPicture,
    *,
    has_cover: bool = False,
) -> Rendered:
    """Return ``text`` of the file at ``path`` as safe HTML.

    ``line_of`` finds the line on which a target is written, ``find_picture``
    gives pictures; a text that ``has_cover`` begins below it.  Raises whatever the
    library raises on a text.
    """
    parser = _idle.pop() if _idle else Parser()
    rendered = parser.render(text, path, line_of, find_picture, has_cover=has_cover)
    _idle.append(parser)
    return rendered


def list_extensions(site: SiteExtension) -> list[Extension]:
    """Return the parser's extensions, in the order in which they are to be registered."""
    return [
        TableExtension(),
        NotesExtension(BACKLINK_TITLE="回到正文第 {} 处", PLACE_MARKER=NO_MARKER),
        SaneListExtension(),
        DefListExtension(),
        FencedCodeExtension(),
        HeadingsExtension(slugify=make_anchor, permalink=False, marker=""),
        ChineseTextExtension(),
        WaiverExtension(),
        site,
        ThriftExtension(),
    ]


def _headings(tokens: Iterable[Mapping[str, Any]]) -> Iterable[Heading]:
    for token in tokens:
        yield Heading(int(token["level"]), unescape(str(token["name"])), str(token["id"]))
        yield from _headings(token["children"])
