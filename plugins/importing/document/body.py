"""A Word file's document to blocks in reading order: paragraphs, pictures, tables, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from plugins.importing.document.blocks import Block, Label, Paragraph, Piece, Table, WordPicture
from plugins.importing.document.numbering import Numbering
from plugins.importing.document.package import NotWord, Package
from plugins.importing.document.paragraphs import ParagraphReader, choose, is_placeholder
from plugins.importing.document.remarks import Loss, Remarks, quote
from plugins.importing.document.source import Source
from plugins.importing.document.styles import Styles
from plugins.importing.document.word_xml import Element, attribute, child, children, descend, whole

TEXT_LIMIT = 100_000
"""Characters; WeChat takes twenty thousand (product page, platform rules)."""

RUNS_LIMIT = 30_000
"""Pieces of text in a manner of their own; an article that was typed and mended has a thousand."""

_COLUMNS_LIMIT = 60


@dataclass(frozen=True)
class Document:
    """What a Word file holds: its blocks, its notes by their numbers from 1, its pictures."""

    blocks: tuple[Block, ...]
    notes: tuple[tuple[Block, ...], ...]
    pictures: tuple[WordPicture, ...]


def read_document(package: Package, remarks: Remarks) -> Document:
    """Read the document of ``package``; raises ``NotWord`` where there is none."""
    tree = package.parse(package.document)
    body = child(tree, "w:body")
    if body is None:
        raise NotWord("这个 Word 文件里没有正文，请打开看看，另存为 .docx 再交")
    letters = sum(len(text.text or "") for text in descend(body, "w:t"))
    if letters > TEXT_LIMIT:
        raise NotWord(f"这个 Word 文件有 {letters} 个字，不像一篇稿件。请分成几篇再交")
    if sum(1 for _ in descend(body, "w:r")) > RUNS_LIMIT:
        raise NotWord("这个 Word 文件的格式太碎，读不过来。请全选，清除格式，再存为 .docx 交来")
    source = Source(
        package,
        Styles(next(iter(package.parse_kind("styles")), None)),
        Numbering(next(iter(package.parse_kind("numbering")), None)),
        remarks,
        package.relations,
        may_skip_contents=_fields_are_whole(body),
    )
    reader = _BlockReader(source)
    blocks = tuple(reader.read(body))
    notes = tuple(_read_notes(reader, package))
    _remark_on_margins(package, remarks)
    return Document(blocks, notes, tuple(source.pictures))


def _fields_are_whole(body: Element) -> bool:
    kinds = [mark.get("w:fldCharType") for mark in descend(body, "w:fldChar")]
    return kinds.count("begin") == kinds.count("end")


def _read_notes(reader: _BlockReader, package: Package) -> Iterator[tuple[Block, ...]]:
    """Yield the notes that the text refers to; a note may refer to another one."""
    parts: dict[str, dict[str, Element]] = {}
    done = 0
    while done < len(reader.source.notes):
        kind, name = reader.source.notes[done]
        done += 1
        part = next((r.target for r in package.relations.values() if r.kind == f"{kind}s"), "")
        if kind not in parts:
            found = children(package.parse(part), f"w:{kind}")
            parts[kind] = {note.get("w:id", ""): note for note in found}
        reader.source.enter(part)
        yield tuple(reader.read(parts[kind].get(name, Element("nothing"))))


def _remark_on_margins(package: Package, remarks: Remarks) -> None:
    """Say what stands beside the text: headers, footers and comments."""
    for kind, name in (("header", "页眉"), ("footer", "页脚")):
        for tree in package.parse_kind(kind):
            words = "".join(text.text or "" for text in descend(tree, "w:t")).strip()
            if len(words) > 2 and not words.isdecimal():
                remarks.say(f"{name}里的{quote(words)}没有收进来")
    comments = sum(len(children(tree, "w:comment")) for tree in package.parse_kind("comments"))
    if comments:
        remarks.count(Loss.COMMENTS, comments)


class _BlockReader:
    """Reads the blocks of a body, a cell, a note or a text box."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._left: tuple[Piece, ...] = ()

    def read(self, element: Element) -> list[Block]:
        """Return the blocks in ``element``."""
        blocks: list[Block] = []
        for inner in element:
            if inner.tag == "w:p":
                blocks.extend(self._read_paragraph(inner))
            elif inner.tag == "w:tbl":
                blocks.extend(self._read_table(inner))
            elif inner.tag in ("w:altChunk", "w:subDoc"):
                self.source.remarks.count(Loss.FOREIGN)
            elif inner.tag == "w:sdt" and _is_contents(inner):
                self.source.remarks.count(Loss.CONTENTS)
            elif inner.tag == "mc:AlternateContent":
                blocks.extend(self.read(choose(inner)))
            elif inner.tag not in ("w:del", "w:moveFrom") and not is_placeholder(inner):
                blocks.extend(self.read(inner))
        return blocks

    def _read_paragraph(self, element: Element) -> Iterator[Block]:
        properties = child(element, "w:pPr")
        style_id = attribute(properties, "w:pStyle")
        if self.source.styles.is_contents(style_id):
            self.source.fields.clear()
            return
        reader = ParagraphReader(self.source, style_id, self.read)
        reader.walk(element)
        pieces = (*self._left, *reader.pieces)
        self._left = ()
        yield from reader.before
        if child(properties, "w:rPr", "w:del") is not None:
            self._left = pieces  # its end was deleted: it goes on in the next one
        elif any(piece.text.strip() or piece.note for piece in pieces):
            yield self._make_paragraph(properties, pieces, reader.size)
        yield from reader.after

    def _make_paragraph(
        self, properties: Element | None, pieces: tuple[Piece, ...], size: float
    ) -> Paragraph:
        styles, style_id = self.source.styles, attribute(properties, "w:pStyle")
        return Paragraph(
            pieces,
            heading=styles.heading_of(properties),
            is_title=styles.is_title(style_id),
            is_caption=styles.is_caption(style_id),
            is_centred=styles.is_centred(properties),
            size=size,
            label=self._count(properties),
        )

    def _count(self, properties: Element | None) -> Label | None:
        label = self.source.numbering.count(self.source.styles.numbering_of(properties))
        named = self.source.styles.list_level_of(properties)
        return replace(label, level=named) if label and named and not label.level else label

    def _read_table(self, element: Element) -> Iterator[Block]:
        grid = [self._read_row(row) for row in _rows(element)]
        if not grid:
            return
        width = max(map(len, grid))
        rows = tuple((*row, *((),) * (width - len(row))) for row in grid)
        rows = tuple(row for row in rows if any(row))
        spans = [whole(attribute(tc, "w:tcPr", "w:gridSpan"), 1) for tc in descend(element, "w:tc")]
        is_merged = any(span > 1 for span in spans) or any(descend(element, "w:vMerge"))
        if rows and is_merged:
            self.source.remarks.count(Loss.MERGED)
        if rows:
            yield Table(rows)

    def _read_row(self, row: Element) -> list[tuple[Block, ...]]:
        """Return a row's cells; one that spans several columns is followed by empty ones."""
        cells: list[tuple[Block, ...]] = []
        cells.extend(() for _ in range(self._span(row, "w:trPr", "w:gridBefore", 0)))
        for cell in _cells(row):
            cells.append(tuple(self.read(cell)))
            cells.extend(() for _ in range(self._span(cell, "w:tcPr", "w:gridSpan", 1) - 1))
        return cells

    def _span(self, element: Element, properties: str, name: str, usual: int) -> int:
        return min(_COLUMNS_LIMIT, whole(attribute(element, properties, name), usual))


def _rows(table: Element) -> Iterator[Element]:
    for inner in table:
        if inner.tag == "w:tr":
            if child(inner, "w:trPr", "w:del") is None:
                yield inner
        elif inner.tag not in ("w:tblPr", "w:tblGrid"):
            yield from _rows(inner)


def _cells(row: Element) -> Iterator[Element]:
    for inner in row:
        if inner.tag == "w:tc":
            yield inner
        elif inner.tag != "w:trPr":
            yield from _cells(inner)


def _is_contents(control: Element) -> bool:
    gallery = attribute(control, "w:sdtPr", "w:docPartObj", "w:docPartGallery")
    return gallery == "Table of Contents"
