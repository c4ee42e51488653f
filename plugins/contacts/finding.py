"""Finding people's contact data in a text, however it is split, escaped or marked up.

Most texts hold none, so a quick look comes first: one that finds too much and never too
little.  Only what it stops at is read as a reader would.
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.contacts.allowed import AllowedContacts
from plugins.contacts.contact import Contact
from plugins.contacts.glance import may_hold_contacts
from plugins.contacts.handles import find_handles
from plugins.contacts.mailboxes import find_mailboxes
from plugins.contacts.normalizing import leave_markup_out, read_escapes
from plugins.contacts.numbers import Found, find_numbers


def find_contacts(text: str, allowed: AllowedContacts) -> list[Contact]:
    """Return the contact data in ``text`` that is not ``allowed``, in order, none twice.

    The text may be Markdown, HTML, JSON, TOML, a path: escapes and markup of all of
    them are known.
    """
    return read_contacts(text, allowed) if may_hold_contacts(text) else []


def read_contacts(text: str, allowed: AllowedContacts) -> list[Contact]:
    """Return what ``find_contacts`` does, whatever the quick look says: slow, sign by sign."""
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


def _find_all(text: str) -> Iterator[Found]:
    yield from find_numbers(text)
    yield from find_mailboxes(text)
    yield from find_handles(text)
