"""Items as they leave the site: each with its day, its origin and its texts, all proven."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from plugins.model.article import Article, Slip
from plugins.model.registry import Registry
from plugins.model.repost import Origin, RepostItem, RepostSlip, repost_address
from plugins.repost.origin import tell_origin
from plugins.repost.proof import ends_with_origin
from plugins.repost.texts import Network, compose_texts


@dataclass(frozen=True)
class AskedItem:
    """One item of ``day``; each of its ``texts`` ends with its ``origin``.

    ``article`` is the one of this site that it leads to, nothing for a link.
    """

    day: date
    item: RepostItem
    origin: Origin
    texts: Mapping[Network, str]
    article: Article | None = None

    @property
    def address(self) -> str:
        """Where it stands for ever, such as ``repost/2026-11-25/#link-0123456789``."""
        return f"{repost_address(self.day)}#{self.item.key}"


def list_asked(
    days: Sequence[RepostSlip], articles: Mapping[str, Slip], registry: Registry
) -> Iterator[AskedItem]:
    """Yield the items of ``days`` in their order.

    ``articles`` are those of this site that the days lead to, by the path of their
    source.  Raises ``ValueError`` for an item that a copy would part from its source.
    """
    for slip in days:
        for item in slip.open().items:
            found = articles.get(item.article)
            if item.article and not found:
                raise ValueError(f"{slip.day} 的转发“{item.title}”找不到稿件 {item.article}")
            article = found.article if found else None
            origin = tell_origin(item, article, registry)
            texts = compose_texts(item, origin)
            yield prove_item(AskedItem(slip.day, item, origin, texts, article))


def prove_item(asked: AskedItem) -> AskedItem:
    """Return ``asked``; raises ``ValueError`` where a text of it does not end with its origin."""
    origin = asked.origin
    is_sourced = all((origin.source, origin.office, origin.url))
    if not is_sourced or not all(ends_with_origin(t, origin) for t in asked.texts.values()):
        raise ValueError(f"{asked.day} 的转发“{asked.item.title}”没有写全来源、单位和链接")
    return asked
