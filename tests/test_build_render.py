"""Small makers of the build: JSON-LD that stays in its element, the clock, the theme's files."""

from __future__ import annotations

import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.build.assets import read_assets
from plugins.build.clock import read_clock
from plugins.build.render import write_json_ld
from tests.support import ROOT

NOON = 1795406400.0
"""2026-11-23, noon in Shanghai."""


class Scripts(HTMLParser):
    """Collects what stands in and after a script element."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@given(st.text(alphabet=st.characters(codec="utf-8")) | st.text("</script>!-&\u2028\"'\\"))
def test_no_text_ends_the_script_element_it_stands_in(text: str) -> None:
    written = write_json_ld({"name": text})

    read = Scripts(f"<script>{written}</script>")

    assert ["script"] == read.tags
    assert {"name": text} == json.loads("".join(read.texts))


@pytest.mark.parametrize(
    "text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "&lt;/script&gt;"]
)
def test_json_ld_holds_no_sign_that_html_reads(text: str) -> None:
    written = str(write_json_ld({"name": text}))

    assert not set("<>&") & set(written)
    assert {"name": text} == json.loads(written)


def test_the_day_of_a_build_is_the_day_in_shanghai() -> None:
    evening_in_london = 1795406400.0 + 4 * 3600

    assert date(2026, 11, 23) == read_clock({}, NOON)
    assert date(2026, 11, 23) == read_clock({}, evening_in_london)
    assert date(2026, 11, 24) == read_clock({}, NOON + 12 * 3600)


def test_a_given_moment_counts_more_than_the_clock() -> None:
    assert date(1970, 1, 1) == read_clock({"SOURCE_DATE_EPOCH": "0"}, NOON)
    assert date(2026, 11, 23) == read_clock({"SOURCE_DATE_EPOCH": ""}, NOON)


@pytest.mark.parametrize("given_moment", ["yesterday", "-1", "1.5", " ", "2026-11-23"])
def test_a_moment_that_is_no_number_is_refused(given_moment: str) -> None:
    with pytest.raises(ValueError, match="应当是 1970 年以来的秒数"):
        read_clock({"SOURCE_DATE_EPOCH": given_moment}, NOON)


@pytest.mark.parametrize("moment", ["²", "٣", "9" * 30])
def test_a_moment_beyond_all_calendars_is_refused_as_well(moment: str) -> None:
    """Digits of other scripts and numbers beyond what a date can be."""
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        read_clock({"SOURCE_DATE_EPOCH": moment}, NOON)


def write_theme(static: Path, index: str) -> Path:
    (static / "css").mkdir(parents=True)
    (static / "css" / "index.css").write_text(index, "utf-8")
    (static / "css" / "one.css").write_text(".one { color: red }\n", "utf-8")
    (static / "css" / "two.css").write_text(".two { color: blue }\n", "utf-8")
    return static


def test_style_sheets_are_joined_in_the_order_of_their_table_of_contents(tmp_path: Path) -> None:
    index = '/* first */\n@import url("two.css");\n\n@import url("one.css");\n'

    assets = read_assets(write_theme(tmp_path, index))

    assert [b".two { color: blue }\n.one { color: red }\n"] == [a.data for a in assets.values()]


def test_anything_but_imports_in_the_table_of_contents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="只能写 @import 行"):
        read_assets(write_theme(tmp_path, ".three { color: green }\n"))


def test_an_assets_version_changes_with_its_content_and_its_path_never_does(tmp_path: Path) -> None:
    static = write_theme(tmp_path, '@import url("one.css");\n')
    before = read_assets(static)["site.css"]
    (static / "css" / "two.css").write_text("unused", "utf-8")
    same = read_assets(static)["site.css"]
    (static / "css" / "one.css").write_text(".one { color: black }\n", "utf-8")
    after = read_assets(static)["site.css"]

    assert before == same
    assert before.version != after.version
    assert before.path == after.path
    assert before.address.startswith("theme/site-")


def test_every_style_sheet_of_the_theme_is_in_its_table_of_contents() -> None:
    css = ROOT / "theme" / "static" / "css"
    index = (css / "index.css").read_text("utf-8")

    for sheet in sorted(css.rglob("*.css")):
        name = sheet.relative_to(css).as_posix()
        assert name == "index.css" or 1 == index.count(f'url("{name}")'), name
