"""The last step of reading: an allow-list of HTML (nh3), after which nothing rewrites."""

from __future__ import annotations

import nh3

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


def sanitize(html: str) -> str:
    """Return ``html`` with everything but the allowed tags and attributes taken out."""
    return _CLEANER.clean(html)
