"""The three pictures of an item: upright for Moments, two covers for articles and links.

Nothing but colour stands outside the safe zone: 80 px from every edge of the upright
picture, 44 px of the wide cover, 36 px of the square one.  The upright one carries the
item's code; in the covers a code would be smaller than WeChat reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from plugins.model.days import describe_day, describe_weekday
from plugins.model.repost import Origin
from plugins.qrcodes.drawing import list_modules
from plugins.repost.card_canvas import Block, Canvas, Ink, measure_code
from plugins.repost.card_form import COVER, MOMENTS, SQUARE, CardWords
from plugins.repost.card_text import (
    ELLIPSIS,
    leave_out_pictographs,
    list_sentences,
    set_paragraph,
    set_title,
)
from plugins.repost.fonts import Face, Faces, load_pen

SAFE_OF = {MOMENTS: 80, COVER: 44, SQUARE: 36}
"""Pixels from the edge of a picture that hold no word, no seal and no code."""

COVER_TITLES = (64, 56, 48, 42, 37, 33, 30, 26, 23)
"""Sizes in pixels; the last ones are for 64 characters beside an office of many names."""

ADDRESS_LIMIT = 80
"""Characters; our own articles' addresses are shorter, and nobody types a longer one."""

CODE_WORDS = ("长按识别二维码", "阅读原文")


def draw_moments(words: CardWords, faces: Faces) -> bytes:
    """Return the upright picture as PNG: who, when, what, and the code to the original."""
    width, height = MOMENTS
    safe = SAFE_OF[MOMENTS]
    canvas = Canvas(width, height)
    modules = list_modules(words.origin.url)
    code = measure_code(modules)
    panel = height - 2 * safe - code
    canvas.fill_glaze((0, panel, width, height))
    canvas.place_code(modules, safe, panel + safe)
    _write_code_words(canvas, words, faces, safe + code + 40, panel + safe, code)
    head = _write_head(canvas, words, faces, safe, 140)
    inner = width - 2 * safe
    title = fit_title(words.title, faces.title, (84, 72, 62, 54, 48), inner, 330)
    bottom = canvas.write(title, safe, head + 48, Ink.TEXT) + 32
    room = panel - 40 - bottom
    # Sizes that fill the width with whole characters need the least stretching.
    if text := fit_summary(words.text, faces.text, (51, 46, 40, 36, 34), inner, room):
        canvas.write(text, safe, bottom, Ink.TEXT)
    return canvas.finish()


