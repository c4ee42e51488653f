"""Other people's words on a screen: file names above all, which can hold anything."""

from __future__ import annotations


def make_printable(text: str) -> str:
    """Return ``text`` as it may be printed: a file can be called anything, a command too."""
    return "".join(sign if sign.isprintable() else "□" for sign in text)
