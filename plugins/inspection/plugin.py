"""The self-check as the build asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.build.signals import sections_wanted
from plugins.inspection.page import list_self_check
from plugins.model.listing import NOTICES_ON_HOME
from plugins.model.output import Section
from plugins.model.portal import Portal


def list_inspection_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the page of the self-check."""
    shown = settings.get("PORTAL", {}).get("notices", NOTICES_ON_HOME)
    yield from list_self_check(portal, shown)


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_inspection_sections)
