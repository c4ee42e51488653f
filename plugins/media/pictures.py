"""What a picture file really is, told from its bytes and never from its name."""

from __future__ import annotations

import hashlib
import posixpath
import warnings
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO

from plugins.model.article import Picture

SIZE_LIMIT = 5_000_000
"""Bytes; WeChat takes pictures up to 5 MB (product page, platform rules)."""

PIXELS_LIMIT = 60_000_000

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


class PictureFault(StrEnum):
    """Why a file is not accepted as a picture."""

    NOT_A_PICTURE = "not-a-picture"
    BROKEN = "broken"
    DISGUISED = "disguised"
    TOO_LARGE = "too-large"
    TOO_MANY_PIXELS = "too-many-pixels"


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
    served from an old cache.
    """
    folder, _, name = path.partition("/")[2].rpartition("/")
    stem, suffix = posixpath.splitext(name)
    mark = hashlib.sha256(data).hexdigest()[:10]
    address = posixpath.join("media", folder, f"{stem.lower()}-{mark}{suffix.lower()}")
    return Picture(path, address, facts.media_type, facts.width, facts.height)


def _find_media_type(data: bytes) -> str:
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return next((kind for mark, kind in _SIGNATURES if data.startswith(mark)), "")


def _measure(data: bytes, media_type: str) -> PictureFacts:
    from PIL import Image

    try:
        # Pillow warns of large pictures on its own; our limit is lower and is reported.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data), formats=[media_type.partition("/")[2]])
        with image:
            width, height = image.size
            if width * height > PIXELS_LIMIT:
                return PictureFacts(media_type, width, height, PictureFault.TOO_MANY_PIXELS)
            image.load()
    except Image.DecompressionBombError:
        return PictureFacts(media_type, fault=PictureFault.TOO_MANY_PIXELS)
    except (OSError, ValueError, SyntaxError, EOFError):
        return PictureFacts(media_type, fault=PictureFault.BROKEN)
    return PictureFacts(media_type, width, height)
