"""The pictures that published articles show, as the build asks for them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from plugins.build.errors import BuildStopped
from plugins.build.signals import sections_wanted
from plugins.model.article import Picture, Run, Shelf, Text
from plugins.model.output import FileOutput, Output, Owner, Section
from plugins.model.portal import Portal


@dataclass(frozen=True)
class StoredPicture:
    """A picture and where it lies; its bytes are what tells it from another."""

    picture: Picture
    shelf: Shelf

    @property
    def fingerprint(self) -> str:
        """The name of its bytes."""
        return self.picture.digest


def list_picture_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the pictures that are shown: of one unit's year, of the pages, of a month's reposts.

    A picture lies beside its text, in one such folder.
    """
    for unit, slips in portal.by_unit.items():
        for year, group in groupby(slips, lambda slip: slip.iso_day[:4]):
            run = Run(tuple(group))
            inputs = {"run": run, "texts": run.texts_fingerprint}
            yield Section(f"pictures {unit} {year}", list_articles_pictures, inputs)
    texts = tuple(portal.page_texts[page.source_path] for page in portal.pages)
    yield Section("pictures pages", list_pictures, {"texts": texts})
    for month, days in groupby(portal.repost_days, lambda slip: slip.iso_day[:7]):
        texts = tuple(slip.text for slip in days)
        yield Section(f"pictures reposts {month}", list_pictures, {"texts": texts})


def list_articles_pictures(run: Run, texts: str) -> Iterator[Output]:
    """Yield each picture that articles show, once; ``texts`` names all their texts."""
    return list_pictures([slip.text for slip in run.slips if slip.has_pictures])


def list_pictures(texts: Sequence[Text]) -> Iterator[Output]:
    """Yield each picture that ``texts`` show, once."""
    shown = {picture: text.shelf for text in texts for picture in text.pictures}
    for picture, shelf in shown.items():
        inputs = {"stored": StoredPicture(picture, shelf)}
        yield FileOutput(picture.address, Owner(picture.source), read_picture, inputs)


def read_picture(stored: StoredPicture) -> bytes:
    """Return a picture's bytes; raises ``BuildStopped`` where they are no longer the same."""
    data = stored.shelf.read_bytes(stored.picture.source)
    if hashlib.sha256(data).hexdigest() != stored.picture.digest:
        raise BuildStopped(f"图片 {stored.picture.source} 在构建过程中改动了，再构建一次。")
    return data


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_picture_sections)
