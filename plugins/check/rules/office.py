"""供稿：每篇都要写明是哪个单位送来的。

写单位的名称，不写个人姓名；个人署名写在“作者”里。

会放行：供稿: 洞头区文明办
会报告：没有供稿；供稿是空的；供稿只有标点。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.fields import lacks, say_missing
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry

RULE = "office"
WANTED = "送来稿件的单位名称"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for an article that names no office."""
    if not entry.is_article:
        return
    line, written = entry.front_matter.line_of("office"), entry.front_matter.text_of("office")
    unit = survey.registry.unit_by_slug.get(entry.place.unit) if entry.place else None
    fix = f"写上“供稿: {unit.office if unit else '你的单位名称'}”"
    if lacks(entry, "office"):
        yield Problem(entry.path, line, RULE, say_missing(entry, "office"), WANTED, fix)
    elif written and not any(sign.isalnum() for sign in written):
        yield Problem(entry.path, line, RULE, f"供稿只有标点“{written[:10]}”", WANTED, fix)
