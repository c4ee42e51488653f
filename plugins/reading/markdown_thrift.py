"""Python-Markdown asked for no more than a text can need; the results are the same.

Every processor looks for signs of its own, and most texts hold few of them.  What
a text can't need is left out before it is parsed, and pieces of text without any
sign are passed over whole.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Generic, TypeVar

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.toc import TocExtension, TocTreeprocessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor, UnescapeTreeprocessor
from markdown.util import BLOCK_LEVEL_ELEMENTS, STX, AtomicString, Registry

Processor = TypeVar("Processor")
Signs = tuple[str, ...] | re.Pattern[str]
"""What stands in every text that a processor has work in: one of the pieces, or a match."""

_BLOCK_LEVEL = frozenset(BLOCK_LEVEL_ELEMENTS)
_INDENT = ("    ",)
_BLOCK_SIGNS: Mapping[str, Signs] = {
    "indent": _INDENT,
    "defindent": _INDENT,
    "code": _INDENT,
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": re.compile(r"[=-]\s*$", re.MULTILINE),
    "hr": re.compile(r"([-_*]) {0,2}\1 {0,2}\1\s*$", re.MULTILINE),
    "olist": (". ",),
    "ulist": ("* ", "+ ", "- "),
    "deflist": (": ",),
    "quote": (">",),
    "footnote": ("[^",),
    "reference": ("]:",),
}
"""The parser works on pieces of lines that begin anywhere and end where the line ends."""

_INLINE_SIGNS: Mapping[str, Signs] = {
    "backtick": ("`", "\\"),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "bare-address": ("http",),
    "linebreak": ("  ",),
    "entity": ("&",),
    "em_strong": ("*", "_"),
}
_MARKS = re.compile(r"[`\\\[<&*_]")
"""With ``http`` and two spaces before a line's end, the signs of all inline patterns."""

_CHOICES_KEPT = 256


class ThriftExtension(Extension):
    """Makes the parser choose its processors by the text; to be registered last."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        """Register the choice after all other preprocessors, the rest in the library's places."""
        md.preprocessors.register(ChoicePreprocessor(md), "choice", 0)
        md.treeprocessors.register(PlainTextTreeprocessor(md), "plain-text", 21)
        md.treeprocessors.register(SparingUnescapeTreeprocessor(md), "unescape", 0)


class Choice(Generic[Processor]):
    """The processors of a registry, to choose from by a text's signs."""

    def __init__(self, whole: Registry[Processor], signs: Mapping[str, Signs]) -> None:
        named = {id(whole[name]): name for name in signs}
        self._items = [
            (item, signs[named[id(item)]] if id(item) in named else None) for item in whole
        ]
        self._registry_of = lru_cache(_CHOICES_KEPT)(self._make_registry)

    def choose(self, text: str) -> Registry[Processor]:
        """Return those that may have work in ``text``, in the registry's order."""
        return self._registry_of(
            tuple(n for n, (_, signs) in enumerate(self._items) if _may_need(text, signs))
        )

    def _make_registry(self, numbers: tuple[int, ...]) -> Registry[Processor]:
        registry: Registry[Processor] = Registry()
        for number in numbers:
            registry.register(self._items[number][0], str(number), -number)
        return registry


def _may_need(text: str, signs: Signs | None) -> bool:
    if signs is None:
        return True
    if isinstance(signs, re.Pattern):
        return signs.search(text) is not None
    return any(map(text.__contains__, signs))


class ChoicePreprocessor(Preprocessor):
    """Chooses block processors and inline patterns for one text, and leaves its lines alone."""

    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        self.parser = md.parser
        self.blocks = Choice(md.parser.blockprocessors, _BLOCK_SIGNS)
        self.inline_patterns = Choice(md.inlinePatterns, _INLINE_SIGNS)
        self.inline: Any = md.treeprocessors["inline"]  # its types name another class of the name

    def run(self, lines: list[str]) -> list[str]:
        """Hand the chosen processors to the parsers that will ask them."""
        text = "\n".join(lines)
        self.parser.blockprocessors = self.blocks.choose(text)
        self.inline.inlinePatterns = self.inline_patterns.choose(text)
        return lines


class PlainTextTreeprocessor(Treeprocessor):
    """Tells the inline parser, in its own way, which pieces of text hold no mark."""

    def run(self, root: etree.Element) -> None:
        """Look at every piece of the tree."""
        for element in root.iter():
            if element.text and _is_plain(element.text):
                element.text = AtomicString(element.text)
            if element.tail and _is_plain(element.tail):
                element.tail = AtomicString(element.tail)


def _is_plain(text: str) -> bool:
    return not _MARKS.search(text) and "http" not in text and "  \n" not in text


class SparingUnescapeTreeprocessor(UnescapeTreeprocessor):
    """Restores escaped signs, and looks for none where none was set aside."""

    def unescape(self, text: str) -> str:
        """Return ``text`` with its escaped signs restored."""
        return super().unescape(text) if STX in text else text


class HeadingsTreeprocessor(TocTreeprocessor):
    """Gives headings their ids and lists them, without drawing a table of contents."""

    def build_toc_div(self, toc_list: Any) -> etree.Element:
        """Return an empty element: pages draw their own from the list."""
        return etree.Element("div")


class HeadingsExtension(TocExtension):
    """Python-Markdown's ``toc`` without the table that it would draw for every text."""

    TreeProcessorClass = HeadingsTreeprocessor


class SparingMarkdown(Markdown):
    """Python-Markdown that finds a tag among block elements in one step."""

    def is_block_level(self, tag: object) -> bool:
        """Tell whether ``tag`` is a block element's."""
        return isinstance(tag, str) and tag.lower().rstrip("/") in _BLOCK_LEVEL
