"""A component is one macro, one style sheet, one example file and one class.

It stands on its arguments alone, and text among those stays text.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from pelicanconf import JINJA_ENVIRONMENT
from plugins.portal.gallery import read_examples
from tests.site_pages import Element, read_elements, read_pages
from tests.support import ROOT

THEME = ROOT / "theme"
COMPONENTS = sorted(path.stem for path in (THEME / "templates" / "components").glob("*.html"))
EXAMPLES = {entry["name"]: entry["examples"] for entry in read_examples(THEME / "examples")}

WORDS_NOT_TEXT = {"size", "kind"}
"""Arguments that choose among a component's own words."""

MARKUP = "<b onclick='x'>\"&"

component = pytest.mark.parametrize("component", COMPONENTS)


@pytest.fixture(scope="module")
def environment() -> Environment:
    """Jinja by the site's own settings, without anything of a site."""
    options: dict[str, Any] = JINJA_ENVIRONMENT
    return Environment(loader=FileSystemLoader(THEME / "templates"), **options)


def _render(environment: Environment, name: str, arguments: dict[str, Any]) -> list[Element]:
    module = environment.get_template(f"components/{name}.html").module
    markup = str(getattr(module, name)(**arguments))
    assert markup.strip()
    return read_elements(markup)


def test_every_component_has_its_examples() -> None:
    assert sorted(EXAMPLES) == COMPONENTS


def test_the_examples_are_toml_with_one_list() -> None:
    for path in (THEME / "examples").glob("*.toml"):
        assert {"example"} == set(tomllib.loads(path.read_text("utf-8"))), path.name


def test_examples_are_named_and_explained() -> None:
    assert [] == [
        (name, example.get("name"))
        for name, given in EXAMPLES.items()
        for example in given
        if not example.get("name") or "note" not in example
    ]


@component
def test_every_component_has_a_style_sheet_of_its_name(component: str) -> None:
    assert (THEME / "static" / "css" / "blocks" / f"{component}.css").is_file()


@component
def test_every_example_renders_whole(environment: Environment, component: str) -> None:
    """Every end meets its beginning; style and behaviour stand in files of their own."""
    for example in EXAMPLES[component]:
        elements = _render(environment, component, example["arguments"])

        assert [] == [e for e in elements if e.tag == "script" or "style" in e.attributes]


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
