"""Bytes to text: what is read, and what is named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.address import LEAF, ROOT
from plugins.reading.encoding import EncodingFault, decode_text

TEXT = "标题: 海边\n正文。\n"


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.replace("\n", "\r").encode(),
    ],
    ids=["plain", "byte order mark", "windows line ends", "old line ends"],
)
def test_utf8_is_read_with_any_line_ends(data: bytes) -> None:
    """The text is the same however the editor saved it."""
    decoded = decode_text(data)

    assert TEXT == decoded.text
    assert decoded.fault is None


def test_gbk_is_recognised_and_still_readable() -> None:
    """Other rules can speak of the text at the same time."""
    decoded = decode_text(TEXT.encode("gb18030"))

    assert EncodingFault.GB18030 == decoded.fault
    assert TEXT == decoded.text
    assert 1 == decoded.line


@pytest.mark.parametrize(
    ("data", "fault", "line"),
    [
        (b"a\nb\x00c", EncodingFault.NUL, 2),
        (b"a\n\xff\xfe\xff", EncodingFault.UNKNOWN, 2),
        (f"a\n\n{ROOT}".encode(), EncodingFault.NONCHARACTER, 3),
        (f"{LEAF}".encode(), EncodingFault.NONCHARACTER, 1),
        ("\uffff".encode(), EncodingFault.NONCHARACTER, 1),
        (b"a\x02b", EncodingFault.CONTROL, 1),
        ("a\n\u202eb".encode(), EncodingFault.CONTROL, 2),
        ("a\u2066b".encode(), EncodingFault.CONTROL, 1),
        (b"a\x7f", EncodingFault.CONTROL, 1),
    ],
)
def test_fault_is_named_on_its_line(data: bytes, fault: EncodingFault, line: int) -> None:
    """What can't be seen has to be said."""
    decoded = decode_text(data)

    assert (fault, line) == (decoded.fault, decoded.line)


@given(st.binary())
def test_no_mark_of_ours_comes_through(data: bytes) -> None:
    """Decoding never raises; noncharacters and controls never reach the parser."""
    text = decode_text(data).text

    assert not set(text) & {ROOT, LEAF, "\x00", "\x02", "\x03", "\r", "\u202e"}
