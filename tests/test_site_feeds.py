"""Feeds, sitemap and robots as readers of feeds and search engines take them."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import feedparser
import pytest

from plugins.model.article import Article
from plugins.model.feed_links import ATOM, JSON_FEED
from plugins.reading.prose import strip_markup
from tests.site_pages import (
    absolute_address,
    read_elements,
    read_pages,
    resolve,
    sample_articles,
    sample_registry,
    sample_texts,
)
from tests.support import ROOT, build_site

LENGTH = 30
"""Entries of a feed: plugins/feeds/settings.py."""

OWN_UNIT = "lucheng"

REPOSTS = {"repost.atom.xml", "repost.json"}
"""Feeds of what is to be passed on: tests/test_repost_feeds.py."""

SPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """Every published article by its absolute address."""
    return {_url(article): article for article in sample_articles()}


@pytest.fixture(scope="module")
def atom_feeds(public_site: Path) -> dict[str, Any]:
    """Every Atom feed of articles as feedparser reads it, by its path."""
    return {
        path.relative_to(public_site).as_posix(): feedparser.parse(path.read_bytes())
        for path in sorted(public_site.rglob("*.atom.xml"))
        if path.name not in REPOSTS
    }


@pytest.fixture(scope="module")
def json_feeds(public_site: Path) -> dict[str, Any]:
    """Every JSON feed of articles by its path."""
    return {
        path.relative_to(public_site).as_posix(): json.loads(path.read_bytes())
        for path in sorted(public_site.rglob("*.json"))
        if path.name not in REPOSTS
    }


def test_the_site_and_every_unit_have_both_feeds(
    atom_feeds: dict[str, Any], json_feeds: dict[str, Any]
) -> None:
    units = [unit.slug for unit in sample_registry().units]

    assert {"feeds/all.atom.xml", *(f"{unit}/feed.atom.xml" for unit in units)} == set(atom_feeds)
    assert {"feeds/all.json", *(f"{unit}/feed.json" for unit in units)} == set(json_feeds)


def test_every_page_names_feeds_that_are_there(public_site: Path) -> None:
    """With the media type of what they are, and in the same words as in the footer."""
    for page in read_pages(public_site).values():
        named = [e for e in page.all("link") if e.get("rel") == "alternate"]
        below = [e for e in page.all("a") if "footer-link" in e.classes and e.get("type")]

        for link in named:
            file, _ = resolve(page.path, link.get("href")) or ("", "")
            assert file and (public_site / file).is_file(), f"{page.path}: {link}"
            is_atom = file.endswith(".atom.xml")
            assert (ATOM if is_atom else JSON_FEED) == link.get("type"), page.path
            assert link.get("title"), page.path
        footer = [(e.text, e.get("href"), e.get("type")) for e in below]
        assert [(e.get("title"), e.get("href"), e.get("type")) for e in named] == footer, page.path
        if page.is_indexed:
            assert 2 == len(named), page.path


def test_every_atom_feed_is_sound(atom_feeds: dict[str, Any]) -> None:
    for path, feed in atom_feeds.items():
        assert not feed.bozo, f"{path}: {feed.get('bozo_exception')}"
        assert ("atom10", "utf-8") == (feed.version, feed.encoding), path
        assert _absolute(path) == feed.feed.links[1].href, path
        assert "self" == feed.feed.links[1].rel, path
        assert "zh-CN" == feed.feed.language, path


def test_atom_entries_are_the_newest_articles_newest_first(
    atom_feeds: dict[str, Any], articles: dict[str, Article]
) -> None:
    for path, feed in atom_feeds.items():
        days = [datetime.fromisoformat(entry.published).date() for entry in feed.entries]
        own = _articles_of(path, articles)

        assert all(newer >= older for newer, older in pairwise(days)), path
        assert sorted((a.day for a in own), reverse=True)[:LENGTH] == days, path
        assert [articles[entry.link].day for entry in feed.entries] == days, path
        assert {entry.link for entry in feed.entries} <= {_url(article) for article in own}, path
        if feed.entries:
            assert feed.entries[0].published == feed.feed.updated, path


def test_every_atom_entry_carries_its_text_and_who_it_is_from(
    atom_feeds: dict[str, Any], articles: dict[str, Article]
) -> None:
    """A copy of an entry alone names the office and leads to the original."""
    for path, feed in atom_feeds.items():
        for entry in feed.entries:
            article = articles[entry.link]
            [content] = entry.content

            assert article.title == entry.title
            assert (article.author or article.office) == entry.author
            assert [] == _missing_from(content.value, article), f"{path}: {entry.link}"
            assert [] == _relative_addresses(content.value), f"{path}: {entry.link}"


def test_ids_of_entries_are_unique_and_the_same_in_every_feed(
    atom_feeds: dict[str, Any], json_feeds: dict[str, Any]
) -> None:
    """The site's feed and the unit's speak of the same entry by the same id."""
    atom: dict[str, str] = {}
    for feed in atom_feeds.values():
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids))
        for entry in feed.entries:
            assert atom.setdefault(entry.link, entry.id) == entry.id
    for feed in json_feeds.values():
        ids = [item["id"] for item in feed["items"]]
        assert len(ids) == len(set(ids))
        assert [item["url"] for item in feed["items"]] == ids
    assert len(atom) == len(set(atom.values()))
    feed_ids = [feed.feed.id for feed in atom_feeds.values()]
    assert len(feed_ids) == len(set(feed_ids))


def test_an_id_stays_when_everything_else_of_an_article_changes(
    atom_feeds: dict[str, Any], tmp_path: Path
) -> None:
    """Otherwise every reader's program would show a corrected title as a new article."""
    before = {entry.link: entry.id for entry in atom_feeds[f"{OWN_UNIT}/feed.atom.xml"].entries}
    content = _copy_with_new_titles(tmp_path / "content")

    site = build_site(content, tmp_path / "output", "publishconf.py")

    after = feedparser.parse((site / OWN_UNIT / "feed.atom.xml").read_bytes())
    assert all(entry.title.startswith("改过的标题") for entry in after.entries)
    assert before == {entry.link: entry.id for entry in after.entries}


