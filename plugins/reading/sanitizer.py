"""The last step of reading: an allow-list of HTML (nh3), after which nothing rewrites."""

from __future__ import annotations

import re
import sys

import nh3

from plugins.reading.encoding import has_hidden_signs

_TEXT = ("br", "strong", "em", "del", "sup", "sub", "code")
_BLOCKS = ("p", "hr", "pre", "blockquote", "figure", "figcaption", "div")
_LISTS = ("ul", "ol", "li", "dl", "dt", "dd")
_TABLE = ("table", "thead", "tbody", "tr")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CELLS = ("th", "td")

_CLEANER = nh3.Cleaner(
    tags={*_TEXT, *_BLOCKS, *_LISTS, *_TABLE, *_CELLS, *_HEADINGS, "a", "img"},
    clean_content_tags={"script", "style"},
    attributes={
        "*": set(),
        "a": {"href", "rel", "title"},
        "img": {"src", "alt", "width", "height", "loading", "decoding"},
        "ol": {"start"},
        "li": {"id"},
        "sup": {"id"},
        "div": {"aria-label"},
        **{heading: {"id"} for heading in _HEADINGS},
    },
    tag_attribute_values={
        "div": {"role": {"region", "doc-endnotes"}, "tabindex": {"0"}},
        "a": {"role": {"doc-noteref", "doc-backlink"}},
    },
    allowed_classes={
        "div": {"table-scroll", "footnote"},
        "a": {"footnote-ref", "footnote-backref"},
        **{cell: {"align-left", "align-center", "align-right"} for cell in _CELLS},
    },
    url_schemes={"http", "https"},
    link_rel=None,
)

_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*([0-9]{1,7})(?![0-9]));?")
_REPLACEMENT = "\ufffd"


def sanitize(html: str) -> str:
    """Return ``html`` with everything but the allowed tags and attributes taken out.

    References to signs that no file may hold (``&#1;``) become U+FFFD.
    """
    return _CLEANER.clean(_REFERENCE.sub(_keep_plain, html))


def _keep_plain(reference: re.Match[str]) -> str:
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    is_plain = code <= sys.maxunicode and not has_hidden_signs(chr(code))
    return reference[0] if is_plain else _REPLACEMENT
