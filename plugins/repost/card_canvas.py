"""The paper that cards are drawn on: few colours, known places, the same bytes every time.

Each text is drawn in one ink on one ground, so a picture needs no more colours than the
steps between these pairs: a palette keeps it far below what WeChat takes, with no loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from io import BytesIO

from PIL import Image, ImageDraw

from plugins.repost.card_text import Line
from plugins.repost.fonts import Face, FacePen, load_pen

PAPER, GLAZE = "#fbf8f1", "#e3eeea"
INK_COLOR, QUIET_COLOR, CELADON = "#1d1c1a", "#4c4943", "#0b5553"
SEAL, ON_SEAL = "#b32d1e", "#fbf3ea"
WHITE, BLACK = "#ffffff", "#000000"
"""The theme's colours by day (theme/static/css/tokens/colors.css): a card has no night."""

SMALLEST_CODE = 410
"""Pixels; WeChat reads codes from about 410 px (product page, platform rules)."""

_STEPS = 16
"""From a ground to an ink: as many as eyes tell apart at a letter's edge."""

_SEAL_WIDTH, _SEAL_HEIGHT = 44, 77
"""The drawing of theme/templates/components/seal.html, in its own units."""


class Ink(IntEnum):
    """An ink on a ground, in the order of the palette."""

    TEXT = 0
    QUIET = 1
    TEXT_ON_GLAZE = 2
    QUIET_ON_GLAZE = 3
    CELADON_ON_GLAZE = 4
    ON_SEAL = 5
    CODE = 6


_PAIRS = (
    (PAPER, INK_COLOR),
    (PAPER, QUIET_COLOR),
    (GLAZE, INK_COLOR),
    (GLAZE, QUIET_COLOR),
    (GLAZE, CELADON),
    (SEAL, ON_SEAL),
    (WHITE, BLACK),
)


@dataclass(frozen=True)
class Block:
    """Lines set with one pen, ``leading`` pixels from one to the next, paragraphs ``apart``.

    ``ends`` are the numbers of lines (from 1) behind which a paragraph ends.
    """

    pen: FacePen
    lines: tuple[Line, ...]
    leading: int
    ends: frozenset[int] = frozenset()
    apart: int = 0

    @property
    def height(self) -> int:
        """Pixels from the top of the first line to the bottom of the last."""
        return len(self.lines) * self.leading + len(self.ends) * self.apart


class Canvas:
    """One picture of ``width`` by ``height`` pixels; places count from its left upper corner."""

    def __init__(self, width: int, height: int) -> None:
        self._image = Image.new("P", (width, height), _step(Ink.TEXT, 0))
        self._image.putpalette(_list_palette())
        self._draw = ImageDraw.Draw(self._image)
        self._layers: dict[Ink, Image.Image] = {}

    def fill_glaze(self, box: tuple[int, int, int, int]) -> None:
        """Fill ``box`` (left, top, right, bottom; the last two outside) with celadon glaze."""
        left, top, right, bottom = box
        self._draw.rectangle((left, top, right - 1, bottom - 1), _step(Ink.TEXT_ON_GLAZE, 0))

    def write(self, block: Block, left: int, top: int, ink: Ink) -> int:
        """Write a block and return where it ends, in pixels from the top."""
        layer = ImageDraw.Draw(self._layer(ink))
        # The side of a character stands in the middle of its line, 0.88 of it above the base.
        base = top + round((block.leading - block.pen.size) / 2 + 0.88 * block.pen.size)
        for number, line in enumerate(block.lines, 1):
            for text, place in line.runs:
                layer.text((left + round(place), base), text, 255, block.pen.font, anchor="ls")
            base += block.leading + (block.apart if number in block.ends else 0)
        return top + block.height

    def stamp_seal(self, short: str, face: Face, left: int, top: int, height: int) -> int:
        """Draw a unit's mark, cut in relief, and return its width in pixels."""
        scale = height / _SEAL_HEIGHT
        width = round(_SEAL_WIDTH * scale)
        ground = (left, top, left + width - 1, top + height - 1)
        self._draw.rounded_rectangle(ground, round(2 * scale), _step(Ink.ON_SEAL, 0))
        inset, line = round(3.5 * scale), max(1, round(scale))
        frame = (left + inset, top + inset, left + width - 1 - inset, top + height - 1 - inset)
        self._draw.rectangle(frame, outline=_step(Ink.ON_SEAL, _STEPS - 1), width=line)
        layer = ImageDraw.Draw(self._layer(Ink.ON_SEAL))
        step = 60 / len(short)
        size = min(step, 30)
        font = load_pen(face, round(size * scale)).font
        for number, sign in enumerate(short):
            base = 8.5 + step * number + step / 2 + size * 0.38
            place = (left + width // 2, top + round(base * scale))
            layer.text(place, sign, 255, font, anchor="ms")
        return width

    def place_code(self, modules: Sequence[Sequence[bool]], left: int, top: int) -> None:
        """Place a code, its quiet zone included, in whole pixels."""
        code = Image.new("P", (len(modules), len(modules)))
        dark, light = _step(Ink.CODE, _STEPS - 1), _step(Ink.CODE, 0)
        code.putdata([dark if module else light for row in modules for module in row])
        side = measure_code(modules)
        self._image.paste(code.resize((side, side), Image.Resampling.NEAREST), (left, top))

    def finish(self) -> bytes:
        """Return the picture as PNG."""
        for ink, layer in self._layers.items():
            box = layer.getbbox()
            if box:
                part = layer.crop(box)
                steps = [_step(ink, (value * (_STEPS - 1) + 127) // 255) for value in range(256)]
                drawn = part.point([0] + [255] * 255)
                self._image.paste(part.point(steps), box, drawn)
        buffer = BytesIO()
        self._image.save(buffer, "PNG", compress_level=6)
        return buffer.getvalue()

    def _layer(self, ink: Ink) -> Image.Image:
        if ink not in self._layers:
            self._layers[ink] = Image.new("L", self._image.size)
        return self._layers[ink]


def measure_code(modules: Sequence[Sequence[bool]]) -> int:
    """Return the side of a code in pixels: whole pixels a module, as WeChat needs at least."""
    side = len(modules)
    return side * -(-SMALLEST_CODE // side)


def _step(ink: Ink, step: int) -> int:
    """Return the place in the palette of a step from the ground (0) to the ink."""
    return ink * _STEPS + step


def _list_palette() -> list[int]:
    """Return the palette: red, green and blue of every step of every pair."""
    found: list[int] = []
    for ground, ink in _PAIRS:
        below, above = (bytes.fromhex(color[1:]) for color in (ground, ink))
        for step in range(_STEPS):
            found += [
                (a * (_STEPS - 1 - step) + b * step) // (_STEPS - 1)
                for a, b in zip(below, above, strict=True)
            ]
    return found
