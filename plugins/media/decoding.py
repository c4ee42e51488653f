"""Pictures opened and unfolded, in bounds of time and memory.

One format is tried, the one that the first bytes name, so that no decoder sees what
it was not asked for.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from plugins.media.formats import HEIC
from plugins.media.metadata import read_orientation

if TYPE_CHECKING:
    from PIL import Image

_REDUCTION_GAP = 2
"""A JPEG is unfolded at the least eighth, quarter or half that is still so many times too large."""

_SRGB_MODES = ("RGB", "RGBA", "L", "LA", "P", "PA", "1")
_TURNED = range(5, 9)
"""Orientations that lie on their side (Exif 3.0, 4.6.5)."""


@contextmanager
def open_picture(data: bytes, media_type: str) -> Iterator[Image.Image]:
    """Open a picture of ``media_type``, its pixels still folded.

    Raises whatever its decoder trips over.  Pillow's warnings are kept still: our own
    limits say in their words what they say in theirs.
    """
    from PIL import Image

    name = media_type.partition("/")[2].upper()
    if media_type == HEIC:
        _prepare_heic()
        name = "HEIF"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(BytesIO(data), formats=[name]) as image:
            yield image


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return the width and height of an opened picture as people see it."""
    width, height = image.size
    return (height, width) if read_orientation(image) in _TURNED else (width, height)


def unfold_small(image: Image.Image) -> None:
    """Decode all of an opened picture to see whether it is whole, as few pixels as will do."""
    image.draft("RGB", (image.width // 8, image.height // 8))
    image.load()


def decode_upright(data: bytes, media_type: str, width: int, height: int) -> Image.Image:
    """Return the first frame of a picture upright in sRGB, ``width`` × ``height`` pixels.

    Its mode is RGB or RGBA; nothing of the file is left but pixels.  Raises whatever
    the decoder trips over.
    """
    from PIL import Image

    with open_picture(data, media_type) as image:
        turn = _find_turn(read_orientation(image))
        lying = (width, height) if read_orientation(image) not in _TURNED else (height, width)
        if lying != image.size:
            image.draft("RGB", (lying[0] * _REDUCTION_GAP, lying[1] * _REDUCTION_GAP))
        image.load()
        plain = scale_down(_convert_to_srgb(image), *lying)
        plain = plain.transpose(turn) if turn is not None else plain
        bare = Image.new(plain.mode, plain.size)
        bare.paste(plain)
    return bare


def scale_down(image: Image.Image, width: int, height: int) -> Image.Image:
    """Return a picture of ``width`` × ``height`` pixels."""
    return image if image.size == (width, height) else _scale(image, (width, height))


def flatten(image: Image.Image) -> Image.Image:
    """Return a picture without transparency, on the white of paper."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _scale(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    from PIL import Image

    # Pillow weighs colours by their opacity where it scales RGBA.
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _find_turn(orientation: int) -> Image.Transpose | None:
    from PIL.Image import Transpose

    return {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }.get(orientation)


def _convert_to_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in RGB or RGBA, by its colour profile where it has one that is sound."""
    from PIL import ImageCms

    has_alpha = image.has_transparency_data
    profile = image.info.get("icc_profile")
    colours = image
    if image.mode not in (*_SRGB_MODES, "CMYK"):
        colours = _reduce_depth(image)
    if profile and colours.mode in ("RGB", "RGBA", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if not _is_srgb(ImageCms.getProfileDescription(source)):
                alpha = colours.getchannel("A") if colours.mode == "RGBA" else None
                base = colours.convert("RGB") if alpha else colours
                target = ImageCms.createProfile("sRGB")
                seen = ImageCms.profileToProfile(base, source, target, outputMode="RGB")
                if seen is not None:
                    colours = seen
                    if alpha:
                        colours.putalpha(alpha)
        except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
            pass  # a profile that can't be read: the colours are taken as they stand
    return colours.convert("RGBA" if has_alpha else "RGB")


def _is_srgb(description: str) -> bool:
    return "srgb" in description.casefold()


def _reduce_depth(image: Image.Image) -> Image.Image:
    """Return pixels of eight bits: Pillow cuts deeper greys off instead of scaling them."""
    if image.mode.startswith("I;16"):
        return image.point([value >> 8 for value in range(65_536)], "L")
    if image.mode in ("I", "F"):
        return image.point(lambda value: value * (1 / 257)).convert("L")
    return image.convert("RGB")


@cache
def _prepare_heic() -> None:
    """Teach Pillow to open HEIC; the library is loaded when the first such picture comes."""
    from pillow_heif import register_heif_opener

    # Previews inside may show something else, and one process has one core to itself.
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
