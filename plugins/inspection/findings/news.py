"""首页更新：首页在两周之内有新稿件。

看了各单位最新一篇稿件的日子。

到第 14 天还没有新的一篇，就写在这里。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.inspection.evidence import View
from plugins.inspection.finding import Finding
from plugins.model.days import describe_day

DAYS = 14
"""So many days without an article are found."""


def find_in_view(view: View) -> Iterator[Finding]:
    """Yield a finding where no unit has published for ``DAYS`` days, or none ever has."""
    days = [slip.day for slip in view.newest if slip]
    fix = "请各单位来稿，收件箱里等着的先收下：invoke status 列出是哪些"
    if not days:
        yield Finding("首页", "还没有一篇稿件", fix, "")
    elif (view.today - max(days)).days >= DAYS:
        since = (view.today - max(days)).days
        seen = f"最新一篇是{describe_day(max(days))}的，已经 {since} 天没有新稿件"
        yield Finding("首页", seen, fix, "")
