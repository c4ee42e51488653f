"""The room as the build asks for it: the page with the writing form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.build.signals import sections_wanted
from plugins.forms.page import list_forms
from plugins.model.output import Section
from plugins.model.portal import Portal


def list_form_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the page with the writing form."""
    yield from list_forms(portal)


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_form_sections)
