"""Bytes to text: UTF-8 is read, what else liaisons send is recognised and named."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_BOM = b"\xef\xbb\xbf"
_NONCHARACTER = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")
_CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_HIDDEN = re.compile(f"[\x00\ud800-\udfff]|{_NONCHARACTER.pattern}|{_CONTROL.pattern}")


class EncodingFault(StrEnum):
    """Why a file's bytes can't be read as text."""

    NUL = "nul"
    GB18030 = "gb18030"
    UNKNOWN = "unknown"
    NONCHARACTER = "noncharacter"
    CONTROL = "control"


@dataclass(frozen=True)
class Decoded:
    """A file's text with plain line ends, and what stood against reading it.

    With a fault, ``text`` is still the best reading of the bytes, so that every
    other rule can speak at the same time; ``line`` is where the fault stands.
    """

    text: str
    fault: EncodingFault | None = None
    line: int = 0


def decode_text(data: bytes) -> Decoded:
    """Decode a file: UTF-8 with or without BOM, any line ends; never raises."""
    if b"\x00" in data:
        line = data[: data.index(b"\x00")].count(b"\n") + 1
        text = data.replace(b"\x00", b"").decode("utf-8", "replace")
        return Decoded(_clean(text), EncodingFault.NUL, line)
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return _decode_legacy(data, line)
    for pattern, fault in (
        (_NONCHARACTER, EncodingFault.NONCHARACTER),
        (_CONTROL, EncodingFault.CONTROL),
    ):
        if found := pattern.search(text):
            line = text[: found.start()].count("\n") + 1
            return Decoded(_clean(text), fault, line)
    return Decoded(_plain_line_ends(text))


def _decode_legacy(data: bytes, line: int) -> Decoded:
    try:
        return Decoded(_clean(data.decode("gb18030")), EncodingFault.GB18030, line)
    except UnicodeDecodeError:
        return Decoded(_clean(data.decode("utf-8", "replace")), EncodingFault.UNKNOWN, line)


def _clean(text: str) -> str:
    return _plain_line_ends(_CONTROL.sub("", _NONCHARACTER.sub("", text)))


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def has_hidden_signs(text: str) -> bool:
    """Tell whether ``text`` holds a sign that no file may hold.

    An escape in YAML or HTML (``&#1;``) can bring back what was refused in the bytes.
    """
    return bool(_HIDDEN.search(text))
