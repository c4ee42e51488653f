"""From how a Word file looks to what it means: headings, lists, captions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from plugins.importing.document.blocks import (
    Block,
    Figure,
    Heading,
    Item,
    LabelKind,
    Paragraph,
    Part,
    Piece,
    cut_pieces,
    trim_pieces,
)
from plugins.importing.document.layout import BULLET, FIRST, NUMBER, SECOND
from plugins.importing.document.remarks import Loss, Remarks

SHORT = 36
"""Characters of a line that may be a heading by its look; a longer one is a sentence."""

_HEADING_LIMIT = 60
_CAPTION_LIMIT = 80
_DEEPEST = 6
_SENTENCE = re.compile(r"[。；;，,！!？?…]$")
_MORE_THAN_A_NAME = re.compile(r"[：:].")
_DESCRIPTION = re.compile(r"^[【\[（(]?图片说明[】\])）]?[ \u3000]*[:：]?[ \u3000]*(?P<text>.*)$")
_CAPTION = re.compile(
    r"^(?:(?:图|图片|照片|配图)[ \u3000]*(?:\d{1,2}|[一二三四五六七八九十])?[ \u3000]*"
    r"[:：.．、 \u3000]"
    r"|图[ \u3000]*\d{1,2}|[△▲↑⬆])[ \u3000]*(?P<text>\S.*)$"
)


def arrange(blocks: Sequence[Block], remarks: Remarks) -> list[Part]:
    """Return the parts of the article that ``blocks`` mean."""
    described = list(_describe_pictures(blocks))
    worded = [_say_label(b) if isinstance(b, Paragraph) else b for b in described]
    listed = _make_lists(worded)
    return list(_level_items(_make_headings(listed, remarks), remarks))


def _describe_pictures(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with the lines below pictures taken as their descriptions."""
    waiting: Figure | None = None
    for block in blocks:
        if waiting and isinstance(block, Paragraph):
            told = _read_caption(waiting, block)
            waiting = told or waiting
            if told:
                continue
        if waiting:
            yield waiting
        waiting = block if isinstance(block, Figure) else None
        if not waiting:
            yield block
    if waiting:
        yield waiting


def _read_caption(figure: Figure, below: Paragraph) -> Figure | None:
    """Return a figure with what the line ``below`` says of it, or nothing."""
    text = " ".join(below.text.split())
    if found := _DESCRIPTION.match(text):
        return replace(figure, alt=found["text"] or figure.alt)
    found = _CAPTION.match(text)
    is_beneath = below.is_centred and len(text) <= SHORT and not below.is_bold
    if figure.caption or len(text) > _CAPTION_LIMIT or below.heading:
        return None
    if not (found or below.is_caption or is_beneath):
        return None
    said = found["text"] if found else text
    shown = said if text[0] in "△▲↑⬆" else text
    return replace(figure, alt=figure.alt or said, caption=shown)


def _say_label(paragraph: Paragraph) -> Paragraph:
    """Write out a number that is no list's, or that stands before a heading."""
    label = paragraph.label
    is_spoken = label and (label.kind is LabelKind.TEXT or paragraph.heading)
    if not label or not is_spoken:
        return paragraph
    gap = " " if label.text[-1:].isascii() and label.text else ""
    first = paragraph.pieces[0]
    said = Piece(label.text + gap, first.is_bold, first.is_italic)
    return replace(paragraph, pieces=(said, *paragraph.pieces), label=None)


def _make_lists(blocks: Sequence[Block]) -> list[Part]:
    """Return the blocks with items for what is numbered, by Word or by hand."""
    parts: list[Part] = []
    place = 0
    while place < len(blocks):
        block = blocks[place]
        run = _count_run(blocks, place)
        if isinstance(block, Paragraph) and block.label:
            is_ordered = block.label.kind is LabelKind.NUMBER
            number = block.label.number if is_ordered else None
            parts.append(Item(block.pieces, block.label.level, number))
        elif run > 1:
            parts.extend(_make_item(b) for b in blocks[place : place + run] if _is_plain(b))
            place += run - 1
        else:
            parts.append(block)
        place += 1
    return parts


