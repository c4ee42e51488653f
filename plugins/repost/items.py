"""One item as its component shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from plugins.model.address import mark_address
from plugins.model.article import Article, Picture
from plugins.model.registry import Registry
from plugins.model.repost import Level, Origin, RepostItem, describe_window
from plugins.repost.asked import AskedItem
from plugins.repost.cards import Card, cards_of
from plugins.repost.origin import find_city_office
from plugins.repost.sharing import qzone_link, weibo_link

_LEVELS = {Level.NATION: "国家级网站", Level.PROVINCE: "省级网站", Level.CITY: "市级网站"}


def compose_item(registry: Registry, asked: AskedItem, *, has_cards: bool) -> dict[str, Any]:
    """Return an item as the component ``share`` shows it, but for its number and id."""
    day, item, origin, article = asked.day, asked.item, asked.origin, asked.article
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
            for network, text in asked.texts.items()
        ],
        "links": list(_link_sharing(item, origin, registry)),
        "note": f"官方文案由{find_city_office(registry)}提供。转发自愿，文字可以改成自己的话。",
        "pictures": list(_list_pictures(day, item, has_cards=has_cards)),
    }


def name_item(day: date, item: RepostItem) -> str:
    """Return the name of an item among those of all days."""
    return f"{day.isoformat()}/{item.key}"


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


def _list_pictures(day: date, item: RepostItem, *, has_cards: bool) -> Iterator[dict[str, Any]]:
    """Yield the pictures that can be saved: the editor's own, then the cards."""
    if item.picture:
        yield _show_picture(item.picture, item.picture_alt)
    for card in cards_of(day, item) if has_cards else ():
        yield _show_picture(card, f"{card.title}：{item.title}")


def _show_picture(picture: Picture | Card, alt: str) -> dict[str, Any]:
    size = {"width": picture.width, "height": picture.height}
    return {"src": mark_address(picture.address), "alt": alt, **size}
