"""The page that shows the day, and a page for every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.article import Slip
from plugins.model.days import describe_day, describe_weekday
from plugins.model.feed_links import repost_feeds
from plugins.model.head import HOME, Crumb, Head, compose_head
from plugins.model.output import FileOutput, Output, Owner, PageOutput, Section
from plugins.model.portal import Portal
from plugins.model.registry import Registry, Site
from plugins.model.repost import (
    FEED_CODE,
    REPOST,
    RepostSlip,
    describe_latest_end,
    repost_address,
)
from plugins.qrcodes.drawing import draw_bitmap
from plugins.repost.asked import list_asked
from plugins.repost.cards import keeps_cards
from plugins.repost.days import choose_days, list_past_days
from plugins.repost.items import compose_item
from plugins.repost.settings import RepostSettings

FRONT = output_path(REPOST)
"""The file of the page that shows the day."""

_FRONT_CRUMB = Crumb("今日转发", REPOST)
_FRONT_OWNER = Owner("reposts（今日转发）")
_DESCRIPTION = "今天请大家转发的内容：复制文案，粘贴到微信群、朋友圈、微博或QQ。"

Values = Mapping[str, Any]
"""What a template shows."""


def list_days(portal: Portal, *, has_cards: bool) -> Iterator[Section]:
    """Yield the pages of all days, month by month.

    Where the site ``has_cards``, days that are near enough show theirs.
    """
    days = portal.repost_days
    place = 0
    for month, group in groupby(days, lambda slip: slip.iso_day[:7]):
        slips = tuple(group)
        stop = place + len(slips)
        inputs = {
            "registry": portal.registry,
            "slips": slips,
            "articles": tuple(_find_articles(portal, slip) for slip in slips),
            "newer": days[place - 1].day if place else None,
            "older": days[stop].day if stop < len(days) else None,
            "has_cards": has_cards and keeps_cards(slips[0].day, portal.today),
        }
        yield Section(f"reposts {month}", list_month, inputs)
        place = stop


def list_month(
    registry: Registry,
    slips: tuple[RepostSlip, ...],
    articles: tuple[tuple[Slip, ...], ...],
    newer: date | None,
    older: date | None,
    has_cards: bool,
) -> Iterator[Output]:
    """Yield the pages of one month's days; ``newer`` and ``older`` are the days around them."""
    around = (newer, *(slip.day for slip in slips), older)
    for place, (slip, chosen) in enumerate(zip(slips, articles, strict=True), 1):
        inputs = {
            "registry": registry,
            "day": slip,
            "articles": chosen,
            "newer": around[place - 1],
            "older": around[place + 1],
            "has_cards": has_cards,
        }
        path, owner = output_path(repost_address(slip.day)), Owner(slip.source_path)
        yield PageOutput(path, owner, "repost_day.html", compose_day_page, inputs)


def compose_day_page(
    registry: Registry,
    day: RepostSlip,
    articles: tuple[Slip, ...],
    newer: date | None,
    older: date | None,
    has_cards: bool,
) -> Values:
    """Return what the page of one day shows, with the days around it."""
    title = f"{describe_day(day.day)}请转发"
    return {
        "head": _compose_head(
            registry, Crumb(title, repost_address(day.day)), (HOME, _FRONT_CRUMB)
        ),
        "day": _compose_day(registry, day, articles, "", has_cards=has_cards),
        "newer": _link_day(newer) if newer else {},
        "older": _link_day(older) if older else {},
    }


def list_front(portal: Portal, settings: RepostSettings, *, has_cards: bool) -> Iterator[Section]:
    """Yield the page that shows the day, with cards as on the pages of days."""
    kept = settings.kept_days
    chosen = choose_days(portal.repost_days, portal.today, kept)
    inputs = {
        "registry": portal.registry,
        "days": chosen,
        "articles": tuple(_find_articles(portal, slip) for slip in chosen),
        "past": list_past_days(portal.repost_days, portal.today, kept),
        "has_cards": tuple(has_cards and keeps_cards(slip.day, portal.today) for slip in chosen),
    }
    yield Section("repost", list_front_page, inputs)


def list_front_page(**inputs: Any) -> Iterator[Output]:
    """Yield that page, and the code of the feed that it shows."""
    yield PageOutput(FRONT, _FRONT_OWNER, "repost.html", compose_front, inputs)
    encoded = {"encoded": feed_url(inputs["registry"].site)}
    yield FileOutput(FEED_CODE, _FRONT_OWNER, draw_bitmap, encoded)


def feed_url(site: Site) -> str:
    """Return what the feed's code encodes: the address of the Atom feed."""
    return site.url + repost_feeds(site.name)[0].address


def compose_front(
    registry: Registry,
    days: tuple[RepostSlip, ...],
    articles: tuple[tuple[Slip, ...], ...],
    past: tuple[date, ...],
    has_cards: tuple[bool, ...],
) -> Values:
    """Return what the page of the day shows: the chosen ``days`` and links to ``past`` ones."""
    shown = zip(days, articles, has_cards, strict=True)
    return {
        "head": _compose_head(registry, _FRONT_CRUMB, (HOME,)),
        "days": [
            _compose_day(registry, day, chosen, f"{day.iso_day}-", has_cards=cards)
            for day, chosen, cards in shown
        ],
        "past": [_link_day(day) for day in past],
        "feed": {"src": mark_address(FEED_CODE), "address": feed_url(registry.site)},
    }


def _find_articles(portal: Portal, slip: RepostSlip) -> tuple[Slip, ...]:
    """Return the published articles that a day leads to."""
    found = (portal.by_path.get(path) for path in slip.articles)
    return tuple(article for article in found if article)


def _compose_day(
    registry: Registry, slip: RepostSlip, articles: Sequence[Slip], prefix: str, *, has_cards: bool
) -> dict[str, Any]:
    """Return a day with its items, whose ids begin with ``prefix``."""
    by_path = {article.source_path: article for article in articles}
    items = [
        {
            **compose_item(registry, asked, has_cards=has_cards),
            "number": number,
            "id": f"{prefix}{asked.item.key}",
        }
        for number, asked in enumerate(list_asked([slip], by_path, registry), 1)
    ]
    return {"day": slip.day, "items": items, "latest_end": describe_latest_end(slip.open())}


def _link_day(day: date) -> dict[str, str]:
    title = f"{day.month}月{day.day}日 {describe_weekday(day)}"
    return {"href": mark_address(repost_address(day)), "title": title}


def _compose_head(registry: Registry, crumb: Crumb, parents: tuple[Crumb, ...]) -> Head:
    feeds = repost_feeds(registry.site.name)
    return compose_head(registry.site, crumb, parents, description=_DESCRIPTION, feeds=feeds)