def _is_plain(block: Block) -> bool:
    return isinstance(block, Paragraph) and not block.heading and not block.label


def _count_run(blocks: Sequence[Block], start: int) -> int:
    """Count how many blocks from ``start`` go on with one list that was numbered by hand."""
    length = 0
    for block in blocks[start:]:
        if not _is_plain(block):
            break
        mark = _read_mark(block)
        first = _read_mark(blocks[start])
        if mark is None or first is None or mark != (first + length if first else 0):
            break
        length += 1
    return length


def _read_mark(block: Block) -> int | None:
    """Return the number that was typed before a paragraph, 0 for a dot, nothing for neither."""
    assert isinstance(block, Paragraph)
    if found := NUMBER.match(block.text):
        return int(found["number"]) or None
    return 0 if BULLET.match(block.text) else None


def _make_item(block: Block) -> Item:
    assert isinstance(block, Paragraph)
    pieces = trim_pieces(block.pieces)
    found = NUMBER.match(block.text) or BULLET.match(block.text)
    number = _read_mark(block) or None
    rest = cut_pieces(pieces, found.end() if found else 0, len(block.text))
    return Item(trim_pieces(rest), 0, number)


def _make_headings(parts: Sequence[Part], remarks: Remarks) -> Iterator[Part]:
    """Yield the parts with headings for what looks like one, from level 2 without a gap."""
    ranks: list[int] = []
    has_chapters = any(isinstance(p, Paragraph) and FIRST.match(p.text) for p in parts)
    for place, part in enumerate(parts):
        following = parts[place + 1] if place + 1 < len(parts) else None
        rank = _rank(part, following, has_chapters) if isinstance(part, Paragraph) else 0
        if isinstance(part, Paragraph) and part.heading and not rank:
            remarks.count(Loss.LONG_HEADINGS)
        if not rank or not isinstance(part, Paragraph):
            yield part
            continue
        while ranks and ranks[-1] >= rank:
            ranks.pop()
        ranks.append(rank)
        yield Heading(part.pieces, min(_DEEPEST, len(ranks) + 1))


def _rank(paragraph: Paragraph, following: Part | None, has_chapters: bool) -> int:
    """Return the rank of a heading, the smaller the higher, or 0 for what is none."""
    text = paragraph.text
    if paragraph.heading or paragraph.is_title:
        return (paragraph.heading or 1) if len(text) <= _HEADING_LIMIT else 0
    if "\n" in text or len(text) > SHORT or _SENTENCE.search(text) or following is None:
        return 0
    is_named = not _MORE_THAN_A_NAME.search(text)
    if FIRST.match(text):
        return 10 if is_named else 0
    if SECOND.match(text):
        return 20 if is_named else 0
    is_followed = isinstance(following, Paragraph) and len(following.text) > len(text)
    if NUMBER.match(text):
        return 30 if is_named and is_followed and not _read_mark_of(following) else 0
    is_alone = paragraph.is_bold and len(text) <= SHORT and not paragraph.is_caption
    return (15 if has_chapters else 5) if is_alone and _is_text(following) else 0


def _read_mark_of(part: Part | None) -> int | None:
    return _read_mark(part) if isinstance(part, Paragraph) else None


def _is_text(part: Part | None) -> bool:
    """Tell whether a part is no bold line itself: two of them are no headings."""
    return part is not None and not (isinstance(part, Paragraph) and part.is_bold)


def _level_items(parts: Iterable[Part], remarks: Remarks) -> Iterator[Part]:
    """Yield the parts with the levels of lists from 0 without a gap, five at most."""
    levels: list[int] = []
    last: dict[int, int | None] = {}
    for part in parts:
        if not isinstance(part, Item):
            levels, last = [], {}
            yield part
            continue
        while levels and levels[-1] > part.level:
            last.pop(len(levels) - 1, None)
            levels.pop()
        if not levels or levels[-1] < part.level:
            levels.append(part.level)
        level = min(4, len(levels) - 1)
        before = last.get(level)
        if part.number is not None and before is not None and part.number != before + 1:
            remarks.count(Loss.RESTARTED)
        last[level] = part.number
        yield Item(part.pieces, level, part.number)
