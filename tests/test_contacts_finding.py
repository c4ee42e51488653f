"""The finder of contact data: what is found, however it is written, and what never alarms."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.contacts.allowed import NOTHING_ALLOWED, AllowedContacts
from plugins.contacts.contact import Contact, Kind, mask_pieces
from plugins.contacts.finding import find_contacts
from plugins.contacts.numbers import is_resident_id, passes_luhn
from tests.contacts import read_alarming, read_harmless
from tests.contacts.writings import KINDS, SEPARATORS, WRITINGS
from tests.support import ROOT


def _find(text: str) -> list[Contact]:
    return find_contacts(text, NOTHING_ALLOWED)


@pytest.mark.parametrize("text", read_harmless())
def test_what_only_looks_like_contact_data_does_not_alarm(text: str) -> None:
    assert [] == _find(text)


@pytest.mark.parametrize(("kind", "text"), read_alarming())
def test_contact_data_is_found_and_called_by_its_kind(kind: str, text: str) -> None:
    assert [kind] == [contact.kind.value for contact in _find(text)]


def test_the_list_of_harmless_lines_is_long() -> None:
    assert len(set(read_harmless())) == len(read_harmless()) >= 90


def test_harmless_lines_are_harmless_one_after_the_other() -> None:
    alarms = [pair for pair in pairwise(read_harmless()) if _find("\n\n".join(pair))]

    assert [] == alarms


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_number_is_found_with_anything_between_its_groups(kind: Kind, writing: str) -> None:
    lead, groups = KINDS[kind]
    written = ["".join(map(WRITINGS[writing], group)) for group in groups]
    texts = {each: f"写明{lead}{each.join(written)}。" for each in SEPARATORS}
    missed = [
        each
        for each, text in texts.items()
        if [(kind, "".join(groups))] != [(found.kind, found.value) for found in _find(text)]
    ]

    assert [] == missed


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("separator", [" ", "-", "\u200b", "&nbsp;", "<b>", "**", "\u00ad"])
def test_a_mobile_line_is_found_digit_by_digit(separator: str, writing: str) -> None:
    written = separator.join(map(WRITINGS[writing], "13800138000"))

    assert ["13800138000"] == [found.value for found in _find(f"拨 {written}")]


@pytest.mark.parametrize(
    "at",
    [
        "@",
        "＠",
        "&#64;",
        "&#x40;",
        "&commat;",
        "%40",
        "\\u0040",
        "(at)",
        "[AT]",
        "【at】",
        "<b>@</b>",
    ],
)
@pytest.mark.parametrize("dot", [".", "．", "&#46;", "%2e", "[.]", "(dot)", "\u200b."])
def test_a_mailbox_is_found_however_its_signs_are_written(at: str, dot: str) -> None:
    (found,) = _find(f"写信到 zhang.san{at}qq{dot}com。")

    assert (Kind.OWN_MAILBOX, "zhang.san@qq.com") == (found.kind, found.value)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_a_piece_is_what_stands_in_the_source(separator: str) -> None:
    piece = separator.join(("138", "0013", "8000"))
    text = f"&nbsp;第一行\n手机&#65306;{piece}，&#49;2 月"

    (found,) = _find(text)

    start = text.index(piece)
    assert (start, start + len(piece), piece) == (found.start, found.end, found.piece)


def test_a_piece_is_what_stands_in_the_source_behind_escapes_within_escapes() -> None:
    piece = "1&amp;#51;8<b>0013</b>&amp;nbsp;8000"

    (found,) = _find(f"&amp;amp;#49; 第一行，{piece}。")

    assert (piece, len("&amp;amp;#49; 第一行，")) == (found.piece, found.start)


def test_several_pieces_are_found_in_their_order() -> None:
    text = "13800138000、139 0013 9000；QQ：12345678、23456789；zhang@qq.com 或 li@office.example"

    assert [
        (Kind.MOBILE, "13800138000"),
        (Kind.MOBILE, "13900139000"),
        (Kind.QQ, "12345678"),
        (Kind.QQ, "23456789"),
        (Kind.OWN_MAILBOX, "zhang@qq.com"),
        (Kind.MAILBOX, "li@office.example"),
    ] == [(found.kind, found.value) for found in _find(text)]


def test_pieces_are_masked_where_they_stand() -> None:
    text = "第一行\n1&#51;8<b>0013</b>8000，再说；QQ：12345678"

    assert "第一行\n138****8000，再说；QQ：12****78" == mask_pieces(text, _find(text))


@pytest.mark.parametrize(
    "text",
    [
        "0577-88961234",
        "(0577) 8896 1234",
        "+86 577 88961234",
        "电话：88961234",
        "０５７７－８８９６１２３４",
    ],
)
def test_a_published_line_is_allowed_in_every_form(text: str) -> None:
    allowed = AllowedContacts(frozenset({"057788961234"}))

    assert [] == find_contacts(text, allowed)
    assert find_contacts(text.replace("234", "235").replace("２３４", "２３５"), allowed)


def test_a_report_never_shows_a_whole_piece() -> None:
    for _, text in read_alarming():
        for found in _find(text):
            assert found.value not in found.masked


def test_check_signs_follow_the_examples_of_their_standards() -> None:
    # GB 11643-1999, annex A, gives these two; ISO/IEC 7812-1 is known by this one.
    assert is_resident_id("11010519491231002X")
    assert is_resident_id("440524188001010014")
    assert passes_luhn("79927398713")


@given(
    st.sampled_from(["330302", "110101", "650102"]),
    st.dates(date(1900, 1, 1), date(2026, 11, 25)),
    st.integers(0, 999),
    st.integers(0, 17),
    st.integers(1, 9),
)
def test_one_wrong_digit_makes_a_resident_id_wrong(
    division: str, birth: date, serial: int, place: int, change: int
) -> None:
    first = f"{division}{birth:%Y%m%d}{serial:03}"
    right = [sign for sign in "0123456789X" if is_resident_id(first + sign)]

    assert 1 == len(right)
    assert not is_resident_id(_change_digit(first + right[0], place, change))


@given(st.text("0123456789", min_size=15, max_size=18), st.integers(0, 14), st.integers(1, 9))
def test_one_wrong_digit_makes_a_card_wrong(first: str, place: int, change: int) -> None:
    right = [first + sign for sign in "0123456789" if passes_luhn(first + sign)]

    assert 1 == len(right)
    assert not passes_luhn(_change_digit(right[0], place, change))


def _change_digit(number: str, place: int, change: int) -> str:
    """Return ``number`` with the digit at ``place`` raised by ``change``, round the ten."""
    sign = number[place]
    new = str(change) if sign == "X" else str((int(sign) + change) % 10)
    return number[:place] + new + number[place + 1 :]


def test_reading_a_hostile_text_takes_time_in_proportion_to_its_length() -> None:
    """A limit for each, no timing: what tries every pair of places needs far longer."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.contacts.hostile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == run.returncode, f"{run.stdout[-200:]}{run.stderr}"
