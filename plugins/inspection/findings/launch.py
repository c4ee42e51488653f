"""还是演示的样子：正式的网址，没有演示横幅，没有示例稿件。

看了 site.toml 里的网址和横幅，以及各单位的稿件。

自查页上只看各单位最新的一篇，invoke inspect 看全部稿件。
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from plugins.inspection.evidence import View
from plugins.inspection.finding import Finding, Severity
from plugins.inspection.findings.footer import SITE_FILE
from plugins.reading.places import CONTENT

_RESERVED = ("example", "invalid", "test", "localhost")
_EXAMPLES = ("example.com", "example.net", "example.org")
"""Names that belong to nobody (RFC 2606 and RFC 6761)."""


def find_in_view(view: View) -> Iterator[Finding]:
    """Yield a finding for the address, the banner, and every article that is a sample."""
    site = view.registry.site
    if _belongs_to_nobody(site.url):
        fix = "把 url 改成正式的网址，以 / 结尾"
        yield Finding("网址", f"网址还是 {site.url}，打不开", fix, "", SITE_FILE)
    if site.is_demonstration:
        fix = "换上真实的稿件以后，把 is_demonstration 改成 false"
        yield Finding("演示横幅", "每一页上面还写着这是演示", fix, "", SITE_FILE)
    for slip in view.opened:
        article = slip.article
        if article.is_sample:
            seen, fix = "还是一篇示例稿件", "换成单位自己的稿件，再删去这一篇"
            file = f"{CONTENT}/{slip.source_path}"
            yield Finding(article.title, seen, fix, slip.address, file, Severity.NOTE)


def _belongs_to_nobody(url: str) -> bool:
    try:
        host = (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return True
    ends = f".{host}".endswith(tuple(f".{name}" for name in (*_RESERVED, *_EXAMPLES)))
    return ends or host in ("127.0.0.1", "::1", "")
