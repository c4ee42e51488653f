"""What a feed says of an article: absolute links, and who it is from, inside the text itself."""

from __future__ import annotations

import re
from html import escape

from plugins.model.address import settle_addresses
from plugins.model.article import Article, Text
from plugins.model.registry import Site

_FRAGMENT = re.compile(r'(<a\b[^<>]*\shref=")#')
"""A link within the text: in a feed reader it would lead within the reader's own page."""

_WIDTHS = re.compile(r"</?picture>|<source\b[^<>]*>")
"""What offers a picture in several widths: feed readers show the JPEG, and some nothing else."""


def feed_html(article: Article, text: Text, site: Site) -> str:
    """Return the full text with its attribution, so that no copy goes without it."""
    cover = ""
    if article.cover:
        picture = article.cover
        cover = (
            f'<p><img src="{escape(site.url + picture.address)}" alt="{escape(article.cover_alt)}"'
            f' width="{picture.width}" height="{picture.height}"></p>\n'
        )
    body = settle_addresses(_WIDTHS.sub("", text.read().html), site.url)
    body = _FRAGMENT.sub(rf"\g<1>{site.url}{article.address}#", body)
    return f"{cover}{body}\n{_write_attribution(article, site)}"


def _write_attribution(article: Article, site: Site) -> str:
    lines = [f"供稿：{escape(article.office)}"]
    if article.author:
        lines.append(f"作者：{escape(article.author)}")
    if article.source:
        link = f'<a href="{escape(article.source_url)}">{escape(article.source_url)}</a>'
        lines.append(f"来源：{escape(article.source)} {link}")
    address = escape(site.url + article.address)
    lines.append(f'本文地址：<a href="{address}">{address}</a>')
    if article.is_ai_generated:
        lines.append("本文含人工智能生成内容")
    if article.is_sample:
        lines.append("本文为示例稿件")
    return f"<p>{'<br>'.join(lines)}</p>"
