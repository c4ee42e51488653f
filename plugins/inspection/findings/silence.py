"""久无来稿：每个单位在一个月之内有稿件。

看了每个单位最新一篇稿件的日子。

一个月按 31 天算，每月同一天来稿的单位不会被点到。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.inspection.evidence import View
from plugins.inspection.finding import Finding
from plugins.model.days import describe_day

DAYS = 31
"""A unit is silent when more days than in the longest month have passed."""


def find_in_view(view: View) -> Iterator[Finding]:
    """Yield a finding for every unit whose newest article is older, or that has none."""
    for unit, slip in zip(view.registry.units, view.newest, strict=True):
        fix = f"请{unit.office}来稿"
        if slip is None:
            yield Finding(unit.name, "还没有一篇稿件", fix, unit.address)
        elif (days := (view.today - slip.day).days) > DAYS:
            seen = f"已经 {days} 天没有稿件，最新一篇是{describe_day(slip.day)}的"
            yield Finding(unit.name, seen, fix, unit.address)
