"""Tags as liaisons write them, split into words."""

from __future__ import annotations

import re

_SEPARATOR = re.compile(r"[，,、；;]")
_PLAIN = re.compile(r"^[\w·\-+ ]+$")


def split_tags(text: str) -> tuple[str, ...]:
    """Split a line of tags on ，、； and their half-width forms; each tag once, in order."""
    parts = (part.strip().lstrip("#＃").strip() for part in _SEPARATOR.split(text))
    return tuple(dict.fromkeys(part for part in parts if part))


def is_plain_tag(tag: str) -> bool:
    """Tell whether a tag is made of letters, digits and ideographs."""
    return bool(_PLAIN.match(tag))
