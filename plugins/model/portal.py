"""The whole portal at one moment: what capabilities make their pages from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from operator import attrgetter, itemgetter

from plugins.model.article import Page, Run, Slip, Text
from plugins.model.prompt import Prompt
from plugins.model.records import Records
from plugins.model.registry import Registry
from plugins.model.repost import RepostSlip

Month = tuple[int, int]
"""A year and a month, such as (2026, 11)."""


@dataclass(frozen=True)
class Portal:
    """Registry, published articles (newest first), pages and the day of the build.

    ``page_texts`` are those of the pages and work prompts by source path;
    ``repost_days`` and ``prompts`` stand newest first, ``records`` as they were
    entered.  Every grouping is made in one pass and keeps the order of ``articles``.
    """

    registry: Registry
    articles: tuple[Slip, ...]
    pages: tuple[Page, ...]
    today: date
    page_texts: Mapping[str, Text]
    repost_days: tuple[RepostSlip, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    records: Records = field(default_factory=Records)

    @cached_property
    def by_path(self) -> dict[str, Slip]:
        """Articles by the path of their source."""
        return {slip.source_path: slip for slip in self.articles}

    @cached_property
    def by_unit(self) -> dict[str, tuple[Slip, ...]]:
        """Articles by the slug of their unit; a unit without articles has none."""
        grouped = group_articles(self.articles, attrgetter("unit"))
        return {unit.slug: grouped.get(unit.slug, ()) for unit in self.registry.units}

    @cached_property
    def by_column(self) -> dict[str, tuple[Slip, ...]]:
        """Articles by the slug of their column; an empty column has none."""
        grouped = group_articles(self.articles, attrgetter("column"))
        return {column.slug: grouped.get(column.slug, ()) for column in self.registry.columns}

    @cached_property
    def by_tag(self) -> dict[tuple[str, str], tuple[Slip, ...]]:
        """Articles by tag and its slug, in order of the slugs."""
        groups: defaultdict[tuple[str, str], list[Slip]] = defaultdict(list)
        for slip in self.articles:
            for tag, slug in slip.tags:
                groups[tag, slug].append(slip)
        return {key: tuple(groups[key]) for key in sorted(groups, key=itemgetter(1))}

    @cached_property
    def by_month(self) -> dict[Month, tuple[Slip, ...]]:
        """Articles by month, the newest month first."""
        grouped = group_articles(self.articles, lambda slip: slip.iso_day[:7])
        return {read_month(month): slips for month, slips in grouped.items()}

    @cached_property
    def by_year(self) -> dict[int, Run]:
        """Articles by year, the newest year first; a year without any has none."""
        years = groupby(self.articles, lambda slip: slip.iso_day[:4])
        return {int(year): Run(tuple(slips)) for year, slips in years}


def tag_address(slug: str) -> str:
    """Return the address of the page of the tag with ``slug``."""
    return f"tag/{slug}/"


def month_address(month: Month) -> str:
    """Return the address of a month's page in the archive, such as ``archive/2026/11/``."""
    return f"archive/{month[0]:04}/{month[1]:02}/"


def read_month(month: str) -> Month:
    """Return the year and the month of a text such as ``2026-11``."""
    return int(month[:4]), int(month[5:7])


def group_articles(
    articles: Iterable[Slip], key: Callable[[Slip], str]
) -> dict[str, tuple[Slip, ...]]:
    """Group articles by their key, keeping their order."""
    groups: defaultdict[str, list[Slip]] = defaultdict(list)
    for article in articles:
        groups[key(article)].append(article)
    return {key: tuple(group) for key, group in groups.items()}


def order_articles(articles: Iterable[Slip]) -> tuple[Slip, ...]:
    """Return articles newest first; one day's articles by unit and name."""
    by_name = sorted(articles, key=attrgetter("unit", "name"))
    return tuple(sorted(by_name, key=attrgetter("iso_day"), reverse=True))
