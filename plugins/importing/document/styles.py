"""The styles of a Word file: what a paragraph or a piece of text gets from its style."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from plugins.importing.document.word_xml import Element, attribute, child, children, is_on, whole

_HEADING = re.compile(r"^(?:heading|标题|小标题)\s*([1-9])$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:title|标题|文章标题|大标题)$", re.IGNORECASE)
_CAPTION = re.compile(r"^(?:caption|题注|图注|figure|illustration|插图)$", re.IGNORECASE)
_CONTENTS = re.compile(
    r"^(?:toc\s*(?:heading|\d)|目录\s*\d?|contents\s*(?:heading|\d))$", re.IGNORECASE
)
_LIST_LEVEL = re.compile(
    r"^(?:list ?(?:bullet|number|continue)?|列表(?:项目)?(?:符号|编号)?) ?([2-5])$", re.IGNORECASE
)
_USUAL_SIZE = 10.5
"""Points; 五号, Word's own in Chinese, where a document names none."""


@dataclass(frozen=True)
class Look:
    """How a piece of text looks, the parts of it that mean something.

    ``raised`` is the value of ``w:vertAlign``, such as ``superscript``; ``size`` is in points.
    """

    is_bold: bool = False
    is_italic: bool = False
    is_hidden: bool = False
    is_struck: bool = False
    raised: str = ""
    size: float = _USUAL_SIZE


class Styles:
    """The styles of a document by their ids; a style takes what it does not say from its base."""

    def __init__(self, tree: Element | None) -> None:
        self._by_id = {s.get("w:styleId", ""): s for s in children(tree, "w:style")}
        self._default = next(
            (
                style.get("w:styleId", "")
                for style in self._by_id.values()
                if style.get("w:type") == "paragraph" and style.get("w:default") in ("1", "true")
            ),
            "",
        )
        self._root = child(tree, "w:docDefaults", "w:rPrDefault", "w:rPr")

    def chain(self, style_id: str) -> Iterator[Element]:
        """Yield a style and those it is based on; a circle ends where it closes."""
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield style
            style_id = attribute(style, "w:basedOn")

    def names(self, style_id: str) -> Iterator[str]:
        """Yield what a style and its bases are called, by name and by id."""
        for style in self.chain(style_id):
            yield attribute(style, "w:name").strip()
            yield style.get("w:styleId", "").strip()
        if style_id not in self._by_id:
            yield style_id

    def heading_of(self, properties: Element | None) -> int:
        """Return the level of a paragraph's heading from 1, by its outline or style, or 0."""
        style_id = attribute(properties, "w:pStyle")
        levels = [attribute(properties, "w:outlineLvl")]
        for name in self.names(style_id):
            if found := _HEADING.match(name):
                return int(found[1])
        levels += [attribute(style, "w:pPr", "w:outlineLvl") for style in self.chain(style_id)]
        outline = whole(next((level for level in levels if level), ""), 9)
        return outline + 1 if outline < 9 else 0

    def is_title(self, style_id: str) -> bool:
        """Tell whether a style is the document's title."""
        return any(map(_TITLE.match, self.names(style_id)))

    def is_caption(self, style_id: str) -> bool:
        """Tell whether a style is a picture's caption."""
        return any(map(_CAPTION.match, self.names(style_id)))

    def is_contents(self, style_id: str) -> bool:
        """Tell whether a style is a line of a table of contents."""
        return any(map(_CONTENTS.match, self.names(style_id)))

    def is_centred(self, properties: Element | None) -> bool:
        """Tell whether a paragraph stands in the middle."""
        found = attribute(properties, "w:jc")
        for style in self.chain(attribute(properties, "w:pStyle") or self._default):
            found = found or attribute(style, "w:pPr", "w:jc")
        return found == "center"

    def numbering_of(self, properties: Element | None) -> Element | None:
        """Return the ``w:numPr`` that holds for a paragraph."""
        found = child(properties, "w:numPr")
        for style in self.chain(attribute(properties, "w:pStyle")):
            found = found if found is not None else child(style, "w:pPr", "w:numPr")
        return found

    def list_level_of(self, properties: Element | None) -> int:
        """Return the level, from 0, that a style such as List Bullet 2 has in its name."""
        for name in self.names(attribute(properties, "w:pStyle")):
            if found := _LIST_LEVEL.match(name):
                return int(found[1]) - 1
        return 0

    def look_of(self, run: Element | None, style_id: str) -> Look:
        """Return how a run with the properties ``run`` looks in a paragraph of a style."""
        sources = [run]
        sources += [child(s, "w:rPr") for s in self.chain(attribute(run, "w:rStyle"))]
        sources += [child(s, "w:rPr") for s in self.chain(style_id or self._default)]
        sources.append(self._root)
        found = [source for source in sources if source is not None]
        size = whole(next((value for s in found if (value := attribute(s, "w:sz"))), ""), 0)
        return Look(
            is_bold=_is_on(found, "w:b"),
            is_italic=_is_on(found, "w:i"),
            is_hidden=_is_on(found, "w:vanish"),
            is_struck=_is_on(found, "w:strike") or _is_on(found, "w:dstrike"),
            raised=attribute(run, "w:vertAlign"),
            size=size / 2 or _USUAL_SIZE,
        )


def _is_on(sources: list[Element], name: str) -> bool:
    return next((on for source in sources if (on := is_on(source, name)) is not None), False)
