"""转发短文：单位自己的话，不超过 300 个字，不带记号；话题和配图写在各自的一项里。

短文照原样复制到微信和微博，星号、井号、网页代码都会显示出来。短文是单位说的话，不替转发的人说
“我觉得”“已转发”，转发的人有地方写自己的话。话题最多 3 个，每个不超过 16 个字，不用写 #。
配图放在清单旁边，和“配图说明”一起写。

会放行：话题: 文明出行、志愿服务
会放行：配图: lu-kou.jpg，下一行写 配图说明: 行人站在斑马线前等绿灯
会报告：没有短文；短文太长；短文里放了图片；话题太多或太长；有配图没有说明，有说明没有配图；
说明太长；配图是网址或在别的文件夹。
会提醒：短文里的记号；替人说的话；话题里的空格和符号；配图说明只写了文件名。
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.repost_items import lacks_field, list_items, list_misread_keys, list_text_lines
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.descriptions import is_only_a_name
from plugins.reading.front_matter import FrontMatterFault
from plugins.reading.places import picture_path
from plugins.reading.repost_day import PICTURE, ItemReading
from plugins.reading.schema import (
    COVER_ALT_LIMIT,
    ITEM_TEXT_LIMIT,
    TOPIC_LENGTH_LIMIT,
    TOPICS_LIMIT,
)
from plugins.reading.tags import is_plain_tag

RULE = "repost-text"

Finding = tuple[int, str, str, str, Level]
"""A line, what was seen, what is wanted, how to put it right, and how bad it is."""

_WANTED_ALT = "一句话说出图里有什么"
_MARK = re.compile(
    r"\*\*|`|~~|__|(?<!!)\[[^\[\]]*\]\([^()]*\)|</?[A-Za-z][^<>]{0,80}>|<!--"
    r"|^\s*(?:[-*+]\s|>|\d{1,2}\.\s|\||[-*_]{3,}\s*$)"
)
_FOR_SOMEBODY = re.compile(
    r"(?:^|[。！？!?；;\n])[\s“\"]*(?P<words>我(?:(?![们市县区省国校院局办乡镇村单])\w{0,2})"
    r"|本人\w{0,4}|我们(?:家|都|已|觉得|认为|支持)\w{0,2}|(?:我)?(?:已|刚刚)(?:经)?转发)"
)


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield problems of the official texts, topics and pictures of a day's list."""
    for item in list_items(entry):
        for line, seen, wanted, fix, level in _check_item(entry, item):
            yield Problem(entry.path, line, RULE, seen, wanted, fix, level)


def _check_item(entry: Entry, item: ItemReading) -> Iterator[Finding]:
    if not list_misread_keys(entry, item):
        yield from _check_text(entry, item)
    yield from _find_pictures(entry, item)
    yield from _check_topics(item)
    yield from _check_picture(entry, item)


def _find_pictures(entry: Entry, item: ItemReading) -> Iterator[Finding]:
    for line in list_text_lines(entry, item):
        for found in PICTURE.finditer(line.text):
            seen = f"短文里放了图片“{shorten(found['name'], 40)}”"
            fix = "从短文里删去，改成“配图: 文件名”和“配图说明: 图里有什么”两行"
            yield line.number, seen, "图片写在“配图”一项里", fix, Level.ERROR


def _check_text(entry: Entry, item: ItemReading) -> Iterator[Finding]:
    length = len(item.text)
    wanted = f"1 到 {ITEM_TEXT_LIMIT} 个字的短文"
    is_joined = any(fault.kind is FrontMatterFault.NOT_PAIRS for fault in item.faults)
    if not length and not is_joined:  # else the text stands among the fields, as is said there
        fix = f"在第 {item.last_line} 行下面空一行，写上短文"
        yield item.line, f"“{shorten(item.title)}”没有短文", wanted, fix, Level.ERROR
    elif length > ITEM_TEXT_LIMIT:
        line = next((line.number for line in list_text_lines(entry, item)), item.line)
        fix = f"删去 {length - ITEM_TEXT_LIMIT} 个字，细节读者会打开原文看"
        yield line, f"短文有 {length} 个字", wanted, fix, Level.ERROR
    for line in (item.line, *(line.number for line in list_text_lines(entry, item))):
        text = item.title if line == item.line else entry.decoded.text.split("\n")[line - 1]
        if found := _MARK.search(text):
            seen = f"“{shorten(text)}”里的“{shorten(found[0])}”会照原样显示"
            fix = "删去记号，只留文字；要分点的，每点写成一段，前面空一行"
            yield line, seen, "不带记号的文字", fix, Level.WARNING
            break
    if found := _FOR_SOMEBODY.search(item.text):
        seen = f"短文里的“{shorten(found['words'])}”像是替转发的人说的"
        first = next((line.number for line in list_text_lines(entry, item)), item.line)
        fix = "换成单位的口气，说清是什么事；转发的人可以自己写感想"
        yield first, seen, "单位自己的话", fix, Level.WARNING


def _check_topics(item: ItemReading) -> Iterator[Finding]:
    line = item.line_of("topics")
    if len(item.topics) > TOPICS_LIMIT:
        wanted, fix = f"最多 {TOPICS_LIMIT} 个", f"留下最贴切的 {TOPICS_LIMIT} 个"
        yield line, f"有 {len(item.topics)} 个话题", wanted, fix, Level.ERROR
    for topic in item.topics[:20]:
        shown = shorten(topic)
        if len(topic) > TOPIC_LENGTH_LIMIT:
            wanted = f"每个最多 {TOPIC_LENGTH_LIMIT} 个字"
            fix = "换一个短的说法，或用顿号隔开成两个"
            yield line, f"话题“{shown}”有 {len(topic)} 个字", wanted, fix, Level.ERROR
        elif not is_plain_tag(topic) or " " in topic:
            fix = "几个话题用顿号隔开，话题里只留文字"
            seen = f"话题“{shown}”里有空格或符号，微博认不全"
            yield line, seen, "只有文字的话题，用顿号隔开", fix, Level.WARNING


def _check_picture(entry: Entry, item: ItemReading) -> Iterator[Finding]:
    picture, alt = item.text_of("picture"), item.text_of("picture_alt")
    line = item.line_of("picture_alt")
    if picture and lacks_field(entry, item, "picture_alt"):
        fix = "加上一行“配图说明: 图里有什么”"
        yield item.line_of("picture"), "配图没有说明", _WANTED_ALT, fix, Level.ERROR
    if alt and lacks_field(entry, item, "picture"):
        fix = "加上一行“配图: 文件名”；不用配图就删去说明"
        yield line, "写了配图说明，没有配图", "两项都写或都不写", fix, Level.ERROR
    if len(alt) > COVER_ALT_LIMIT:
        seen, wanted = f"配图说明有 {len(alt)} 个字", f"最多 {COVER_ALT_LIMIT} 个字"
        yield line, seen, wanted, "一句话说出图里有什么", Level.ERROR
    elif alt and is_only_a_name(alt):
        fix = "写出图里的人在做什么、是什么地方"
        yield line, f"配图说明只写了“{shorten(alt)}”", _WANTED_ALT, fix, Level.WARNING
    if picture and not picture_path(picture, entry.path):
        name = posixpath.basename(picture.replace("\\", "/").partition("?")[0]) or "文件名"
        seen, wanted = f"配图写成了“{shorten(picture, 50)}”", "清单旁边的图片的文件名"
        fix = f"把图片放到 reposts/ 里，改成“配图: {shorten(name)}”"
        yield item.line_of("picture"), seen, wanted, fix, Level.ERROR
