"""Article pages: each with its neighbours in the unit and what else its column holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from plugins.model.address import mark_address, output_path
from plugins.model.article import Article
from plugins.model.feed_links import unit_feeds
from plugins.model.head import HOME, Crumb, Head, describe_breadcrumbs
from plugins.model.output import Output, Owner, PageOutput
from plugins.model.portal import Portal
from plugins.model.structured_data import describe_article
from plugins.portal.settings import PortalSettings

_CONTENTS_FROM = 3
"""Headings; a shorter list would only repeat what the reader sees at once."""


def compose_articles(portal: Portal, settings: PortalSettings) -> Iterator[Output]:
    """Yield the page of every article."""
    in_unit = _positions(portal.by_unit.values())
    in_column = _positions(portal.by_column.values())
    for article in portal.articles:
        siblings, place = portal.by_unit[article.unit], in_unit[article.source_path]
        newer = siblings[place - 1] if place else None
        older = siblings[place + 1] if place + 1 < len(siblings) else None
        column = portal.by_column[article.column]
        related = find_related(
            column, in_column[article.source_path], {newer, older}, settings.related
        )
        age = count_years(article.day, portal.today)
        values = {
            "head": _compose_head(portal, article),
            "article": article,
            "unit": portal.registry.unit_by_slug[article.unit],
            "unit_name": portal.registry.unit_by_slug[article.unit].named_on(article.day),
            "column": portal.registry.column_by_slug[article.column],
            "contents": _list_contents(article),
            "tag_links": [
                {"href": mark_address(portal.tag_address(tag)), "title": tag}
                for tag in article.tags
            ],
            "newer": newer,
            "older": older,
            "related": related,
            "is_stale": age >= settings.stale_years and not article.is_evergreen,
            "age_years": age,
        }
        owner = Owner(article.source_path, article.unit)
        yield PageOutput(output_path(article.address), owner, "article.html", values)


def find_related(
    column: Sequence[Article], place: int, others: set[Article | None], count: int
) -> tuple[Article, ...]:
    """Return up to ``count`` articles of the same column, older ones first.

    Older ones come first so that a new article changes the page of none but the
    column's very oldest; ``others`` (the neighbours) stand on the page already.
    """
    window = count + len(others)
    older = column[place + 1 : place + 1 + window]
    newer = column[max(0, place - window) : place][::-1]
    found = [article for article in (*older, *newer) if article not in others]
    return tuple(found[:count])


def count_years(then: date, today: date) -> int:
    """Return how many whole years lie between two days."""
    years = today.year - then.year
    return years - ((today.month, today.day) < (then.month, then.day))


def _positions(groups: Iterable[tuple[Article, ...]]) -> Mapping[str, int]:
    """Return each article's place in its group, by its source path."""
    return {a.source_path: place for group in groups for place, a in enumerate(group)}


def _list_contents(article: Article) -> list[dict[str, str]]:
    """Return the links of the contents list; an article with few headings has none."""
    headings = [heading for heading in article.body.headings if heading.level == 2]
    if len(headings) < _CONTENTS_FROM:
        return []
    return [{"href": f"#{heading.anchor}", "title": heading.text} for heading in headings]


def _compose_head(portal: Portal, article: Article) -> Head:
    site = portal.registry.site
    unit = portal.registry.unit_by_slug[article.unit]
    crumbs = (HOME, Crumb(unit.name, unit.address))
    return Head(
        title=article.title,
        address=article.address,
        description=article.summary,
        kind="article",
        crumbs=crumbs,
        image=article.cover.address if article.cover else "",
        feeds=unit_feeds(unit),
        structured=(
            describe_article(site, article),
            describe_breadcrumbs(site, (*crumbs, Crumb(article.title, article.address))),
        ),
    )
