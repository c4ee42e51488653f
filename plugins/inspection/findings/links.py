"""站内死链：站内的每个链接、每张图片都打得开。

看了生成好的每一页里的链接、图片和小标题的位置，还有订阅源和网站地图里的网址。

一个地方有许多页都通到它的，只说一次，并举出其中一页。
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from plugins.inspection.evidence import BuiltSite
from plugins.inspection.finding import Finding

_FIX = "改正链接，或者把通到的页面找回来；内容没有错的，重新生成网站"
_SHOWN = 80


def find_in_site(site: BuiltSite) -> Iterator[Finding]:
    """Yield a finding for every address inside the site that leads nowhere, once for each."""
    titles = {page.path: page.title for page in site.pages}
    for address, pages in _group_dead(site).items():
        first = min(pages, key=lambda path: (path.count("/"), path))
        more = f"，另有 {len(pages) - 1} 页也这样" if len(pages) > 1 else ""
        seen = f"“{address[:_SHOWN]}”打不开{more}"
        page = first.removesuffix("index.html")
        yield Finding(titles.get(first) or first, seen, _FIX, page)
    for feed in site.feeds:
        if not feed.is_read:
            yield Finding("订阅源", "读不出来，不合格式", "重新生成网站", feed.path)


def _group_dead(site: BuiltSite) -> dict[str, list[str]]:
    """Return the pages by the address on them that leads nowhere.

    An address is told as the place in the site that it names, so that pages of
    different depths agree.
    """
    found: defaultdict[str, list[str]] = defaultdict(list)
    ids = {page.path: page.ids for page in site.pages}
    for page in site.pages:
        for address in page.dead:
            found[address.replace("../", "") or address].append(page.path)
        for file, fragment in page.fragments:
            if file in ids and fragment not in ids[file] and fragment != "top":
                found[f"{file.removesuffix('index.html')}#{fragment}"].append(page.path)
    for feed in site.feeds:
        for address in feed.dead:
            found[address].append(feed.path)
    return dict(sorted(found.items()))
