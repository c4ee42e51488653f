"""The segments of a JPEG file (ITU-T T.81, annex B), stepped over without decoding anything."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

START_OF_SCAN, END_OF_PICTURE = 0xDA, 0xD9

SEGMENTS_LIMIT = 4_096
"""Segments that are looked at; a large colour profile takes some dozens."""

_MARKER = re.compile(rb"\xff+([^\x00\x01\xd0-\xd8\xff])")
"""A marker that has a length behind it, or the end; those that stand alone are left aside."""


class Segment(NamedTuple):
    """One segment: its marker's second byte, and from where to where it lies in the file."""

    kind: int
    start: int
    end: int


def walk_segments(data: bytes) -> Iterator[Segment]:
    """Yield a JPEG's segments as a decoder meets them, up to the end of the picture.

    What lies between the end of a scan's header and the next segment is its coded
    pixels.  A marker inside a segment does not count, nor does anything behind the
    end of the picture, where telephones put films.  No more than ``SEGMENTS_LIMIT``.
    """
    place = 2
    for _ in range(SEGMENTS_LIMIT):
        found = _MARKER.search(data, place)
        if not found:
            return
        kind, place = found[1][0], found.end()
        if kind == END_OF_PICTURE:
            yield Segment(kind, place - 2, place)
            return
        start = place - 2
        place += max(int.from_bytes(data[place : place + 2], "big"), 2)
        yield Segment(kind, start, place)
