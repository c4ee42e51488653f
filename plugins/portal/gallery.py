"""The developers' page of every component with its examples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.model.head import HOME, Head
from plugins.model.output import FileOutput, Output, Owner, PageOutput, Section, give_data

_PICTURE_SUFFIXES = (".svg", ".webp")


def read_examples(folder: Path) -> list[dict[str, Any]]:
    """Return each component's name and examples, in order of name.

    An example has a name, a note and the arguments its macro is called with.
    """
    return [
        {"name": path.stem, "examples": tomllib.loads(path.read_text("utf-8"))["example"]}
        for path in sorted(folder.glob("*.toml"))
    ]


def list_gallery(folder: Path) -> Iterator[Section]:
    """Yield the gallery of the components whose examples lie in ``folder``.

    The pictures of the examples lie beside them, and beside the page.
    """
    found = sorted(path for path in folder.iterdir() if path.suffix in _PICTURE_SUFFIXES)
    pictures = {path.name: path.read_bytes() for path in found}
    inputs = {"components": read_examples(folder), "pictures": pictures}
    yield Section("gallery", list_gallery_files, inputs)


def list_gallery_files(
    components: list[dict[str, Any]], pictures: Mapping[str, bytes]
) -> Iterator[Output]:
    """Yield the gallery's page and its pictures."""
    owner = Owner("theme/examples")
    inputs = {"components": components}
    yield PageOutput("gallery/index.html", owner, "gallery.html", compose_gallery, inputs)
    for name, data in pictures.items():
        yield FileOutput(f"gallery/{name}", owner, give_data, {"data": data})


def compose_gallery(components: list[dict[str, Any]]) -> Mapping[str, Any]:
    """Return what the gallery shows."""
    head = Head(title="组件", address="gallery/", crumbs=(HOME,), is_indexed=False)
    return {"head": head, "components": components}
