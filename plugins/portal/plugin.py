"""The shared pages as the build asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.build.signals import sections_wanted
from plugins.model.output import Section
from plugins.model.portal import Portal
from plugins.model.settings import make_settings
from plugins.portal.articles import list_months
from plugins.portal.gallery import list_gallery
from plugins.portal.home import list_home
from plugins.portal.lists import list_archive, list_columns, list_tags
from plugins.portal.plain_pages import list_not_found, list_plain_pages
from plugins.portal.settings import PortalSettings


def list_portal_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield every page that all units share."""
    chosen = make_settings(PortalSettings, "PORTAL", settings)
    yield from list_home(portal, chosen)
    yield from list_months(portal, chosen)
    yield from list_columns(portal, chosen)
    yield from list_tags(portal, chosen)
    yield from list_archive(portal, chosen)
    yield from list_plain_pages(portal)
    yield from list_not_found()
    if chosen.shows_gallery:
        yield from list_gallery(Path(settings["THEME"]) / "examples")


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_portal_sections)
