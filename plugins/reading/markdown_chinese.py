"""Python-Markdown for Chinese text: line breaks between wide characters, bare addresses."""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from dataclasses import dataclass

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from plugins.model.pattern import compile_late
from plugins.reading.prose import WIDE

_ADDRESS = r"(http(?<![A-Za-z0-9/]http)s?://[A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+)"
_TRAILING = ".,;:!?'"
_WIDE_END = compile_late(rf"[{WIDE}]$")
_WIDE_START = compile_late(rf"^[{WIDE}]")
_VERBATIM = {"code", "pre", "script", "style"}
_BLOCKS = {"p", "li", "dd", "dt", "td", "th", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"}


class ChineseTextExtension(Extension):
    """Adds what Chinese text needs, and takes out raw HTML and mail addresses.

    Raw HTML stays text (the check says so on its line); without it the parser
    can't be made to pass a tag of the author's own.
    """

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the processors, in Python-Markdown's own places."""
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.inlinePatterns.deregister("automail")
        # 110: after links (160) and autolinks (120), before emphasis (60), so that
        # an underscore in an address is no emphasis.
        md.inlinePatterns.register(BareAddressProcessor(_ADDRESS, md), "bare-address", 110)
        # 15: after inline text (20) has been parsed, before headings get ids (5).
        md.treeprocessors.register(SoftBreakTreeprocessor(md), "soft-break", 15)


class BareAddressProcessor(InlineProcessor):
    """Links an address that stands in the text, ending before any full-width mark."""

    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 (Python-Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | None, int | None, int | None]:
        """Return the link and the part of the text it replaces."""
        address = m[1].rstrip(_TRAILING)
        while address.endswith(")") and address.count(")") > address.count("("):
            address = address[:-1].rstrip(_TRAILING)
        if len(address) <= len("https://"):
            return None, None, None
        link = etree.Element("a", href=address)
        link.text = AtomicString(address)
        return link, m.start(0), m.start(1) + len(address)


@dataclass
class _Slot:
    """A piece of text in the tree: an element's own text or what follows it."""

    element: etree.Element
    attribute: str

    @property
    def text(self) -> str:
        return getattr(self.element, self.attribute) or ""

    @text.setter
    def text(self, value: str) -> None:
        setattr(self.element, self.attribute, value)


class SoftBreakTreeprocessor(Treeprocessor):
    """Joins a line broken inside a paragraph where both neighbours are wide characters."""

    def run(self, root: etree.Element) -> None:
        """Work through every block of the document."""
        for block in root.iter():
            if block.tag in _BLOCKS and any("\n" in text for text in block.itertext()):
                _join_lines(list(_slots(block)))


def _slots(block: etree.Element) -> Iterator[_Slot]:
    """Yield the texts of a block in reading order, not those of blocks inside it."""
    yield _Slot(block, "text")
    for child in block:
        if child.tag not in _VERBATIM and child.tag not in _BLOCKS:
            yield from _slots(child)
        yield _Slot(child, "tail")


def _join_lines(slots: list[_Slot]) -> None:
    for index, slot in enumerate(slots):
        if "\n" not in slot.text:
            continue
        before = next((s.text for s in reversed(slots[:index]) if s.text), "")
        after = next((s.text for s in slots[index + 1 :] if s.text), "")
        slot.text = _join_text(before, slot.text, after)


def _join_text(before: str, text: str, after: str) -> str:
    """Return ``text`` with its line breaks between wide characters taken out."""
    lines = text.split("\n")
    joined = lines[0]
    for number, line in enumerate(lines[1:], 1):
        is_last = number == len(lines) - 1
        left = joined.rstrip(" ") or before
        right = line.lstrip(" ") or (after if is_last else "")
        is_wide = bool(_WIDE_END.search(left) and _WIDE_START.match(right))
        joined = joined.rstrip(" ") + line.lstrip(" ") if is_wide else f"{joined}\n{line}"
    return joined
