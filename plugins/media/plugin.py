"""The pictures that published articles show, as the build asks for them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from plugins.build.errors import BuildStopped
from plugins.build.signals import sections_wanted
from plugins.media.encoding import encode_picture
from plugins.media.kept_pictures import FOLDER, KeptPictures
from plugins.media.recipe import JPEG
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
    """Yield the pictures that are shown: of one unit's year, of the pages and prompts, of reposts.

    A picture lies beside its text, in one such folder; texts of one folder may share it.
    """
    kept = KeptPictures(os.path.join(os.path.dirname(os.path.abspath(settings["PATH"])), FOLDER))
    for unit, slips in portal.by_unit.items():
        for year, group in groupby(slips, lambda slip: slip.iso_day[:4]):
            run = Run(tuple(group))
            inputs = {"run": run, "texts": run.texts_fingerprint, "kept": kept}
            yield Section(f"pictures {unit} {year}", list_articles_pictures, inputs)
    texts = tuple(portal.page_texts.values())
    yield Section("pictures pages", list_pictures, {"texts": texts, "kept": kept})
    texts = tuple(slip.text for slip in portal.repost_days if slip.has_pictures)
    yield Section("pictures reposts", list_pictures, {"texts": texts, "kept": kept})


def list_articles_pictures(run: Run, texts: str, kept: KeptPictures) -> Iterator[Output]:
    """Yield each picture that articles show, once; ``texts`` names all their texts."""
    return list_pictures([slip.text for slip in run.slips if slip.has_pictures], kept)


def list_pictures(texts: Sequence[Text], kept: KeptPictures) -> Iterator[Output]:
    """Yield the files of each picture that ``texts`` show, once.

    The same bytes under two names that differ in their endings are one picture.
    """
    shown = {
        picture.address: StoredPicture(picture, text.shelf)
        for text in texts
        for picture in text.pictures
    }
    for stored in shown.values():
        picture, owner = stored.picture, Owner(stored.picture.source)
        for width in (JPEG, *picture.widths):
            address = picture.webp_address(width) if width else picture.address
            inputs = {"stored": stored, "width": width, "kept": kept}
            yield FileOutput(address, owner, make_picture, inputs)


def make_picture(stored: StoredPicture, width: int, kept: KeptPictures) -> bytes:
    """Return the file of a picture that is ``width`` pixels wide, or its JPEG.

    Raises ``BuildStopped`` where its source is no longer the same, or can't be drawn.
    """
    picture = stored.picture

    def make(widths: Iterable[int]) -> dict[int, bytes]:
        data = _read_source(stored)
        try:
            return encode_picture(data, widths)
        except Exception as error:  # a decoder raises whatever it trips over
            fix = "用看图软件打开，另存为 JPEG，换掉它。"
            raise BuildStopped(f"图片 {picture.source} 没法转成网页用的图片；{fix}") from error

    return kept.give(picture.digest, (JPEG, *picture.widths), width, make)


def _read_source(stored: StoredPicture) -> bytes:
    data = stored.shelf.read_bytes(stored.picture.source)
    if hashlib.sha256(data).hexdigest() != stored.picture.digest:
        raise BuildStopped(f"图片 {stored.picture.source} 在构建过程中改动了，再构建一次。")
    return data


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_picture_sections)
