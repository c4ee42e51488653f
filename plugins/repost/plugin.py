"""The room as the build asks for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.build.signals import sections_wanted
from plugins.model.output import Section
from plugins.model.portal import Portal


def list_repost_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield nothing yet."""
    yield from ()


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_repost_sections)
