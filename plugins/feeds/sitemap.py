"""The sitemap (sitemaps.org protocol 0.9) and robots.txt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from plugins.model.article import Article
from plugins.model.output import FileOutput, Output, Owner
from plugins.model.portal import Portal, month_address

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OWNER = Owner("plugins/feeds")


def compose_sitemap(portal: Portal) -> Iterator[Output]:
    """Yield the sitemap of every page that should be found, and robots.txt that names it."""
    site = portal.registry.site
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<urlset xmlns="{_NAMESPACE}">',
        *(_write_entry(site.url + address, day) for address, day in _addresses(portal)),
        "</urlset>",
        "",
    ]
    yield FileOutput("sitemap.xml", _OWNER, "\n".join(lines).encode())
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site.url}sitemap.xml\n"
    yield FileOutput("robots.txt", _OWNER, robots.encode())


def _addresses(portal: Portal) -> Iterator[tuple[str, str]]:
    """Yield every address with the day it last changed, where that is known.

    The older pages of long lists are left out: all they show stands here itself.
    """
    yield "", ""
    for unit in portal.registry.units:
        yield unit.address, _newest_day(portal.by_unit[unit.slug])
    yield "column/", ""
    for column in portal.registry.columns:
        yield column.address, _newest_day(portal.by_column[column.slug])
    yield "tag/", ""
    for tag, articles in portal.by_tag.items():
        yield portal.tag_address(tag), _newest_day(articles)
    yield "archive/", ""
    for month, articles in portal.by_month.items():
        yield month_address(month), _newest_day(articles)
    yield "follow/", ""
    for page in portal.pages:
        yield page.address, ""
    for article in portal.articles:
        yield article.address, article.day.isoformat()


def _newest_day(articles: Sequence[Article]) -> str:
    return articles[0].day.isoformat() if articles else ""


def _write_entry(url: str, day: str) -> str:
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"<url><loc>{escape(url)}</loc>{changed}</url>"
