"""Pages from templates: a pure function of the values a page shows."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from plugins.build.assets import Asset
from plugins.model.address import INDEX, climb_to_root, mark_address, settle_addresses
from plugins.model.days import describe_day, describe_month, describe_weekday
from plugins.model.fingerprint import fingerprint
from plugins.model.output import Output, PageOutput
from plugins.model.portal import Portal

_JSON = json.JSONEncoder(ensure_ascii=False, sort_keys=True)


def write_json_ld(value: Mapping[str, Any]) -> Markup:
    """Write a JSON-LD object so that it can't end the script element it stands in.

    ``<``, ``>`` and ``&`` become escapes of JSON (HTML standard, "Restrictions
    for contents of script elements").
    """
    text = _JSON.encode(value)
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
        "link": mark_address,
        "absolute": lambda address: registry.site.url + address,
        "asset": lambda name: f"{mark_address(assets[name].path)}?v={assets[name].version}",
    }


def name_globals(portal: Portal, assets: Mapping[str, Asset]) -> dict[str, str]:
    """Return the fingerprints of what the globals are made from, by what people call it."""
    return {
        "登记表": portal.registry.fingerprint,
        "页脚的页面": fingerprint(portal.pages),
        "样式、脚本和图标": fingerprint(dict(assets)),
    }


_COMPONENTS = "components/"
_KEPT = ("seal",)
"""Components drawn again and again from the same few arguments."""


def load_components(environment: Environment) -> SimpleNamespace:
    """Return the macro of every component by its name, for templates to call.

    An import in a template would be looked up anew for every page.  Drawings of
    the ``_KEPT`` components are kept: a component reads its arguments alone.  Those
    are wrapped first, so that the components that import them find the wrapper.
    """
    files = environment.list_templates(filter_func=lambda name: name.startswith(_COMPONENTS))
    names = [name.removeprefix(_COMPONENTS).removesuffix(".html") for name in files]
    macros: dict[str, Callable[..., Markup]] = {}
    for name in sorted(names, key=lambda name: name not in _KEPT):
        module = environment.get_template(f"{_COMPONENTS}{name}.html").module
        if name in _KEPT:
            # By type, too: text and markup of the same characters are equal.
            setattr(module, name, lru_cache(maxsize=None, typed=True)(getattr(module, name)))
        macros[name] = getattr(module, name)
    return SimpleNamespace(**macros)


class Renderer:
    """Renders pages of one site; its environment serves no other.

    ``names_index`` says whether a link to a folder names its ``index.html``.

    Templates get two more globals: ``component``, the macros of the components, and
    ``shared(template, **values)``, which draws a region that many pages have in
    common once for the same values.  Such a region sees these values and the
    globals only, so its drawing can't depend on anything else; addresses in it
    are still marked, so it fits pages of every depth.
    """

    def __init__(self, environment: Environment, site_url: str, *, names_index: bool) -> None:
        # One site is made from one state of the theme, so no file is asked for changes.
        environment.auto_reload = False
        environment.globals["component"] = load_components(environment)
        environment.globals["shared"] = lru_cache(maxsize=None, typed=True)(self._draw_shared)
        self._environment = environment
        self._leaf = INDEX if names_index else ""
        self._site_path = urlsplit(site_url).path or "/"
        self._names_index = names_index

    def make(self, output: Output) -> bytes:
        """Return what is to stand at the output's path."""
        if isinstance(output, PageOutput):
            return self.render(output)
        return output.make(**output.inputs)

    def render(self, page: PageOutput) -> bytes:
        """Return the page as bytes of UTF-8, its addresses relative to where it lies."""
        values = page.compose(**page.inputs)
        text = self._environment.get_template(page.template).render(values)
        return settle_addresses(text, self._root_of(page), self._leaf).encode()

    def _draw_shared(self, template: str, **values: Hashable) -> Markup:
        return Markup(self._environment.get_template(template).render(values))

    def _root_of(self, page: PageOutput) -> str:
        if page.answers_anywhere and not self._names_index:
            return self._site_path
        return climb_to_root(page.path)
