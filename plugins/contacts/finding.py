"""Finding people's contact data in a text, however it is split, escaped or marked up.

Most texts hold none, so a quick look comes first: one that finds too much and never too
little.  Only what it stops at is read as a reader would.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.contacts.allowed import AllowedContacts
from plugins.contacts.contact import Contact
from plugins.contacts.handles import (
    BETWEEN_SIGNS,
    ID_WORDS,
    LINE_WORDS,
    QQ_WORDS,
    WECHAT_LETTERS,
    WECHAT_WORDS,
    find_handles,
)
from plugins.contacts.mailboxes import find_mailboxes
from plugins.contacts.normalizing import UNSEEN, leave_markup_out, read_escapes
from plugins.contacts.numbers import Found, find_numbers
from plugins.contacts.signs import DIGITS, GAP_SIGNS

_HIDING = (
    r"<[^<>]*+>|&#?\w{1,31};?|%[0-9A-Fa-f]{2}|\\[nrt]"
    r"|\]\([^()\n]{0,500}\)|\[\^?[^\[\]\n]{0,100}\]"
)
"""Markup and escapes that may stand where a gap is."""

_SPLIT = rf"(?:{_HIDING}|[{GAP_SIGNS}\n]){{0,40}}+"
_LONG = re.compile(rf"[{DIGITS}](?<![0-9][0-9])(?<!2(?=0))(?:{_SPLIT}[{DIGITS}Xx]){{10}}")
"""Eleven digits with nothing between them but what may split a number; none begins with 20."""

_BEFORE = rf"(?:号码?|ID|id|账号|帐号)?(?:{_HIDING}|[{BETWEEN_SIGNS}]){{0,30}}+"
_QQ = re.compile(rf"(?:{QQ_WORDS}){_BEFORE}[{DIGITS}](?:{_SPLIT}[{DIGITS}]){{4}}")
_LINE = re.compile(rf"(?:{LINE_WORDS}|{ID_WORDS}){_BEFORE}[{DIGITS}](?:{_SPLIT}[{DIGITS}]){{6}}")
"""The shortest numbers that the words before them make contact data; hotlines are shorter."""

_WECHAT = re.compile(
    rf"(?:{WECHAT_WORDS}|{WECHAT_LETTERS}|加微|加V|加v|加薇|wxid_){_BEFORE}[A-Za-z]"
)
_ESCAPED = re.compile(
    rf"[&%\\＠（(\[【#Ａ-Ｚａ-ｚ{UNSEEN}]"
    r"(?:(?<=&)(?!(?:#3[49]|#x2[27]|lt|gt|quot|nbsp|amp);(?!amp;|#))[#A-Za-z]"
    r"|(?<=%)(?:3[0-9]|4[0-9A-Fa-f]|[EeFf])|(?<=\\)(?:u00[3-7]|uff|x)"
    rf"|(?<=[（(\[【#])(?:[Aa][Tt][)）\]】]|qq|163|126)|(?<=[＠Ａ-Ｚａ-ｚ{UNSEEN}]))"
)
"""Escapes that may stand for a digit, a letter or an at sign; signs that nobody sees."""

_AT = re.compile(r"(?<![\"'])@")


def find_contacts(text: str, allowed: AllowedContacts) -> list[Contact]:
    """Return the contact data in ``text`` that is not ``allowed``, in order, none twice.

    The text may be Markdown, HTML, JSON, TOML, a path: escapes and markup of all of
    them are known.
    """
    if not may_hold_contacts(text):
        return []
    written = read_escapes(text)
    readings = [written, leave_markup_out(written)]
    pieces: list[tuple[int, int, int, Found]] = []
    for reading in readings if readings[0].text != readings[1].text else readings[:1]:
        for rank, found in enumerate(_find_all(reading.text)):
            pieces.append((*reading.place(found.start, found.end), rank, found))
    contacts: list[Contact] = []
    behind = 0
    for start, end, _, found in sorted(pieces, key=lambda piece: (piece[0], -piece[1], piece[2])):
        if start >= behind:
            behind = end
            if not allowed.allows(found):
                contacts.append(Contact(found.kind, found.value, text[start:end], start, end))
    return contacts


def may_hold_contacts(text: str) -> bool:
    """Tell by a quick look whether it is worth reading ``text``."""
    return bool(
        _LONG.search(text)
        or _LINE.search(text)
        or _QQ.search(text)
        or _WECHAT.search(text)
        or ("@" in text and _AT.search(text))
        or _ESCAPED.search(text)
    )


def _find_all(text: str) -> Iterator[Found]:
    yield from find_numbers(text)
    yield from find_mailboxes(text)
    yield from find_handles(text)
