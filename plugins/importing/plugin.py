"""The room as the build asks for it: the template that the site offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from plugins.build.signals import sections_wanted
from plugins.importing.template import make_template
from plugins.model.output import FileOutput, Output, Owner, Section
from plugins.model.portal import Portal
from plugins.model.registry import Column
from plugins.model.word_template import WORD_TEMPLATE


def list_importing_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the Word template, where the site has a page that offers it."""
    if portal.registry.site.contribute_page:
        yield Section("word template", list_template, {"columns": portal.registry.columns})


def list_template(columns: Sequence[Column]) -> Iterator[Output]:
    """Yield the file of the template."""
    owner = Owner("plugins/importing/template.py")
    yield FileOutput(WORD_TEMPLATE, owner, make_template, {"columns": columns})


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_importing_sections)