def _copy_with_new_titles(target: Path) -> Path:
    shutil.copytree(ROOT / "content", target)
    for path in (target / "articles" / OWN_UNIT).rglob("*.md"):
        lines = path.read_text("utf-8").splitlines()
        place = next(n for n, line in enumerate(lines) if line.startswith("标题:"))
        lines[place] = f"标题: 改过的标题{place}{path.stem[:10]}"
        path.write_text("\n".join(lines) + "\n", "utf-8")
    return target


def test_every_json_feed_has_what_the_format_requires(json_feeds: dict[str, Any]) -> None:
    """JSON Feed 1.1, "Top-level" and "Items": required fields, and types where optional."""
    for path, feed in json_feeds.items():
        page = absolute_address("" if path == "feeds/all.json" else f"{path.split('/')[0]}/")

        assert "https://jsonfeed.org/version/1.1" == feed["version"]
        assert feed["title"]
        assert (page, _absolute(path)) == (feed["home_page_url"], feed["feed_url"])
        assert "zh-CN" == feed["language"]
        for item in feed["items"]:
            assert item["id"] and isinstance(item["id"], str)
            assert isinstance(item["content_html"], str)
            assert datetime.fromisoformat(item["date_published"]).tzinfo
            assert [{"name"}] == [set(author) for author in item["authors"]]
            assert all(isinstance(tag, str) for tag in item["tags"])
            own = [key for key in item if key.startswith("_")]
            assert ["_wenming"] == own, "extensions begin with an underscore and hold an object"


def test_json_items_say_the_same_as_atom_entries(
    atom_feeds: dict[str, Any], json_feeds: dict[str, Any], articles: dict[str, Article]
) -> None:
    for path, feed in json_feeds.items():
        entries = atom_feeds[path.replace(".json", ".atom.xml")].entries

        assert [entry.link for entry in entries] == [item["url"] for item in feed["items"]]
        for item in feed["items"]:
            article = articles[item["url"]]
            assert [] == _missing_from(item["content_html"], article), item["url"]
            assert [] == _relative_addresses(item["content_html"]), item["url"]
            assert article.office == item["_wenming"]["office"]
            assert article.source == item["_wenming"]["source"]
            assert article.source_url == item.get("external_url", "")
            assert article.is_sample is item["_wenming"]["is_sample"]


def test_feeds_of_both_forms_of_the_site_are_the_same(site: Path, public_site: Path) -> None:
    """What a feed says does not depend on how pages link to one another."""
    for path in public_site.rglob("*.atom.xml"):
        assert path.read_bytes() == (site / path.relative_to(public_site)).read_bytes()


