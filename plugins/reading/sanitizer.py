"""The last step of reading: an allow-list of HTML (nh3), after which nothing rewrites."""

from __future__ import annotations

import nh3

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CELLS = ("th", "td")

_CLEANER = nh3.Cleaner(
    tags={
        "p", "br", "hr", "strong", "em", "del", "sup", "sub", "code", "pre", "blockquote",
        "ul", "ol", "li", "dl", "dt", "dd", "a", "img", "figure", "figcaption", "div",
        "table", "thead", "tbody", "tr", *_CELLS, *_HEADINGS,
    },
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
