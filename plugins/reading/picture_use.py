"""Pictures as a text shows them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from plugins.model.article import Picture

FindPicture = Callable[[str], Picture | None]
"""Gives the picture at a path in the content folder, or nothing where there is none."""


@dataclass(frozen=True)
class PictureUse:
    """A picture as a text shows it; ``picture`` is missing where there is none to show."""

    target: str
    alt: str
    line: int
    path: str = ""
    picture: Picture | None = None
