"""Long lists: every article once, and pages that keep what they hold."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from plugins.model.article import Article, Body
from plugins.model.listing import ListPage, cut_list

SIZES = st.integers(1, 7)
COUNTS = st.integers(0, 60)


def make_articles(count: int) -> tuple[Article, ...]:
    """Return ``count`` articles, the newest first."""
    body, first = Body("<p>文</p>", "文", 1, 1), date(2020, 1, 1)
    return tuple(
        Article(f"articles/u/{n}.md", "u", first + timedelta(n), f"n{n}", "题", "c", "供", "", body)
        for n in reversed(range(count))
    )


def pages_by_address(count: int, size: int) -> dict[str, ListPage]:
    return {page.address: page for page in cut_list(make_articles(count), "list/", size)}


@given(COUNTS, SIZES)
def test_every_article_stands_on_exactly_one_page_in_order(count: int, size: int) -> None:
    articles = make_articles(count)

    shown = [article for page in cut_list(articles, "list/", size) for article in page.articles]

    assert list(articles) == shown


@given(COUNTS, COUNTS, SIZES)
def test_an_older_page_never_changes_when_newer_articles_come(
    count: int, more: int, size: int
) -> None:
    """Its articles, its number and its way to older pages stay; its address stays its own."""
    before, after = pages_by_address(count, size), pages_by_address(count + more, size)

    for address in before.keys() - {"list/"}:
        one, other = before[address], after[address]
        assert one.articles == other.articles
        assert (one.number, one.older) == (other.number, other.older)


@given(COUNTS, SIZES)
def test_front_is_never_thin_when_there_are_older_pages(count: int, size: int) -> None:
    front, *older = cut_list(make_articles(count), "list/", size)

    assert "list/" == front.address
    assert all(size == len(page.articles) for page in older)
    assert not older or size <= len(front.articles) < 2 * size


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

    assert ListPage((), "list/", number=1, count=1, total=0, newer="", older="") == page
