"""The second guard: what the build has made is read once more before anybody can see it.

The check reads what people write; here is read what became of it, whichever way it
took.  Text is what the endings below name.  Pictures and Word files have gates of their
own; drawings, style sheets and scripts are paths and code of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from plugins.contacts.allowed import AllowedContacts
from plugins.contacts.contact import Contact
from plugins.contacts.finding import find_contacts
from plugins.contacts.glance import may_hold_contacts
from plugins.contacts.masking import mask_path
from plugins.contacts.signs import BREAK
from plugins.model.output import Output

READ = frozenset({".html", ".xml", ".json", ".ics", ".txt"})
"""Endings of the files that people and programs read as text."""

_FIX = "从来源里删去；单位对外公布的，请市级编辑把它写进 site.toml 的 allowed_contacts"
_SHOWN = 3

_WINDOW = 3
"""Lines that a piece may run over; so many lines that were clean together are so again."""

_REMEMBERED = 20_000
"""Windows of lines that are remembered: those of all pages are among the first that come."""


class Gate:
    """Looks at one file after another, and reads what they have in common once.

    A published line in the footer stands on every page: whoever stops at it must not
    have to read all of every page closely.
    """

    def __init__(self, allowed: AllowedContacts) -> None:
        self._allowed = allowed
        self._clean: set[int] = set()

    def inspect(self, output: Output, data: bytes) -> str:
        """Return a Chinese sentence on the contact data in a file, masked; empty without any.

        ``data`` is what is to stand at the output's path.
        """
        ending = PurePosixPath(output.path).suffix
        contacts = self._find(_read_text(ending, data)) if ending in READ else []
        if not contacts:
            return ""
        pieces = dict.fromkeys(f"{contact.kind}“{contact.masked}”" for contact in contacts)
        more = "等" if len(pieces) > _SHOWN else ""
        place, source = (mask_path(str(name)) for name in (output.path, output.owner))
        return f"{place}（来自 {source}）里有{'、'.join([*pieces][:_SHOWN])}{more}：{_FIX}"

    def _find(self, text: str) -> list[Contact]:
        if not may_hold_contacts(text):
            return []
        lines = text.split("\n")
        windows = [
            hash(tuple(lines[place : place + _WINDOW]))
            for place in range(max(1, len(lines) - _WINDOW + 1))
        ]
        fresh = [place for place, window in enumerate(windows) if window not in self._clean]
        contacts: list[Contact] = []
        for first, last in _list_stretches(fresh):
            stretch = "\n".join(lines[max(0, first - _WINDOW) : last + 2 * _WINDOW])
            contacts += find_contacts(stretch, self._allowed)
        if not contacts and len(self._clean) < _REMEMBERED:
            self._clean.update(windows)
        return contacts


def _list_stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first and last of each run of places, where those nearby are one run."""
    first = behind = -1
    for place in places:
        if first >= 0 and place - behind > 3 * _WINDOW:
            yield first, behind
            first = place
        elif first < 0:
            first = place
        behind = place
    if first >= 0:
        yield first, behind


def _read_text(ending: str, data: bytes) -> str:
    if ending == ".ics":
        # Long lines go on after a line end and a space (RFC 5545, 3.1), even inside a sign.
        data = data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    text = data.decode("utf-8", "replace")
    # Feeds and sitemaps are elements of facts; what a page has inside a line is escaped there.
    return text.replace("><", f">{BREAK}<") if ending == ".xml" else text
