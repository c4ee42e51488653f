"""What a capability wants written: a path, and how its content follows from what inputs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Owner:
    """Who answers for an output path: the source file and, where there is one, the unit."""

    source: str
    unit: str = ""

    def __str__(self) -> str:
        """Name the owner as a liaison would recognise it."""
        return f"{self.source}（{self.unit}）" if self.unit else self.source


@dataclass(frozen=True, slots=True)
class PageOutput:
    """A page: a template of the theme, shown with what ``compose`` makes of ``inputs``.

    ``compose`` is a plain function of a module: it sees its inputs and nothing
    else, so that a page whose inputs have not changed has not changed.  A page that
    ``answers_anywhere`` (the one for missing pages) is served at addresses of any
    depth, so its own addresses start at the site's root.
    """

    path: str
    owner: Owner
    template: str
    compose: Callable[..., Mapping[str, Any]]
    inputs: Mapping[str, Any]
    answers_anywhere: bool = False


@dataclass(frozen=True, slots=True)
class FileOutput:
    """A file that ``make`` makes of ``inputs``, as in a page: a picture, a feed, a code."""

    path: str
    owner: Owner
    make: Callable[..., bytes]
    inputs: Mapping[str, Any]


def give_data(data: bytes) -> bytes:
    """Return what a file holds whose bytes are known already: the simplest ``make``."""
    return data


Output = PageOutput | FileOutput


@dataclass(frozen=True, slots=True)
class Section:
    """Outputs that come and go together: the pages of one list, the articles of one month.

    ``list`` is a plain function of a module that yields them from ``inputs``, as in a
    page: while those are the same, nobody needs to look at the outputs one by one.
    No two sections of a site have one ``key``; a path stays in its section.  ``reads``
    are the files and folders beside the content that its inputs were told from: the
    next build looks whether one of them has changed before it says that nothing has.
    """

    key: str
    list: Callable[..., Iterable[Output]]
    inputs: Mapping[str, Any]
    reads: tuple[str, ...] = ()
