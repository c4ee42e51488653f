"""The room as the build asks for it: the page with the registration form, and the blank sheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.build.signals import sections_wanted
from plugins.model.output import Section
from plugins.model.portal import Portal
from plugins.registration.page import list_registration


def list_registration_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the page with the registration form, and the blank sheets."""
    yield from list_registration(portal)


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_registration_sections)
