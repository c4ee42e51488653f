"""How a picture is published: in which sizes, and under which addresses.

Whoever changes what the published bytes follow from changes ``VERSION``, too: the
addresses change with it, so that no cache on the way to readers, nor ours, gives
out what an older recipe made.
"""

from __future__ import annotations

import hashlib
import posixpath

VERSION = "1"
"""The recipe's own; it goes into every address."""

WIDTHS = (480, 800, 1200, 1600)
"""Pixels: a phone's column (some 360) at one, two and three dots to the pixel, the most usual
by now; a desk's column (656) at two."""

_STEP = 1.15
"""How much wider the next picture has to be at least."""

JPEG = 0
"""What stands for the JPEG where WebP pictures are named by their widths."""

PIXELS_LIMIT = 4_000_000
"""Pixels of one published picture: a long drawing becomes narrower."""

_SIDE_LIMIT = 16_000
"""Pixels: WebP ends at 16,383 (RFC 9649, 2.7)."""

_STEM_LIMIT = 60
"""Bytes of UTF-8 in an address's name; file systems take 255 with the mark and what tools add."""

_MARK_LENGTH = 10
"""Hexadecimal digits of the hash in an address."""


def plan_jpeg(width: int, height: int) -> tuple[int, int]:
    """Return width and height of the JPEG of a picture of ``width`` × ``height`` pixels."""
    widest = _find_widest(width, height)
    return widest, scale_height(width, height, widest)


def plan_widths(width: int, height: int) -> tuple[int, ...]:
    """Return the widths of its WebP pictures, the narrowest first; never wider than itself.

    A step that the widest is hardly wider than would be one file more for nothing.
    """
    widest = _find_widest(width, height)
    return (*(step for step in WIDTHS if step * _STEP <= widest), widest)


def scale_height(width: int, height: int, wanted: int) -> int:
    """Return the height that belongs to the width ``wanted``: no less than one pixel.

    A thread of pixels that is longer than any format takes comes out shorter.
    """
    return max(1, min(_SIDE_LIMIT, (height * wanted + width // 2) // width))


def picture_address(path: str, digest: str) -> str:
    """Return where the JPEG of the picture at ``path`` in the content folder is served.

    The address bears the name of its bytes and of the recipe, so that a changed
    picture is never served from an old cache, and no more of a long name than every
    disk takes.  Pictures of articles lie below their unit, others below their room.
    """
    folder, name = posixpath.split(path.removeprefix("articles/"))
    stem = posixpath.splitext(name)[0].lower()
    short = stem.encode("utf-8", "ignore")[:_STEM_LIMIT].decode("utf-8", "ignore")
    mark = hashlib.sha256(f"{VERSION}\n{digest}".encode()).hexdigest()[:_MARK_LENGTH]
    return posixpath.join("media", folder, f"{short}-{mark}.jpg")


def _find_widest(width: int, height: int) -> int:
    """Return the largest width that keeps a picture within its limits."""
    by_pixels = int((PIXELS_LIMIT * width / height) ** 0.5)
    by_height = _SIDE_LIMIT * width // height
    return max(1, min(width, WIDTHS[-1], by_pixels, by_height))
