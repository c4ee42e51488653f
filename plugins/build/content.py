"""From the content folder to the portal that pages are made of."""

from __future__ import annotations

from datetime import date

from plugins.model.portal import Portal, order_articles
from plugins.reading.content_folder import ContentFolder
from plugins.reading.pinyin import to_tag_slug


def compose_portal(folder: ContentFolder, today: date) -> Portal:
    """Return the portal of everything published in ``folder``.

    Drafts stay out.  The caller has checked the folder: a text that could not
    be read is no longer among it.
    """
    entries = [entry for path in folder.texts if (entry := folder.entry(path))]
    articles = [e.article for e in entries if e.article and not e.article.is_draft]
    tags = sorted({tag for article in articles for tag in article.tags})
    return Portal(
        registry=folder.registry,
        articles=order_articles(articles),
        pages=tuple(entry.page for entry in entries if entry.page),
        today=today,
        tag_slugs={tag: to_tag_slug(tag) for tag in tags},
    )
