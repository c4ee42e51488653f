"""Settings of the shared pages: ``PORTAL`` in pelicanconf.py."""

from __future__ import annotations

from dataclasses import dataclass

from plugins.model.listing import NOTICES_ON_HOME


@dataclass(frozen=True)
class PortalSettings:
    """How much lists show and when an article counts as old.

    ``page_size`` articles stand on a page of a list; ``latest`` and ``notices``
    on the home page; ``related`` beside an article; an article is stale after
    ``stale_years``; ``shows_gallery`` adds the developers' page of components.
    """

    page_size: int = 20
    latest: int = 10
    notices: int = NOTICES_ON_HOME
    related: int = 4
    stale_years: int = 2
    shows_gallery: bool = False
