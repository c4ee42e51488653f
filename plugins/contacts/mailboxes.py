"""Mailboxes, also where the at sign or the dot is written in other words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.contacts.contact import Kind
from plugins.contacts.numbers import Found

AT_IN_WORDS = r"[(\[][Aa][Tt][)\]]|（[Aa][Tt]）|【[Aa][Tt]】|#(?=(?:qq|163|126)\b)"
"""How people write an at sign so that machines don't see it."""

_AT = re.compile(rf"@|{AT_IN_WORDS}")
_LOCAL = re.compile(r"[A-Za-z0-9._%+-]{1,64}[ \t]{0,2}\Z")
_DOT = r"(?:\.|[ \t](?:\.|dot)[ \t]|[(（\[【](?:dot|点|\.)[)）\]】])"
_HOST = re.compile(
    rf"[ \t]{{0,2}}(?P<host>(?:[A-Za-z0-9](?:[A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?{_DOT}){{1,4}}"
    r"(?P<last>[A-Za-z]{2,12}))(?![A-Za-z0-9-])"
)
_NO_HOST = frozenset({"png", "jpg", "jpeg", "gif", "webp", "svg", "css", "js", "html", "md"})
"""Endings of files: name@2x.png is a picture."""

_OWN = frozenset(
    {"qq", "foxmail", "163", "126", "yeah", "139", "189", "wo", "sina", "sohu", "tom", "21cn"}
    | {"aliyun", "88", "gmail", "outlook", "hotmail", "live", "icloud", "yahoo", "proton", "msn"}
)
"""Names of those who give mailboxes to persons."""

_FURTHEST = 66
"""Signs before an at sign that may belong to the mailbox (RFC 5321, 4.5.3.1.1: 64), and spaces."""


def find_mailboxes(text: str) -> Iterator[Found]:
    """Yield the mailboxes in ``text``."""
    behind = 0
    for at in _AT.finditer(text):
        first = max(behind, at.start() - _FURTHEST)
        local = _LOCAL.search(text[first : at.start()])
        host = _HOST.match(text, at.end())
        if not (local and host) or host["last"].lower() in _NO_HOST:
            continue
        behind = host.end()
        name = _plain(host["host"])
        value = f"{local[0].rstrip()}@{name}"
        is_own = any(part in _OWN for part in name.lower().split("."))
        kind = Kind.OWN_MAILBOX if is_own else Kind.MAILBOX
        yield Found(kind, value, first + local.start(), host.end())


def _plain(host: str) -> str:
    return re.sub(_DOT, ".", host)
