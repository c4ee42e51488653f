"""The pictures that published articles show, as the build asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.build.signals import outputs_wanted
from plugins.model.output import FileOutput, Output, Owner
from plugins.model.portal import Portal


def list_picture_outputs(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Output]:
    """Yield each picture that an article or page shows, once."""
    content = Path(settings["PATH"])
    shown = [picture for article in portal.articles for picture in article.pictures]
    shown.extend(picture for page in portal.pages for picture in page.body.pictures)
    for picture in dict.fromkeys(shown):
        data = (content / picture.source).read_bytes()
        yield FileOutput(picture.address, Owner(picture.source), data)


def register() -> None:
    """Answer the build."""
    outputs_wanted.connect(list_picture_outputs)
