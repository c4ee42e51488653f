"""Who has written for a column this month, as its page shows them."""

from __future__ import annotations

from typing import Any

from plugins.model.address import mark_address
from plugins.model.article import Article
from plugins.model.contributors import ContributorGroup
from plugins.model.days import describe_day


def show_group(group: ContributorGroup) -> dict[str, Any]:
    """Return a group as the component ``tally`` shows it."""
    rows = [
        {"name": each.name, "articles": [_show_article(article) for article in each.articles]}
        for each in group.contributors
    ]
    if group.unit is None:
        return {"rows": rows}
    unit = group.unit
    return {"rows": rows, "title": unit.name, "short": unit.short, "count": group.count}


def _show_article(article: Article) -> dict[str, str]:
    return {
        "href": mark_address(article.address),
        "title": article.title,
        "datetime": article.day.isoformat(),
        "day": describe_day(article.day),
    }
