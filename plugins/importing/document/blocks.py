"""What a Word file comes to before it is written as Markdown: paragraphs, figures, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from plugins.media.cropping import NO_CROP, Crop


@dataclass(frozen=True)
class WordPicture:
    """A picture of the document: its bytes as they stand there, and what describes it.

    ``crop`` is what the document hides of it.
    """

    data: bytes
    alt: str
    crop: Crop = NO_CROP


@dataclass(frozen=True)
class Piece:
    """A piece of a paragraph in one manner: text, a line break, or the mark of a note.

    ``href`` is the address that the text leads to; ``note`` the number of the note, from 1.
    """

    text: str = ""
    is_bold: bool = False
    is_italic: bool = False
    href: str = ""
    note: int = 0
    is_break: bool = False


class LabelKind(StrEnum):
    """What a paragraph's automatic number becomes: an item of a list, or words of the text."""

    BULLET = "bullet"
    NUMBER = "number"
    TEXT = "text"


@dataclass(frozen=True)
class Label:
    """The number that Word puts before a paragraph: its level from 0, its count, its words."""

    kind: LabelKind
    level: int = 0
    number: int = 0
    text: str = ""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph and how it looks.

    ``heading`` is its level by its style, from 1, or 0; ``size`` that of its
    largest letters in points.
    """

    pieces: tuple[Piece, ...]
    heading: int = 0
    is_title: bool = False
    is_caption: bool = False
    is_centred: bool = False
    size: float = 0
    label: Label | None = None

    @property
    def text(self) -> str:
        """What it says, its lines one after another."""
        return write_out(self.pieces).strip()

    @property
    def is_bold(self) -> bool:
        """Whether all of its letters are bold."""
        written = [piece for piece in self.pieces if piece.text.strip()]
        return bool(written) and all(piece.is_bold for piece in written)


@dataclass(frozen=True)
class Figure:
    """A picture that stands alone, by its number from 1, its description and its caption."""

    picture: int
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Table:
    """A table: rows of cells, every row of one length, each cell with blocks of its own."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]


@dataclass(frozen=True)
class Heading:
    """A heading of the article, its level from 2."""

    pieces: tuple[Piece, ...]
    level: int


@dataclass(frozen=True)
class Item:
    """An item of a list: its level from 0, and its number where the list counts."""

    pieces: tuple[Piece, ...]
    level: int
    number: int | None = None


Block: TypeAlias = "Paragraph | Figure | Table"
"""What a Word file is made of."""

Part: TypeAlias = "Heading | Item | Paragraph | Figure | Table"
"""What an article is made of."""


def cut_pieces(pieces: Sequence[Piece], start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces of the letters from ``start`` to ``end``; a break counts as one letter."""
    kept: list[Piece] = []
    place = 0
    for piece in pieces:
        length = 1 if piece.is_break else len(piece.text)
        left, right = max(start - place, 0), min(end - place, length)
        if left < right or (not length and start <= place <= end):
            kept.append(piece if piece.is_break else replace(piece, text=piece.text[left:right]))
        place += length
    return tuple(kept)


def write_out(pieces: Iterable[Piece]) -> str:
    """Return the letters of ``pieces``, a line end for every break."""
    return "".join("\n" if piece.is_break else piece.text for piece in pieces)


def trim_pieces(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces without spaces, full-width ones and breaks at their two ends."""
    text = write_out(pieces)
    if not text.strip():
        return tuple(piece for piece in pieces if piece.note)
    return cut_pieces(pieces, len(text) - len(text.lstrip()), len(text.rstrip()))


def say_cell(cell: Iterable[Block]) -> str:
    """Return the words of a cell in one line."""
    return " ".join(block.text for block in cell if isinstance(block, Paragraph)).strip()


def list_figures(blocks: Iterable[Part]) -> list[Figure]:
    """Return all pictures in ``blocks``, those in tables, too, in order."""
    found: list[Figure] = []
    for block in blocks:
        if isinstance(block, Figure):
            found.append(block)
        elif isinstance(block, Table):
            found.extend(f for row in block.rows for cell in row for f in list_figures(cell))
    return found
