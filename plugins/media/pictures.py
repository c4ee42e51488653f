"""What a picture file really is, told from its bytes and never from its name."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from plugins.media.decoding import open_picture, unfold_small, upright_size
from plugins.media.formats import (
    SUFFIXES,
    find_media_type,
    name_other_picture,
    name_stranger,
)
from plugins.media.jpeg_segments import SEGMENTS_LIMIT, START_OF_SCAN, walk_segments
from plugins.media.metadata import Trace, find_traces
from plugins.media.recipe import picture_address, plan_jpeg, plan_widths
from plugins.model.article import Picture

SIZE_LIMIT = 20_000_000
"""Bytes; photos of telephones have up to twelve million."""

PIXELS_LIMIT = 60_000_000
"""More than most cameras take; each pixel costs time and four bytes of memory."""

SCANS_LIMIT = 64
"""A progressive JPEG has about ten scans; each one walks over the whole picture again."""

_SCANNED_PIXELS_LIMIT = 1_600_000_000
"""Pixels times scans: some ten seconds of work."""

_ANIMATED = ("image/gif", "image/png", "image/webp")
"""A JPEG may hold two pictures, a HEIC many; these are no films."""

_LARGE_PIXELS = 4_000_000
_PIXELS_PER_BYTE_LIMIT = 1_000
"""Flat drawings keep about fifty pixels in a byte; a few bytes that unfold to millions are made."""


class PictureFault(StrEnum):
    """Why a file is not accepted as a picture."""

    NOT_A_PICTURE = "not-a-picture"
    OTHER_FORMAT = "other-format"
    DISGUISED = "disguised"
    BROKEN = "broken"
    TOO_LARGE = "too-large"
    TOO_MANY_PIXELS = "too-many-pixels"
    HOLLOW = "hollow"


@dataclass(frozen=True)
class PictureFacts:
    """A picture's media type and its size in pixels, upright; or the fault that keeps it out.

    ``looks_like`` is what a refused file seems to be instead, in Chinese; ``size`` is in
    bytes.  A picture that ``is_misnamed`` has the ending of another format.
    """

    media_type: str = ""
    width: int = 0
    height: int = 0
    fault: PictureFault | None = None
    looks_like: str = ""
    size: int = 0
    is_misnamed: bool = False
    is_animated: bool = False
    traces: tuple[Trace, ...] = ()


def inspect_picture(data: bytes, name: str) -> PictureFacts:
    """Tell what the bytes of the picture called ``name`` are; never raises."""
    if len(data) > SIZE_LIMIT:
        return PictureFacts(fault=PictureFault.TOO_LARGE, size=len(data))
    media_type = find_media_type(data)
    if not media_type:
        return _name_stranger(data)
    is_misnamed = not name.lower().endswith(SUFFIXES[media_type])
    if media_type == "image/jpeg" and _has_too_many_scans(data):
        return PictureFacts(media_type, fault=PictureFault.BROKEN, size=len(data))
    return _measure(data, media_type, is_misnamed)


def describe_picture(path: str, data: bytes, facts: PictureFacts) -> Picture:
    """Return the model's picture of an accepted file at ``path`` in the content folder.

    Its width and height are those of the JPEG that every reader can show.
    """
    digest = hashlib.sha256(data).hexdigest()
    width, height = plan_jpeg(facts.width, facts.height)
    widths = plan_widths(facts.width, facts.height)
    return Picture(path, picture_address(path, digest), width, height, digest, widths)


def _name_stranger(data: bytes) -> PictureFacts:
    if name := name_other_picture(data):
        return PictureFacts(fault=PictureFault.OTHER_FORMAT, looks_like=name, size=len(data))
    if name := name_stranger(data):
        return PictureFacts(fault=PictureFault.DISGUISED, looks_like=name, size=len(data))
    return PictureFacts(fault=PictureFault.NOT_A_PICTURE, size=len(data))


def _measure(data: bytes, media_type: str, is_misnamed: bool) -> PictureFacts:
    from PIL import Image

    size = len(data)
    try:
        with open_picture(data, media_type) as image:
            width, height = upright_size(image)
            fault = _find_excess(width * height, data, media_type)
            if fault:
                return PictureFacts(media_type, width, height, fault, size=size)
            traces = find_traces(image)
            is_animated = media_type in _ANIMATED and getattr(image, "is_animated", False)
            image.seek(0)
            unfold_small(image)
    except Image.DecompressionBombError:
        return PictureFacts(media_type, fault=PictureFault.TOO_MANY_PIXELS, size=size)
    except Exception:  # a decoder raises whatever it trips over
        return PictureFacts(media_type, fault=PictureFault.BROKEN, size=size)
    return PictureFacts(
        media_type, width, height, None, "", size, is_misnamed, bool(is_animated), traces
    )


def _find_excess(pixels: int, data: bytes, media_type: str) -> PictureFault | None:
    """Return why a picture of so many pixels in so many bytes is not worth unfolding."""
    if pixels > PIXELS_LIMIT:
        return PictureFault.TOO_MANY_PIXELS
    if pixels > _LARGE_PIXELS and pixels > len(data) * _PIXELS_PER_BYTE_LIMIT:
        return PictureFault.HOLLOW
    if media_type == "image/jpeg" and pixels * _count_scans(data) > _SCANNED_PIXELS_LIMIT:
        return PictureFault.BROKEN
    return None


def _has_too_many_scans(data: bytes) -> bool:
    segments = [segment.kind for segment in walk_segments(data)]
    return segments.count(START_OF_SCAN) > SCANS_LIMIT or len(segments) == SEGMENTS_LIMIT


def _count_scans(data: bytes) -> int:
    return sum(segment.kind == START_OF_SCAN for segment in walk_segments(data))
