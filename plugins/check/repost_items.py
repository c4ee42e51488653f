"""What several rules ask about the items of a day's list."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.fields import is_read
from plugins.check.nearest import find_nearest
from plugins.check.source_lines import Line
from plugins.reading.article import Entry
from plugins.reading.front_matter import FrontMatterFault
from plugins.reading.repost_day import FIELD, ItemReading
from plugins.reading.schema import ITEMS_LIMIT, REPOST_ITEM_KEYS, spellings_of

ITEM_KEYS = spellings_of(REPOST_ITEM_KEYS)

_OTHER_WORDS = {
    "文章": "article", "文件": "article", "路径": "article", "本站稿件": "article",
    "原文": "link", "网址": "link", "地址": "link", "url": "link", "来源链接": "link",
    "出处": "source", "单位": "source", "发布单位": "source", "转自": "source",
    "等级": "level", "层级": "level", "标签": "topics", "关键词": "topics", "tags": "topics",
    "开始": "opens", "开始时间": "opens", "开放时间": "opens", "时间": "closes",
    "截至": "closes", "截止时间": "closes", "结束": "closes", "结束时间": "closes",
    "图片": "picture", "题图": "picture", "封面": "picture", "图片说明": "picture_alt",
    "题图说明": "picture_alt", "封面说明": "picture_alt",
}  # fmt: skip
"""Words that other forms use for an item's keys."""


def list_items(entry: Entry) -> tuple[ItemReading, ...]:
    """Return the items that rules speak of: beyond the limit of a day, none."""
    if entry.items is None or entry.decoded.fault or not is_read(entry):
        return ()
    items = entry.items.items[:ITEMS_LIMIT]
    return tuple(item for item in items if not find_topic_line(entry, item))


def find_topic_line(entry: Entry, item: ItemReading) -> str:
    """Return the line of a topic, such as ``#文明出行#``, that was read as an item's heading."""
    line = entry.decoded.text.split("\n")[item.line - 1].strip()
    is_topic = line[:1] == "#" and line[1:2] not in ("#", " ") and "#" in line[2:]
    return line if is_topic else ""


def list_text_lines(entry: Entry, item: ItemReading) -> Iterator[Line]:
    """Yield the lines of an item's text that are not blank."""
    items = entry.items.items if entry.items else ()
    later = (other.line for other in items if other.line > item.line)
    front = entry.front_matter
    lines = front.body.split("\n")
    end = min(later, default=front.body_line + len(lines))
    for number in range(item.last_line + 1, end):
        line = Line(number, lines[number - front.body_line])
        if not line.is_blank:
            yield line


def find_item_key(written: str) -> str:
    """Return the English name of an item's key that was probably meant, or an empty text."""
    word = "".join(written.casefold().split())
    words = {**_OTHER_WORDS, **ITEM_KEYS}
    return words.get(word) or words.get(find_nearest(word, words, 0.6), "")


def find_field_name(text: str) -> str:
    """Return the key as written where a line of text is really one of an item's fields."""
    found = FIELD.match(text)
    return found["key"] if found and found["key"].casefold() in ITEM_KEYS else ""


def list_misread_keys(entry: Entry, item: ItemReading) -> list[tuple[int, str]]:
    """Return the unknown keys that kept all fields of an item from being read, by their lines."""
    if item.fields or item.faults:
        return []
    block: list[Line] = []
    for line in list_text_lines(entry, item):
        if block and line.number != block[-1].number + 1:
            break
        block.append(line)
    found = [(line, FIELD.match(line.text)) for line in block]
    keys = [(line.number, match["key"]) for line, match in found if match]
    if not keys or keys[0][0] != block[0].number:
        return []
    is_field = find_item_key(keys[0][1]) or any(find_field_name(line.text) for line in block)
    return (
        [(line, key) for line, key in keys if key.casefold() not in ITEM_KEYS] if is_field else []
    )


def lacks_field(entry: Entry, item: ItemReading, name: str) -> bool:
    """Tell whether an item's field is missing and no misspelt or misplaced line says why."""
    if item.text_of(name) or list_misread_keys(entry, item):
        return False
    for fault in item.faults:
        if fault.kind is FrontMatterFault.NOT_TEXT or find_item_key(fault.seen) == name:
            return False
    misplaced = (find_field_name(line.text) for line in list_text_lines(entry, item))
    return all(ITEM_KEYS.get(key.casefold()) != name for key in misplaced if key)
