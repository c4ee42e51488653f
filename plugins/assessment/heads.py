"""What all pages of figures have in common: their head, their chart, their numbers on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from plugins.assessment.counting import Figures, Tally
from plugins.assessment.places import year_address
from plugins.assessment.tables import SHARE, TAKEN, head_months, show_number, show_text, write_share
from plugins.model.assessment import FIGURES, Measure
from plugins.model.feed_links import site_feeds
from plugins.model.head import HOME, Crumb, Head, compose_head
from plugins.model.registry import Registry

Values = Mapping[str, Any]
"""What a template shows."""

FRONT = Crumb("工作数据", FIGURES)

_BELOW_A_YEAR = 2
"""Parents of a page below a year: the front and the year itself."""


def head_of(registry: Registry, crumb: Crumb, *parents: Crumb, description: str) -> Head:
    """Return the head of a page of figures below its ``parents``.

    What stands below a year lists again what articles and archive have: search engines
    are asked to leave it out, as the sitemap does.
    """
    site = registry.site
    feeds = site_feeds(site.name)
    head = compose_head(site, crumb, (HOME, *parents), description=description, feeds=feeds)
    return replace(head, is_indexed=len(parents) < _BELOW_A_YEAR)


def crumb_year(year: int) -> Crumb:
    """Return the step to a year's figures."""
    return Crumb(f"{year}年工作数据", year_address(year))


def compose_sums(tally: Tally, submitted: str, adopted: str) -> list[dict[str, str]]:
    """Return the numbers that stand on top, large; they lead to the two addresses."""
    return [
        {"label": Measure.SUBMITTED.label, "unit": "篇", **show_number(tally.submitted, submitted)},
        {"label": f"其中{TAKEN}", "unit": "篇", **show_number(tally.adopted, adopted)},
        {"label": SHARE, "unit": "", **show_text(write_share(tally))},
    ]


def compose_chart(figures: Figures, months: Sequence[str], title: str) -> dict[str, Any]:
    """Return the chart of the articles submitted in each month, and of those taken up."""
    tallies = [figures.total(month=month) for month in months]
    return {
        "title": title,
        "bars": [
            {"label": label, "number": tally.submitted, "part": tally.adopted}
            for label, tally in zip(head_months(months), tallies, strict=True)
        ],
        "whole": Measure.SUBMITTED.label,
        "portion": f"其中{TAKEN}",
    }


def describe_weights(registry: Registry) -> str:
    """Return how points are computed, in words; empty where nothing is weighed."""
    weights = registry.site.figures.weights
    return " + ".join(f"{each.measure.label} × {each.points}" for each in weights)
