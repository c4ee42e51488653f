"""Other people's words inside a message: on one line, printable, not too long."""

from __future__ import annotations

from plugins.model.printable import make_printable


def shorten(text: str, limit: int = 30) -> str:
    """Return ``text`` on one line, printable, and cut where it is long."""
    shown = make_printable(" ".join(text.split()))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"
