"""The page that shows the day, and a page for every day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.article import Article, Picture, Slip
from plugins.model.days import describe_day, describe_weekday
from plugins.model.feed_links import site_feeds
from plugins.model.head import HOME, Crumb, Head, compose_head
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Portal
from plugins.model.registry import Registry
from plugins.model.repost import (
    REPOST,
    Level,
    Origin,
    RepostItem,
    RepostSlip,
    describe_latest_end,
    describe_window,
    repost_address,
)
from plugins.model.unit import UnitKind
from plugins.repost.days import choose_days, list_past_days
from plugins.repost.origin import tell_origin
from plugins.repost.settings import RepostSettings
from plugins.repost.sharing import qzone_link, weibo_link
from plugins.repost.texts import compose_texts

FRONT = output_path(REPOST)
"""The file of the page that shows the day."""

_FRONT_CRUMB = Crumb("今日转发", REPOST)
_FRONT_OWNER = Owner("reposts（今日转发）")
_DESCRIPTION = "今天请大家转发的内容：复制文案，粘贴到微信群、朋友圈、微博或QQ。"
_LEVELS = {Level.NATION: "国家级网站", Level.PROVINCE: "省级网站", Level.CITY: "市级网站"}

Values = Mapping[str, Any]
"""What a template shows."""


def list_days(portal: Portal) -> Iterator[Section]:
    """Yield the pages of all days, month by month."""
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
        }
        yield Section(f"reposts {month}", list_month, inputs)
        place = stop


def list_month(
    registry: Registry,
    slips: tuple[RepostSlip, ...],
    articles: tuple[tuple[Slip, ...], ...],
    newer: date | None,
    older: date | None,
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
        }
        path, owner = output_path(repost_address(slip.day)), Owner(slip.source_path)
        yield PageOutput(path, owner, "repost_day.html", compose_day_page, inputs)


def compose_day_page(
    registry: Registry,
    day: RepostSlip,
    articles: tuple[Slip, ...],
    newer: date | None,
    older: date | None,
) -> Values:
    """Return what the page of one day shows, with the days around it."""
    title = f"{describe_day(day.day)}请转发"
    return {
        "head": _compose_head(
            registry, Crumb(title, repost_address(day.day)), (HOME, _FRONT_CRUMB)
        ),
        "day": _compose_day(registry, day, articles, ""),
        "newer": _link_day(newer) if newer else {},
        "older": _link_day(older) if older else {},
    }


def list_front(portal: Portal, settings: RepostSettings) -> Iterator[Section]:
    """Yield the page that shows the day."""
    kept = settings.kept_days
    chosen = choose_days(portal.repost_days, portal.today, kept)
    inputs = {
        "registry": portal.registry,
        "days": chosen,
        "articles": tuple(_find_articles(portal, slip) for slip in chosen),
        "past": list_past_days(portal.repost_days, portal.today, kept),
    }
    yield Section("repost", list_front_page, inputs)


def list_front_page(**inputs: Any) -> Iterator[Output]:
    """Yield that page."""
    yield PageOutput(FRONT, _FRONT_OWNER, "repost.html", compose_front, inputs)


def compose_front(
    registry: Registry,
    days: tuple[RepostSlip, ...],
    articles: tuple[tuple[Slip, ...], ...],
    past: tuple[date, ...],
) -> Values:
    """Return what the page of the day shows: the chosen ``days`` and links to ``past`` ones."""
    shown = zip(days, articles, strict=True)
    return {
        "head": _compose_head(registry, _FRONT_CRUMB, (HOME,)),
        "days": [_compose_day(registry, day, chosen, f"{day.iso_day}-") for day, chosen in shown],
        "past": [_link_day(day) for day in past],
    }


def compose_item(
    registry: Registry, day: date, item: RepostItem, article: Article | None
) -> dict[str, Any]:
    """Return an item as the component of that name shows it, but for its number and id."""
    origin = tell_origin(item, article, registry)
    return {
        "title": item.title,
        "name": name_item(day, item),
        "opens": item.opens.isoformat(),
        "closes": item.closes.isoformat(),
        "short": _find_short(registry, article),
        "rows": _list_facts(item, origin, day),
        "href": mark_address(article.address) if article else item.link,
        "paragraphs": item.text.split("\n"),
        "texts": [
            {"network": network.value, "title": network.title, "text": text}
            for network, text in compose_texts(item, origin).items()
        ],
        "links": list(_link_sharing(item, origin, registry)),
        "note": f"官方文案由{registry_office(registry)}提供。转发自愿，文字可以改成自己的话。",
        "pictures": _list_pictures(item.picture, item.picture_alt),
    }


def name_item(day: date, item: RepostItem) -> str:
    """Return the name of an item among those of all days."""
    return f"{day.isoformat()}/{item.key}"


def registry_office(registry: Registry) -> str:
    """Return the office that keeps the days: the city's, or the first unit's without a city."""
    cities = (unit for unit in registry.units if unit.kind == UnitKind.CITY)
    return next(cities, registry.units[0]).office


def _find_articles(portal: Portal, slip: RepostSlip) -> tuple[Slip, ...]:
    """Return the published articles that a day leads to."""
    found = (portal.by_path.get(path) for path in slip.articles)
    return tuple(article for article in found if article)


def _compose_day(
    registry: Registry, slip: RepostSlip, articles: Sequence[Slip], prefix: str
) -> dict[str, Any]:
    """Return a day with its items, whose ids begin with ``prefix``."""
    day = slip.open()
    by_path = {article.source_path: article for article in articles}
    items: list[dict[str, Any]] = []
    # What leads to an article that is not published leads nowhere; the check says so.
    for item in (item for item in day.items if not item.article or item.article in by_path):
        article = by_path[item.article].article if item.article else None
        shown = compose_item(registry, day.day, item, article)
        items.append({**shown, "number": len(items) + 1, "id": f"{prefix}{item.key}"})
    return {"day": day.day, "items": items, "latest_end": describe_latest_end(day)}


def _find_short(registry: Registry, article: Article | None) -> str:
    if article is None:
        return ""
    return registry.unit_by_slug[article.unit].named_on(article.day).short


def _list_facts(item: RepostItem, origin: Origin, day: date) -> list[dict[str, str]]:
    """Return whose an item is and when it can be passed on."""
    rows = [{"term": "时限", "text": describe_window(item, day)}]
    if item.level:
        return [{"term": "发布", "text": f"{item.source}（{_LEVELS[Level(item.level)]}）"}, *rows]
    return [{"term": "供稿", "text": origin.office}, *rows]


def _link_sharing(item: RepostItem, origin: Origin, registry: Registry) -> Iterator[dict[str, str]]:
    """Yield the networks that open with the item by a link; one too long for it is left out."""
    picture = registry.site.url + item.picture.address if item.picture else ""
    ways = (
        ("分享到微博", weibo_link(item.title, origin, picture)),
        ("分享到QQ空间", qzone_link(item.title, origin, item.text, picture)),
    )
    yield from ({"title": title, "href": href} for title, href in ways if href)


def _list_pictures(picture: Picture | None, alt: str) -> list[dict[str, Any]]:
    if picture is None:
        return []
    size = {"width": picture.width, "height": picture.height}
    return [{"src": mark_address(picture.address), "alt": alt, **size}]


def _link_day(day: date) -> dict[str, str]:
    title = f"{day.month}月{day.day}日 {describe_weekday(day)}"
    return {"href": mark_address(repost_address(day)), "title": title}


def _compose_head(registry: Registry, crumb: Crumb, parents: tuple[Crumb, ...]) -> Head:
    site = registry.site
    return compose_head(site, crumb, parents, description=_DESCRIPTION, feeds=site_feeds(site.name))
