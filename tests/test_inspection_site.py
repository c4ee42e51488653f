"""The inspection of the built site: what is broken in its files by hand is listed, exactly it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.inspection.built_page import (
    FeedFacts,
    PageFacts,
    Place,
    ShownPicture,
    note_feed,
    note_page,
)
from plugins.inspection.desk import read_built_site
from plugins.inspection.evidence import BuiltSite, Evidence
from plugins.inspection.finding import Finding, Severity
from tests.builds import build_small_site
from tests.inspected_site import URL, group, lay_clean_content
from tests.site_pages import resolve
from tests.support import build_site

ARTICLE = "wenzhou/2026/11-10-crossing-the-street/index.html"
"""It has pictures, a cover and a link to a heading of another article."""

Break = Callable[[str], str]


@pytest.fixture(scope="module", params=["pelicanconf", "publishconf"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both forms of the site: the one read from disk and the published one."""
    folder = tmp_path_factory.mktemp("built")
    content = lay_clean_content(folder / "content")
    if request.param == "pelicanconf":
        return build_small_site(folder / "output", content)
    return build_site(content, folder / "output", "publishconf.py")


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    found: Path = shutil.copytree(built, tmp_path / "site")
    return found


def find(site: Path) -> dict[str, list[Finding]]:
    read = read_built_site(site, URL, 2)
    assert read and len(read.pages) > 10 and len(read.feeds) > 5
    return group(Evidence(site=read))


def break_once(path: Path, before: str, after: str) -> None:
    text = path.read_text("utf-8")
    assert re.search(before, text), before
    path.write_text(re.sub(before, after, text, count=1), "utf-8")


def test_a_site_as_it_is_built_has_nothing_to_find(built: Path) -> None:
    assert {} == find(built)


FAULTS = [
    (ARTICLE, r'href="[^"]*about/[^"]*"', 'href="../../../gone/"', "links", "“gone/”打不开"),
    (ARTICLE, r'href="[^"]*dongtou/[^"]*#[^"]*"', 'href="#nowhere"', "links", "#nowhere”打不开"),
    (ARTICLE, r'(<img [^>]*src=")[^"]*media/', r'\1../../../nomedia/', "links", "“nomedia/"),
    (ARTICLE, r'srcset="[^" ]* ', 'srcset="../../../none.webp ', "links", "“none.webp”"),
    (ARTICLE, r'<link rel="canonical" href="[^"]*"', f'<link href="{URL}x/"', "links", "x/"),
    (ARTICLE, r'<time datetime="2026-11-10">', "<time>", "dates", "2026-11-10"),
    (ARTICLE, r'<time datetime="2026-11-10">', '<time datetime="2026-11-11">',
     "dates", "2026-11-10"),
    (ARTICLE, r'(<img [^>]*media/[^>]*)alt="[^"]*"', r"\1", "pictures", "没有说明"),
    (ARTICLE, r'(<img [^>]*media/[^>]*)alt="[^"]*"', r'\1alt=" "', "pictures", "没有说明"),
    (ARTICLE, r'(<img [^>]*media/[^>]*)alt="[^"]*"', r'\1alt="IMG_0012.jpg"', "pictures", "只写了"),
    ("index.html", r'(<article class="card">.*?)<time [^>]*>', r"\1<time>", "dates", "没有日期"),
    ("follow/index.html", r'<a class="skip" href="#main"', '<a class="skip" href="#mein"', "links",
     "#mein”打不开"),
    ("sitemap-pages.xml", "<loc>[^<]*about/</loc>", f"<loc>{URL}gone/</loc>", "links", "gone/"),
    ("feeds/all.atom.xml", r"<published>[^<]*</published>", "", "dates", "没有日期"),
    ("feeds/all.atom.xml", "<feed", "<<feed", "links", "读不出来"),
    ("feeds/all.json", f'"url": ?"{URL}[^"]+"', f'"url":"{URL}gone/"', "links", "gone/"),
    ("feeds/all.json", '"date_published"', '"date"', "dates", "没有日期"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "before", "after", "kind", "words"), FAULTS)
