"""The table ``[figures]`` of ``site.toml``: how a city counts its offices' work."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from plugins.model.assessment import CLOSING_DAY, Assessment, Measure, Weight
from plugins.model.prompt import DAY_LIMIT
from plugins.reading.toml_table import TomlTable

_KEYS = ("shows_followers", "teams_prompt", "records_since", "closing_day", "weights")
_WEIGHTS_HEADER = "[figures.weights]"
_NEVER = re.compile(
    r"follow|fan|like|zan|repost|share|forward|read|view|click|comment"
    r"|关注|粉丝|赞|转发|分享|阅读|浏览|点击|评论",
    re.IGNORECASE,
)
"""What people do with articles elsewhere, as somebody might call it."""

_MEASURES = "、".join(f"{measure.value}（{measure.label}）" for measure in Measure)


def read_assessment(top: TomlTable) -> Assessment:
    """Return what ``site.toml`` says of figures; where it says nothing, nothing is weighed."""
    if "figures" not in top.values:
        return Assessment()
    table = top.table("figures", *_KEYS)
    closing_day = table.count("closing_day")
    if closing_day > DAY_LIMIT or table.values.get("closing_day") == 0:
        wanted = f"1 到 {DAY_LIMIT}，每个月都有的日子"
        table.report("closing_day", f"结算日写成了 {closing_day}", wanted, "改成其中一个")
    return Assessment(
        weights=_read_weights(table),
        shows_followers=table.flag("shows_followers", False),
        teams_prompt=table.text("teams_prompt"),
        records_since=table.day("records_since"),
        closing_day=closing_day or CLOSING_DAY,
    )


def _read_weights(figures: TomlTable) -> tuple[Weight, ...]:
    """Return the weights in the order of the measures, those of no points left out."""
    written = figures.values.get("weights")
    table = figures.table("weights", *(written if isinstance(written, Mapping) else ()))
    if _WEIGHTS_HEADER in map(str.strip, table.file.lines):
        table = replace(table, header=_WEIGHTS_HEADER)  # the site has a key "city", too
    for key in table.values:
        if key in set(Measure):
            continue
        if _NEVER.search(key):
            seen = f"权重里有“{key}”：关注、点赞、转发、阅读的多少不能计分"
            fix = "删去这一行；计分只数稿件，每一篇都能打开核对"
        else:
            seen, fix = f"不认识的权重“{key}”", "改成其中一个，或删去这一行"
        table.report(key, seen, f"只用这几项：{_MEASURES}", fix)
    points = [(measure, table.count(measure.value)) for measure in Measure]
    return tuple(Weight(measure, each) for measure, each in points if each)
