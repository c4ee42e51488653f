"""Pixels to the files that readers get: WebP in several widths, and one JPEG."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from plugins.media.decoding import decode_upright, flatten, open_picture, scale_down, upright_size
from plugins.media.formats import find_media_type
from plugins.media.recipe import JPEG, plan_jpeg, scale_height

if TYPE_CHECKING:
    from PIL import Image

BYTES_LIMIT = 500_000
"""Bytes of one published picture."""

_QUALITIES = (80, 70, 60, 45, 30)
"""Tried one after the other until the file is small enough; few photos need the second."""

_COARSER = (2, 4, 8, 16)
"""How many times fewer pixels a side then shows: what is noise all over has no details."""

_COLOURS = 256
"""A drawing of so few colours may be smaller, and is sharper, without loss."""

_EFFORT = 4
"""WebP's method; 6 takes twice the time for two parts in a hundred (measured)."""


def encode_picture(data: bytes, wanted: Iterable[int]) -> dict[int, bytes]:
    """Return the published files of the accepted picture in ``data``, by their widths.

    ``wanted`` are widths in WebP, and ``JPEG`` for the JPEG.  The picture is unfolded
    once.  What is transparent shows the white of paper, in dark surroundings, too.
    Raises whatever the decoder trips over.
    """
    media_type = find_media_type(data)
    with open_picture(data, media_type) as image:
        size = upright_size(image)
    width, height = plan_jpeg(*size)
    widest = flatten(decode_upright(data, media_type, width, height))
    return {
        width: _encode_jpeg(widest)
        if width == JPEG
        else _encode_webp(scale_down(widest, width, scale_height(*size, width)))
        for width in wanted
    }


def _encode_jpeg(image: Image.Image) -> bytes:
    data = b""
    for pixels, quality in _list_attempts(image):
        data = _save(pixels, "JPEG", quality=quality, optimize=True, progressive=True)
        if len(data) <= BYTES_LIMIT:
            break
    return data


def _encode_webp(image: Image.Image) -> bytes:
    data = b""
    for pixels, quality in _list_attempts(image):
        data = _save(pixels, "WEBP", quality=quality, method=_EFFORT)
        if len(data) <= BYTES_LIMIT:
            break
    if image.getcolors(_COLOURS):
        sharp = _save(image, "WEBP", lossless=True, method=_EFFORT)
        return min(sharp, data, key=len)
    return data


def _list_attempts(image: Image.Image) -> Iterator[tuple[Image.Image, int]]:
    """Yield pixels and a quality, each attempt smaller than the one before."""
    for quality in _QUALITIES:
        yield image, quality
    for times in _COARSER:
        few = scale_down(image, max(1, image.width // times), max(1, image.height // times))
        yield scale_down(few, *image.size), _QUALITIES[-1]


def _save(image: Image.Image, kind: str, **options: object) -> bytes:
    target = BytesIO()
    image.save(target, kind, **options)
    return target.getvalue()
