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
    ECMA-376-1 20.1.8.55) or a ``v:imagedata`` (VML: shares, or 65536ths with an f, ECMA-376-4
    19.1.2.11).  Edges beyond the picture, which are negative, cut nothing off.
    """
    rectangle = child(holder, "a:srcRect")
    if rectangle is not None:
        return Crop(*(_read_share(rectangle.get(side, ""), 100_000) for side in _RECTANGLE))
    return Crop(*(_read_share(holder.get(side, ""), 1) for side in _IMAGE_DATA))


def _read_share(written: str, whole: int) -> float:
    """Return a share from 0 to 1; ``whole`` is what a number without a unit is counted in."""
    found = _NUMBER.fullmatch(written.strip())
    return min(1.0, max(0.0, float(found[1]) / _UNITS.get(found[2], whole))) if found else 0.0
