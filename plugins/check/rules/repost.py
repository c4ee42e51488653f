"""转发清单：一天一个文件，每条用 ## 标题开头，下面写几项，空一行写短文。

标题下面的各项一行一项，写成“名称: 内容”，中间不空行；空一行以后是短文，短文里不再写这些项。
一天最多 12 条，同一篇稿件或同一个链接只写一次。

会放行：## 标题；下一行 稿件: lucheng/2026/2026-05-20-crosswalk-and-bus.md；空一行，写短文
会报告：一条也没有；第一条前面有文字；标题太长或没有文字；不认识的名称；同一项写了两次；
短文里夹着“截止:”这样的项；行首的 #话题#；写成 **标题** 的标题；同一天里重复的两条；超过 12 条。
会提醒：标题超过 32 个字。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.fields import is_read
from plugins.check.repost_items import (
    ITEM_KEYS,
    find_field_name,
    find_item_key,
    find_topic_line,
    list_items,
    list_misread_keys,
    list_text_lines,
)
from plugins.check.source_lines import Line
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.front_matter import Fault, FrontMatterFault
from plugins.reading.repost_day import FIELD, ItemReading
from plugins.reading.schema import (
    ITEMS_LIMIT,
    REPOST_ITEM_KEYS,
    TITLE_ADVICE,
    TITLE_LIMIT,
    chinese_name,
)

RULE = "repost"

_NAMES = "、".join(key.chinese[0] for key in REPOST_ITEM_KEYS)
_WANTED_TITLE = "每条用“## 标题”开头"
_WANTED_FIELDS = "标题下面一行一项，写成“名称: 内容”，中间不空行"
_NOT_A_HEADING = re.compile(
    r"^\s*(?:[#＃]+|\*\*(?=.*\*\*\s*$)|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、．])\s*(?P<title>.*)$"
)
_MARKS = "#＃* \t\u3000"
_FAULTS_LIMIT = 20


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield what keeps a day's list from being read as its editor meant it."""
    if entry.items is None or entry.decoded.fault or not is_read(entry):
        return
    yield from _check_whole(entry)
    seen: dict[str, ItemReading] = {}
    for item in list_items(entry):
        yield from _check_title(entry, item)
        for fault in item.faults[:_FAULTS_LIMIT]:
            yield _report_fault(entry, item, fault)
        yield from _check_text_lines(entry, item)
        first = seen.setdefault(item.key, item)
        if first is not item and (item.text_of("article") or item.text_of("link")):
            words = f"和第 {first.line} 行的“{shorten(first.title)}”是同一篇"
            yield Problem(
                entry.path, item.line, RULE, words, "同一天里每篇只写一次", "删去其中一条"
            )


def _check_whole(entry: Entry) -> Iterator[Problem]:
    reading, path = entry.items, entry.path
    if reading is None:
        return
    if reading.stray_line:
        lines = entry.decoded.text.split("\n")
        text = lines[reading.stray_line - 1]
        fix = _say_stray(text, reading.stray_line)
        seen = f"“{shorten(text)}”不在任何一条里"
        yield Problem(path, reading.stray_line, RULE, seen, _WANTED_TITLE, fix)
    elif not reading.items:
        seen, fix = (
            "清单里一条也没有",
            "写上“## 标题”，下一行写“稿件: 单位/年/文件名.md”，空一行写短文",
        )
        yield Problem(path, entry.front_matter.end_line, RULE, seen, _WANTED_TITLE, fix)
    for item in reading.items[:ITEMS_LIMIT]:
        if written := find_topic_line(entry, item):
            seen, topic = f"行首的“{shorten(written)}”会当成新的一条", item.title.partition("#")[0]
            fix = f"话题写在标题下面，写成“话题: {shorten(topic)}”，这里删去"
            yield Problem(path, item.line, RULE, seen, "话题写在“话题”一项里", fix)
    if len(reading.items) > ITEMS_LIMIT:
        seen, wanted = f"清单有 {len(reading.items)} 条", f"一天最多 {ITEMS_LIMIT} 条"
        line, fix = reading.items[ITEMS_LIMIT].line, "留下最要紧的几条，别的移到另一天"
        yield Problem(path, line, RULE, seen, wanted, fix)


