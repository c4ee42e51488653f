"""What a page says to machines that read it: schema.org objects for JSON-LD."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plugins.model.article import Article
from plugins.model.days import midnight
from plugins.model.head import Crumb
from plugins.model.registry import Site

_CONTEXT = "https://schema.org"


def describe_way(site: Site, crumbs: Sequence[Crumb], title: str, address: str) -> dict[str, Any]:
    """Return the BreadcrumbList of a page: the way to it and the page itself."""
    steps = [*crumbs, Crumb(title, address)]
    return {
        "@context": _CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": step.title,
                "item": site.url + step.address,
            }
            for position, step in enumerate(steps, 1)
        ],
    }


def describe_article(site: Site, article: Article) -> dict[str, Any]:
    """Return the NewsArticle of an article; the author is the person or else the office."""
    office = {"@type": "GovernmentOrganization", "name": article.office}
    author = {"@type": "Person", "name": article.author} if article.author else office
    described = {
        "@context": _CONTEXT,
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.summary,
        "datePublished": midnight(article.day).isoformat(),
        "inLanguage": "zh-CN",
        "author": author,
        "publisher": {"@type": "Organization", "name": site.name, "url": site.url},
        "sourceOrganization": office,
        "mainEntityOfPage": site.url + article.address,
    }
    if article.cover:
        described["image"] = site.url + article.cover.address
    if article.source_url:
        described["isBasedOn"] = article.source_url
    return described
