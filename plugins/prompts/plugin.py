"""The room as the build asks for it, and the reading back of the calendar's code."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from plugins.build.errors import BuildStopped
from plugins.build.signals import sections_wanted, site_staged
from plugins.build.staging import Staging
from plugins.model.output import Section
from plugins.model.portal import Portal
from plugins.model.prompt import CALENDAR_CODE
from plugins.prompts.pages import calendar_url, list_prompts
from plugins.qrcodes.decoding import find_misread


def list_prompt_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the page with all prompts, their calendar and its code."""
    yield from list_prompts(portal)


def refuse_wrong_code(staging: Staging, portal: Portal, made: Collection[str]) -> None:
    """Stop the build where the calendar's code, read back, leads elsewhere.

    What this build has not ``made`` anew was read back by the build that did.
    """
    if CALENDAR_CODE not in made:
        return
    wanted = calendar_url(portal.registry.site)
    wrong = find_misread(CALENDAR_CODE, wanted, lambda path: (staging.folder / path).read_bytes())
    if wrong:
        raise BuildStopped(f"工作提示的二维码不对，站点没有更新。\n{wrong}")


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_prompt_sections)
    site_staged.connect(refuse_wrong_code)
