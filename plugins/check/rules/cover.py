"""题图：题图和题图说明要一起写，图片放在稿件旁边。

题图说明是给看不见图的人听的，说出图里有什么，不超过 120 个字。题图只写文件名，不写路径和网址。
题图也放在首页和列表上，太窄太长的放不下：高最多是宽的两倍，宽最多是高的四倍。

会放行：题图: hai-bian.jpg，下一行写 题图说明: 志愿者弯腰捡起沙滩上的塑料瓶
会报告：有题图没有说明；有说明没有题图；题图是网址或别处的文件；题图太长或太宽；说明太长。
会提醒：题图说明只写了文件名、“现场照片”，或照抄标题。
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.fields import lacks
from plugins.check.survey import Survey
from plugins.media.pictures import PictureFacts
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.descriptions import is_only_a_name
from plugins.reading.places import picture_path
from plugins.reading.schema import COVER_ALT_LIMIT, COVER_TALLEST, COVER_WIDEST

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
    if alt and is_only_a_name(alt, front.text_of("title")):
        seen, fix = f"题图说明只写了“{shorten(alt)}”", "写出图里的人在做什么、是什么地方"
        line = front.line_of("cover_alt")
        yield Problem(entry.path, line, RULE, seen, WANTED_ALT, fix, Level.WARNING)
    elif len(alt) > COVER_ALT_LIMIT:
        seen, wanted = f"题图说明有 {len(alt)} 个字", f"最多 {COVER_ALT_LIMIT} 个字"
        fix = "一句话说出图里有什么，别的写进正文"
        yield Problem(entry.path, front.line_of("cover_alt"), RULE, seen, wanted, fix)
    yield from _check_file(entry, survey, cover)


def _check_file(entry: Entry, survey: Survey, cover: str) -> Iterator[Problem]:
    """Yield a problem of a cover that lies elsewhere, or whose form no list has room for."""
    line, path = entry.front_matter.line_of("cover"), picture_path(cover, entry.path)
    if cover and not path:
        name = posixpath.basename(cover.replace("\\", "/").partition("?")[0]) or "文件名"
        seen = f"题图写成了“{shorten(cover, 50)}”"
        fix = f"把图片放到稿件旁边，改成“题图: {shorten(name)}”"
        wanted = "和稿件在同一个文件夹里的图片的文件名"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)
    facts = survey.folder.picture_facts(path) if path else None
    if facts and not facts.fault and not _has_room(facts):
        seen = f"题图的宽和高是 {facts.width}×{facts.height}，页面上放不下"
        wanted = f"高不超过宽的 {COVER_TALLEST} 倍、宽不超过高的 {COVER_WIDEST} 倍的图片"
        fix = "用看图软件裁成横图，例如 1200×800；整张图可以放在正文里"
        yield Problem(entry.path, line, RULE, seen, wanted, fix)


def _has_room(facts: PictureFacts) -> bool:
    is_short = facts.height <= facts.width * COVER_TALLEST
    return is_short and facts.width <= facts.height * COVER_WIDEST
