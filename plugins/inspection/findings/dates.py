"""没有日期：每篇稿件、每条消息都写着是哪一天的。

看了生成好的每一页：稿件的页面、各处列表里的每一条、订阅源里的每一条。

稿件页面上的日期，要和它的网址说的是同一天。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.inspection.built_page import PageFacts
from plugins.inspection.evidence import BuiltSite
from plugins.inspection.finding import Finding
from plugins.reading.places import CONTENT, find_article_path

_FIX = "重新生成网站；还是这样，请维护程序的人看看这种页面的模板"


def find_in_site(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every article's page and every entry of a list without its day."""
    for page in site.pages:
        yield from _find_on_page(page)
        for title in page.undated:
            seen = f"列表里的“{title}”没有日期" if title else "列表里有一条没有日期"
            yield Finding(page.title, seen, _FIX, page.address)
    for feed in site.feeds:
        for title in feed.undated:
            seen = f"订阅源里的“{title}”没有日期" if title else "订阅源里有一条没有日期"
            yield Finding("订阅源", seen, _FIX, feed.path)


def _find_on_page(page: PageFacts) -> Iterator[Finding]:
    place = page.article
    if place and not any(day[:10] == place.day.isoformat() for day in page.days):
        file = f"{CONTENT}/{find_article_path(page.address)}"
        seen = f"稿件的页面上没有写 {place.day.isoformat()} 这一天"
        yield Finding(page.title, seen, _FIX, page.address, file)
