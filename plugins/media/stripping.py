"""Metadata taken out of a picture file, its coded pixels left just as they are."""

from __future__ import annotations

from collections.abc import Iterator
from zlib import crc32

from plugins.media.jpeg_segments import START_OF_SCAN, Segment, walk_segments

_EXIF_HEAD = b"Exif\x00\x00"

_COMMENT, _APP0, _APP2, _APP14, _APP15 = 0xFE, 0xE0, 0xE2, 0xEE, 0xEF
_JFIF_LENGTH = 18
"""Bytes of a JFIF segment without a preview: marker, length, and what it has to say."""

_PNG_HEAD = 8
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP"}
    | {b"sBIT", b"bKGD", b"pHYs", b"acTL", b"fcTL", b"fdAT"}
)
"""Chunks that shape what is seen (W3C PNG, third edition, 11)."""

_WEBP_KEPT = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"})
_WEBP_EXIF, _WEBP_XMP = 0x08, 0x04
"""Bits of VP8X that say there is such a chunk (RFC 9649, 2.7)."""

_GIF_LOOP = b"NETSCAPE2.0"


def strip_metadata(data: bytes, media_type: str, orientation: int) -> bytes:
    """Return a whole picture of ``media_type`` without comments, owners, places and previews.

    What shapes its look stays: colour profile, transparency, animation, and which
    way is up where that is not the usual one.  HEIC pictures come back as they are.
    """
    if media_type == "image/jpeg":
        return b"".join(_strip_jpeg(data, orientation))
    if media_type == "image/png":
        return b"".join(_strip_png(data, orientation))
    if media_type == "image/webp":
        return _strip_webp(data, orientation)
    if media_type == "image/gif":
        return b"".join(_strip_gif(data))
    return data


def _write_exif(orientation: int) -> bytes:
    """Return Exif that says nothing but which way is up (one entry in TIFF's form)."""
    entry = b"\x01\x12\x00\x03\x00\x00\x00\x01" + orientation.to_bytes(2, "big") + b"\x00\x00"
    return b"MM\x00*\x00\x00\x00\x08\x00\x01" + entry + b"\x00\x00\x00\x00"


def _strip_jpeg(data: bytes, orientation: int) -> Iterator[bytes]:
    yield data[:2]
    if orientation != 1:
        payload = _EXIF_HEAD + _write_exif(orientation)
        yield b"\xff\xe1" + (len(payload) + 2).to_bytes(2, "big") + payload
    place, is_coded = 2, False
    for segment in walk_segments(data):
        if is_coded:
            yield data[place : segment.start]
        yield _keep_segment(data, segment)
        place, is_coded = segment.end, segment.kind == START_OF_SCAN
    yield data[place:] if is_coded else b""


def _keep_segment(data: bytes, segment: Segment) -> bytes:
    """Return a segment as it is kept; of what applications add, the look of the pixels alone."""
    whole = data[segment.start : segment.end]
    kind, payload = segment.kind, whole[4:]
    if kind == _APP0 and payload.startswith(b"JFIF\x00"):
        return whole[:2] + b"\x00\x10" + whole[4 : _JFIF_LENGTH - 2] + b"\x00\x00"
    is_look = (kind == _APP2 and payload.startswith(b"ICC_PROFILE\x00")) or (
        kind == _APP14 and payload.startswith(b"Adobe")
    )
    is_added = _APP0 <= kind <= _APP15 or kind == _COMMENT
    return whole if is_look or not is_added else b""


def _strip_png(data: bytes, orientation: int) -> Iterator[bytes]:
    yield data[:_PNG_HEAD]
    place = _PNG_HEAD
    while place + 8 <= len(data):
        kind = data[place + 4 : place + 8]
        end = place + 12 + int.from_bytes(data[place : place + 4], "big")
        if kind in _PNG_KEPT:
            yield data[place:end]
        if kind == b"IHDR" and orientation != 1:
            exif = b"eXIf" + _write_exif(orientation)
            yield (len(exif) - 4).to_bytes(4, "big") + exif + crc32(exif).to_bytes(4, "big")
        if kind == b"IEND":
            return
        place = end


def _strip_webp(data: bytes, orientation: int) -> bytes:
    chunks: list[bytes] = []
    place, end = 12, 8 + int.from_bytes(data[4:8], "little")
    while place + 8 <= min(end, len(data)):
        kind = data[place : place + 4]
        size = int.from_bytes(data[place + 4 : place + 8], "little")
        if kind in _WEBP_KEPT:
            chunks.append(data[place : place + 8 + size + size % 2])
        place += 8 + size + size % 2
    is_extended = bool(chunks) and chunks[0].startswith(b"VP8X")
    if is_extended:
        has_exif = _WEBP_EXIF if orientation != 1 else 0
        flags = chunks[0][8] & ~(_WEBP_EXIF | _WEBP_XMP) | has_exif
        chunks[0] = chunks[0][:8] + bytes([flags]) + chunks[0][9:]
    if is_extended and orientation != 1:
        exif = _write_exif(orientation)
        chunks.append(b"EXIF" + len(exif).to_bytes(4, "little") + exif)
    body = b"WEBP" + b"".join(chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


def _strip_gif(data: bytes) -> Iterator[bytes]:
    """Yield a GIF's blocks (GIF89a, 12 to 27) but for comments, texts and foreign additions."""
    place = 13 + _table_size(data[10])
    yield data[:place]
    while place < len(data):
        mark = data[place : place + 1]
        if mark == b"\x21":
            end = _skip_blocks(data, place + 2)
            is_timing = data[place + 1 : place + 2] == b"\xf9"
            is_loop = data[place + 3 : place + 14] == _GIF_LOOP
            if is_timing or is_loop:
                yield data[place:end]
        elif mark == b"\x2c" and place + 10 <= len(data):
            end = _skip_blocks(data, place + 11 + _table_size(data[place + 9]))
            yield data[place:end]
        else:
            break
        place = end
    yield b"\x3b"


def _table_size(flags: int) -> int:
    """Return the bytes of a colour table that a GIF's flags announce."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _skip_blocks(data: bytes, place: int) -> int:
    """Return where the data blocks that begin at ``place`` have ended."""
    while place < len(data) and data[place]:
        place += 1 + data[place]
    return place + 1
