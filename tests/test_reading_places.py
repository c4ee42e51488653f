"""What a path in the content folder says by itself."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.reading.places import find_address, find_article_place, find_page_name


def test_article_path_gives_unit_day_name_and_address() -> None:
    """The address never comes from the title."""
    place = find_article_place("articles/lucheng/2026/2026-05-20-deng-hong-deng.md")

    assert place
    assert ("lucheng", date(2026, 5, 20), "deng-hong-deng") == (place.unit, place.day, place.name)
    assert "lucheng/2026/05-20-deng-hong-deng/" == place.address


@pytest.mark.parametrize(
    "path",
    [
        "articles/lucheng/2026/2026-02-30-a.md",
        "articles/lucheng/2025/2026-05-20-a.md",
        "articles/lucheng/2026-05-20-a.md",
        "articles/lucheng/2026/2026-05-20-A.md",
        "articles/lucheng/2026/2026-05-20-a_b.md",
        "articles/lucheng/2026/2026-05-20-a--b.md",
        "articles/lucheng/2026/2026-05-20-.md",
        "articles/lucheng/2026/2026-05-20-灯.md",
        "articles/lucheng/2026/2026-05-20-a.md\n",
        "articles/lucheng/2026/2026-05-20-a.MD",
        "articles/../2026/2026-05-20-a.md",
        "articles/lucheng/2026/2026-05-20-" + "a" * 61 + ".md",
        "pages/a.md",
    ],
)
def test_other_paths_are_no_articles(path: str) -> None:
    """The file-name rule says why."""
    assert find_article_place(path) is None


def test_page_path_gives_its_name() -> None:
    """One folder, no deeper."""
    assert "about" == find_page_name("pages/about.md")
    assert find_page_name("pages/a/about.md") is None
    assert find_page_name("pages/about.md\n") is None
    assert "about/" == find_address("pages/about.md")


@given(st.text())
def test_no_path_is_too_strange(path: str) -> None:
    """An address is plain wherever there is one."""
    address = find_address(path)

    assert address is None or (address.isascii() and ".." not in address)
