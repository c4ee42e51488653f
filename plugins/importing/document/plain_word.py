"""A plain .docx of an article's parts, made for mammoth; all that stands in it is ours.

What mammoth has no word for goes through it as bookmarks; see ``markdown.py``.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
import zipfile
from collections.abc import Iterable, Sequence
from io import BytesIO
from xml.etree.ElementTree import Element, SubElement
from xml.sax.saxutils import quoteattr

from plugins.importing.document.blocks import (
    Block,
    Figure,
    Heading,
    Item,
    Paragraph,
    Part,
    Piece,
    Table,
)

GUARD = "\ue000"
"""Stands where a line of text begins; a private sign, none of which is read from a document."""

ITEM_LEVELS = 5
"""Levels of lists that mammoth tells apart, and that our own limits let nest."""

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = (
    f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_BULLETS, _NUMBERS = "1", "2"
_LEVELS = "".join(
    f'<w:abstractNum w:abstractNumId="{name}">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{form}"/></w:lvl>'
        for level in range(ITEM_LEVELS)
    )
    + "</w:abstractNum>"
    for name, form in ((_BULLETS, "bullet"), (_NUMBERS, "decimal"))
)
_LISTS = "".join(
    f'<w:num w:numId="{name}"><w:abstractNumId w:val="{name}"/></w:num>'
    for name in (_BULLETS, _NUMBERS)
)
_NUMBERING = f'<w:numbering xmlns:w="{_W}">{_LEVELS}{_LISTS}</w:numbering>'

etree.register_namespace("w", _W)
etree.register_namespace("r", _R)


def write_plain_word(parts: Sequence[Part], notes: Iterable[Sequence[Part]]) -> bytes:
    """Return a .docx of ``parts`` and, at its end, of the notes, which are numbered from 1."""
    writer = _PlainWriter()
    for part in parts:
        writer.write(part)
    for number, note in enumerate(notes, 1):
        writer.write_note(number, note)
    return writer.pack()


class _PlainWriter:
    """Writes the document part by part and keeps the addresses that its links lead to."""

    def __init__(self) -> None:
        self.document = Element(_w("document"))
        self.body = SubElement(self.document, _w("body"))
        self.addresses: list[str] = []
        self.next_number: dict[int, int] = {}

    def write(self, part: Part) -> None:
        """Add one part to the body."""
        if not isinstance(part, Item):
            self.next_number = {}
        if isinstance(part, Heading):
            self._write_pieces(self._open(self.body, f"Heading{part.level}"), part.pieces, True)
        elif isinstance(part, Item):
            self._write_item(part)
        elif isinstance(part, Table):
            self._write_table(part)
        elif isinstance(part, Figure):
            _mark(self._open(self.body), f"picture-{part.picture}")
        else:
            self._write_pieces(self._open(self.body), part.pieces)

    def write_note(self, number: int, note: Sequence[Part]) -> None:
        """Add what a note says, in one paragraph."""
        paragraph = self._open(self.body)
        _mark(paragraph, f"definition-{number}")
        self._write_cell(paragraph, [part for part in note if not isinstance(part, Heading | Item)])

    def _open(self, parent: Element, style: str = "") -> Element:
        paragraph = SubElement(parent, _w("p"))
        properties = SubElement(paragraph, _w("pPr"))
        if style:
            _add(properties, "pStyle", style)
        return paragraph

    def _write_item(self, item: Item) -> None:
        paragraph = self._open(self.body)
        numbering = SubElement(paragraph[0], _w("numPr"))
        _add(numbering, "ilvl", str(item.level))
        _add(numbering, "numId", _BULLETS if item.number is None else _NUMBERS)
        if item.number is not None and item.level not in self.next_number:
            _mark(paragraph, f"number-{item.number}")
        self.next_number = {
            level: number for level, number in self.next_number.items() if level < item.level
        } | {item.level: item.number or 0}
        self._write_pieces(paragraph, item.pieces)

    def _write_table(self, table: Table) -> None:
        element = SubElement(self.body, _w("tbl"))
        for place, row in enumerate(table.rows):
            line = SubElement(element, _w("tr"))
            if place == 0:
                SubElement(SubElement(line, _w("trPr")), _w("tblHeader"))
            for cell in row:
                self._write_cell(self._open(SubElement(line, _w("tc"))), cell, is_head=not place)

    def _write_cell(
        self, paragraph: Element, blocks: Sequence[Block], *, is_head: bool = False
    ) -> None:
        """Write blocks in one line, a space between them."""
        for place, block in enumerate(blocks):
            if place:
                self._write_run(paragraph, Piece(" "))
            if isinstance(block, Figure):
                _mark(paragraph, f"picture-{block.picture}")
            elif isinstance(block, Paragraph):
                flat = [Piece(" ") if piece.is_break else piece for piece in block.pieces]
                self._write_pieces(paragraph, flat, is_head)

    def _write_pieces(
        self, paragraph: Element, pieces: Sequence[Piece], is_plain: bool = False
    ) -> None:
        """Write the runs of a paragraph; an ``is_plain`` one, such as a heading, has no marks."""
        at_start = True
        for place, piece in enumerate(pieces):
            if piece.note:
                _mark(paragraph, f"note-{piece.note}")
            elif piece.is_break:
                SubElement(SubElement(paragraph, _w("r")), _w("br"))
                at_start = True
            else:
                text = GUARD + piece.text.lstrip(" \u3000") if at_start else piece.text
                at_start = at_start and text == GUARD
                beside = [*pieces[max(0, place - 1) : place], *pieces[place + 1 : place + 2]]
                is_bold = piece.is_bold and not is_plain
                is_italic = piece.is_italic and not is_plain and not piece.is_bold
                is_italic = is_italic and not any(other.is_bold for other in beside)
                self._write_run(paragraph, Piece(text, is_bold, is_italic, piece.href))

    def _write_run(self, paragraph: Element, piece: Piece) -> None:
        if piece.href:
            self.addresses.append(piece.href)
            name = {f"{{{_R}}}id": f"link{len(self.addresses)}"}
            paragraph = SubElement(paragraph, _w("hyperlink"), name)
        run = SubElement(paragraph, _w("r"))
        properties = SubElement(run, _w("rPr"))
        if piece.is_bold:
            SubElement(properties, _w("b"))
        if piece.is_italic:
            SubElement(properties, _w("i"))
        SubElement(run, _w("t")).text = piece.text

    def pack(self) -> bytes:
        """Return the file."""
        relations = "".join(
            f'<Relationship Id="link{number}" Type="{_R}/hyperlink" TargetMode="External"'
            f" Target={quoteattr(address)}/>"
            for number, address in enumerate(self.addresses, 1)
        )
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("[Content_Types].xml", _TYPES)
            archive.writestr("word/document.xml", etree.tostring(self.document, "utf-8"))
            archive.writestr("word/numbering.xml", _NUMBERING)
            archive.writestr(
                "word/_rels/document.xml.rels",
                f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>',
            )
        return packed.getvalue()


def _w(name: str) -> str:
    return f"{{{_W}}}{name}"


def _add(parent: Element, name: str, value: str) -> None:
    SubElement(parent, _w(name), {_w("val"): value})


def _mark(paragraph: Element, name: str) -> None:
    SubElement(paragraph, _w("bookmarkStart"), {_w("name"): name})
