"""The page with the registration form, and the way to the blank sheets for readers without script.

It is filled on the reader's own device: what is written there stands in no address, is
sent nowhere and never comes near this program.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.feed_links import site_feeds
from plugins.model.head import Crumb, compose_head
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Portal
from plugins.model.prompt import PROMPTS
from plugins.model.registration_form import REGISTER
from plugins.model.registry import Registry
from plugins.registration.blank_files import list_blank_files
from plugins.registration.facts import list_facts
from plugins.registration.form import (
    BLANK_DOCUMENT,
    BLANK_SHEET,
    COLUMNS,
    DAY_LABEL,
    ROLES,
    STAMP_LABEL,
    TITLE,
    UNIT_LABEL,
    WRITER_LABEL,
    RoleForm,
)

_OWNER = Owner("plugins/registration/page.py")


def list_registration(portal: Portal) -> Iterator[Section]:
    """Yield the registration form and the blank sheets: they follow from the registry alone."""
    yield Section("registration", list_registration_pages, {"registry": portal.registry})


def list_registration_pages(registry: Registry) -> Iterator[Output]:
    """Yield the page with the registration form, and the blank sheets."""
    inputs = {"registry": registry}
    yield PageOutput(output_path(REGISTER), _OWNER, "register.html", compose_register_page, inputs)
    yield from list_blank_files(registry)


def compose_register_page(registry: Registry) -> Mapping[str, Any]:
    """Return what the page shows, and the facts that its scripts read."""
    site = registry.site
    head = compose_head(
        site,
        Crumb("登记表", REGISTER),
        description="在自己的设备上填好信息工作队伍登记表，检查、打印，存成表格。填的内容不发送到任何地方。",
        feeds=site_feeds(site.name),
    )
    return {
        "head": head,
        "facts": list_facts(registry),
        "columns": [column for column in COLUMNS if column.key != "role"],
        "roles": [
            {
                "key": form.role.value,
                "label": form.role.label,
                "rows": max(1, form.fewest),
                "wanted": describe_wanted(form),
            }
            for form in ROLES
        ],
        "labels": {
            "title": TITLE,
            "unit": UNIT_LABEL,
            "day": DAY_LABEL,
            "stamp": STAMP_LABEL,
            "writer": WRITER_LABEL,
        },
        "blank_sheet": mark_address(BLANK_SHEET),
        "blank_document": mark_address(BLANK_DOCUMENT),
        "prompts": mark_address(PROMPTS),
    }


def describe_wanted(form: RoleForm) -> str:
    """Return how many people of a role are wanted, in words."""
    if form.fewest and form.most:
        return f"{form.fewest}至{form.most}位。"
    return f"至少{form.fewest}位。" if form.fewest else "有几位填几位。"
