"""The parts of an article as Markdown: mammoth makes HTML of them, markdownify Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import mammoth
from markdownify import ATX, MarkdownConverter

from plugins.importing.document.blocks import Figure, Part, list_figures
from plugins.importing.document.plain_word import GUARD, write_plain_word

if TYPE_CHECKING:
    from bs4 import Tag

_ADDRESS = re.compile(r"(?<![A-Za-z0-9/])https?://[A-Za-z0-9\-._~:/?#@!$&'()*+,;=%]+")
_FENCE = "\ue001"
"""Stands on both sides of a bare address until it is known what follows it."""

_FENCED = re.compile(rf"{_FENCE}(?P<address>[^{_FENCE}]*){_FENCE}(?P<runs_on>(?=[!-~]))?")
_TRAILING = ".,;:!?'"
_SIGNS = re.compile(r"[\\`*_\[\]|]")
_BEFORE_BRACKET = re.compile(r"\](?=[ ]?（)")
_TAG_LIKE = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY_LIKE = re.compile(r"&(?=#?\w{1,40};)")
_LINE_START = re.compile(
    rf"{GUARD}(?:(?P<sign>[#>]|[+-](?=\s|$|[-\s]+$))|(?P<rare>=(?==*\s*$)|~(?=~~)|:(?=\s|$))"
    r"|(?P<number>\d{1,9})\.(?=\s|$))?",
    re.MULTILINE,
)
_WORDS_OF_FIGURE = str.maketrans('[]"\\*`<>_()', "［］”＼＊‘〈〉＿（）")
"""Signs that mean something inside the brackets of a picture, and what is read the same."""

_IN_HREF = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", '"': "%22", "\\": "%5C",
            "[": "%5B", "]": "%5D", "`": "%60", "|": "%7C", "*": "%2A"}  # fmt: skip


def write_markdown(parts: Sequence[Part], notes: Sequence[Sequence[Part]]) -> str:
    """Return the Markdown of ``parts`` and of their ``notes``, which are numbered from 1.

    The n-th picture, in the order in which they stand, leads to ``picture-n``.
    """
    plain = write_plain_word(parts, notes)
    html = mammoth.convert_to_html(BytesIO(plain), include_embedded_style_map=False).value
    every = [part for some in (parts, *notes) for part in some]
    shown = enumerate(list_figures(every), 1)
    figures = {figure.picture: _write_figure(number, figure) for number, figure in shown}
    return _tidy(_Writer(figures).convert(html))


def _tidy(text: str) -> str:
    """Escape what a line must not begin with, and leave one blank line between blocks."""
    text = _FENCED.sub(_write_address, _LINE_START.sub(_escape_start, text))
    lines = [
        line.rstrip() + "  " * (line.endswith("  ") and bool(line.strip()))
        for line in text.split("\n")
    ]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n") + "\n"


def _escape_start(found: re.Match[str]) -> str:
    if found["sign"]:
        return f"\\{found['sign']}"
    if found["rare"]:
        return f"&#{ord(found['rare'])};"
    return f"{found['number']}\\." if found["number"] else ""


def _write_address(found: re.Match[str]) -> str:
    """Write an address; one that the next sign would be taken into stands in brackets."""
    return found["address"] if found["runs_on"] is None else f"<{found['address']}>"


def _escape(text: str) -> str:
    """Return text in which no sign means anything to the parser."""
    text = _TAG_LIKE.sub("&lt;", _ENTITY_LIKE.sub("&amp;", text))
    return _SIGNS.sub(r"\\\g<0>", _BEFORE_BRACKET.sub("&#93;", text))


def _write_figure(number: int, figure: Figure) -> str:
    alt = figure.alt.translate(_WORDS_OF_FIGURE)
    caption = figure.caption.translate(_WORDS_OF_FIGURE)
    title = f' "{caption}"' if caption else ""
    return f"![{alt}](picture-{number}{title})"


class _Writer(MarkdownConverter):
    """markdownify in the manner of our own reader.

    What has no place in a Word file's HTML comes as bookmarks: ``<a id="picture-1">``,
    ``note-1``, ``definition-1`` and ``number-3`` for the first item of a list that counts from 3.
    ``figures`` are pictures by number, as they are written.
    """

    def __init__(self, figures: Mapping[int, str]) -> None:
        super().__init__(heading_style=ATX)
        self._figures = figures

    def escape(self, text: str, parent_tags: Iterable[str]) -> str:
        """Return text with its signs kept from meaning anything, but those of bare addresses."""
        written, place = "", 0
        for found in _ADDRESS.finditer(text):
            address = found[0].rstrip(_TRAILING)
            while address.endswith(")") and address.count(")") > address.count("("):
                address = address[:-1].rstrip(_TRAILING)
            written += _escape(text[place : found.start()])
            written += f"{_FENCE}{_ENTITY_LIKE.sub('&amp;', address)}{_FENCE}"
            place = found.start() + len(address)
        return written + _escape(text[place:])

    def convert_a(self, el: Tag, text: str, parent_tags: Iterable[str]) -> str:
        """Write a link, or what a bookmark stands for."""
        kind, _, number = str(el.get("id") or "").partition("-")
        if kind == "picture":
            return self._figures[int(number)]
        if kind == "note":
            return f"[^{number}]"
        if kind == "definition":
            return f"[^{number}]: "
        href, shown = str(el.get("href") or ""), text.strip().replace(_FENCE, "")
        if not href or not shown:
            return text
        if el.get_text().strip(f" {GUARD}") == href:
            return text
        return f"[{shown}]({''.join(_IN_HREF.get(sign, sign) for sign in href)})"

    def convert_hN(  # noqa: N802 (markdownify's name)
        self, n: int, el: Tag, text: str, parent_tags: Iterable[str]
    ) -> str:
        """Write a heading; signs at its end would be taken for its closing marks."""
        bare = text.rstrip("# ")
        end = text[len(bare) :].replace("#", "\\#")
        return str(super().convert_hN(n, el, bare + end, parent_tags))  # type: ignore[misc]

    def convert_li(self, el: Tag, text: str, parent_tags: Iterable[str]) -> str:
        """Write an item; what is in it is four spaces in, as Python-Markdown wants it."""
        mark = f"{_number_of(el)}. " if el.parent and el.parent.name == "ol" else "- "
        lines = text.strip().split("\n")
        inner = [f"    {line}" if line.strip() else "" for line in lines[1:]]
        return mark + "\n".join((lines[0], *inner)) + "\n"


def _number_of(item: Tag) -> int:
    """Return an item's number: the one its list begins with, and one more for each before it."""
    items = [item, *item.find_previous_siblings("li")]
    start = items[-1].find("a", id=re.compile("^number-"), recursive=False)
    return (int(str(start["id"]).partition("-")[2]) if start else 1) + len(items) - 1
