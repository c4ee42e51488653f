"""A picture as it should be kept in a public repository: its pixels, and nothing about anybody."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from plugins.media.cropping import Crop, crop_picture
from plugins.media.decoding import decode_upright, flatten, open_picture
from plugins.media.faults import say_fault
from plugins.media.formats import HEIC, SUFFIXES
from plugins.media.metadata import Trace, read_orientation
from plugins.media.pictures import PictureFacts, inspect_picture
from plugins.media.stripping import strip_metadata

if TYPE_CHECKING:
    from PIL import Image

SIDE_LIMIT = 4_096
"""Pixels: no page shows more than a fraction of that."""

_DRAWN = ("image/png", "image/gif")
"""What is made anew without loss; the others are photos, and stay so."""

_QUALITY = 92
"""JPEG's quality for a source: published pictures are made from it once more."""


@dataclass(frozen=True)
class CleanSource:
    """A picture to be kept: its bytes, the ending that belongs to them, and what was taken out."""

    data: bytes
    suffix: str
    removed: tuple[Trace, ...]


def clean_source(data: bytes, crop: Crop | None = None) -> CleanSource:
    """Return the picture in ``data`` without metadata, in a format that every desk opens.

    The coded pixels stay as they are, unless it is HEIC, which becomes JPEG, or has
    a side beyond ``SIDE_LIMIT`` and is not animated: then it is made smaller.  A clean
    picture comes back as it is.  ``crop``, in the frame of the stored pixels, is carried
    out: what it cuts off is not in the picture any more.  Raises ``ValueError`` with a
    Chinese sentence for what is no acceptable picture.
    """
    facts = inspect_picture(data, "")
    if facts.fault:
        seen, fix = say_fault(facts, facts.fault, "这个文件")
        raise ValueError(f"{seen.replace('“这个文件”', '这个文件')}；{fix}")
    media_type = facts.media_type
    if crop:
        return _crop_source(data, facts, crop)
    if media_type != HEIC and (facts.is_animated or not _is_oversized(facts)):
        with open_picture(data, media_type) as image:
            orientation = read_orientation(image)
        clean = strip_metadata(data, media_type, orientation)
        # Decoders forgive damage that leaves nothing to go by where segments are cut out.
        if not inspect_picture(clean, "").fault:
            return CleanSource(clean, SUFFIXES[media_type][0], facts.traces)
    width, height = _fit(facts.width, facts.height, max(facts.width, facts.height))
    return _encode(decode_upright(data, media_type, width, height), facts)


def _is_oversized(facts: PictureFacts) -> bool:
    return max(facts.width, facts.height) > SIDE_LIMIT


def _crop_source(data: bytes, facts: PictureFacts, crop: Crop) -> CleanSource:
    """Return the part of a picture that ``crop`` leaves; raises ``ValueError``."""
    with open_picture(data, facts.media_type) as image:
        upright = crop.turn_upright(read_orientation(image))
    left, top, right, bottom = upright.find_box(facts.width, facts.height)
    width, height = _fit(facts.width, facts.height, max(right - left, bottom - top))
    whole = decode_upright(data, facts.media_type, width, height)
    return _encode(crop_picture(whole, upright), facts)


def _fit(width: int, height: int, longest: int) -> tuple[int, int]:
    """Return a picture's size, smaller where ``longest``, a side of what stays, is too long."""
    share = min(1.0, SIDE_LIMIT / longest)
    return max(1, round(width * share)), max(1, round(height * share))


def _encode(image: Image.Image, facts: PictureFacts) -> CleanSource:
    """Return an upright picture in sRGB as a file that holds nothing else."""
    media_type = "image/png" if facts.media_type in _DRAWN else "image/jpeg"
    target = BytesIO()
    if media_type == "image/png":
        image.save(target, "PNG", optimize=True)
    else:
        flatten(image).save(target, "JPEG", quality=_QUALITY, optimize=True)
    clean = strip_metadata(target.getvalue(), media_type, 1)
    return CleanSource(clean, SUFFIXES[media_type][0], facts.traces)
