"""Components stand on their arguments alone, and text among those stays text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from pelicanconf import JINJA_ENVIRONMENT
from plugins.portal.gallery import read_examples
from tests.site_pages import Element, read_elements, read_pages
from tests.support import ROOT

THEME = ROOT / "theme"
EXAMPLES = {entry["name"]: entry["examples"] for entry in read_examples(THEME / "examples")}

WORDS_NOT_TEXT = {"size", "kind"}
"""Arguments that choose among a component's own words."""

MARKUP = "<b onclick='x'>\"&"

component = pytest.mark.parametrize("component", EXAMPLES)


@pytest.fixture(scope="module")
def environment() -> Environment:
    """Jinja by the site's own settings, without anything of a site."""
    options: dict[str, Any] = JINJA_ENVIRONMENT
    return Environment(loader=FileSystemLoader(THEME / "templates"), **options)


def _render(environment: Environment, name: str, arguments: dict[str, Any]) -> list[Element]:
    module = environment.get_template(f"components/{name}.html").module
    markup = getattr(module, name)(**arguments)
    assert markup.strip()
    return read_elements(f"<div>{markup}</div>")[1:]


@component
def test_a_component_needs_nothing_but_its_arguments(
    environment: Environment, component: str
) -> None:
    """No page, no site, no unit is known here, and undefined values are refused."""
    rendered = [_render(environment, component, e["arguments"]) for e in EXAMPLES[component]]

    assert component in {name for elements in rendered for e in elements for name in e.classes}


@component
def test_text_makes_no_element_and_no_attribute(environment: Environment, component: str) -> None:
    """Whatever a title, a name or a summary holds."""
    for example in EXAMPLES[component]:
        plain = _render(environment, component, example["arguments"])
        marked = _render(environment, component, _mark(example["arguments"]))

        assert {e.tag for e in plain} == {e.tag for e in marked}, example["name"]
        names = {name for e in plain for name in e.attributes}
        assert names == {name for e in marked for name in e.attributes}, example["name"]


def _mark(value: Any) -> Any:
    """Put markup behind every text among a component's arguments."""
    if isinstance(value, dict):
        return {k: v if k in WORDS_NOT_TEXT else _mark(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_mark(item) for item in value]
    return f"{value}{MARKUP}" if isinstance(value, str) and value else value


def test_gallery_shows_every_example_in_order(site: Path) -> None:
    shown = [
        element.text
        for element in read_pages(site)["gallery/index.html"].elements
        if "specimen-name" in element.classes
    ]

    assert [example["name"] for name in EXAMPLES for example in EXAMPLES[name]] == shown
