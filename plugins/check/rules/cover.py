"""题图：题图和题图说明要一起写，图片放在稿件旁边。

题图说明是给看不见图的人听的，说出图里有什么。题图只写文件名，不写路径和网址。

会放行：题图: hai-bian.jpg，下一行写 题图说明: 志愿者弯腰捡起沙滩上的塑料瓶
会报告：有题图没有说明；有说明没有题图；题图是网址或别处的文件。
会提醒：题图说明只写了文件名或“图片”。
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from plugins.check.descriptions import is_only_a_name
from plugins.check.excerpt import shorten
from plugins.check.fields import lacks
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.places import picture_path

RULE = "cover"
WANTED_ALT = "一句话说出图里有什么"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield problems of a cover's place and of its description."""
    front = entry.front_matter
    cover, alt = front.text_of("cover"), front.text_of("cover_alt")
    if cover and lacks(entry, "cover_alt"):
        fix = "加上一行“题图说明: 图里有什么”"
        yield Problem(entry.path, front.line_of("cover"), RULE, "题图没有说明", WANTED_ALT, fix)
    if alt and lacks(entry, "cover"):
        seen, fix = "写了题图说明，没有题图", "加上一行“题图: 文件名”；不用题图就删去说明"
        yield Problem(entry.path, front.line_of("cover_alt"), RULE, seen, "两项都写或都不写", fix)
    if alt and is_only_a_name(alt):
        seen, fix = f"题图说明只写了“{shorten(alt)}”", "写出图里的人在做什么、是什么地方"
        line = front.line_of("cover_alt")
        yield Problem(entry.path, line, RULE, seen, WANTED_ALT, fix, Level.WARNING)
    if cover and not picture_path(cover, entry.path):
        name = posixpath.basename(cover.replace("\\", "/").partition("?")[0]) or "文件名"
        seen = f"题图写成了“{shorten(cover, 50)}”"
        fix = f"把图片放到稿件旁边，改成“题图: {shorten(name)}”"
        wanted = "和稿件在同一个文件夹里的图片的文件名"
        yield Problem(entry.path, front.line_of("cover"), RULE, seen, wanted, fix)