def _say_stray(text: str, line: int) -> str:
    title = _NOT_A_HEADING.match(text)
    if title and title["title"].strip(_MARKS):
        return f"是标题就改成“## {shorten(title['title'].strip(_MARKS), 60)}”"
    found = FIELD.match(text)
    if found and ITEM_KEYS.get(found["key"].casefold()) in ("opens", "closes"):
        return "对全天都管用的时间，前后各加一行 ---；只管一条的，移到那条的标题下面"
    if found and find_item_key(found["key"]):
        return f"在第 {line} 行前面加一行“## 标题”"
    return "是标题就在前面加“## ”；不是就移到某一条的短文里，或删去"


def _check_title(entry: Entry, item: ItemReading) -> Iterator[Problem]:
    length, wanted = (
        len(item.title),
        f"1 到 {TITLE_LIMIT} 个字的标题，最好不超过 {TITLE_ADVICE} 个字",
    )
    if not any(sign.isalnum() for sign in item.title):
        seen, fix = f"标题只有标点“{shorten(item.title)}”", "写上能看懂的文字"
        yield Problem(entry.path, item.line, RULE, seen, wanted, fix)
    elif length > TITLE_ADVICE:
        level = Level.ERROR if length > TITLE_LIMIT else Level.WARNING
        seen, fix = f"标题有 {length} 个字", "删去修饰语，把细节写到短文里"
        yield Problem(entry.path, item.line, RULE, seen, wanted, fix, level)


def _report_fault(entry: Entry, item: ItemReading, fault: Fault) -> Problem:
    seen, shown = "", shorten(fault.seen)
    wanted, fix = _WANTED_FIELDS, ""
    if fault.kind is FrontMatterFault.TWICE:
        first = item.line_of(ITEM_KEYS.get(fault.seen.casefold(), ""))
        seen, wanted = f"“{shown}”这一项写了两次，第 {first} 行已经有了", "每一项只写一次"
        fix = f"留下对的一行，删去第 {fault.line} 行或第 {first} 行"
    elif fault.kind is FrontMatterFault.UNKNOWN_KEY:
        return _report_unknown(entry, fault.line, fault.seen)
    elif fault.kind is FrontMatterFault.NOT_TEXT:
        seen, fix = f"“{shown}”的内容里有看不见的字符", "把这一行重新打一遍"
    else:
        seen, fix = f"“{shown}”不是一项", "是短文就在前面空一行；是上一行的内容就并上去"
    return Problem(entry.path, fault.line, RULE, seen, wanted, fix)


def _report_unknown(entry: Entry, line: int, written: str) -> Problem:
    shown, meant = shorten(written), find_item_key(written)
    fix = "删去这一行；是短文就在前面空一行"
    if meant:
        fix = f"把“{shown}”改成“{chinese_name(meant, REPOST_ITEM_KEYS)}”"
    seen = f"不认识的名称“{shown}”"
    return Problem(entry.path, line, RULE, seen, f"只用这些名称：{_NAMES}", fix)


def _check_text_lines(entry: Entry, item: ItemReading) -> Iterator[Problem]:
    """Report the first line of a text that is really a heading or a field."""
    misread = list_misread_keys(entry, item)
    for line_number, key in misread[:_FAULTS_LIMIT]:
        yield _report_unknown(entry, line_number, key)
    if misread:
        return
    lines = list(list_text_lines(entry, item))
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        words = _say_line(line, following, item)
        if words:
            yield Problem(entry.path, line.number, RULE, *words)
            return


def _say_line(line: Line, following: Line | None, item: ItemReading) -> tuple[str, str, str] | None:
    """Say what is wrong with a line of text: what is seen, wanted, and to be done."""
    title = _NOT_A_HEADING.match(line.text)
    plain = title["title"].strip(_MARKS) if title else ""
    is_hash = line.text.lstrip()[:1] in ("#", "＃")
    if is_hash or (title and following and find_field_name(following.text)):
        seen = f"“{shorten(line.text)}”没有当成标题，连到了上一条里"
        fix = f"改成“## {shorten(plain, 60)}”" if plain else "写上标题，或删去这一行"
        return seen, _WANTED_TITLE, fix
    key = find_field_name(line.text)
    if not key:
        return None
    seen, fix = f"“{key}”这一项写在了短文里", f"移到第 {item.last_line} 行下面，中间不空行"
    if ITEM_KEYS[key.casefold()] in item.fields:
        seen = f"“{key}”又写了一次，夹在短文里"
        fix = "前面少了“## 标题”就补上；多余的就删去这一行"
    return seen, _WANTED_FIELDS, fix
