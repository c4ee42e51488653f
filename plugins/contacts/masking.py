"""Texts as anybody may read them: whatever contact data stands in them is masked."""

from __future__ import annotations

from plugins.contacts.allowed import NOTHING_ALLOWED
from plugins.contacts.contact import mask_pieces
from plugins.contacts.finding import find_contacts


def mask_contacts(text: str) -> str:
    """Return ``text`` with all contact data in it masked, an office's published lines, too."""
    return mask_pieces(text, find_contacts(text, NOTHING_ALLOWED))


def mask_path(path: str) -> str:
    """Return a path masked step by step: a folder's year begins no number of a file's name."""
    return "/".join(map(mask_contacts, path.split("/")))
