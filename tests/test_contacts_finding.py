"""Contact data is found however it is written; what only looks like it is left alone."""

from __future__ import annotations

import pytest

from plugins.contacts.allowed import NOTHING_ALLOWED, AllowedContacts
from plugins.contacts.contact import mask_pieces
from plugins.contacts.finding import find_contacts
from tests.contacts import read_alarming, read_harmless

SPLITTING = {
    "space": " ",
    "wide space": "\u3000",
    "dash": "-",
    "wide dash": "－",
    "dot": ".",
    "middle dot": "·",
    "zero-width": "\u200b",
    "soft hyphen": "\u00ad",
    "bold": "**",
    "tag": "<b></b>",
    "comment": "<!-- -->",
    "entity": "&nbsp;",
    "zero-width entity": "&#8203;",
    "percent": "%20",
    "line": "\n",
}
NUMBERS = {
    "手机号码": ("138", "0013", "8000"),
    "电话号码": ("0577", "8896", "1234"),
    "身份证号码": ("330302", "19900101", "1235"),
    "银行卡号": ("6222", "0212", "3456", "7890", "128"),
}


def find(text: str) -> list[str]:
    return [contact.kind.value for contact in find_contacts(text, NOTHING_ALLOWED)]


@pytest.mark.parametrize(("kind", "text"), read_alarming())
def test_contact_data_is_found_once_and_called_by_its_name(kind: str, text: str) -> None:
    assert [kind] == find(text)


@pytest.mark.parametrize("text", read_harmless())
def test_what_only_looks_like_contact_data_does_not_alarm(text: str) -> None:
    assert [] == find(text)


def test_forty_harmless_lines_are_kept() -> None:
    assert len(read_harmless()) >= 40


@pytest.mark.parametrize("sign", SPLITTING.values(), ids=SPLITTING)
@pytest.mark.parametrize("kind", NUMBERS)
def test_every_number_is_found_however_it_is_split(kind: str, sign: str) -> None:
    assert [kind] == find(f"请打{sign.join(NUMBERS[kind])}，谢谢")


def test_a_piece_is_found_where_it_stands() -> None:
    text = "第一行\n1&#51;8<b>0013</b>8000，再说"

    (contact,) = find_contacts(text, NOTHING_ALLOWED)

    assert ("1&#51;8<b>0013</b>8000", 4) == (contact.piece, contact.start)
    assert "第一行\n138****8000，再说" == mask_pieces(text, [contact])


def test_a_published_line_is_allowed_in_every_form() -> None:
    allowed = AllowedContacts(frozenset({"057788961234"}))

    for text in ("0577-88961234", "(0577) 8896 1234", "+86 577 88961234", "电话：88961234"):
        assert [] == find_contacts(text, allowed)
    assert find_contacts("0577-88961235", allowed)
