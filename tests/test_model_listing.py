"""Long lists: every article once, and pages that keep what they hold."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from plugins.model.article import Slip
from plugins.model.fingerprint import fingerprint
from plugins.model.listing import ListPage, cut_list
from plugins.reading.content_folder import ContentFolder

SIZES = st.integers(1, 7)
COUNTS = st.integers(0, 60)


NOWHERE = ContentFolder(Path("nowhere"))
"""Slips know where their articles lie; lists never look there."""


def make_slips(count: int) -> tuple[Slip, ...]:
    """Return the slips of ``count`` articles, the newest first."""
    first = date(2020, 1, 1)
    return tuple(
        Slip(
            source_path=f"articles/u/{n}.md",
            unit="u",
            iso_day=(first + timedelta(n)).isoformat(),
            name=f"n{n}",
            column="c",
            tags=(),
            is_evergreen=False,
            has_cover=False,
            has_pictures=False,
            fingerprint=f"{n:024x}",
            text_fingerprint=f"{n:024x}",
            shelf=NOWHERE,
        )
        for n in reversed(range(count))
    )


def pages_by_address(count: int, size: int) -> dict[str, ListPage]:
    return {page.address: page for page in cut_list(make_slips(count), "list/", size)}


@given(COUNTS, SIZES)
def test_every_article_stands_on_exactly_one_page_in_order(count: int, size: int) -> None:
    slips = make_slips(count)

    shown = [slip for page in cut_list(slips, "list/", size) for slip in page.run.slips]

    assert list(slips) == shown


@given(COUNTS, COUNTS, SIZES)
def test_an_older_page_never_changes_when_newer_articles_come(
    count: int, more: int, size: int
) -> None:
    """Its articles, its number and its way to older pages stay; its address stays its own."""
    before, after = pages_by_address(count, size), pages_by_address(count + more, size)

    for address in before.keys() - {"list/"}:
        one, other = before[address], after[address]
        assert one.run.slips == other.run.slips
        assert (one.number, one.older) == (other.number, other.older)


@given(COUNTS, st.integers(1, 60), SIZES)
def test_the_inputs_of_an_older_page_stay_the_same_unless_it_is_the_newest_of_them(
    count: int, more: int, size: int
) -> None:
    """Nothing of it has to be drawn again: only its way to newer pages changes, once."""
    before, after = pages_by_address(count, size), pages_by_address(count + more, size)

    for address in before.keys() - {"list/"}:
        if before[address].newer != "list/":
            assert fingerprint(before[address]) == fingerprint(after[address])


@given(COUNTS, SIZES)
def test_front_is_never_thin_when_there_are_older_pages(count: int, size: int) -> None:
    front, *older = cut_list(make_slips(count), "list/", size)

    assert "list/" == front.address
    assert all(size == len(page.run.slips) for page in older)
    assert not older or size <= len(front.run.slips) < 2 * size
    assert count == front.total
    assert {0} >= {page.total for page in older}


@given(COUNTS, SIZES)
def test_newer_and_older_lead_through_all_pages_and_back(count: int, size: int) -> None:
    pages = pages_by_address(count, size)
    way, address = [], "list/"
    while address:
        way.append(address)
        newer = pages[address].newer
        assert newer == (way[-2] if len(way) > 1 else "")
        address = pages[address].older

    assert list(pages) == way


@given(SIZES)
def test_a_list_without_articles_has_one_empty_page(size: int) -> None:
    (page,) = cut_list((), "list/", size)

    assert () == page.run.slips
    assert ("list/", 1, True, 0, "", "") == (
        page.address, page.number, page.is_front, page.total, page.newer, page.older
    )  # fmt: skip
