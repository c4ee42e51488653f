"""The developers' page of every component with its examples."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from plugins.model.head import HOME, Head
from plugins.model.output import FileOutput, Output, Owner, PageOutput


def read_examples(folder: Path) -> list[dict[str, Any]]:
    """Return each component's name and examples, in order of name.

    An example has a name, a note and the arguments its macro is called with.
    """
    return [
        {"name": path.stem, "examples": tomllib.loads(path.read_text("utf-8"))["example"]}
        for path in sorted(folder.glob("*.toml"))
    ]


def compose_gallery(folder: Path) -> Iterator[Output]:
    """Yield the gallery of the components whose examples lie in ``folder``.

    The pictures of the examples lie beside them, and beside the page.
    """
    owner = Owner("theme/examples")
    head = Head(title="组件", address="gallery/", crumbs=(HOME,), is_indexed=False)
    values = {"head": head, "components": read_examples(folder)}
    yield PageOutput("gallery/index.html", owner, "gallery.html", values)
    for picture in sorted(folder.glob("*.svg")):
        yield FileOutput(f"gallery/{picture.name}", owner, picture.read_bytes())
