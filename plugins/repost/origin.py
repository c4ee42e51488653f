"""Stand-in: where an item comes from."""

from __future__ import annotations

from plugins.model.article import Article
from plugins.model.registry import Registry
from plugins.model.repost import Origin, RepostItem


def tell_origin(item: RepostItem, article: Article | None, registry: Registry) -> Origin:
    """Return the origin of an item."""
    if article:
        marks: tuple[str, ...] = ("本文含人工智能生成内容",) if article.is_ai_generated else ()
        marks += ("示例内容",) if article.is_sample else ()
        url = registry.site.url + article.address
        return Origin(article.source or registry.site.name, article.office, url, marks)
    return Origin(item.source, registry.units[0].office, item.link)
