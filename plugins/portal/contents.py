"""The list of what a long text holds, at its head."""

from __future__ import annotations

from plugins.model.article import Body

_CONTENTS_FROM = 3
"""Headings; a shorter list would only repeat what the reader sees at once."""


def list_contents(body: Body) -> list[dict[str, str]]:
    """Return the links of the contents list; a text with few headings has none."""
    headings = [heading for heading in body.headings if heading.level == 2]
    if len(headings) < _CONTENTS_FROM:
        return []
    return [{"href": f"#{heading.anchor}", "title": heading.text} for heading in headings]
