"""Every page of the built site holds together: links, fragments, ids, headings, titles."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from plugins.model.address import LEAF, ROOT
from tests.site_pages import Pages, absolute_address, read_pages, resolve

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp")


@pytest.fixture(params=["site", "public_site"], scope="module")
def folder(request: pytest.FixtureRequest) -> Path:
    """Both forms of the site: the one read from disk and the published one."""
    found: Path = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def pages(folder: Path) -> Pages:
    return read_pages(folder)


@pytest.mark.parametrize(
    ("page", "address", "target"),
    [
        ("index.html", "about/", ("about/index.html", "")),
        ("a/b/index.html", "../../#matrix", ("index.html", "matrix")),
        ("a/b/index.html", "../x.png", ("a/x.png", "")),
        ("a/index.html", "#h-%E8%B7%AF", ("a/index.html", "h-路")),
        ("a/index.html", "./", ("a/index.html", "")),
        ("404.html", "/theme/site.css", ("theme/site.css", "")),
        ("a/index.html", "https://www.gov.cn/", None),
        ("a/index.html", "data:image/png;base64,AA==", None),
    ],
)
def test_an_address_means_what_a_browser_makes_of_it(
    page: str, address: str, target: tuple[str, str] | None
) -> None:
    """The tests below stand on this."""
    assert target == resolve(page, address)


def test_every_internal_link_leads_to_a_file(folder: Path, pages: Pages) -> None:
    """Exactly: a file of that name, or a folder with its page."""
    broken = [
        f"{page.path}: {address}"
        for page in pages.values()
        for address in page.addresses
        if (target := resolve(page.path, address)) and not (folder / target[0]).is_file()
    ]

    assert [] == broken


def test_every_fragment_leads_to_an_id(pages: Pages) -> None:
    ids = {path: {*page.ids, ""} for path, page in pages.items()}

    broken = [
        f"{page.path}: {address}"
        for page in pages.values()
        for address in page.addresses
        if (target := resolve(page.path, address)) and target[1] not in ids.get(target[0], {""})
    ]

    assert [] == broken


def test_no_link_climbs_above_the_site(pages: Pages) -> None:
    """A site under a sub-path would leave it.  ``urljoin`` forgives such links, so it is counted.

    The page for missing pages answers at any depth and names the root itself.
    """
    above = [
        f"{page.path}: {address}"
        for page in pages.values()
        for address in page.addresses
        if page.path != "404.html" and _leaves_site(page.path, address)
    ]

    assert [] == above


def _leaves_site(path: str, address: str) -> bool:
    if urlsplit(address).scheme:
        return False
    deep = "http://site.invalid/deep/"
    return not urljoin(deep + path, address).startswith(deep)


def test_no_two_elements_of_a_page_have_the_same_id(pages: Pages) -> None:
    twice = [p.path for p in pages.values() if len(p.ids) != len(set(p.ids))]

    assert [] == twice


def test_a_page_has_one_main_heading_and_no_level_is_skipped(pages: Pages) -> None:
    for page in pages.values():
        levels = [int(heading.tag[1]) for heading in page.all("h1", "h2", "h3", "h4", "h5", "h6")]

        assert 1 == levels.count(1), page.path
        jumps = [(a, b) for a, b in pairwise(levels) if b > a + 1]
        assert [] == jumps, page.path


def test_every_page_says_its_language(pages: Pages) -> None:
    assert {"zh-CN"} == {page.all("html")[0].get("lang") for page in pages.values()}


def test_every_page_has_its_own_title(pages: Pages) -> None:
    titles = [page.title for page in pages.values()]

    assert "" not in titles
    assert [] == sorted(title for title in set(titles) if titles.count(title) > 1)


def test_canonical_address_is_the_pages_own_public_address(pages: Pages) -> None:
    """A page that is kept out of search engines has none."""
    for page in pages.values():
        canonical = page.one("link", rel="canonical")

        wanted = absolute_address(page.path) if page.is_indexed else None
        assert wanted == (canonical.get("href") if canonical else None), page.path


def test_every_picture_is_described_and_keeps_its_place(pages: Pages) -> None:
    for page in pages.values():
        for picture in page.all("img"):
            assert picture.get("alt").strip(), f"{page.path}: {picture.get('src')}"
            assert int(picture.get("width")) > 0, f"{page.path}: {picture.get('src')}"
            assert int(picture.get("height")) > 0, f"{page.path}: {picture.get('src')}"


def test_links_within_the_disk_site_name_their_file(site: Path) -> None:
    """From ``file://`` a folder would show as a list of files."""
    unnamed = [
        f"{page.path}: {address}"
        for page in read_pages(site).values()
        for address in page.addresses
        if resolve(page.path, address) and urlsplit(address).path.endswith(("/", "/.", "/.."))
    ]

    assert [] == unnamed


def test_links_within_the_published_site_name_no_index(public_site: Path) -> None:
    named = [
        f"{page.path}: {address}"
        for page in read_pages(public_site).values()
        for address in page.addresses
        if urlsplit(address).path.endswith("index.html")
    ]

    assert [] == named


def test_links_to_other_hosts_open_no_door(pages: Pages) -> None:
    """Only web addresses, and the other site gets no handle on this window.

    A phone's calendar opens this site's own by a scheme of its own.
    """
    calendar = absolute_address("prompts/calendar.ics").replace("https:", "webcal:")
    for page in pages.values():
        for link in page.all("a"):
            if link.get("href") == calendar:
                continue
            parts = urlsplit(link.get("href"))
            assert parts.scheme in ("", "http", "https"), f"{page.path}: {link.get('href')}"
            if parts.netloc:
                assert "noopener" in link.get("rel"), f"{page.path}: {link.get('href')}"


def test_no_address_mark_is_left_in_any_file(folder: Path) -> None:
    """The marks stand for addresses while the site is made.  Pictures hold bytes, not text."""
    marks = (ROOT.encode(), LEAF.encode())

    left = [
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file()
        and path.suffix not in PICTURES
        and any(mark in path.read_bytes() for mark in marks)
    ]

    assert [] == left
