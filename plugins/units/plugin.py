"""The units' pages and codes as the build asks for them, and the reading back of every code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.build.errors import BuildStopped
from plugins.build.signals import outputs_wanted, site_staged
from plugins.build.staging import Staging
from plugins.model.output import Output
from plugins.model.portal import Portal
from plugins.model.settings import make_settings
from plugins.units.codes import compose_codes, find_wrong_codes
from plugins.units.sections import compose_follow_page, compose_sections
from plugins.units.settings import UnitsSettings


def list_unit_outputs(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Output]:
    """Yield every unit's pages and codes."""
    chosen = make_settings(UnitsSettings, "UNITS", settings)
    yield from compose_sections(portal, chosen)
    yield from compose_follow_page(portal)
    yield from compose_codes(portal)


def refuse_wrong_codes(staging: Staging, portal: Portal) -> None:
    """Stop the build where a code, read back from its picture, leads elsewhere."""
    wrong = list(find_wrong_codes(portal, lambda path: (staging.folder / path).read_bytes()))
    if wrong:
        raise BuildStopped("二维码和登记表不一致，站点没有更新。\n" + "\n".join(wrong))


def register() -> None:
    """Answer the build."""
    outputs_wanted.connect(list_unit_outputs)
    site_staged.connect(refuse_wrong_codes)
