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
"""A JPEG is unfolded at the least eighth, quarter or half that is still this many times as wide."""

_TURNED = range(5, 9)
"""Orientations that lie on their side (Exif 3.0, 4.6.5)."""

_TURNS = {2: 0, 3: 3, 4: 1, 5: 5, 6: 4, 7: 6, 8: 2}
"""For each orientation the number of Pillow's ``Transpose`` that sets it upright."""

_SRGB = "srgb"


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
    """Decode all of an opened picture to see whether it is whole, as few pixels as will do.

    Raises whatever the decoder trips over, and where its pixels stand for no colours.
    """
    image.draft("RGB", (max(1, image.width // 8), max(1, image.height // 8)))
    image.load()
    if image.mode == "P" and image.palette is None:
        raise ValueError("a picture of indexed colours without its palette")


def decode_upright(data: bytes, media_type: str, width: int, height: int) -> Image.Image:
    """Return the first frame of a picture upright in sRGB, ``width`` × ``height`` pixels.

    Its mode is RGB or RGBA; nothing of the file is left but pixels.  Raises whatever
    the decoder trips over.
    """
    from PIL import Image

    with open_picture(data, media_type) as image:
        orientation = read_orientation(image)
        lying = (height, width) if orientation in _TURNED else (width, height)
        if lying != image.size:
            image.draft(None, (lying[0] * _REDUCTION_GAP, lying[1] * _REDUCTION_GAP))
        image.load()
        seen = scale_down(_simplify(image), *lying)
        seen = _convert_to_srgb(seen, image.info.get("icc_profile"))
    turn = _TURNS.get(orientation)
    seen = seen if turn is None else seen.transpose(Image.Transpose(turn))
    bare = Image.new(seen.mode, seen.size)
    bare.paste(seen)
    return bare


def scale_down(image: Image.Image, width: int, height: int) -> Image.Image:
    """Return a picture of ``width`` × ``height`` pixels."""
    from PIL import Image

    if image.size == (width, height):
        return image
    # Pillow weighs colours by their opacity where it scales RGBA.
    return image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def flatten(image: Image.Image) -> Image.Image:
    """Return a picture without transparency, on the white of paper."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A"))
    return paper


def _simplify(image: Image.Image) -> Image.Image:
    """Return the picture in RGB, RGBA or CMYK, with eight bits for each colour."""
    if image.mode == "CMYK":
        return image
    if image.mode.startswith("I"):
        # Pillow cuts deep greys off at white where it is not told how to scale them.
        deep = image.convert("I")
        deep.info.pop("transparency", None)
        return deep.point([value >> 8 for value in range(65_536)], "L").convert("RGB")
    return image.convert("RGBA" if image.has_transparency_data else "RGB")


def _convert_to_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in sRGB; a profile that can't be read leaves its colours as they stand."""
    from PIL import ImageCms

    plain = image.convert("RGB") if image.mode == "CMYK" else image
    if not profile:
        return plain
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if _SRGB in ImageCms.getProfileDescription(source).casefold():
            return plain
        alpha = image.getchannel("A") if image.mode == "RGBA" else None
        colours = image.convert("RGB") if alpha else image
        target = ImageCms.createProfile("sRGB")
        seen = ImageCms.profileToProfile(colours, source, target, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return plain
    if seen is None:
        return plain
    if alpha:
        seen.putalpha(alpha)
    return seen


@cache
def _prepare_heic() -> None:
    """Teach Pillow to open HEIC; the library is loaded when the first such picture comes."""
    from pillow_heif import register_heif_opener

    # Previews inside may show something else, and one process has one core to itself.
    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False, decode_threads=1)