def test_sitemap_lists_every_page_that_may_be_found_and_no_other(public_site: Path) -> None:
    """By the sitemaps.org protocol: absolute addresses, each once, days as W3C dates.

    The older pages of long lists may be found, but need not be listed.
    """
    roots = [read_sitemap(public_site / path) for path in list_sitemaps(public_site)]
    listed = [
        str(entry.findtext(f"{SPACE}loc"))
        for root in roots
        for entry in root.findall(f"{SPACE}url")
    ]
    indexed = [
        absolute_address(page.path)
        for page in read_pages(public_site).values()
        if page.is_indexed and "page" not in page.path.split("/")
    ]

    assert {f"{SPACE}urlset"} == {root.tag for root in roots}
    assert len(listed) == len(set(listed))
    assert [] == sorted(set(indexed) - set(listed))
    assert [] == sorted(set(listed) - set(indexed))
    days = [entry.text for root in roots for entry in root.iter(f"{SPACE}lastmod")]
    assert days
    assert all(day == datetime.fromisoformat(str(day)).date().isoformat() for day in days)


def test_the_index_names_every_sitemap_with_the_newest_day_in_it(public_site: Path) -> None:
    """One sitemap a year and one of the pages: only the newest year changes with an article."""
    index = read_sitemap(public_site / "sitemap.xml")
    days = {
        str(entry.findtext(f"{SPACE}loc")): entry.findtext(f"{SPACE}lastmod")
        for entry in index.findall(f"{SPACE}sitemap")
    }
    paths = {path.name for path in public_site.glob("sitemap-*.xml")}

    assert f"{SPACE}sitemapindex" == index.tag
    assert {_absolute(path) for path in paths} == days.keys()
    for path in paths:
        root = read_sitemap(public_site / path)
        assert days[_absolute(path)] == max(day.text for day in root.iter(f"{SPACE}lastmod"))  # type: ignore[type-var]


def test_a_years_sitemap_lists_the_articles_of_that_year(public_site: Path) -> None:
    years = {article.day.year for article in sample_articles()}

    assert len(years) > 1
    for year in years:
        root = read_sitemap(public_site / f"sitemap-{year}.xml")
        listed = {str(entry.text) for entry in root.iter(f"{SPACE}loc")}
        assert {_url(a) for a in sample_articles() if a.day.year == year} == listed


def list_sitemaps(site: Path) -> list[str]:
    """Return the paths of the sitemaps that the index names."""
    index = read_sitemap(site / "sitemap.xml")
    return [str(loc.text).removeprefix(_absolute("")) for loc in index.iter(f"{SPACE}loc")]


def read_sitemap(path: Path) -> ElementTree.Element:
    return ElementTree.parse(path).getroot()


def test_robots_lets_everyone_in_and_names_the_sitemap(public_site: Path) -> None:
    lines = (public_site / "robots.txt").read_text("utf-8").splitlines()

    assert "Allow: /" in lines
    assert not any(line.startswith("Disallow: /") for line in lines)
    assert f"Sitemap: {_absolute('sitemap.xml')}" in lines


def _absolute(path: str) -> str:
    return sample_registry().site.url + path


def _url(article: Article) -> str:
    return sample_registry().site.url + article.address


def _articles_of(feed: str, articles: dict[str, Article]) -> list[Article]:
    unit = feed.partition("/")[0]
    return [article for article in articles.values() if unit in ("feeds", article.unit)]


def _missing_from(content: str, article: Article) -> list[str]:
    """Return what an entry ought to say and does not: its paragraphs, office, source, address."""
    text = read_elements(f"<div>{content}</div>")[0].text
    packed = "".join(text.split())
    wanted = [f"供稿：{article.office}", _url(article), article.source, article.source_url]
    wanted += [f"作者：{article.author}"] if article.author else []
    wanted += strip_markup(sample_texts()[article.address].html).splitlines()
    return [piece for piece in wanted if "".join(piece.split()) not in packed]


def _relative_addresses(content: str) -> list[str]:
    """Return addresses that would lead elsewhere in a feed reader; notes of the text may stay."""
    elements = read_elements(f"<div>{content}</div>")
    addresses = [e.get(name) for e in elements for name in ("href", "src") if e.get(name)]
    return [a for a in addresses if not urlsplit(a).scheme and not a.startswith("#")]


def test_links_to_notes_and_headings_lead_back_to_the_article(json_feeds: dict[str, Any]) -> None:
    """In a reader's own page ``#fn:1`` would be somebody else's note."""
    texts = [item["content_html"] for feed in json_feeds.values() for item in feed["items"]]

    assert any("#fn:1" in text for text in texts)
    assert [] == [text for text in texts if 'href="#' in text]
