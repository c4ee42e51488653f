"""What a capability wants written: a page to be rendered or a file as it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Owner:
    """Who answers for an output path: the source file and, where there is one, the unit."""

    source: str
    unit: str = ""

    def __str__(self) -> str:
        """Name the owner as a liaison would recognise it."""
        return f"{self.source}（{self.unit}）" if self.unit else self.source


@dataclass(frozen=True)
class PageOutput:
    """A page: a template of the theme and the values it shows.

    A page that ``answers_anywhere`` (the one for missing pages) is served at
    addresses of any depth, so its own addresses start at the site's root.
    """

    path: str
    owner: Owner
    template: str
    values: Mapping[str, Any] = field(hash=False)
    answers_anywhere: bool = False


@dataclass(frozen=True)
class FileOutput:
    """A file whose bytes are already known: a picture, a feed, a code."""

    path: str
    owner: Owner
    data: bytes


Output = PageOutput | FileOutput
