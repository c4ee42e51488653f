"""The site's HTML, style sheet and drawings are valid, and what pages say to machines is whole."""

from __future__ import annotations

import json
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.site_pages import (
    SitePage,
    absolute_address,
    read_pages,
    sample_articles,
    sample_registry,
)
from tests.support import TOOLS, need_command, need_file

BROKEN = {
    "broken.html": "<!DOCTYPE html><html lang=zh-CN><title>x</title><p><img src=x.png><a href=' '>",
    "broken.css": "a { colour: red }",
    "broken.svg": '<svg xmlns="http://www.w3.org/2000/svg"><nonsense/></svg>',
}
"""Checked together with the site: what finds nothing in these would find nothing at all."""


def test_every_page_is_valid_html_with_valid_style_and_drawings(site: Path, tmp_path: Path) -> None:
    """By the Nu Html Checker, which is what the W3C runs."""
    for name, text in BROKEN.items():
        (tmp_path / name).write_text(text, "utf-8")

    messages = _run_checker(site, tmp_path)

    of_site = [m for m in messages if not _file_of(m).is_relative_to(tmp_path)]
    assert [] == [f"{_file_of(m).relative_to(site)}: {m['message']}" for m in of_site]
    assert set(BROKEN) == {_file_of(message).name for message in messages}


def _run_checker(*folders: Path) -> list[dict[str, Any]]:
    jar = need_file(TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar")
    options = ["--errors-only", "--format", "json", "--skip-non-html"]
    done = subprocess.run(
        [
            *(need_command("java"), "-jar", str(jar), *options),
            *("--also-check-css", "--also-check-svg", *map(str, folders)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    messages: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    return messages


def _file_of(message: dict[str, Any]) -> Path:
    return Path(unquote(urlsplit(message["url"]).path))


def test_every_article_says_to_machines_what_it_is(public_site: Path) -> None:
    """schema.org, NewsArticle: who wrote it in, when, under which address."""
    pages = read_pages(public_site)
    site = sample_registry().site

    for article in sample_articles():
        said = _structured(pages[f"{article.address}index.html"])["NewsArticle"]

        assert "https://schema.org" == said["@context"]
        assert article.title == said["headline"]
        assert article.summary == said["description"]
        assert article.day == datetime.fromisoformat(said["datePublished"]).date()
        assert 8 * 3600 == _offset(said["datePublished"])
        assert (article.author or article.office) == said["author"]["name"]
        assert article.office == said["sourceOrganization"]["name"]
        assert site.name == said["publisher"]["name"]
        assert site.url + article.address == said["mainEntityOfPage"]
        if article.cover:
            assert site.url + article.cover.address == said["image"]


def test_every_page_but_home_says_the_way_to_it(public_site: Path) -> None:
    """BreadcrumbList: from home to the page itself, positions from 1, the same as on the page."""
    for page in read_pages(public_site).values():
        if page.path == "index.html" or not page.is_indexed:
            continue
        steps = _structured(page)["BreadcrumbList"]["itemListElement"]

        assert list(range(1, len(steps) + 1)) == [step["position"] for step in steps]
        assert sample_registry().site.url == steps[0]["item"]
        assert absolute_address(page.path) == steps[-1]["item"], page.path
        shown = [e.text for e in page.all("a") if "crumbs-link" in e.classes]
        assert shown == [step["name"] for step in steps[:-1]], page.path


def test_home_says_what_the_site_is(public_site: Path) -> None:
    said = _structured(read_pages(public_site)["index.html"])["WebSite"]

    assert (sample_registry().site.name, sample_registry().site.url) == (said["name"], said["url"])


def test_every_page_says_to_other_sites_how_to_show_it(public_site: Path) -> None:
    """Open Graph (ogp.me, "Basic Metadata"), with the picture where there is one."""
    pages = read_pages(public_site)
    covers = {f"{a.address}index.html": a.cover for a in sample_articles()}

    for page in pages.values():
        said = {e.get("property"): e.get("content") for e in page.all("meta") if e.get("property")}
        is_article = page.path in covers

        assert absolute_address(page.path) == said["og:url"]
        assert ("article" if is_article else "website") == said["og:type"], page.path
        assert page.title.startswith(said["og:title"]), page.path
        assert sample_registry().site.name == said["og:site_name"]
        if is_article and (cover := covers[page.path]):
            assert sample_registry().site.url + cover.address == said["og:image"]
        if picture := said.get("og:image"):
            path = picture.removeprefix(sample_registry().site.url)
            assert (public_site / path).is_file(), page.path


def test_every_page_has_the_strict_policy_and_nothing_it_forbids(site: Path) -> None:
    """No inline script, no inline style, no handler in an attribute; data is no script."""
    for page in read_pages(site).values():
        policy = page.one("meta", **{"http-equiv": "Content-Security-Policy"})

        assert policy, page.path
        assert "default-src 'none'" in policy.get("content"), page.path
        assert "unsafe" not in policy.get("content"), page.path
        assert [] == page.all("style"), page.path
        scripts = [e for e in page.all("script") if not e.get("src")]
        assert {"application/ld+json", "application/json"} >= {e.get("type") for e in scripts}, (
            page.path
        )
        attributes = {name for e in page.elements for name in e.attributes}
        assert "style" not in attributes, page.path
        assert [] == [name for name in attributes if name.startswith("on")], page.path


def test_policy_stands_before_anything_it_is_to_hold_back(site: Path) -> None:
    """A policy in a meta element binds only what comes after it (CSP 3, "The meta element")."""
    for page in read_pages(site).values():
        tags = [(e.tag, e.get("http-equiv")) for e in page.elements]
        policy = tags.index(("meta", "Content-Security-Policy"))
        loading = [n for n, (tag, _) in enumerate(tags) if tag in ("link", "script", "img")]

        assert policy < min(loading), page.path


def _structured(page: SitePage) -> dict[str, Any]:
    """Return the page's JSON-LD objects by their type."""
    scripts = [e.text for e in page.all("script") if e.get("type") == "application/ld+json"]
    objects = [json.loads(text) for text in scripts]
    return {described["@type"]: described for described in objects}


def _offset(moment: str) -> float:
    offset = datetime.fromisoformat(moment).utcoffset()
    return offset.total_seconds() if offset else 0
