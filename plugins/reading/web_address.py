"""Addresses on the web: what is one, and what is only meant to be one."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_NOT_IN_ADDRESS = re.compile(r"[\s\"<>\\^`{|}“”]")
"""RFC 3986 has no place for these: a title in full-width quotes, or words behind a space."""

_WITHOUT_SCHEME = re.compile(
    r"^(?:www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:cn|com|net|org|gov|edu)(?:[/:?#]|$))",
    re.IGNORECASE,
)


def is_web_address(text: str) -> bool:
    """Tell whether ``text`` is an http or https address without a user name."""
    try:
        parts = urlsplit(text)
        has_host = bool(parts.hostname)
    except ValueError:
        return False
    is_plain = text.isprintable() and not _NOT_IN_ADDRESS.search(text)
    return parts.scheme in ("http", "https") and has_host and not has_user(text) and is_plain


def has_user(text: str) -> bool:
    """Tell whether a user name stands before the host, as in ``https://bank@example.org``."""
    try:
        return "@" in urlsplit(text).netloc
    except ValueError:
        return False


def lacks_scheme(text: str) -> bool:
    """Tell whether ``text`` would be an address with https:// before it."""
    return bool(_WITHOUT_SCHEME.match(text))
