"""The style sheets keep their layers, and their colours can be read by everyone."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PIL import Image

from plugins.build.assets import read_assets
from tests.site_pages import read_pages
from tests.support import ROOT

CSS = ROOT / "theme" / "static" / "css"
SHEETS = {
    path.relative_to(CSS).as_posix(): re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.S)
    for path in sorted(CSS.rglob("*.css"))
}
LAYERS = ["tokens", "base", "compositions", "blocks", "utilities"]

ON_NO_PAGE = {"copy", "specimen", "switch"}
"""Blocks that only the gallery shows, or that a script puts on the page."""

DECLARATION = re.compile(r"(--[a-z0-9-]+)\s*:\s*([^;]+);")
USE = re.compile(r"var\((--[a-z0-9-]+)")


def _sheets_of(layer: str) -> dict[str, str]:
    return {Path(path).stem: text for path, text in SHEETS.items() if path.startswith(f"{layer}/")}


def _imported() -> list[str]:
    return re.findall(r'@import url\("([^"]+)"\);', SHEETS["index.css"])


def test_the_table_of_contents_names_every_sheet_once() -> None:
    assert sorted(_imported()) == sorted(SHEETS.keys() - {"index.css"})


def test_layers_are_imported_in_their_order() -> None:
    """What comes later may refine what came before: tokens first, utilities last."""
    layers = [LAYERS.index(path.partition("/")[0]) for path in _imported()]

    assert sorted(layers) == layers


def test_the_site_gets_all_of_it_as_one_sheet() -> None:
    bundle = read_assets(ROOT / "theme" / "static")["site.css"].data.decode()

    assert "@import" not in bundle
    assert "url(" not in bundle
    assert [] == [name for name in _sheets_of("blocks") if f".{name}" not in bundle]


def test_every_block_dresses_something_that_pages_show(showcase: Path) -> None:
    """Nothing is left of what the theme no longer uses."""
    pages = [p for path, p in read_pages(showcase).items() if not path.startswith("gallery/")]
    worn = {name for page in pages for e in page.elements for name in e.classes}

    assert ON_NO_PAGE == set(_sheets_of("blocks")) - worn


def test_a_block_dresses_one_thing() -> None:
    """Its selectors begin with its own class, or with that of a part."""
    strange = [
        f"{name}: {selector}"
        for name, sheet in _sheets_of("blocks").items()
        for selector in _selectors(sheet)
        if not re.match(rf"\.{name}(?![a-z0-9])", selector)
    ]

    assert [] == strange


def _selectors(sheet: str) -> list[str]:
    """Return every selector of a sheet, those within media queries too."""
    heads = [head.strip() for head in re.findall(r"([^{};]+)\{", sheet)]
    rules = [head for head in heads if not head.startswith("@")]
    return [part.strip() for head in rules for part in re.split(r",(?![^(]*\))", head)]


@pytest.mark.parametrize("path", SHEETS)
def test_sheets_keep_to_their_layer(path: str) -> None:
    """Colours are tokens; compositions know none; force is for utilities; nothing is remote."""
    layer, _, name = path.partition("/")
    text = SHEETS[path]
    colours = re.findall(r"(?<![\w-])#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\(", text)

    if layer != "tokens" and name != "print.css":
        assert [] == colours
    if layer == "compositions":
        assert [] == re.findall(r"(?:^|[;{\s])(?:color|background|border-color)\s*:", text)
    if layer != "utilities":
        assert "!important" not in text
    assert [] == re.findall(r"url\((?!\"(?:tokens|base|compositions|blocks|utilities)/)", text)


def test_every_used_token_is_defined() -> None:
    text = "".join(SHEETS.values())
    used = set(re.findall(r"var\((--[\w-]+)", text))
    defined = set(re.findall(r"(--[\w-]+)\s*:", text))

    assert set() == used - defined


def test_compositions_use_no_colour_token() -> None:
    """They place things; colours are for blocks."""
    colours = dict(DECLARATION.findall(SHEETS["tokens/colors.css"]))
    used = {token for sheet in _sheets_of("compositions").values() for token in USE.findall(sheet)}

    assert colours
    assert set() == used & set(colours)


# ---------------------------------------------------------------- colours


def _schemes() -> dict[str, dict[str, str]]:
    """Return the colour tokens of the light and of the dark scheme."""
    light, dark = SHEETS["tokens/colors.css"].split("prefers-color-scheme: dark", 1)
    dark = dark.partition("@media")[0]
    return {"light": dict(DECLARATION.findall(light)), "dark": dict(DECLARATION.findall(dark))}


def test_dark_renames_the_colours_of_light_and_adds_none() -> None:
    """What dark does not name stays the same: the white card of a code."""
    light, dark = _schemes().values()

    assert set() == set(dark) - set(light)
    assert {"--paper", "--ink", "--ink-quiet", "--link", "--seal", "--focus"} <= set(dark)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_and_links_can_be_read_by_weak_eyes(scheme: str) -> None:
    """At least 7:1 on every ground (WCAG 2.2, 1.4.6); what marks an edge, 3:1 (1.4.11).

    The seal only repeats a name that stands beside it: 4.5:1 (1.4.3).
    """
    colours = {**_schemes()["light"], **_schemes()[scheme]}
    grounds = ("--paper", "--wash", "--glaze")

    for text, ground in product(("--ink", "--ink-quiet", "--link"), grounds):
        assert _contrast(colours[text], colours[ground]) >= 7, (text, ground)
    for mark, ground in product(("--edge", "--focus"), grounds):
        assert _contrast(colours[mark], colours[ground]) >= 3, (mark, ground)
    assert _contrast(colours["--on-link"], colours["--link"]) >= 7
    assert _contrast(colours["--on-seal"], colours["--seal-ground"]) >= 4.5
    for ground in grounds:
        assert _contrast(colours["--seal"], colours[ground]) >= 4.5, ground


def _contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours (WCAG 2.2, "contrast ratio")."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    assert re.fullmatch(r"#[0-9a-f]{6}", colour), colour
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * c for share, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browsers_bar_has_the_colour_of_the_paper(site: Path, scheme: str) -> None:
    """``theme-color`` stands in the head, where no token reaches."""
    page = read_pages(site)["index.html"]
    bar = page.one("meta", name="theme-color", media=f"(prefers-color-scheme: {scheme})")

    assert bar
    assert _schemes()[scheme]["--paper"] == bar.get("content")


def test_the_icon_is_a_picture_of_180_pixels() -> None:
    with Image.open(ROOT / "theme" / "static" / "img" / "icon.png") as image:
        assert (180, 180) == image.size
