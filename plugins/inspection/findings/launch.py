"""还是演示的样子：正式的网址，没有演示横幅，没有示例稿件。

看了 site.toml 里的网址和横幅，以及各单位的稿件。

自查页上只看各单位最新的一篇，invoke inspect 看全部稿件。
"""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter
from urllib.parse import urlsplit

from plugins.inspection.evidence import View
from plugins.inspection.finding import Finding, Severity
from plugins.inspection.findings.footer import SITE_FILE
from plugins.model.portal import group_articles
from plugins.reading.places import CONTENT

_RESERVED = ("example", "invalid", "test", "localhost")
_EXAMPLES = ("example.com", "example.net", "example.org")
"""Names that belong to nobody (RFC 2606 and RFC 6761)."""


def find_in_view(view: View) -> Iterator[Finding]:
    """Yield a finding for the address, the banner, and every unit with samples."""
    site = view.registry.site
    if _belongs_to_nobody(site.url):
        fix = "把 url 改成正式的网址，以 / 结尾"
        yield Finding("网址", f"网址还是 {site.url}，打不开", fix, "", SITE_FILE)
    if site.is_demonstration:
        fix = "换上真实的稿件以后，把 is_demonstration 改成 false"
        yield Finding("演示横幅", "每一页上面还写着这是演示", fix, "", SITE_FILE)
    by_unit = group_articles(view.opened, attrgetter("unit"))
    for unit in view.registry.units:
        samples = [slip for slip in by_unit.get(unit.slug, ()) if slip.article.is_sample]
        if samples:
            newest = samples[0]
            seen = "还有示例稿件" + (f" {len(samples)} 篇" if len(samples) > 1 else "")
            fix = "有了单位自己的稿件，就把示例删去"
            file = f"{CONTENT}/{newest.source_path}"
            yield Finding(unit.name, seen, fix, newest.address, file, Severity.NOTE)


def _belongs_to_nobody(url: str) -> bool:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return True
    ends = f".{host}".endswith(tuple(f".{name}" for name in (*_RESERVED, *_EXAMPLES)))
    return ends or host in ("127.0.0.1", "::1", "")
