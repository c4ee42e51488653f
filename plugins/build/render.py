"""Pages from templates: a pure function of the values a page shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from plugins.build.assets import Asset
from plugins.model.address import INDEX, climb_to_root, mark_address, settle_addresses
from plugins.model.days import describe_day, describe_month, describe_weekday
from plugins.model.output import PageOutput
from plugins.model.portal import Portal


def write_json_ld(value: Mapping[str, Any]) -> Markup:
    """Write a JSON-LD object so that it can't end the script element it stands in.

    ``<``, ``>`` and ``&`` become escapes of JSON (HTML standard, "Restrictions
    for contents of script elements").
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    for sign in "<>&":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(text)


FILTERS: Mapping[str, Callable[..., object]] = {
    "day": describe_day,
    "weekday": describe_weekday,
    "month": describe_month,
    "iso": date.isoformat,
    "json_ld": write_json_ld,
}


def make_globals(portal: Portal, assets: Mapping[str, Asset]) -> dict[str, Any]:
    """Return what every template and component can use."""
    registry = portal.registry
    return {
        "site": registry.site,
        "units": registry.units,
        "unit_by_slug": registry.unit_by_slug,
        "column_by_slug": registry.column_by_slug,
        "pages": portal.pages,
        "today": portal.today,
        "link": mark_address,
        "absolute": lambda address: registry.site.url + address,
        "asset": lambda name: f"{mark_address(assets[name].path)}?v={assets[name].version}",
    }


class Renderer:
    """Renders pages of one site.

    ``names_index`` says whether a link to a folder names its ``index.html``.
    """

    def __init__(self, environment: Environment, site_url: str, *, names_index: bool) -> None:
        self._environment = environment
        self._leaf = INDEX if names_index else ""
        self._site_path = urlsplit(site_url).path or "/"
        self._names_index = names_index

    def render(self, page: PageOutput) -> bytes:
        """Return the page as bytes of UTF-8, its addresses relative to where it lies."""
        text = self._environment.get_template(page.template).render(page.values)
        return settle_addresses(text, self._root_of(page), self._leaf).encode()

    def _root_of(self, page: PageOutput) -> str:
        if page.answers_anywhere and not self._names_index:
            return self._site_path
        return climb_to_root(page.path)
