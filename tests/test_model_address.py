"""Addresses that stand anywhere: marked once, settled where they are used."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.address import (
    INDEX,
    LEAF,
    ROOT,
    climb_to_root,
    mark_address,
    output_path,
    settle_addresses,
)

STEPS = st.lists(st.text("abc09-", min_size=1, max_size=4), max_size=4)
SITES = st.sampled_from(["https://a.example/", "https://a.example/sub/path/", "file:///tmp/site/"])


def write_folder(steps: list[str]) -> str:
    return "".join(f"{step}/" for step in steps)


@given(STEPS, STEPS, SITES)
def test_a_settled_address_leads_to_its_page_from_any_depth(
    here: list[str], there: list[str], site: str
) -> None:
    page, address = output_path(write_folder(here)), write_folder(there)

    href = settle_addresses(mark_address(address), climb_to_root(page), INDEX)

    assert site + output_path(address) == urljoin(site + page, href)


@given(STEPS, STEPS, SITES)
def test_without_a_leaf_an_address_leads_to_its_folder(
    here: list[str], there: list[str], site: str
) -> None:
    page, address = output_path(write_folder(here)), write_folder(there)

    href = settle_addresses(mark_address(address), climb_to_root(page))

    assert href
    assert site + address == urljoin(site + page, href)


@pytest.mark.parametrize(
    ("address", "settled"),
    [
        ("", "../index.html"),
        ("lucheng/", "../lucheng/index.html"),
        ("lucheng/#follow", "../lucheng/index.html#follow"),
        ("#matrix", "../index.html#matrix"),
        ("media/a.png", "../media/a.png"),
        ("feeds/all.atom.xml", "../feeds/all.atom.xml"),
    ],
)
def test_a_fragment_stays_behind_the_leaf(address: str, settled: str) -> None:
    assert settled == settle_addresses(mark_address(address), "../", INDEX)


@given(st.text())
def test_text_without_marks_is_left_as_it_is(text: str) -> None:
    plain = text.replace(ROOT, "").replace(LEAF, "")

    assert plain == settle_addresses(plain, "../", INDEX)
