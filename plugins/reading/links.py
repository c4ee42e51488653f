"""Links in a text: what kind each is and where it leads."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import unquote

from plugins.model.address import mark_address
from plugins.reading.places import find_address
from plugins.reading.web_address import is_web_address

ANCHOR_PREFIX = "h-"
"""Before every heading's fragment, so that no text can take an id of the page around it."""

_INVISIBLE = re.compile(r"[\s\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff]")
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")


class LinkKind(StrEnum):
    """What a link's target turned out to be."""

    EXTERNAL = "external"
    CONTENT = "content"
    FRAGMENT = "fragment"
    FORBIDDEN_SCHEME = "forbidden-scheme"
    BROKEN = "broken"
    ABSOLUTE = "absolute"
    OUTSIDE = "outside"
    OTHER_FILE = "other-file"
    EMPTY = "empty"

    @property
    def is_allowed(self) -> bool:
        """Whether a link of this kind may stand on the site."""
        return self in (LinkKind.EXTERNAL, LinkKind.CONTENT, LinkKind.FRAGMENT)


@dataclass(frozen=True)
class Link:
    """A link as written, its kind, and where it leads.

    ``path`` is the content file it means (``CONTENT``); ``fragment`` is the id of
    the heading it means; ``href`` is what the page will carry, empty where it is not allowed.
    """

    target: str
    kind: LinkKind
    path: str = ""
    fragment: str = ""
    href: str = ""
    line: int = 0


def make_anchor(text: str, separator: str = "-") -> str:
    """Return the id of the heading ``text``: letters, digits and ideographs joined."""
    return ANCHOR_PREFIX + (separator.join(re.findall(r"\w+", text.lower())) or "section")


def resolve_link(target: str, from_path: str, line: int = 0) -> Link:
    """Resolve ``target`` as written in the file at ``from_path`` (in the content folder).

    Whether the file it means exists is for the check to say: this function
    knows no disk.
    """
    plain = _INVISIBLE.sub("", target)
    if not plain:
        return Link(target, LinkKind.EMPTY, line=line)
    if _SCHEME.match(plain):
        return _resolve_external(target, plain, line)
    if plain.startswith(("/", "\\")):
        return Link(target, LinkKind.ABSOLUTE, line=line)
    path = plain.partition("#")[0]
    fragment = target.partition("#")[2].strip()
    if not path:
        return Link(target, LinkKind.FRAGMENT, fragment=_anchor_of(fragment), line=line)
    return _resolve_content(target, unquote(path), _anchor_of(fragment), from_path, line)


def _anchor_of(fragment: str) -> str:
    """Return the id that a fragment means, written with or without the prefix."""
    return make_anchor(unquote(fragment).removeprefix(ANCHOR_PREFIX)) if fragment else ""


def _resolve_external(target: str, plain: str, line: int) -> Link:
    if plain.partition(":")[0].lower() not in ("http", "https"):
        return Link(target, LinkKind.FORBIDDEN_SCHEME, line=line)
    if not is_web_address(target.strip()):
        return Link(target, LinkKind.BROKEN, line=line)
    return Link(target, LinkKind.EXTERNAL, href=target.strip(), line=line)


def _resolve_content(target: str, path: str, fragment: str, from_path: str, line: int) -> Link:
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(from_path), path))
    if joined.startswith("../") or "\\" in joined or joined == "..":
        return Link(target, LinkKind.OUTSIDE, line=line)
    address = find_address(joined)
    if address is None:
        return Link(target, LinkKind.OTHER_FILE, path=joined, line=line)
    href = mark_address(f"{address}#{fragment}" if fragment else address)
    return Link(target, LinkKind.CONTENT, path=joined, fragment=fragment, href=href, line=line)
