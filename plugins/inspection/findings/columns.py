"""空栏目：每个栏目都有稿件。

看了登记表里的每个栏目。

一篇稿件也没有的栏目，读者点进去是空的。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.inspection.evidence import View
from plugins.inspection.finding import Finding

_FIX = "向各单位约稿；用不着的栏目，从 content/data/columns.toml 里删去"


def find_in_view(view: View) -> Iterator[Finding]:
    """Yield a finding for every column without articles."""
    for column in view.registry.columns:
        if column.slug not in view.filled:
            yield Finding(column.title, "一篇稿件也没有", _FIX, column.address)
