"""The lists behind the numbers: articles by month, and what was taken up by level and month."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from plugins.assessment.adopted import Adopted
from plugins.assessment.places import adopted_anchor, measure_anchor, month_anchor
from plugins.model.address import mark_address
from plugins.model.adoption import Adoption, Level
from plugins.model.article import Article, Slip
from plugins.model.assessment import Measure
from plugins.model.days import describe_day
from plugins.model.registry import Registry

Describe = Callable[[Registry, Article], str]
"""Says of an article what its list does not say already."""


def tell_column(registry: Registry, article: Article) -> str:
    """Return the title of an article's column."""
    return registry.column_by_slug[article.column].title


def tell_unit(registry: Registry, article: Article) -> str:
    """Return what an article's unit was called on its day."""
    return registry.unit_by_slug[article.unit].named_on(article.day).name


def tell_office(registry: Registry, article: Article) -> str:
    """Return the office that an article names."""
    return article.office


def list_entries(
    registry: Registry, slips: Iterable[Slip], describe: Describe, adopted: Adopted | None = None
) -> list[dict[str, Any]]:
    """Return articles as the component ``entries`` shows them, with the levels they reached."""
    return [
        show_article(
            article,
            describe(registry, article),
            marks=[f"{level.label}采用" for level in adopted.levels(article.source_path)]
            if adopted
            else [],
        )
        for article in (slip.article for slip in slips)
    ]


def list_month_parts(
    registry: Registry,
    slips: Sequence[Slip],
    describe: Describe,
    adopted: Adopted | None = None,
    *,
    anchor: Callable[[str], str] = month_anchor,
) -> list[dict[str, Any]]:
    """Return articles (newest first) month by month, each month with its anchor."""
    return [
        {
            "id": anchor(month),
            "title": f"{int(month[5:])}月",
            "entries": list_entries(registry, group, describe, adopted),
        }
        for month, group in groupby(slips, lambda slip: slip.month)
    ]


def list_adopted_months(
    registry: Registry, slips: Sequence[Slip], adopted: Adopted, describe: Describe
) -> list[dict[str, Any]]:
    """Return what was taken up month by month, each article once with all who did."""
    return [
        {
            "id": adopted_anchor(month),
            "title": f"{int(month[5:])}月",
            "entries": [_show_adopted(registry, slip, adopted, describe) for slip in group],
        }
        for month, group in groupby(slips, lambda slip: slip.month)
    ]


def list_level_parts(
    registry: Registry, slips: Sequence[Slip], adopted: Adopted, describe: Describe
) -> list[dict[str, Any]]:
    """Return what was taken up at each level, month by month: the lists behind its numbers."""
    parts = []
    for level in Level:
        measure = Measure(level.value)
        found = [slip for slip in slips if adopted.at(slip.source_path, level)]
        anchor = partial(measure_anchor, measure)
        if found:
            months = list_month_parts(registry, found, describe, anchor=anchor)
            part = {"id": level.value, "title": measure.label, "count": len(found)}
            parts.append({**part, "months": months})
    return parts


def show_article(
    article: Article,
    text: str,
    *,
    marks: Sequence[str] = (),
    sources: Sequence[Mapping[str, str]] = (),
) -> dict[str, Any]:
    """Return an article as an entry; ``sources`` are the pages that took it up."""
    return {
        "href": mark_address(article.address),
        "title": article.title,
        "datetime": article.day.isoformat(),
        "day": f"{article.day.month}月{article.day.day}日",
        "text": text,
        "marks": list(marks),
        "sources": list(sources),
    }


def _show_adopted(
    registry: Registry, slip: Slip, adopted: Adopted, describe: Describe
) -> dict[str, Any]:
    article = slip.article
    sources = [_show_source(each) for each in adopted.by_article[slip.source_path]]
    return show_article(article, describe(registry, article), sources=sources)


def _show_source(adoption: Adoption) -> dict[str, str]:
    return {
        "level": adoption.level.label,
        "href": adoption.link,
        "title": adoption.outlet,
        "datetime": adoption.day.isoformat(),
        "day": describe_day(adoption.day),
    }
