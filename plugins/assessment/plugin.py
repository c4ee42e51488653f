"""The figures as the build asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.assessment.sections import list_figures
from plugins.build.signals import sections_wanted
from plugins.model.output import Section
from plugins.model.portal import Portal


def list_figure_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the pages and files of every year, and the page on top of them."""
    yield from list_figures(portal)


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_figure_sections)
