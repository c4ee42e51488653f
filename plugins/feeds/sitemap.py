"""The sitemaps (sitemaps.org protocol 0.9) and robots.txt.

One sitemap a year: a new article changes that of its year alone, and none comes
near the protocol's limit of 50,000 addresses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

from plugins.model.article import Run, Slip
from plugins.model.output import FileOutput, Output, Owner, Section
from plugins.model.portal import Portal, month_address, tag_address
from plugins.model.prompt import PROMPTS
from plugins.model.repository import EDITOR
from plugins.model.repost import REPOST, RepostSlip, repost_address
from plugins.model.write_form import WRITE

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OWNER = Owner("plugins/feeds")
_INDEX = "sitemap.xml"
_PAGES = "sitemap-pages.xml"

Entry = tuple[str, str]
"""An address, and the day it last changed where that is known."""


def list_sitemaps(portal: Portal) -> Iterator[Section]:
    """Yield the sitemaps of every page that should be found, their index, and robots.txt."""
    site = portal.registry.site
    url = site.url
    pages = tuple(_list_pages(portal))
    yield Section("sitemap pages", list_sitemap, {"path": _PAGES, "url": url, "entries": pages})
    index = [(_PAGES, _newest_day(portal.articles))]
    days = _group_by_year(portal.repost_days)
    for year in sorted({*portal.by_year, *days}, reverse=True):
        run = portal.by_year.get(year) or Run(())
        path = f"sitemap-{year:04}.xml"
        index.append((path, _newest_day(run.slips)))
        iso_days = tuple(slip.iso_day for slip in days.get(year, ()))
        inputs = {"path": path, "url": url, "run": run, "days": iso_days}
        yield Section(f"sitemap {year}", list_year, inputs)
    closed = (EDITOR,) if site.repository and site.repository.has_editor else ()
    inputs = {"url": url, "sitemaps": index, "closed": closed}
    yield Section("sitemap", list_index, inputs)


def list_sitemap(path: str, url: str, entries: Sequence[Entry]) -> Iterator[Output]:
    """Yield the sitemap of ``entries``."""
    yield FileOutput(path, _OWNER, write_sitemap, {"url": url, "entries": entries})


def list_year(path: str, url: str, run: Run, days: Sequence[str]) -> Iterator[Output]:
    """Yield the sitemap of a year's articles and of its ``days`` with items to pass on."""
    entries = [(slip.address, slip.iso_day) for slip in run.slips]
    entries += [(repost_address(date.fromisoformat(day)), "") for day in days]
    return list_sitemap(path, url, entries)


def list_index(url: str, sitemaps: Sequence[Entry], closed: Sequence[str]) -> Iterator[Output]:
    """Yield the index of the sitemaps, and robots.txt that names it."""
    yield FileOutput(_INDEX, _OWNER, write_index, {"url": url, "sitemaps": sitemaps})
    yield FileOutput("robots.txt", _OWNER, write_robots, {"url": url, "closed": closed})


def write_sitemap(url: str, entries: Sequence[Entry]) -> bytes:
    """Return a sitemap of addresses below ``url``."""
    return _write("urlset", "url", url, entries)


def write_index(url: str, sitemaps: Sequence[Entry]) -> bytes:
    """Return the index of the sitemaps below ``url``."""
    return _write("sitemapindex", "sitemap", url, sitemaps)


def write_robots(url: str, closed: Sequence[str]) -> bytes:
    """Return the file that says where the sitemaps are, and that nobody reads what is ``closed``.

    The longest rule that fits an address counts (RFC 9309, 2.2.2).
    """
    root = urlsplit(url).path
    rules = "".join(f"Disallow: {root}{address}\n" for address in closed)
    return f"User-agent: *\nAllow: /\n{rules}\nSitemap: {url}{_INDEX}\n".encode()


def _group_by_year(slips: Sequence[RepostSlip]) -> dict[int, tuple[RepostSlip, ...]]:
    by_year = groupby(slips, lambda slip: slip.iso_day[:4])
    return {int(year): tuple(group) for year, group in by_year}


def _list_pages(portal: Portal) -> Iterator[Entry]:
    """Yield the address of everything but articles.

    The older pages of long lists are left out: all they show stands here itself.
    """
    yield "", ""
    for unit in portal.registry.units:
        yield unit.address, _newest_day(portal.by_unit[unit.slug])
    yield "column/", ""
    for column in portal.registry.columns:
        yield column.address, _newest_day(portal.by_column[column.slug])
    yield "tag/", ""
    for (_, slug), articles in portal.by_tag.items():
        yield tag_address(slug), _newest_day(articles)
    yield "archive/", ""
    for month, articles in portal.by_month.items():
        yield month_address(month), _newest_day(articles)
    yield "follow/", ""
    yield PROMPTS, ""
    yield WRITE, ""
    yield REPOST, ""
    for page in portal.pages:
        yield page.address, ""


def _newest_day(articles: Sequence[Slip]) -> str:
    return articles[0].iso_day if articles else ""


def _write(root: str, item: str, url: str, entries: Sequence[Entry]) -> bytes:
    lines = ['<?xml version="1.0" encoding="utf-8"?>', f'<{root} xmlns="{_NAMESPACE}">']
    for address, day in entries:
        changed = f"<lastmod>{day}</lastmod>" if day else ""
        lines.append(f"<{item}><loc>{escape(url + address)}</loc>{changed}</{item}>")
    return "\n".join([*lines, f"</{root}>", ""]).encode()
