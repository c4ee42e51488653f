"""The theme keeps its own order: one component, one example file, one style sheet, one class."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader

from pelicanconf import JINJA_ENVIRONMENT
from plugins.build.assets import read_assets
from plugins.portal.gallery import read_examples
from tests.site_pages import Element, read_elements, read_pages
from tests.support import ROOT

THEME = ROOT / "theme"
CSS = THEME / "static" / "css"
COMPONENTS = sorted(path.stem for path in (THEME / "templates" / "components").glob("*.html"))
EXAMPLES = {entry["name"]: entry["examples"] for entry in read_examples(THEME / "examples")}
SHEETS = {
    path.relative_to(CSS).as_posix(): re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    for path in sorted(CSS.rglob("*.css"))
}

MADE_BY_SCRIPT = {"switch"}
"""Blocks whose element a script puts on the page."""

WORDS_NOT_TEXT = {"size", "kind"}
"""Arguments that choose among a component's own words."""

MARKUP = "<b onclick='x'>\"&"

COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(", re.I)
DECLARATION = re.compile(r"(--[a-z0-9-]+)\s*:\s*([^;]+);")


@pytest.fixture(scope="module")
def environment() -> Environment:
    """Jinja as the build sets it up, without anything of a site."""
    return Environment(loader=FileSystemLoader(THEME / "templates"), **JINJA_ENVIRONMENT)


def _render(environment: Environment, component: str, arguments: dict[str, Any]) -> str:
    module = environment.get_template(f"components/{component}.html").module
    return str(getattr(module, component)(**arguments))


def _read(markup: str) -> list[Element]:
    return read_elements(f"<div>{markup}</div>")[1:]


# ---------------------------------------------------------------- components


def test_every_component_has_its_example_file() -> None:
    assert COMPONENTS == sorted(EXAMPLES)


def test_every_component_has_a_style_sheet_of_its_name() -> None:
    assert [] == [name for name in COMPONENTS if f"blocks/{name}.css" not in SHEETS]


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_renders_from_its_arguments_alone(
    environment: Environment, component: str
) -> None:
    """Strictly: what an example does not pass is not used; the markup is balanced."""
    for example in EXAMPLES[component]:
        markup = _render(environment, component, example["arguments"])

        assert markup.strip(), example["name"]
        assert "style" not in {name for e in _read(markup) for name in e.attributes}


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_bears_the_class_of_its_name(environment: Environment, component: str) -> None:
    """A class seen in the browser tells the file."""
    rendered = [_render(environment, component, e["arguments"]) for e in EXAMPLES[component]]

    assert component in {name for markup in rendered for e in _read(markup) for name in e.classes}


@pytest.mark.parametrize("component", COMPONENTS)
def test_text_stays_text(environment: Environment, component: str) -> None:
    """Whatever a title, a name or a summary holds: it makes no element and no attribute."""
    for example in EXAMPLES[component]:
        plain = _read(_render(environment, component, example["arguments"]))
        marked = _read(_render(environment, component, _mark(example["arguments"])))

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


@pytest.mark.parametrize("component", COMPONENTS)
def test_examples_tell_themselves_apart(component: str) -> None:
    names = [example["name"] for example in EXAMPLES[component]]

    assert names
    assert len(names) == len(set(names))
    assert {"name", "note", "arguments"} == {key for e in EXAMPLES[component] for key in e}


def test_gallery_shows_every_example(site: Path) -> None:
    shown = [
        element.text
        for element in read_pages(site)["gallery/index.html"].elements
        if "specimen-name" in element.classes
    ]

    assert [example["name"] for name in COMPONENTS for example in EXAMPLES[name]] == shown


# ---------------------------------------------------------------- style sheets


def test_the_table_of_contents_imports_every_sheet_once() -> None:
    """And in the order of the layers: tokens, base, compositions, blocks, utilities."""
    imported = re.findall(r'@import url\("([^"]+)"\);', SHEETS["index.css"])
    layers = [path.partition("/")[0] for path in imported]

    assert sorted(set(SHEETS) - {"index.css"}) == sorted(imported)
    assert ["tokens", "base", "compositions", "blocks", "utilities"] == list(dict.fromkeys(layers))
    order = sorted(layers, key=list(dict.fromkeys(layers)).index)
    assert order == layers


def test_the_site_gets_one_sheet_without_imports() -> None:
    bundle = read_assets(THEME / "static")["site.css"].data.decode()

    assert "@import" not in bundle
    assert all(f".{name}" in bundle for name in COMPONENTS)


def test_every_block_dresses_something_that_pages_show(showcase: Path) -> None:
    """Nothing is left of what the theme no longer uses."""
    worn = {name for p in read_pages(showcase).values() for e in p.elements for name in e.classes}

    blocks = {Path(path).stem for path in SHEETS if path.startswith("blocks/")}
    assert [] == sorted(blocks - worn - MADE_BY_SCRIPT)


def test_a_block_dresses_one_thing() -> None:
    """Its selectors begin with its own class, or with that of a part."""
    strange = [
        f"{path}: {selector}"
        for path, sheet in SHEETS.items()
        if path.startswith("blocks/")
        for selector in _selectors(sheet)
        if not re.match(rf"\.{Path(path).stem}(?![a-z0-9])", selector)
    ]

    assert [] == strange


def _selectors(sheet: str) -> list[str]:
    """Return every selector of a sheet, those within media queries too."""
    heads = [head.strip() for head in re.findall(r"([^{};]+)\{", sheet)]
    rules = [head for head in heads if not head.startswith("@")]
    return [part.strip() for head in rules for part in re.split(r",(?![^(]*\))", head)]


def test_colours_are_named_in_tokens_alone() -> None:
    """Everywhere else they go by their job: ``var(--ink)``."""
    named = [
        f"{path}: {found}"
        for path, sheet in SHEETS.items()
        if not path.startswith("tokens/")
        for found in COLOUR.findall(sheet)
    ]

    assert [] == named


def test_compositions_know_no_colours() -> None:
    """They place things; not even a token of colour is theirs."""
    tokens = dict(DECLARATION.findall(SHEETS["tokens/colors.css"]))

    used = [
        f"{path}: {token}"
        for path, sheet in SHEETS.items()
        if path.startswith("compositions/")
        for token in re.findall(r"var\((--[a-z0-9-]+)", sheet)
        if token in tokens
    ]

    assert tokens
    assert [] == used


def test_every_token_that_is_used_is_declared() -> None:
    declared = {name for sheet in SHEETS.values() for name, _ in DECLARATION.findall(sheet)}
    used = {name for sheet in SHEETS.values() for name in re.findall(r"var\((--[a-z0-9-]+)", sheet)}

    assert [] == sorted(used - declared)


def test_importance_is_claimed_by_utilities_alone() -> None:
    loud = [path for path, sheet in SHEETS.items() if "!important" in sheet]

    assert [] == [path for path in loud if not path.startswith("utilities/")]


def test_no_sheet_asks_for_another_file() -> None:
    """Neither from this host (the bundle lies elsewhere than its parts) nor from another."""
    asking = [path for path, sheet in SHEETS.items() if "url(" in sheet and path != "index.css"]

    assert [] == asking


# ---------------------------------------------------------------- colours


def _schemes() -> dict[str, dict[str, str]]:
    """Return the colour tokens of the light and of the dark scheme."""
    light, dark = SHEETS["tokens/colors.css"].split("prefers-color-scheme: dark", 1)
    dark = dark.partition("@media")[0]
    return {"light": dict(DECLARATION.findall(light)), "dark": dict(DECLARATION.findall(dark))}


def test_dark_says_every_colour_that_changes() -> None:
    """A colour that dark does not name is meant to be the same: white cards of codes."""
    light, dark = _schemes().values()

    assert set(dark) <= set(light)
    assert {"--paper", "--ink", "--link", "--seal", "--focus"} <= set(dark)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_links_can_be_read_by_weak_eyes(scheme: str) -> None:
    """At least 7:1 on every ground (WCAG 2.2, 1.4.6); what only marks an edge, 3:1 (1.4.11)."""
    colours = {**_schemes()["light"], **_schemes()[scheme]}
    grounds = ("--paper", "--wash", "--glaze")

    for text, ground in product(("--ink", "--ink-quiet", "--link"), grounds):
        assert _contrast(colours[text], colours[ground]) >= 7, (text, ground)
    for mark, ground in product(("--edge", "--focus"), grounds):
        assert _contrast(colours[mark], colours[ground]) >= 3, (mark, ground)
    assert _contrast(colours["--on-link"], colours["--link"]) >= 7
    assert _contrast(colours["--on-seal"], colours["--seal-ground"]) >= 4.5


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), colour
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browsers_bar_has_the_colour_of_the_paper(site: Path, scheme: str) -> None:
    """``theme-color`` stands in the head, where no token reaches."""
    page = read_pages(site)["index.html"]
    bar = page.one("meta", name="theme-color", media=f"(prefers-color-scheme: {scheme})")

    assert bar
    assert _schemes()[scheme]["--paper"] == bar.get("content")
