"""The last step of reading: an allow-list of HTML (nh3), after which nothing rewrites."""

from __future__ import annotations

import re
import sys

import nh3

from plugins.model.address import ROOT
from plugins.reading.encoding import has_hidden_signs

_TEXT = ("br", "strong", "em", "del", "sup", "sub", "code")
_BLOCKS = ("p", "hr", "pre", "blockquote", "figure", "figcaption", "div")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_TABLE = ("table", "thead", "tbody", "tr")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CELLS = ("th", "td")

SIZES = "(min-width: 46em) 656px, calc(100vw - 2rem)"
"""How wide a picture in a text is shown: the theme's column (41rem), or a phone less its edges."""

_PICTURE = "<picture>"
_SRCSET = re.compile(rf"{ROOT}media/[^\s,]+\.webp \d+w(?:, {ROOT}media/[^\s,]+\.webp \d+w)*")
"""Addresses behind the mark of our own root, which no text can hold."""

_ATTRIBUTES = {
    "*": set(),
    "a": {"href", "rel", "title"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
    "li": {"id"},
    "sup": {"id"},
    "div": {"aria-label"},
    **{heading: {"id"} for heading in _HEADINGS},
}


def _keep_own_srcset(tag: str, name: str, value: str) -> str | None:
    """Return an attribute as it may stay: addresses to choose from only as we write them."""
    return value if name != "srcset" or _SRCSET.fullmatch(value) else None


def _make_cleaner(*, has_pictures: bool) -> nh3.Cleaner:
    """Return the sanitizer, for texts that show pictures or for all others.

    What looks at each attribute takes time, so texts without pictures do without.
    """
    tags = {*_TEXT, *_BLOCKS, *_LISTS, *_TABLE, *_CELLS, *_HEADINGS, "a", "img"}
    source = {"type": {"image/webp"}, "sizes": {SIZES}}
    return nh3.Cleaner(
        tags=tags | {"picture", "source"} if has_pictures else tags,
        clean_content_tags={"script", "style"},
        attributes={**_ATTRIBUTES, "source": {"srcset"}} if has_pictures else _ATTRIBUTES,
        attribute_filter=_keep_own_srcset if has_pictures else None,
        tag_attribute_values={
            "div": {"role": {"region", "doc-endnotes"}, "tabindex": {"0"}},
            "a": {"role": {"doc-noteref", "doc-backlink"}},
            **({"source": source} if has_pictures else {}),
        },
        allowed_classes={
            "div": {"table-scroll", "footnote"},
            "a": {"footnote-ref", "footnote-backref"},
            **{cell: {"align-left", "align-center", "align-right"} for cell in _CELLS},
        },
        url_schemes={"http", "https"},
        link_rel=None,
    )


_CLEANER = _make_cleaner(has_pictures=False)
_PICTURES_CLEANER = _make_cleaner(has_pictures=True)

_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*([0-9]{1,7})(?![0-9]));?")
_REPLACEMENT = "\ufffd"


def sanitize(html: str) -> str:
    """Return ``html`` with everything but the allowed tags and attributes taken out.

    References to signs that no file may hold (``&#1;``) become U+FFFD.
    """
    cleaner = _PICTURES_CLEANER if _PICTURE in html else _CLEANER
    return cleaner.clean(_REFERENCE.sub(_keep_plain, html))


def _keep_plain(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    is_plain = code <= sys.maxunicode and not has_hidden_signs(chr(code))
    return reference[0] if is_plain else _REPLACEMENT
