"""Share links: addresses that open a network's own form with title and link filled in.

Nothing is posted by opening one; the person reads, changes and sends it.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from plugins.model.repost import Origin
from plugins.repost.sentences import shorten_by_clause, shorten_by_sentence

ADDRESS_LIMIT = 254
"""Characters of a share link as encoded: the product asks for fewer than 255."""

_WEIBO = "https://service.weibo.com/share/share.php"
_QZONE = "https://sns.qzone.qq.com/cgi-bin/qzshare/cgi_qzshare_onekey"
"""Both addresses and their fields: product page, platform rules."""


def weibo_link(title: str, origin: Origin, picture: str = "") -> str:
    """Return Weibo's share link for the page at ``origin.url``.

    ``picture`` is an absolute address.  Where not all has room, the picture goes
    first, then clauses of the title, then the title.  Empty where the link alone is
    too long: none is better than a broken one.
    """
    link = _begin(_WEIBO, origin)
    link = _add_first(link, "title", _name_source(title, origin))
    return _add_first(link, "pic", [picture])


def qzone_link(title: str, origin: Origin, summary: str = "", picture: str = "") -> str:
    """Return Qzone's share link for the page at ``origin.url``.

    As ``weibo_link``; sentences of ``summary`` have room before the picture.
    """
    link = _begin(_QZONE, origin)
    link = _add_first(link, "title", _name_source(title, origin))
    link = _add_first(link, "summary", shorten_by_sentence(summary))
    return _add_first(link, "pics", [picture])


def _name_source(title: str, origin: Origin) -> Iterator[str]:
    """Yield titles that name their source, the longest first; at last the source alone."""
    for shorter in shorten_by_clause(title):
        yield f"{shorter} - {origin.source}"
    yield f"来源：{origin.source}"


def _begin(form: str, origin: Origin) -> str:
    link = f"{form}?url={_encode(origin.url)}"
    return link if len(link) <= ADDRESS_LIMIT else ""


def _add_first(link: str, name: str, values: Iterator[str] | list[str]) -> str:
    """Return ``link`` with the first of ``values`` that has room; without one, as it is."""
    if not link:
        return ""
    longer = (f"{link}&{name}={_encode(value)}" for value in values if value)
    return next((one for one in longer if len(one) <= ADDRESS_LIMIT), link)


def _encode(value: str) -> str:
    """Return ``value`` percent-encoded as UTF-8.

    RFC 3986 (3.4) allows ``:`` and ``/`` in a query as they are; that leaves two
    ideographs more for the title.
    """
    return quote(value, safe=":/")
