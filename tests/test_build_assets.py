"""The theme's files: one style sheet in order, and a version by what a file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.build.assets import read_assets


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
    assert "theme/site.css" == before.path == after.path


@pytest.mark.parametrize("name", [".DS_Store", "img/._logo.png", ".cache/logo.png"])
def test_what_a_desktop_leaves_in_the_theme_is_no_asset(tmp_path: Path, name: str) -> None:
    static = write_theme(tmp_path, '@import url("one.css");\n')
    (static / name).parent.mkdir(exist_ok=True)
    (static / name).write_bytes(b"left")

    assert {"site.css"} == read_assets(static).keys()
