"""What a build asks its capabilities, as signals in the manner of Pelican's own (blinker)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from blinker import Signal

from plugins.model.output import Output, Section
from plugins.model.portal import Portal

Inspect = Callable[[Output, bytes], str]
"""Looks at a file that was made, and returns a Chinese sentence on what may not be published."""

content_read = Signal(
    "sent with the ContentFolder, today and a function that hears how many of how many texts"
    " are read; a receiver raises BuildStopped to refuse the content"
)
sections_wanted = Signal(
    "sent with the Portal and Pelican's settings; each receiver returns its Sections"
)
inspectors_wanted = Signal(
    "sent with the Portal; each receiver returns an Inspect, which every process that makes"
    " files asks about each of them before it is written; a sentence keeps the old site"
)
site_staged = Signal(
    "sent with the Staging, the Portal and the paths that were made anew, before the swap;"
    " a receiver raises to keep the old site"
)


def gather_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield every section of every capability, capabilities in order of their name."""
    answers = sections_wanted.send(portal, settings=settings)
    for _, sections in sorted(answers, key=lambda answer: str(answer[0].__module__)):
        yield from sections


def gather_inspectors(portal: Portal) -> list[Inspect]:
    """Return what looks at each file that is made, one of every capability that answers."""
    return [inspect for _, inspect in inspectors_wanted.send(portal)]
