"""The XML inside a Word file, read without entities, with short names and within limits."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Iterator
from xml.etree.ElementTree import Element

__all__ = [
    "Element", "XmlError", "attribute", "child", "children", "descend", "is_on", "parse_xml",
    "whole",
]  # fmt: skip

DEPTH_LIMIT = 120
"""Elements inside each other; a table in a table in a text box is some thirty deep."""

ELEMENTS_LIMIT = 600_000
"""Elements of a part; an article of ten pages has ten thousand."""

_OFFICE = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_PREFIXES = {
    "wordprocessingml/2006/main": "w",
    "wordprocessingml/main": "w",
    "officeDocument/2006/relationships": "r",
    "officeDocument/relationships": "r",
    "officeDocument/2006/math": "m",
    "officeDocument/math": "m",
    "drawingml/2006/main": "a",
    "drawingml/main": "a",
    "drawingml/2006/wordprocessingDrawing": "wp",
    "drawingml/wordprocessingDrawing": "wp",
    "drawingml/2006/chart": "c",
    "drawingml/chart": "c",
    "drawingml/2006/diagram": "dgm",
    "drawingml/diagram": "dgm",
    "package/2006/relationships": "rel",
    "markup-compatibility/2006": "mc",
}
"""Namespaces of ECMA-376, transitional and strict, below the addresses above."""

_OTHERS = {
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://schemas.microsoft.com/office/drawing/2014/chartex": "cx",
}


class XmlError(ValueError):
    """The text is no XML, or more than any article holds; says so in Chinese or not at all."""


class _Builder(etree.TreeBuilder):
    """Builds a tree whose names are as in the standard's text (``w:p``), within limits."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.elements = 0
        self.names: dict[str, str] = {}

    def start(self, tag: str, attrs: dict[str, str], /) -> Element:
        self.depth += 1
        self.elements += 1
        if self.depth > DEPTH_LIMIT:
            raise XmlError("这个 Word 文件里表格套表格，层数太多。请把内层的表格拆开再交")
        if self.elements > ELEMENTS_LIMIT:
            raise XmlError("这个 Word 文件太长，不像一篇稿件。请分成几篇再交")
        named = {self._shorten(name): value for name, value in attrs.items()}
        return super().start(self._shorten(tag), named)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(self._shorten(tag))

    def doctype(self, name: str, pubid: str | None, system: str | None) -> None:
        """Refuse a document type: Office writes none, and entities begin there."""
        raise XmlError("")

    def _shorten(self, name: str) -> str:
        found = self.names.get(name)
        if found is None:
            found = self.names[name] = _shorten(name)
        return found


def _shorten(name: str) -> str:
    space, brace, local = name.removeprefix("{").rpartition("}")
    if not brace:
        return name
    prefix = _OTHERS.get(space) or _PREFIXES.get(
        space.removeprefix(_OFFICE).removeprefix(_STRICT), "other"
    )
    return f"{prefix}:{local}"


def parse_xml(data: bytes) -> Element:
    """Return the tree of ``data`` with names such as ``w:p``; raises ``XmlError``."""
    parser = etree.XMLParser(target=_Builder())
    try:
        parser.feed(data)
        tree: Element = parser.close()
    except (etree.ParseError, LookupError, ValueError) as error:
        raise error if isinstance(error, XmlError) else XmlError("") from error
    return tree


def child(element: Element | None, *names: str) -> Element | None:
    """Return the element that ``names`` lead to, one child after another."""
    for name in names:
        element = next((e for e in element if e.tag == name), None) if element is not None else None
    return element


def children(element: Element | None, name: str) -> list[Element]:
    """Return the children called ``name``; none of an element that is missing."""
    return [e for e in element if e.tag == name] if element is not None else []


def descend(element: Element | None, *names: str) -> Iterator[Element]:
    """Yield an element and all below it, or those with one of ``names``."""
    for found in element.iter() if element is not None else ():
        if not names or found.tag in names:
            yield found


def attribute(element: Element | None, *names: str) -> str:
    """Return the ``w:val`` of the element that ``names`` lead to, or an empty text."""
    found = child(element, *names)
    return found.get("w:val", "") if found is not None else ""


def is_on(element: Element | None, name: str) -> bool | None:
    """Return whether a switch such as ``w:b`` is on; nothing where it does not stand."""
    found = child(element, name)
    return None if found is None else found.get("w:val", "1") not in ("0", "false", "off", "none")


def whole(text: str, otherwise: int) -> int:
    """Return a whole number as written, or ``otherwise`` where it is none or a monstrous one."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= 6 else otherwise
