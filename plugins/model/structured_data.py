"""What a page says to machines that read it: schema.org objects for JSON-LD."""

from __future__ import annotations

from typing import Any

from plugins.model.article import Article
from plugins.model.days import midnight
from plugins.model.head import SCHEMA
from plugins.model.registry import Site


def describe_article(site: Site, article: Article) -> dict[str, Any]:
    """Return the NewsArticle of an article; the author is the person or else the office."""
    office = {"@type": "GovernmentOrganization", "name": article.office}
    author = {"@type": "Person", "name": article.author} if article.author else office
    described = {
        "@context": SCHEMA,
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


def describe_site(site: Site) -> dict[str, Any]:
    """Return the WebSite of the whole portal."""
    return {
        "@context": SCHEMA,
        "@type": "WebSite",
        "name": site.name,
        "url": site.url,
        "description": site.description,
        "inLanguage": "zh-CN",
    }
