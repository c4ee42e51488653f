"""栏目：每篇都要有，从栏目表里选一个。

栏目的名称照栏目表写，一个字也不改；自己起的栏目名，页面上没有地方放。

会放行：栏目: 志愿服务
会报告：没有栏目；栏目表里没有的名称。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.fields import lacks, say_missing
from plugins.check.nearest import find_nearest
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry

RULE = "column"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for an article without a column of the registry."""
    written = entry.front_matter.text_of("column")
    titles = [column.title for column in survey.registry.columns]
    wanted = f"这些栏目之一：{'、'.join(titles)}"
    line = entry.front_matter.line_of("column")
    if not entry.is_article:
        return
    if lacks(entry, "column"):
        is_there = "column" in entry.front_matter.fields
        fix = f"{'在这一行写上' if is_there else '加上一行'}，例如“栏目: {titles[0]}”"
        yield Problem(entry.path, line, RULE, say_missing(entry, "column"), wanted, fix)
    elif written and not survey.registry.find_column(written):
        meant = find_nearest(written, titles, 0.4)
        fix = f"改成“栏目: {meant}”" if meant else "从上面选一个最接近的，照样写"
        seen = f"没有叫“{shorten(written)}”的栏目"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)
