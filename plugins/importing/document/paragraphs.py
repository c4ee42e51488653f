"""One paragraph of a Word file: its pieces of text, and what hangs on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from plugins.importing.document.blocks import Block, Figure, Paragraph, Piece
from plugins.importing.document.remarks import Loss, quote
from plugins.importing.document.source import Source
from plugins.importing.document.styles import Look
from plugins.importing.document.word_xml import Element, child, descend

_RAISED = {
    "superscript": str.maketrans("0123456789+-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"),
    "subscript": str.maketrans("0123456789+-", "₀₁₂₃₄₅₆₇₈₉₊₋"),
}
_RAISABLE = re.compile(r"[0-9+ -]*")
_SIGNS = {"w:tab": " ", "w:ptab": " ", "w:noBreakHyphen": "-"}
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\ufffe\uffff\ue000-\uf8ff\ud800-\udfff]"
)
"""Signs that no reader sees; the private ones are what symbol fonts leave behind."""

_BREAK_OF_LINE = re.compile(r"[\t\n\x0b\x0c\r\xa0\u2000-\u200a\u202f\u205f]")
_GAP = re.compile(r"([ \u3000])\1{2,}")
"""Spaces that were typed to push words aside: two say as much."""

_SHAPES = ("other:wsp", "v:rect", "v:oval", "v:roundrect", "v:line", "v:polyline")
"""Shapes, of DrawingML (``wps:wsp``) and VML; ``v:shape`` is a picture's as well."""

_HELD = ("w:txbxContent", "a:blip", "v:imagedata", "v:textpath")
_CHARTS = ("c:chart", "cx:chart", "dgm:relIds")

ReadBlocks = Callable[[Element], list[Block]]
"""Reads the blocks of a text box, which is a small document of its own."""


@dataclass
class ParagraphReader:
    """Walks through one paragraph.

    ``before`` and ``after`` are the pictures and text boxes that stand in it:
    those met before its first letter, and the rest.
    """

    source: Source
    style_id: str
    read_blocks: ReadBlocks
    pieces: list[Piece] = field(default_factory=list)
    before: list[Block] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)
    size: float = 0

    def walk(self, element: Element, href: str = "") -> None:
        """Take in everything below ``element``, a paragraph or a wrapper in one."""
        for inner in element:
            if inner.tag == "w:r":
                self._take_run(inner, href)
            elif inner.tag == "w:hyperlink":
                self.walk(inner, self._find_address(inner))
            elif inner.tag in ("w:del", "w:moveFrom"):
                self._count_deleted(inner)
            elif inner.tag in ("m:oMath", "m:oMathPara"):
                self._write(self._read_equation(inner, Look()), Look(), href)
            elif inner.tag == "mc:AlternateContent":
                self.walk(choose(inner), href)
            elif inner.tag != "w:rt" and not is_placeholder(inner):
                self.walk(inner, href)

    def _count_deleted(self, element: Element) -> None:
        if element.tag == "w:del" and any(e.text for e in descend(element, "w:delText", "w:t")):
            self.source.remarks.count(Loss.DELETED)

    def _find_address(self, link: Element) -> str:
        relation = self.source.relations.get(link.get("r:id", ""))
        if relation is None or not relation.is_outside:
            return ""
        return self.source.find_address(relation.target)

    def _take_run(self, run: Element, href: str) -> None:
        look = self.source.styles.look_of(child(run, "w:rPr"), self.style_id)
        if look.is_hidden and any((e.text or "").strip() for e in descend(run, "w:t")):
            self.source.remarks.count(Loss.HIDDEN)
        for inner in run:
            if inner.tag == "w:fldChar":
                self.source.mark_field(inner.get("w:fldCharType", ""))
            elif inner.tag == "w:instrText":
                self.source.instruct(inner.text or "")
            elif not look.is_hidden:
                self._take(inner, look, href)

    def _take(self, element: Element, look: Look, href: str) -> None:
        """Take in one thing that stands in a run."""
        tag = element.tag
        if tag in _SIGNS:
            self._write(_SIGNS[tag], look, href)
        elif tag in _TEXTS:
            self._write(_TEXTS[tag](self, element, look), look, href)
        elif tag in ("w:br", "w:cr") and not self.source.is_in_contents:
            self.pieces.append(Piece(is_break=True))
        elif tag in ("w:footnoteReference", "w:endnoteReference"):
            kind = tag.removeprefix("w:").removesuffix("Reference")
            number = self.source.number_note(kind, element.get("w:id", ""))
            self.pieces.append(Piece(note=number))
        elif tag == "w:ruby":
            self.source.remarks.count(Loss.PINYIN)
            self.walk(element, href)
        elif tag in ("w:drawing", "w:pict", "w:object", "mc:AlternateContent"):
            self._take_drawing(element)

    def _write(self, text: str, look: Look, href: str = "") -> None:
        """Add text in one manner, without signs that nobody sees."""
        if self.source.is_in_contents:
            return
        text = _GAP.sub(r"\1\1", _INVISIBLE.sub("", _BREAK_OF_LINE.sub(" ", text)))
        links = [f.href for f in self.source.fields if f.has_result and f.href]
        if text:
            href = href or (links[-1] if links else "")
            self.pieces.append(Piece(text, look.is_bold, look.is_italic, href))
        if text.strip():
            self.size = max(self.size, look.size)

    def _read_text(self, element: Element, look: Look) -> str:
        """Return the text of a ``w:t``; raised figures become figures that stand high."""
        text = element.text or ""
        if not text.strip():
            return text
        if look.is_struck:
            self.source.remarks.count(Loss.STRUCK)
        if look.raised in _RAISED and _RAISABLE.fullmatch(text):
            return text.translate(_RAISED[look.raised])
        if look.raised in _RAISED:
            self.source.remarks.count(Loss.RAISED)
        return text

    def _read_symbol(self, element: Element, look: Look) -> str:
        """Return a sign of a symbol font, such as a tick of Wingdings, where it is known."""
        from mammoth.docx.dingbats import dingbats  # a table of a thousand signs

        written = element.get("w:char", "")
        code = int(written, 16) if re.fullmatch(r"[0-9A-Fa-f]{1,6}", written) else 0
        font = element.get("w:font", "")
        known = dingbats.get((font, code)) or dingbats.get((font, code & 0xFF))
        if known is None:
            self.source.remarks.count(Loss.SYMBOLS)
        return chr(known) if known else ""

    def _read_equation(self, element: Element, look: Look) -> str:
        self.source.remarks.count(Loss.EQUATIONS)
        return "".join(e.text or "" for e in descend(element, "m:t", "w:t"))

    def _take_drawing(self, element: Element) -> None:
        """Take in the pictures and text boxes of a drawing, in whatever way it is written."""
        found = _Drawing(self)
        found.walk(element)
        is_nothing = not found.blocks and not found.is_told
        self.source.remarks.count(Loss.SHAPES, found.shapes or int(is_nothing))
        has_text = any(piece.text.strip() for piece in self.pieces)
        (self.after if has_text else self.before).extend(found.blocks)


