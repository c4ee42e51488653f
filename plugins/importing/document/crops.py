"""How a picture is cropped in a Word file: the file keeps the whole of it and hides the edges."""

from __future__ import annotations

import re

from plugins.importing.document.word_xml import Element, child
from plugins.media.cropping import Crop

_RECTANGLE = ("l", "t", "r", "b")
_IMAGE_DATA = ("cropleft", "croptop", "cropright", "cropbottom")
_NUMBER = re.compile(r"(-?(?:\d+\.?\d*|\.\d+))([%f]?)")
_UNITS = {"%": 100, "f": 65_536}


def read_crop(holder: Element) -> Crop:
    """Return what is cut off of the picture that ``holder`` shows.

    ``holder`` is a ``blipFill`` (DrawingML: ``a:srcRect`` in thousandths of a percent,
    ECMA-376-1 20.1.8.55, and what of it lies beyond its frame, ``a:fillRect``, 20.1.8.30)
    or a ``v:imagedata`` (VML: shares, or 65536ths with an f, ECMA-376-4 19.1.2.11).  Edges
    beyond the picture, which are negative, cut nothing off.
    """
    if holder.tag != "v:imagedata":
        left, top, right, bottom = _read_sides(child(holder, "a:srcRect"))
        beyond = _read_sides(child(holder, "a:stretch", "a:fillRect"), -100_000)
        width, height = 1 - left - right, 1 - top - bottom
        across, down = 1 + beyond[0] + beyond[2], 1 + beyond[1] + beyond[3]
        return Crop(
            left + width * beyond[0] / across,
            top + height * beyond[1] / down,
            right + width * beyond[2] / across,
            bottom + height * beyond[3] / down,
        )
    return Crop(*(_read_share(holder.get(side, ""), 1) for side in _IMAGE_DATA))


def _read_sides(rectangle: Element | None, whole: int = 100_000) -> list[float]:
    """Return the four sides of a rectangle as shares; a negative ``whole`` reads those below 0."""
    if rectangle is None:
        return [0.0] * 4
    return [_read_share(rectangle.get(side, ""), whole) for side in _RECTANGLE]


def _read_share(written: str, whole: int) -> float:
    """Return a share from 0 to 1; ``whole`` is what a number without a unit is counted in."""
    found = _NUMBER.fullmatch(written.strip())
    if not found:
        return 0.0
    unit = _UNITS.get(found[2], abs(whole)) * (1 if whole > 0 else -1)
    return min(1.0, max(0.0, float(found[1]) / unit))
