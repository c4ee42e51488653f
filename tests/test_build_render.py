"""What is drawn once for many pages depends on nothing that differs between them."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import DictLoader, Environment, UndefinedError
from markupsafe import Markup

from pelicanconf import JINJA_ENVIRONMENT
from plugins.build.render import Renderer
from tests.support import ROOT

TEMPLATES = ROOT / "theme" / "templates"
SEAL = (TEMPLATES / "components" / "seal.html").read_text("utf-8")


def make_environment(**templates: str) -> Environment:
    """Jinja by the site's own settings, with a renderer and these templates."""
    files = {f"{name}.html": text for name, text in templates.items()}
    options: dict[str, Any] = JINJA_ENVIRONMENT
    loader = DictLoader({"components/seal.html": SEAL, **files})
    environment = Environment(loader=loader, **options)
    Renderer(environment, "https://wenming.example/", names_index=True)
    return environment


def test_a_shared_region_does_not_see_the_page() -> None:
    environment = make_environment(region="{{ head }}", page='{{ shared("region.html") }}')

    with pytest.raises(UndefinedError, match="head"):
        environment.get_template("page.html").render(head="本页")


def test_a_shared_region_follows_its_values() -> None:
    environment = make_environment(
        region="<p>{{ place }}</p>", page='{{ shared("region.html", place=place) }}'
    )
    page = environment.get_template("page.html")

    drawn = [page.render(place=place) for place in ("甲", "乙", "甲", "<b>", Markup("<b>"))]

    assert ["<p>甲</p>", "<p>乙</p>", "<p>甲</p>", "<p>&lt;b&gt;</p>", "<p><b></p>"] == drawn


def test_a_shared_region_is_drawn_once_for_the_same_values() -> None:
    drawn: list[str] = []
    environment = make_environment(
        region="{{ note(place) }}", page='{{ shared("region.html", place=place) }}'
    )
    environment.globals["note"] = drawn.append

    for place in ("甲", "乙", "甲"):
        environment.get_template("page.html").render(place=place)

    assert ["甲", "乙"] == drawn


def test_a_region_is_not_shared_by_two_sites() -> None:
    templates = {"region": "{{ name }}", "page": '{{ shared("region.html") }}'}
    names = []
    for name in ("甲市", "乙市"):
        environment = make_environment(**templates)
        environment.globals["name"] = name
        names.append(environment.get_template("page.html").render())

    assert ["甲市", "乙市"] == names


def test_pages_and_regions_import_no_component() -> None:
    """They call ``component``; an import would be looked up anew for every page."""
    importing = [
        path.relative_to(TEMPLATES).as_posix()
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name != "components" and '{% from "components/' in path.read_text("utf-8")
    ]

    assert [] == importing
