"""What several rules ask about the fields of front matter."""

from __future__ import annotations

import re
from datetime import date

from plugins.check.nearest import find_nearest
from plugins.reading.article import Entry
from plugins.reading.front_matter import FrontMatterFault
from plugins.reading.places import find_prompt_place, find_repost_day
from plugins.reading.schema import (
    ARTICLE_KEYS,
    PAGE_KEYS,
    PROMPT_KEYS,
    REPOST_KEYS,
    Key,
    chinese_name,
    spellings_of,
)

_WHOLE = frozenset(
    {
        FrontMatterFault.MISSING,
        FrontMatterFault.NOT_CLOSED,
        FrontMatterFault.WRONG_FENCE,
        FrontMatterFault.TOO_LONG,
        FrontMatterFault.NOT_YAML,
        FrontMatterFault.NOT_PAIRS,
    }
)
"""Faults after which no field at all could be read."""

_OTHER_WORDS = {
    "題": "title", "题目": "title", "標題": "title", "名称": "title", "headline": "title",
    "时间": "date", "发布日期": "date", "发布时间": "date", "time": "date", "modified": "date",
    "分类": "column", "类别": "column", "栏目名称": "column", "category": "column",
    "单位": "office", "供稿人": "office", "来稿": "office", "報送": "office", "报送单位": "office",
    "供稿": "office", "供稿单位": "office", "发布": "office",
    "署名": "author", "作者姓名": "author", "authors": "author", "撰稿": "author",
    "简介": "summary", "概要": "summary", "导语": "summary", "description": "summary",
    "关键词": "tags", "关键字": "tags", "keywords": "tags", "tag": "tags",
    "出处": "source", "转自": "source",
    "链接": "source_url", "来源链接": "source_url", "网址": "source_url", "link": "source_url",
    "封面": "cover", "头图": "cover", "图片": "cover", "image": "cover",
    "封面说明": "cover_alt", "图片说明": "cover_alt", "alt": "cover_alt",
    "draft": "status", "发布状态": "status",
    "ai": "ai_generated", "人工智能": "ai_generated", "ai 生成": "ai_generated",
    "样稿": "sample", "长期": "evergreen",
    "开始": "opens", "开始时间": "opens", "开放时间": "opens",
    "截至": "closes", "截止时间": "closes", "结束": "closes", "结束时间": "closes",
}  # fmt: skip
"""Words that other systems and forms use for our keys."""

_UNCLEAR = frozenset({"发布", "时间", "time", "modified", "供稿人", "draft"})
"""Those among them that may as well mean something else: a day of an event, a person."""

_COMMENT = re.compile(r"[:：]\s*#")
_PAIR = re.compile(r"^(?P<key>[^\s:：][^:：]{0,19}?)\s*[:：]\s*(?P<value>.*)$")


def keys_of(entry: Entry) -> tuple[Key, ...]:
    """Return the keys that the kind of text may have."""
    if entry.is_repost_day:
        return REPOST_KEYS
    if entry.is_prompt:
        return PROMPT_KEYS
    return ARTICLE_KEYS if entry.is_article else PAGE_KEYS


def day_of(entry: Entry) -> date | None:
    """Return the day that a file's name says; nothing where it says none."""
    if entry.place:
        return entry.place.day
    place = find_prompt_place(entry.path)
    return place.day if place else find_repost_day(entry.path)


def find_meant_key(written: str, keys: tuple[Key, ...]) -> str:
    """Return the English name of the key that was probably meant, or an empty text."""
    known = spellings_of(keys)
    word = written.strip().casefold()
    meant = _OTHER_WORDS.get(word, "")
    return meant if meant in known.values() else known.get(find_nearest(word, known), "")


def find_other_key(written: str, keys: tuple[Key, ...]) -> str:
    """Return the English name of the key that a word means beyond doubt, or an empty text."""
    known = spellings_of(keys)
    word = written.strip().casefold()
    meant = "" if word in _UNCLEAR else _OTHER_WORDS.get(word, "")
    return known.get(word, "") or (meant if meant in known.values() else "")


def split_pair(line: str) -> tuple[str, str]:
    """Return a line's key and value as written, both empty where it has no colon."""
    found = _PAIR.match(line.strip())
    return (found["key"], found["value"]) if found else ("", "")


def is_read(entry: Entry) -> bool:
    """Tell whether the front matter could be read at all."""
    return not any(fault.kind in _WHOLE for fault in entry.front_matter.faults)


def lacks(entry: Entry, name: str) -> bool:
    """Tell whether a field is missing or empty and nothing else says why.

    A misspelt key or a value that is no text is the front-matter rule's to
    report: once is enough.
    """
    if not is_read(entry) or entry.front_matter.text_of(name) or _is_commented_out(entry, name):
        return False
    meant = (find_meant_key(fault.seen, keys_of(entry)) for fault in entry.front_matter.faults)
    return name not in meant


def _is_commented_out(entry: Entry, name: str) -> bool:
    """Tell whether a field's line has only a # comment for YAML where a value should be."""
    field = entry.front_matter.fields.get(name)
    lines = entry.decoded.text.split("\n")
    is_there = field is not None and 0 < field.line <= len(lines)
    return field is not None and is_there and bool(_COMMENT.search(lines[field.line - 1]))


def say_missing(entry: Entry, name: str) -> str:
    """Say that a field is missing, or that it stands there empty."""
    shown = chinese_name(name)
    is_written = name in entry.front_matter.fields
    return f"“{shown}”是空的" if is_written else f"没有“{shown}”这一行"
