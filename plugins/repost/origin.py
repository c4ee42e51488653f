"""Where an item comes from, and the lines in which every copy of it says so."""

from __future__ import annotations

from plugins.model.article import Article
from plugins.model.registry import Registry
from plugins.model.repost import Origin, RepostItem

AI_MARK = "本文含人工智能生成内容"
"""Content made by AI carries a visible mark, also in copies (product page, platform rules)."""

SAMPLE_MARK = "示例内容"


def tell_origin(item: RepostItem, article: Article | None, registry: Registry) -> Origin:
    """Return where ``item`` comes from.

    ``article`` is the one of this site that the item leads to, nothing for a link.
    Raises ``ValueError`` where the item leads to an article and came without it:
    an item never goes out without its origin.
    """
    if article:
        return Origin(
            source=article.source or registry.site.name,
            office=article.office,
            url=registry.site.url + article.address,
            marks=_list_marks(article),
        )
    if item.article:
        raise ValueError(f"{item.key} leads to {item.article}, which is not among the articles")
    return Origin(source=item.source, office=find_city_office(registry), url=item.link)


def list_ending(origin: Origin) -> tuple[str, ...]:
    """Return the last lines of every copy: marks, source, office, and the link alone.

    An app makes a link of an address up to the next space, so nothing follows it.
    """
    return (*origin.marks, f"来源：{origin.source}", f"推荐单位：{origin.office}", origin.url)


def _list_marks(article: Article) -> tuple[str, ...]:
    ai_mark = (AI_MARK,) if article.is_ai_generated else ()
    return (*ai_mark, SAMPLE_MARK) if article.is_sample else ai_mark


def find_city_office(registry: Registry) -> str:
    """Return the office that asks for other sites' pages; the site where no city is set."""
    return registry.city.office if registry.city else registry.site.name
