"""The day's list of items to pass on: a heading for each, its fields below it, then its text.

::

    ## 过马路，先看灯

    稿件: lucheng/2026/2026-05-20-crosswalk-and-bus.md
    话题: 文明出行
    截止: 20:00

    官方短文，可以有几段。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import pairwise

from plugins.model.article import Picture
from plugins.model.fingerprint import fingerprint_text
from plugins.model.repost import Level, RepostItem
from plugins.reading.front_matter import (
    Fault,
    Field,
    FrontMatter,
    FrontMatterFault,
    sort_pairs,
)
from plugins.reading.moments import read_moment
from plugins.reading.picture_use import FindPicture
from plugins.reading.places import find_article_path, picture_path
from plugins.reading.schema import (
    COVER_ALT_LIMIT,
    ITEM_TEXT_LIMIT,
    ITEMS_LIMIT,
    REPOST_ITEM_KEYS,
    SOURCE_LIMIT,
    TITLE_LIMIT,
    TOPIC_LENGTH_LIMIT,
    TOPICS_LIMIT,
    spellings_of,
)
from plugins.reading.tags import split_tags
from plugins.reading.web_address import is_web_address

_HEADING = re.compile(r"^ {0,3}#{1,3}\s*(?P<title>[^#\s].*)$")
FIELD = re.compile(r"^\s*(?:[-*]\s+)?(?P<key>[^\s:：]{1,10})[ \t\u3000]*[:：](?P<value>.*)$")
"""One field of an item; whoever reads the value strips it."""

PICTURE = re.compile(r"!\[[^\[\]\n]{0,200}\]\((?P<name>[^()\s]{1,200})")
"""A picture as articles show it; the plain text of an item can show none."""


@dataclass(frozen=True)
class ItemReading:
    """One item as written: each part with the line it stands on.

    ``last_line`` is that of its last field, or of its heading.
    """

    title: str
    line: int
    fields: Mapping[str, Field] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()
    text: str = ""
    last_line: int = 0

    def text_of(self, name: str) -> str:
        """Return a field's value without surrounding space, or an empty text."""
        found = self.fields.get(name)
        return found.value.strip() if found else ""

    def line_of(self, name: str) -> int:
        """Return a field's line; without the field, that of the heading."""
        found = self.fields.get(name)
        return found.line if found else self.line

    @property
    def article(self) -> str:
        """The path of the article it names; empty where it names none in form."""
        return find_article_path(self.text_of("article"))

    @property
    def topics(self) -> tuple[str, ...]:
        """Its topics without their signs."""
        plain = self.text_of("topics").replace("#", "、").replace("＃", "、")
        return split_tags(plain)

    @property
    def key(self) -> str:
        """What the item is called among those of its day: where it leads, in short."""
        if self.article:
            unit, _, name = self.article.removesuffix(".md").split("/")[1:]
            return f"{unit}-{name}"
        return f"link-{fingerprint_text(self.text_of('link'))[:10]}"


@dataclass(frozen=True)
class RepostReading:
    """A day's list as written; ``stray_line`` is that of a text before the first heading."""

    day: date
    items: tuple[ItemReading, ...]
    stray_line: int = 0


def read_items(body: str, first_line: int, day: date) -> RepostReading:
    """Read the items of ``day`` from a text that begins on ``first_line`` of its file."""
    lines = body.split("\n")
    starts = [number for number, line in enumerate(lines) if _HEADING.match(line)]
    before = lines[: starts[0]] if starts else lines
    stray = next((n for n, line in enumerate(before) if line.strip()), None)
    items = tuple(
        _read_item(lines[start:stop], first_line + start)
        for start, stop in pairwise([*starts, len(lines)])
    )
    return RepostReading(day, items, 0 if stray is None else first_line + stray)


def read_window(
    item: ItemReading, front: FrontMatter, day: date
) -> tuple[datetime | None, datetime | None]:
    """Return from when until when an item is open; nothing for a time that can't be read."""
    opens = item.text_of("opens") or front.text_of("opens")
    closes = item.text_of("closes") or front.text_of("closes")
    return (
        read_moment(opens, day, is_end=False),
        read_moment(closes, day, is_end=True),
    )


