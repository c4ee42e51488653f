"""The whole portal at one moment: what capabilities make their pages from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import TypeVar

from plugins.model.article import Page, Slip, Text
from plugins.model.registry import Registry

Key = TypeVar("Key", bound=Hashable)

Month = tuple[int, int]
"""A year and a month, such as (2026, 11)."""


@dataclass(frozen=True)
class Portal:
    """Registry, published articles (newest first), pages and the day of the build.

    ``page_texts`` are those of the pages by source path.  Every grouping is made in
    one pass and keeps the order of ``articles``.
    """

    registry: Registry
    articles: tuple[Slip, ...]
    pages: tuple[Page, ...]
    today: date
    page_texts: Mapping[str, Text]

    @cached_property
    def tag_slugs(self) -> dict[str, str]:
        """The slug of every tag."""
        return {tag: slug for slip in self.articles for tag, slug in slip.tags}

    @cached_property
    def by_unit(self) -> dict[str, tuple[Slip, ...]]:
        """Articles by the slug of their unit; a unit without articles has none."""
        grouped = group_articles(self.articles, lambda article: (article.unit,))
        return {unit.slug: grouped.get(unit.slug, ()) for unit in self.registry.units}

    @cached_property
    def by_column(self) -> dict[str, tuple[Slip, ...]]:
        """Articles by the slug of their column; an empty column has none."""
        grouped = group_articles(self.articles, lambda article: (article.column,))
        return {column.slug: grouped.get(column.slug, ()) for column in self.registry.columns}

    @cached_property
    def by_tag(self) -> dict[str, tuple[Slip, ...]]:
        """Articles by tag, tags in order of their slug."""
        grouped = group_articles(self.articles, lambda slip: [tag for tag, _ in slip.tags])
        return {tag: grouped[tag] for tag in sorted(grouped, key=lambda tag: self.tag_slugs[tag])}

    @cached_property
    def by_month(self) -> dict[Month, tuple[Slip, ...]]:
        """Articles by month, the newest month first."""
        return group_articles(
            self.articles, lambda article: ((article.day.year, article.day.month),)
        )


def tag_address(slug: str) -> str:
    """Return the address of the page of the tag with ``slug``."""
    return f"tag/{slug}/"


def month_address(month: Month) -> str:
    """Return the address of a month's page in the archive, such as ``archive/2026/11/``."""
    return f"archive/{month[0]:04}/{month[1]:02}/"


def group_articles(
    articles: Iterable[Slip], keys: Callable[[Slip], Iterable[Key]]
) -> dict[Key, tuple[Slip, ...]]:
    """Group articles by each of their keys, keeping their order."""
    groups: defaultdict[Key, list[Slip]] = defaultdict(list)
    for article in articles:
        for key in keys(article):
            groups[key].append(article)
    return {key: tuple(group) for key, group in groups.items()}


def order_articles(articles: Iterable[Slip]) -> tuple[Slip, ...]:
    """Return articles newest first; one day's articles by unit and name."""
    by_name = sorted(articles, key=attrgetter("unit", "name"))
    return tuple(sorted(by_name, key=attrgetter("day"), reverse=True))
