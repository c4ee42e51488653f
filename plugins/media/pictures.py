"""What a picture file really is, told from its bytes and never from its name."""

from __future__ import annotations

import hashlib
import posixpath
import re
import warnings
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from plugins.model.article import Picture

SIZE_LIMIT = 5_000_000
"""Bytes; WeChat takes pictures up to 5 MB (product page, platform rules)."""

PIXELS_LIMIT = 25_000_000
"""More than a telephone's camera takes; each pixel costs time and three bytes of memory."""

_SCANS_LIMIT = 64
"""A progressive JPEG has about ten scans; each one walks over the whole picture again."""

_LARGE_PIXELS = 4_000_000
_PIXELS_PER_BYTE_LIMIT = 1_000
"""Flat drawings keep about fifty pixels in a byte; a few bytes that unfold to millions are made."""

_STEM_LIMIT = 60
"""Bytes of UTF-8 in an address's name; file systems take 255 with the mark and what tools add."""

_MARK_LENGTH = 10
"""Hexadecimal digits of the content's hash in an address."""

_JPEG_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_START_OF_SCAN, _END_OF_PICTURE = 0xDA, 0xD9
_MARKERS_ALONE = frozenset({0x01, *range(0xD0, 0xD9)})

_SIGNATURES = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
SUFFIXES = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
}
PICTURE_SUFFIXES = frozenset(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
"""Every ending, in lower case, that an accepted picture may have."""


class PictureFault(StrEnum):
    """Why a file is not accepted as a picture."""

    NOT_A_PICTURE = "not-a-picture"
    BROKEN = "broken"
    DISGUISED = "disguised"
    TOO_LARGE = "too-large"
    TOO_MANY_PIXELS = "too-many-pixels"
    HOLLOW = "hollow"


@dataclass(frozen=True)
class PictureFacts:
    """A picture's media type and its size in pixels; or the fault that keeps it out."""

    media_type: str = ""
    width: int = 0
    height: int = 0
    fault: PictureFault | None = None


def inspect_picture(data: bytes, name: str) -> PictureFacts:
    """Tell what the bytes of the picture called ``name`` are; never raises."""
    if len(data) > SIZE_LIMIT:
        return PictureFacts(fault=PictureFault.TOO_LARGE)
    media_type = _find_media_type(data)
    if not media_type:
        return PictureFacts(fault=PictureFault.NOT_A_PICTURE)
    facts = _measure(data, media_type)
    if facts.fault is None and not name.lower().endswith(SUFFIXES[media_type]):
        return PictureFacts(media_type, facts.width, facts.height, PictureFault.DISGUISED)
    return facts


def describe_picture(path: str, data: bytes, facts: PictureFacts) -> Picture:
    """Return the model's picture of an accepted file at ``path`` in the content folder.

    The address bears the content's hash, so that a changed picture is never
    served from an old cache, and no more of a long name than every disk takes.
    """
    folder, _, name = path.partition("/")[2].rpartition("/")
    stem, suffix = posixpath.splitext(name)
    digest = hashlib.sha256(data).hexdigest()
    short = stem.lower().encode("utf-8", "ignore")[:_STEM_LIMIT].decode("utf-8", "ignore")
    address = posixpath.join("media", folder, f"{short}-{digest[:_MARK_LENGTH]}{suffix.lower()}")
    return Picture(path, address, facts.media_type, facts.width, facts.height, digest)


def _find_media_type(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), "")


def _measure(data: bytes, media_type: str) -> PictureFacts:
    from PIL import Image

    if media_type == "image/jpeg" and _count_scans(data) > _SCANS_LIMIT:
        return PictureFacts(media_type, fault=PictureFault.BROKEN)
    try:
        # Pillow warns of what our own limits and faults report in their own words.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[media_type.partition("/")[2]]) as image:
                width, height = image.size
                fault = _find_excess(width * height, len(data))
                if fault is None:
                    image.load()
    except Image.DecompressionBombError:
        return PictureFacts(media_type, fault=PictureFault.TOO_MANY_PIXELS)
    except Exception:  # a decoder raises whatever it trips over
        return PictureFacts(media_type, fault=PictureFault.BROKEN)
    return PictureFacts(media_type, width, height, fault)


def _find_excess(pixels: int, size: int) -> PictureFault | None:
    """Return why a picture of so many pixels in so many bytes is not worth unfolding."""
    if pixels > PIXELS_LIMIT:
        return PictureFault.TOO_MANY_PIXELS
    if pixels > _LARGE_PIXELS and pixels > size * _PIXELS_PER_BYTE_LIMIT:
        return PictureFault.HOLLOW
    return None


def _count_scans(data: bytes) -> int:
    """Count a JPEG's scans as its decoder meets them, up to one beyond the limit.

    Segments are stepped over by their length, so that a thumbnail inside one does
    not count; so does nothing behind the end of the picture.
    """
    scans, place = 0, 2
    while scans <= _SCANS_LIMIT and (found := _JPEG_MARKER.search(data, place)):
        kind, place = found[1][0], found.end()
        if kind == _END_OF_PICTURE:
            break
        if kind in _MARKERS_ALONE:
            continue
        scans += kind == _START_OF_SCAN
        place += int.from_bytes(data[place : place + 2], "big")
    return scans