def compose_items(
    reading: RepostReading, front: FrontMatter, path: str, find_picture: FindPicture
) -> tuple[RepostItem, ...]:
    """Return the items of a day; none where one of them does not keep to the schema."""
    items = [_compose_item(item, reading.day, front, path, find_picture) for item in reading.items]
    whole = tuple(item for item in items if item)
    keys = {item.key for item in whole}
    is_whole = len(keys) == len(items) <= ITEMS_LIMIT and not reading.stray_line
    return whole if is_whole else ()


def _read_item(lines: Sequence[str], line: int) -> ItemReading:
    found = _HEADING.match(lines[0])
    title = found["title"].rstrip().rstrip("#").rstrip() if found else ""
    known = spellings_of(REPOST_ITEM_KEYS)
    begin = next((n for n in range(1, len(lines)) if lines[n].strip()), len(lines))
    end = next((n for n in range(begin, len(lines)) if not lines[n].strip()), len(lines))
    first = FIELD.match(lines[begin]) if begin < len(lines) else None
    if first is None or first["key"].casefold() not in known:
        return ItemReading(title, line, text=_join(lines[1:]), last_line=line)
    pairs, faults = [], []
    for number in range(begin, end):
        pair = FIELD.match(lines[number])
        if pair:
            pairs.append((pair["key"], pair["value"].strip(), number))
        else:
            seen = lines[number].strip()[:40]
            faults.append(Fault(FrontMatterFault.NOT_PAIRS, line + number, seen))
    fields, more = sort_pairs(pairs, line, known)
    faults = sorted([*faults, *more], key=lambda fault: fault.line)
    return ItemReading(title, line, fields, tuple(faults), _join(lines[end:]), line + end - 1)


def _join(lines: Sequence[str]) -> str:
    """Return paragraphs, one a line: a line break inside one is no more than the editor's."""
    paragraphs: list[str] = [""]
    for line in lines:
        if line.strip():
            paragraphs[-1] += line.strip()
        elif paragraphs[-1]:
            paragraphs.append("")
    return "\n".join(paragraphs).strip()


def _compose_item(
    item: ItemReading, day: date, front: FrontMatter, path: str, find_picture: FindPicture
) -> RepostItem | None:
    opens, closes = read_window(item, front, day)
    picture = _find_picture(item, path, find_picture)
    if opens is None or closes is None or opens >= closes or item.faults:
        return None
    if not all(_list_kept(item, picture)):
        return None
    return RepostItem(
        key=item.key,
        title=item.title,
        text=item.text,
        opens=opens,
        closes=closes,
        article=item.article,
        link=item.text_of("link"),
        source=item.text_of("source"),
        level=item.text_of("level"),
        topics=item.topics,
        picture=picture,
        picture_alt=item.text_of("picture_alt") if picture else "",
    )


def _list_kept(item: ItemReading, picture: Picture | None) -> Iterator[bool]:
    """Yield for each condition of the schema whether it is kept; the rules say which is not."""
    text = item.text_of
    yield 0 < len(item.title) <= TITLE_LIMIT
    yield 0 < len(item.text) <= ITEM_TEXT_LIMIT
    yield not PICTURE.search(item.text)
    yield bool(text("article")) != bool(text("link"))
    yield bool(item.article) == bool(text("article"))
    yield not text("link") or is_web_address(text("link"))
    yield bool(text("link")) == bool(text("source")) == bool(text("level"))
    yield len(text("source")) <= SOURCE_LIMIT
    yield not text("level") or text("level") in set(Level)
    yield len(item.topics) <= TOPICS_LIMIT
    yield all(len(topic) <= TOPIC_LENGTH_LIMIT for topic in item.topics)
    yield bool(text("picture")) == bool(text("picture_alt"))
    yield len(text("picture_alt")) <= COVER_ALT_LIMIT
    yield bool(picture) == bool(text("picture"))


def _find_picture(item: ItemReading, path: str, find_picture: FindPicture) -> Picture | None:
    name = item.text_of("picture")
    place = picture_path(name, path) if name else ""
    return find_picture(place) if place else None