_TEXTS: Mapping[str, Callable[[ParagraphReader, Element, Look], str]] = {
    "w:t": ParagraphReader._read_text,
    "w:sym": ParagraphReader._read_symbol,
    "m:oMath": ParagraphReader._read_equation,
    "m:oMathPara": ParagraphReader._read_equation,
}


@dataclass
class _Drawing:
    """What stands in one drawing; ``is_told`` says that a remark speaks of it.

    ``shapes`` are those that hold nothing; one may have been laid over a picture to hide a face.
    """

    reader: ParagraphReader
    blocks: list[Block] = field(default_factory=list)
    is_told: bool = False
    shapes: int = 0
    alt: str = ""

    def walk(self, element: Element) -> None:
        """Take in ``element`` or what is below it."""
        tag = element.tag
        if tag == "mc:AlternateContent":
            self.walk(choose(element))
        elif tag == "w:txbxContent":
            self._take_box(element)
        elif (blip := child(element, "a:blip")) is not None:
            self._take_picture(blip.get("r:embed") or blip.get("r:link") or "", element)
        elif tag == "v:imagedata":
            self.alt = self.alt or element.get("o:title", "")
            self._take_picture(element.get("r:id") or element.get("r:href") or "", element)
        elif tag in _CHARTS:
            self._lose(Loss.CHARTS)
        elif tag == "o:OLEObject":
            self._lose(Loss.OBJECTS)
        else:
            self._walk_into(element)

    def _walk_into(self, element: Element) -> None:
        if element.tag in ("wp:docPr", "other:cNvPr", "v:shape"):
            self.alt = element.get("descr") or element.get("alt") or self.alt
        if element.get("o:hr") or element.tag == "other:hr":
            self.is_told = True  # a line across the page says nothing
        elif element.tag in _SHAPES and not any(True for _ in descend(element, *_HELD)):
            self.shapes += 1
        if element.tag == "v:textpath" and element.get("string", "").strip():
            self._take_lettering(element.get("string", ""))
        for inner in element:
            self.walk(inner)

    def _lose(self, loss: Loss) -> None:
        self.reader.source.remarks.count(loss)
        self.is_told = True

    def _take_lettering(self, text: str) -> None:
        self.reader.source.remarks.say(f"艺术字{quote(text)}改成了一段普通文字，请检查位置")
        self.blocks.append(Paragraph((Piece(text),)))

    def _take_picture(self, relation_id: str, element: Element) -> None:
        figure = self.reader.source.take_picture(relation_id, self.alt, element)
        self.is_told = True
        self.alt = ""
        if figure:
            self.blocks.append(figure)

    def _take_box(self, element: Element) -> None:
        blocks = self.reader.read_blocks(element)
        text = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
        self.is_told = self.is_told or any(isinstance(block, Figure) for block in blocks)
        if text.strip():
            self.reader.source.remarks.say(f"文本框里的文字{quote(text)}放进了正文，请检查位置")
        self.blocks.extend(blocks)


def choose(alternatives: Element) -> Element:
    """Return one of the ways in which a thing is written: the first that we can read."""
    known = ("w:txbxContent", "a:blip", "v:imagedata", "w:t")
    ways = list(alternatives)
    readable = [way for way in ways if any(True for _ in descend(way, *known))]
    return next(iter(readable or ways), alternatives)


def is_placeholder(element: Element) -> bool:
    """Tell whether an element is a control that still asks to be filled in."""
    return element.tag == "w:sdt" and child(element, "w:sdtPr", "w:showingPlcHdr") is not None
