"""Bytes to text for mending: read only where not one sign is lost on the way."""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
"""Line ends of other systems; Word's own line break is a vertical tab."""

_PARAGRAPH_END = "\u2029"
_EMPTY = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
"""Control characters that show nothing and mean nothing in a text."""
_MOST_ZEROS = 20
"""One zero in so many bytes, and they may be UTF-16 without its mark: no stray sign."""


def read_legibly(data: bytes) -> tuple[str, str]:
    """Return the text in ``data`` with plain line ends, and what of it had to be mended.

    The second is empty for plain UTF-8.  Raises ``ValueError`` for bytes that
    are no text in UTF-8, UTF-16 with its mark, or GB18030.
    """
    text, mended = _decode(data)
    plain = _LINE_ENDS.sub("\n", text).replace(_PARAGRAPH_END, "\n\n")
    cleaned = _EMPTY.sub("", plain)
    if cleaned != plain:
        mended = mended or "看不见的坏字符"
    return cleaned, mended or ("换行" if plain != text else "")


def _decode(data: bytes) -> tuple[str, str]:
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return data.decode("utf-16"), "编码（UTF-16 改成 UTF-8）"
    zeros = data.count(b"\x00")
    if zeros * _MOST_ZEROS > len(data):
        raise ValueError("这个文件可能是没有标记的 UTF-16")
    try:
        text = data.removeprefix(BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        if zeros:
            raise
        return data.decode("gb18030"), "编码（GBK 改成 UTF-8）"
    return text, "文件开头看不见的标记" if data.startswith(BOM_UTF8) else ""
