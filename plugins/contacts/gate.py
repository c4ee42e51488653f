"""The second guard: what the build has made is read once more before anybody can see it.

The check reads what people write; here is read what became of it, whichever way it
took.  Text is what the endings below name.  Pictures and Word files have gates of their
own; drawings, style sheets and scripts are paths and code of ours.
"""

from __future__ import annotations

from pathlib import PurePosixPath

from plugins.contacts.allowed import NOTHING_ALLOWED, AllowedContacts
from plugins.contacts.contact import mask_pieces
from plugins.contacts.finding import find_contacts
from plugins.model.output import Output

READ = frozenset({".html", ".xml", ".json", ".ics", ".txt"})
"""Endings of the files that people and programs read as text."""

_FIX = "从来源里删去；单位对外公布的，请市级编辑把它写进 site.toml 的 allowed_contacts"
_SHOWN = 3


def inspect_file(allowed: AllowedContacts, output: Output, data: bytes) -> str:
    """Return a Chinese sentence on the contact data in a file, masked; empty where there is none.

    ``data`` is what is to stand at the output's path.
    """
    ending = PurePosixPath(output.path).suffix
    if ending not in READ:
        return ""
    contacts = find_contacts(_read_text(ending, data), allowed)
    if not contacts:
        return ""
    pieces = dict.fromkeys(f"{contact.kind}“{contact.masked}”" for contact in contacts)
    more = "等" if len(pieces) > _SHOWN else ""
    place, source = (_mask(str(name)) for name in (output.path, output.owner))
    return f"{place}（来自 {source}）里有{'、'.join([*pieces][:_SHOWN])}{more}：{_FIX}"


def _read_text(ending: str, data: bytes) -> str:
    if ending == ".ics":
        # Long lines go on after a line end and a space (RFC 5545, 3.1), even inside a sign.
        data = data.replace(b"\r\n ", b"").replace(b"\r\n\t", b"")
    return data.decode("utf-8", "replace")


def _mask(path: str) -> str:
    steps = path.split("/")
    return "/".join(mask_pieces(step, find_contacts(step, NOTHING_ALLOWED)) for step in steps)
