"""The units' pages and codes as the build asks for them, and the reading back of every code."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from plugins.build.errors import BuildStopped
from plugins.build.signals import sections_wanted, site_staged
from plugins.build.staging import Staging
from plugins.model.output import Section
from plugins.model.portal import Portal
from plugins.model.settings import make_settings
from plugins.units.codes import find_wrong_codes, list_codes
from plugins.units.sections import list_follow_page, list_sections
from plugins.units.settings import UnitsSettings


def list_unit_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield every unit's pages and codes."""
    chosen = make_settings(UnitsSettings, "UNITS", settings)
    yield from list_sections(portal, chosen)
    yield from list_follow_page(portal)
    yield from list_codes(portal)


def refuse_wrong_codes(staging: Staging, portal: Portal, made: Collection[str]) -> None:
    """Stop the build where a code, read back from its picture, leads elsewhere.

    What this build has not ``made`` anew was read back by the build that did.
    """
    drawn = [unit for unit in portal.registry.units if unit.code_bitmap in made]
    site = portal.registry.site
    wrong = list(find_wrong_codes(drawn, site, lambda path: (staging.folder / path).read_bytes()))
    if wrong:
        raise BuildStopped("二维码和登记表不一致，站点没有更新。\n" + "\n".join(wrong))


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_unit_sections)
    site_staged.connect(refuse_wrong_codes)
