"""One component is one macro, one style sheet, one example file and one class."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.build.assets import read_assets
from plugins.build.render import FILTERS, make_globals
from plugins.model.portal import Portal
from plugins.portal.gallery import read_examples
from plugins.reading.content_folder import ContentFolder
from tests.support import ROOT

THEME = ROOT / "theme"
CSS = THEME / "static" / "css"
COMPONENTS = sorted(path.stem for path in (THEME / "templates" / "components").glob("*.html"))
EXAMPLES = {entry["name"]: entry["examples"] for entry in read_examples(THEME / "examples")}
SHEETS = sorted(CSS.rglob("*.css"))
VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
HOSTILE = "\"><script>alert(1)</script><i title='"


@pytest.fixture(scope="module")
def environment() -> Environment:
    """The theme's templates as the build uses them: escaping on, undefined values refused."""
    made = Environment(
        loader=FileSystemLoader(THEME / "templates"), autoescape=True, undefined=StrictUndefined
    )
    registry = ContentFolder(ROOT / "content").registry
    portal = Portal(registry, (), (), date(2026, 11, 23), {})
    made.globals.update(make_globals(portal, read_assets(THEME / "static")))
    made.filters.update(FILTERS)
    return made


def _render(environment: Environment, name: str, arguments: dict[str, Any]) -> str:
    module = environment.get_template(f"components/{name}.html").module
    return str(getattr(module, name)(**arguments))


class _Balance(HTMLParser):
    """Follows a fragment's elements: what is open, what was closed wrongly, what was seen."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.classes: set[str] = set()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.classes.update((dict(attrs).get("class") or "").split())
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def _parse(fragment: str) -> _Balance:
    parser = _Balance()
    parser.feed(fragment)
    parser.close()
    return parser


def test_every_component_has_its_examples() -> None:
    assert sorted(EXAMPLES) == COMPONENTS


@pytest.mark.parametrize("name", COMPONENTS)
def test_every_component_has_a_style_sheet_of_its_name(name: str) -> None:
    assert (CSS / "blocks" / f"{name}.css").is_file()


@pytest.mark.parametrize(
    ("name", "example"),
    [(name, example) for name, given in EXAMPLES.items() for example in given],
    ids=[f"{name}: {example['name']}" for name, given in EXAMPLES.items() for example in given],
)
def test_every_example_renders_whole(
    environment: Environment, name: str, example: dict[str, Any]
) -> None:
    parsed = _parse(_render(environment, name, example["arguments"]))

    assert [] == parsed.wrong + parsed.open
    assert "style" not in parsed.attributes
    assert "script" not in parsed.tags


@pytest.mark.parametrize("name", COMPONENTS)
def test_a_class_in_the_browser_tells_the_component(environment: Environment, name: str) -> None:
    rendered = [_render(environment, name, example["arguments"]) for example in EXAMPLES[name]]

    assert name in _parse("".join(rendered)).classes


def _poison(value: Any) -> Any:
    """Put markup behind every text of a set of arguments."""
    if isinstance(value, str):
        return value + HOSTILE
    if isinstance(value, list):
        return [_poison(item) for item in value]
    if isinstance(value, dict):
        return {key: _poison(item) for key, item in value.items()}
    return value


@pytest.mark.parametrize("name", COMPONENTS)
def test_markup_in_arguments_comes_out_as_text(environment: Environment, name: str) -> None:
    arguments = EXAMPLES[name][0]["arguments"]
    parsed = _parse(_render(environment, name, _poison(arguments)))

    assert "script" not in parsed.tags
    assert "i" not in parsed.tags


def test_the_table_of_contents_names_every_sheet_once() -> None:
    listed = re.findall(r'@import url\("([^"]+)"\);', (CSS / "index.css").read_text("utf-8"))
    found = [path.relative_to(CSS).as_posix() for path in SHEETS if path != CSS / "index.css"]

    assert sorted(listed) == sorted(found)


def _rules(path: Path) -> str:
    return re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.relative_to(CSS).as_posix())
def test_sheets_keep_to_their_layer(path: Path) -> None:
    """Colours are tokens; compositions know none; force is for utilities; nothing is remote."""
    layer = path.relative_to(CSS).parts[0]
    text = _rules(path)
    colours = re.findall(r"(?<![\w-])#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(", text)

    if layer != "tokens" and path.name != "print.css":
        assert [] == colours
    if layer == "compositions":
        assert [] == re.findall(r"(?:^|[;{\s])(?:color|background|border-color)\s*:", text)
    if layer != "utilities":
        assert "!important" not in text
    assert [] == re.findall(r"url\((?!\"(?:tokens|base|compositions|blocks|utilities)/)", text)


def test_every_used_token_is_defined() -> None:
    text = "".join(_rules(path) for path in SHEETS)
    used = set(re.findall(r"var\((--[\w-]+)", text))
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))

    assert set() == used - defined


def test_examples_are_named_and_explained() -> None:
    assert [] == [
        (name, example.get("name"))
        for name, given in EXAMPLES.items()
        for example in given
        if not example.get("name") or "note" not in example
    ]


def test_the_icon_is_a_picture_of_180_pixels() -> None:
    from PIL import Image

    with Image.open(THEME / "static" / "img" / "icon.png") as image:
        assert (180, 180) == image.size


def test_the_examples_are_toml_with_one_list() -> None:
    for path in (THEME / "examples").glob("*.toml"):
        assert {"example"} == set(tomllib.loads(path.read_text("utf-8"))), path.name
