"""What a picture's metadata tells of the person who took it."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

ORIENTATION = 0x0112
"""Exif's tag for which way is up: 1 to 8 (Exif 3.0, 4.6.5)."""

_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825
_PLACES = (2, 4, 20, 22, 27, 28)
"""Latitude and longitude, of here and of the destination; method and name of the place."""

_OWNERS = (0x013B, 0x8298, 0x9C9D)
"""Artist, copyright, and the author as Windows writes it."""

_CAMERA_OWNERS = (0xA430, 0xA431, 0xA435)
"""The camera's owner, the serial numbers of body and lens (Exif 3.0, 4.6.6)."""

_XMP_PLACE = re.compile(rb"GPSL(?:at|ong)itude|photoshop:City|Iptc4xmp\w+:(?:Location|City)")
_XMP_OWNER = re.compile(rb"dc:creator|\b\w+:(?:Camera)?OwnerName|\b\w+:(?:Lens|Body)?SerialNumber")
_TEXT_OWNERS = ("Author", "Artist", "Copyright")
"""Keywords of PNG texts (W3C PNG, third edition, 11.3.3)."""

_IPTC_OWNERS, _IPTC_PLACES = ((2, 80), (2, 85)), ((2, 90), (2, 92))
"""By-line and its title; city and sublocation (IPTC IIM 4.2, chapter 6)."""


class Trace(StrEnum):
    """What somebody can learn from a picture that its pixels do not show."""

    PLACE = "place"
    OWNER = "owner"


def find_traces(image: Image.Image) -> tuple[Trace, ...]:
    """Return what the metadata of an opened picture tells; damaged metadata tells nothing."""
    found = {
        trace
        for find in (_find_in_exif, _find_in_xmp, _find_in_texts, _find_in_iptc)
        for trace in _find_safely(find, image)
    }
    return tuple(trace for trace in Trace if trace in found)


def read_orientation(image: Image.Image) -> int:
    """Return which way is up in an opened picture, 1 to 8; 1 where nothing sensible says so."""
    try:
        said = image.getexif().get(ORIENTATION, 1)
    except Exception:  # metadata may be damaged in any way
        return 1
    return said if isinstance(said, int) and 1 <= said <= 8 else 1


def _find_safely(find: Any, image: Image.Image) -> set[Trace]:
    try:
        return {trace for trace, is_there in find(image) if is_there}
    except Exception:  # a reader of metadata raises whatever it trips over
        return set()


def _find_in_exif(image: Image.Image) -> list[tuple[Trace, bool]]:
    exif = image.getexif()
    camera = exif.get_ifd(_EXIF_IFD)
    place = exif.get_ifd(_GPS_IFD)
    owners = [*map(exif.get, _OWNERS), *map(camera.get, _CAMERA_OWNERS)]
    return [
        (Trace.PLACE, any(map(_says_something, map(place.get, _PLACES)))),
        (Trace.OWNER, any(map(_says_something, owners))),
    ]


def _find_in_xmp(image: Image.Image) -> list[tuple[Trace, bool]]:
    said = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    xmp = said.encode("utf-8", "replace") if isinstance(said, str) else said
    return [
        (Trace.PLACE, bool(_XMP_PLACE.search(xmp))),
        (Trace.OWNER, bool(_XMP_OWNER.search(xmp))),
    ]


def _find_in_texts(image: Image.Image) -> list[tuple[Trace, bool]]:
    return [(Trace.OWNER, any(_says_something(image.info.get(key)) for key in _TEXT_OWNERS))]


def _find_in_iptc(image: Image.Image) -> list[tuple[Trace, bool]]:
    from PIL.IptcImagePlugin import getiptcinfo
    from PIL.JpegImagePlugin import JpegImageFile

    if not isinstance(image, JpegImageFile) or "photoshop" not in image.info:
        return []
    said = getiptcinfo(image) or {}
    return [
        (Trace.PLACE, any(key in said for key in _IPTC_PLACES)),
        (Trace.OWNER, any(key in said for key in _IPTC_OWNERS)),
    ]


def _says_something(value: object) -> bool:
    """Tell whether a field holds more than blanks and zeros, which many cameras fill in."""
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    if isinstance(value, str):
        return bool(value.strip(" \x00\t0-:"))
    if isinstance(value, tuple):
        return any(map(_says_something, value))
    return bool(value)
