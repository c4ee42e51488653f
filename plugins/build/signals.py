"""What a build asks its capabilities, as signals in the manner of Pelican's own (blinker)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from blinker import Signal

from plugins.model.output import Output
from plugins.model.portal import Portal

content_read = Signal(
    "sent with the ContentFolder and today; a receiver raises BuildStopped to refuse the content"
)
outputs_wanted = Signal(
    "sent with the Portal and Pelican's settings; each receiver returns the Outputs it wants"
)
site_staged = Signal(
    "sent with the Staging and the Portal before the swap; a receiver raises to keep the old site"
)


def gather_outputs(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Output]:
    """Yield every output of every capability, capabilities in order of their name."""
    answers = outputs_wanted.send(portal, settings=settings)
    for _, outputs in sorted(answers, key=lambda answer: str(answer[0].__module__)):
        yield from outputs