def test_what_is_broken_in_a_file_is_listed_and_nothing_else(
    copy: Path, path: str, before: str, after: str, kind: str, words: str
) -> None:
    break_once(copy / path, f"(?s){before}", after)

    found = find(copy)
    assert [kind] == [*found]
    [finding] = found[kind]
    assert words in finding.seen
    assert finding.address == path.removesuffix("index.html")
    assert finding.fix


def test_a_place_that_many_pages_lead_to_is_told_once(copy: Path) -> None:
    (copy / "about" / "index.html").unlink()

    found = find(copy)

    assert ["links"] == [*found]
    [by_footer] = [f for f in found["links"] if "页也这样" in f.seen]
    assert re.search(r"“about/(?:index\.html)?”打不开，另有 \d+ 页也这样", by_footer.seen)


def test_where_no_site_lies_nothing_is_read(tmp_path: Path) -> None:
    assert None is read_built_site(tmp_path / "output", URL, 2)


def test_decoration_has_no_description() -> None:
    pictures = (ShownPicture("theme/icon.png", ""), ShownPicture("theme/code.png", None))
    page = PageFacts("index.html", "首页", pictures=pictures)

    [finding] = group(Evidence(site=BuiltSite((page,), ())))["pictures"]

    assert Severity.MEND is finding.severity
    assert "code.png" in finding.seen


@pytest.mark.parametrize(
    "address",
    ["about/", "../../#matrix", "../x.png", "#h-%E8%B7%AF", "./", "", "?a=1", "/theme/site.css",
     "../../a/./b/../c/", "https://www.gov.cn/", "data:image/png;base64,AA==", "mailto:a",
     "//b.cn/", "../../lucheng/?v=1#x", ".", "..", "../"],
)  # fmt: skip
def test_an_address_means_what_a_browser_makes_of_it(address: str) -> None:
    """As the tests' own reader of pages says, which stands on ``urljoin``."""
    place = Place((), "http://site.invalid/")

    for page in ("index.html", "a/b/index.html"):
        if page != "index.html" or not address.startswith(".."):
            assert resolve(page, address) == place.find(page, address), page


def test_an_address_that_climbs_above_the_site_leads_nowhere() -> None:
    """A browser forgives it at a domain's root, and a site below a path would be left."""
    page = note_page("a/index.html", b'<a href="../../b/">b</a>', Place({"b/index.html"}, URL))

    assert ("../../b/",) == page.dead


def test_a_site_below_a_path_knows_its_own_addresses() -> None:
    place = Place((), "https://wenming.gov.cn/matrix/")

    assert ("a/index.html", "b") == place.find("index.html", "https://wenming.gov.cn/matrix/a/#b")
    assert ("theme/x.css", "") == place.find("404.html", "/matrix/theme/x.css?v=1")
    assert None is place.find("index.html", "https://wenming.gov.cn/other/")


# ---------------------------------------------------------------- whatever stands in a file

NOWHERE = Place(frozenset(), URL)
MARKUP = st.text("<>/=\"' \x00\ud800&#;aimghrefsctl%é中", max_size=120)


@given(st.binary(max_size=200) | MARKUP.map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_no_bytes_make_an_inspection_raise(data: bytes) -> None:
    tagged = b'<html><body><a href="' + data + b'"><img src="' + data + b'"><article class="card">'
    pages = tuple(note_page("a/index.html", each, NOWHERE) for each in (data, tagged))
    feeds = tuple(note_feed(path, data, NOWHERE) for path in ("feeds/a.json", "sitemap.xml"))

    group(Evidence(site=BuiltSite(pages, feeds)))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["items", "url", "title", "feed_url"]), inner)
        ),
    )
)
def test_no_json_makes_an_inspection_raise(value: object) -> None:
    facts = note_feed("feeds/all.json", json.dumps(value).encode(), NOWHERE)

    assert isinstance(facts, FeedFacts)
    group(Evidence(site=BuiltSite((), (facts,))))
