"""Another city takes the repository and changes only its content."""

from __future__ import annotations

from pathlib import Path

import feedparser
import pytest

from plugins.qrcodes.decoding import read_codes
from tests.support import SITES, build_site, read_site

CONTENT = SITES / "other-city" / "content"
PICTURES = (".png", ".jpg", ".gif", ".webp")
UNITS = ("yunchuan", "beiling", "gaoxin")


@pytest.fixture(scope="module", params=["pelicanconf.py", "publishconf.py"])
def city(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, bytes]:
    """The invented city, as it is read from disk and as it is published."""
    output = tmp_path_factory.mktemp("city") / "output"
    return read_site(build_site(CONTENT, output, request.param))


@pytest.mark.parametrize("word", ["温州", "wenzhou", "wenmingwz", "鹿城", "洞头"])
def test_no_file_of_another_city_speaks_of_wenzhou(city: dict[str, bytes], word: str) -> None:
    """Neither pages nor feeds nor the theme's own files, nor the Word template.

    The developers' gallery shows examples and is not for readers: it is left out.
    """
    files = {path: data for path, data in city.items() if not path.endswith(PICTURES)}

    speaking = [
        path for path, data in files.items() if word in data.decode("utf-8", "replace").lower()
    ]

    assert [] == [path for path in speaking if path != "gallery/index.html"]


def test_another_citys_units_have_their_pages_feeds_and_codes(city: dict[str, bytes]) -> None:
    for unit in UNITS:
        page = f"https://yunchuan.example/portal/{unit}/"
        assert (page,) == read_codes(city[f"{unit}/code.png"])
        feed = feedparser.parse(city[f"{unit}/feed.atom.xml"])
        assert [True] == [entry.link.startswith(page) for entry in feed.entries]


def test_a_functional_zone_needs_no_code_and_stands_last(city: dict[str, bytes]) -> None:
    page = city["gaoxin/index.html"].decode()
    home = city["index.html"].decode()
    places = [
        home.index(f'class="tile-name">{name}') for name in ("云川市", "北岭区", "云川高新区")
    ]

    assert "一个没有区划代码的功能区。" in page
    assert "区划代码" not in page.replace("一个没有区划代码的功能区。", "")
    assert sorted(places) == places


def test_another_citys_names_stand_where_the_sites_name_belongs(city: dict[str, bytes]) -> None:
    home = city["index.html"].decode()

    assert "<title>云川文明之窗·云川</title>" in home
    assert "云川市精神文明建设委员会办公室" in home
    assert "演示站点" not in home


def test_an_empty_city_is_a_whole_site(tmp_path: Path) -> None:
    """A registry and no article yet: every list says so, and the build goes through."""
    content = tmp_path / "content"
    for path in ("data/site.toml", "data/columns.toml", "data/units.toml"):
        target = content / path
        target.parent.mkdir(parents=True, exist_ok=True)
        text = (CONTENT / path).read_text("utf-8")
        target.write_text(text.replace('"join"', "").replace("contribute_page = \n", ""), "utf-8")

    site = read_site(build_site(content, tmp_path / "output"))

    assert {"index.html", "archive/index.html", "tag/index.html"} <= site.keys()
    assert {f"{unit}/index.html" for unit in UNITS} <= site.keys()