def draw_cover(words: CardWords, faces: Faces) -> bytes:
    """Return the wide cover as PNG: mark, title, office."""
    width, height = COVER
    safe = SAFE_OF[COVER]
    canvas = Canvas(width, height)
    inner = height - 2 * safe
    left = safe + canvas.stamp_seal(words.short, faces.title, safe, safe, inner) + 44
    column = width - safe - left
    office, source, place, *marks = list_notes(words)
    signed = [note for note in (f"{office}　{source}", place, "　".join(marks)) if note]
    foot = fit_notes(signed, faces.text, (26, 24, 22, 20), column, 96)
    room = inner - foot.height - 12
    title = fit_title(words.title, faces.title, COVER_TITLES, column, room)
    # The title stands in the middle of its room, a little above it.
    canvas.write(title, left, safe + max(0, (room - title.height) * 2 // 5), Ink.TEXT)
    canvas.write(foot, left, height - safe - foot.height, Ink.QUIET)
    return canvas.finish()


def draw_square(words: CardWords, faces: Faces) -> bytes:
    """Return the square cover as PNG: mark and office, title."""
    width, height = SQUARE
    safe = SAFE_OF[SQUARE]
    canvas = Canvas(width, height)
    inner = width - 2 * safe
    seal = 112
    left = safe + canvas.stamp_seal(words.short, faces.title, safe, safe, seal) + 22
    notes = fit_notes(list_notes(words), faces.text, (26, 24, 22, 20), width - safe - left, seal)
    below = canvas.write(notes, left, safe + max(0, (seal - notes.height) // 2), Ink.QUIET)
    top = max(below, safe + seal) + 20
    room = height - safe - top
    title = fit_title(words.title, faces.title, COVER_TITLES, inner, room)
    canvas.write(title, safe, top + max(0, (room - title.height) // 2), Ink.TEXT)
    return canvas.finish()


def fit_title(text: str, face: Face, sizes: Sequence[int], width: int, height: int) -> Block:
    """Set ``text`` in the largest of ``sizes`` that fits, or in the smallest."""
    plain = leave_out_pictographs(text)
    for size in sizes:
        pen = load_pen(face, size)
        block = Block(pen, set_title(plain, pen, width), round(size * 1.34))
        if block.height <= height:
            break
    return block


def fit_notes(
    notes: Sequence[str], face: Face, sizes: Sequence[int], width: int, height: int
) -> Block:
    """Set each note from a line of its own in the largest of ``sizes`` that fits."""
    for size in sizes:
        pen = load_pen(face, size)
        lines = [line for note in notes for line in set_paragraph(note, pen, width)]
        block = Block(pen, tuple(lines), round(size * 1.4))
        if block.height <= height:
            break
    return block


def list_notes(words: CardWords) -> tuple[str, ...]:
    """Return what every card says: who asks, who published it and where, and the marks."""
    origin = words.origin
    return (origin.office, f"来源：{origin.source}", _tell_place(origin), *origin.marks)


def _tell_place(origin: Origin) -> str:
    """Return the address as people type it; of one too long to type, the site's name."""
    parts = urlsplit(origin.url)
    place = origin.url.removeprefix(f"{parts.scheme}://")
    return place if len(place) <= ADDRESS_LIMIT else parts.hostname or ""


def fit_summary(
    text: str, face: Face, sizes: Sequence[int], width: int, height: int
) -> Block | None:
    """Set ``text`` in the largest of ``sizes`` that fits, or so many whole sentences of it.

    Where not even the first sentence fits, there is no summary.
    """
    plain = leave_out_pictographs(text)
    for size in sizes:
        block = _set_paragraphs(plain, face, size, width)
        if block.height <= height:
            return block
    sentences = list(list_sentences(plain))
    for count in range(len(sentences) - 1, 0, -1):
        part = "".join(sentences[:count]).rstrip()
        part += "" if part.endswith(ELLIPSIS) else ELLIPSIS
        block = _set_paragraphs(part, face, sizes[-1], width)
        if block.height <= height:
            return block
    return None


def _set_paragraphs(text: str, face: Face, size: int, width: int) -> Block:
    pen = load_pen(face, size)
    paragraphs = [set_paragraph(part, pen, width) for part in text.split("\n") if part.strip()]
    lines = tuple(line for paragraph in paragraphs for line in paragraph)
    ends, reached = set(), 0
    for paragraph in paragraphs[:-1]:
        reached += len(paragraph)
        ends.add(reached)
    return Block(pen, lines, round(size * 1.6), frozenset(ends), round(size * 0.45))


def _write_head(canvas: Canvas, words: CardWords, faces: Faces, safe: int, height: int) -> int:
    """Write who asks and for which day beside the mark; return where that ends."""
    left = safe + canvas.stamp_seal(words.short, faces.title, safe, safe, height) + 32
    width = MOMENTS[0] - safe - left
    office = fit_title(words.origin.office, faces.title, (48, 42, 36, 32), width, 92)
    day = fit_title(_tell_day(words.day), faces.text, (32,), width, 50)
    top = safe + (height - office.height - 6 - day.height) // 2
    bottom = canvas.write(office, left, top, Ink.TEXT)
    canvas.write(day, left, bottom + 6, Ink.QUIET)
    return safe + height


def _write_code_words(
    canvas: Canvas, words: CardWords, faces: Faces, left: int, top: int, height: int
) -> None:
    """Write beside the code what it is for, and at its foot where the item comes from."""
    width = MOMENTS[0] - SAFE_OF[MOMENTS] - left
    for text in CODE_WORDS:
        line = fit_title(text, faces.text, (40,), width, 60)
        top = canvas.write(line, left, top, Ink.CELADON_ON_GLAZE)
        height -= line.height
    block = fit_notes(list_notes(words)[1:], faces.text, (30, 28, 26, 24), width, height)
    canvas.write(block, left, top + height - block.height, Ink.QUIET_ON_GLAZE)


def _tell_day(day: date) -> str:
    return f"{describe_day(day)} {describe_weekday(day)}"
