"""The shared pages as the build asks for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from plugins.build.signals import outputs_wanted
from plugins.model.output import Output
from plugins.model.portal import Portal
from plugins.model.settings import make_settings
from plugins.portal.articles import compose_articles
from plugins.portal.gallery import compose_gallery
from plugins.portal.home import compose_home
from plugins.portal.lists import compose_archive, compose_columns, compose_tags
from plugins.portal.plain_pages import compose_not_found, compose_plain_pages
from plugins.portal.settings import PortalSettings


def list_portal_outputs(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Output]:
    """Yield every page that all units share."""
    chosen = make_settings(PortalSettings, "PORTAL", settings)
    yield from compose_home(portal, chosen)
    yield from compose_articles(portal, chosen)
    yield from compose_columns(portal, chosen)
    yield from compose_tags(portal, chosen)
    yield from compose_archive(portal, chosen)
    yield from compose_plain_pages(portal)
    yield from compose_not_found(portal)
    if chosen.shows_gallery:
        yield from compose_gallery(Path(settings["THEME"]) / "examples")


def register() -> None:
    """Answer the build."""
    outputs_wanted.connect(list_portal_outputs)
