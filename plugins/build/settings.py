"""Settings of the build: ``BUILD`` in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class BuildSettings:
    """How addresses are written.

    ``names_index``: links to a folder name its ``index.html``, so that the site
    can be read straight from disk (``file://``).
    """

    names_index: bool = False
