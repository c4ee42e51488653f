"""What stands at a document's head (and foot) about the article: title, office, author, date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plugins.importing.document.blocks import (
    Block,
    Paragraph,
    Table,
    cut_pieces,
    say_cell,
    trim_pieces,
    write_out,
)
from plugins.importing.document.official import set_closing_aside, take_red_head
from plugins.importing.document.remarks import Remarks
from plugins.reading.dates import read_date
from plugins.reading.schema import ARTICLE_KEYS, TITLE_LIMIT

HEAD_BLOCKS = 14
"""Blocks in which a head is looked for: the template has eleven rows in one table."""

_FOOT_BLOCKS = 3
_FOOT_LIMIT = 60
_VALUE_LIMIT = 300
_PLAIN_TITLE_LIMIT = 40
_WANTED = (
    "title", "date", "column", "office", "author", "summary", "tags", "source", "source_url",
    "cover_alt", "ai_generated",
)  # fmt: skip
_NAMING = ("office", "author", "source", "column")
"""Fields whose values hold no day of their own."""

_MORE = {
    "title": ("题目", "文章标题", "稿件标题"),
    "date": ("时间", "发布日期", "供稿日期", "投稿日期", "发稿日期", "供稿时间", "发布时间"),
    "office": ("单位", "报送单位", "来稿单位", "投稿单位", "供稿部门", "单位名称"),
    "author": ("通讯员", "记者", "撰稿", "撰稿人", "撰文", "供稿人", "投稿人", "作者姓名"),
    "summary": ("内容摘要", "内容提要", "提要"),
    "tags": ("关键词", "关键字"),
    "source": ("稿件来源", "文章来源", "信息来源"),
    "source_url": ("原文网址", "原文地址", "链接", "网址"),
    "ai_generated": ("是否AI生成", "AI 生成"),
}
"""What liaisons write beside the names of our own schema."""

_NAMES = {
    spelling.replace(" ", "").casefold(): key.name
    for key in ARTICLE_KEYS
    if key.name in _WANTED
    for spelling in (*key.chinese, *_MORE.get(key.name, ()))
}
_SPACED = "|".join(r"[ \u3000]*".join(map(re.escape, n)) for n in sorted(_NAMES, key=len)[::-1])
_KEY = re.compile(
    rf"(?:^|(?<=[\s\u3000|｜；;，,]))(?P<key>{_SPACED})[ \u3000]*[:：][ \u3000]*", re.I
)
_UNKNOWN_KEY = re.compile(r"[ \u3000]\S{1,6}[:：](?!//)")
"""What makes a line more than its known names say: 作者：某某　审核：某某."""

_PERSON = re.compile(r"^(?:通讯员|记者|作者|撰稿)[ \u3000]+(?P<name>\S[^，。；：]{1,20})$")
_FOOT = re.compile(
    r"[（(](?P<before>[^（）()，。；：:]{2,24}?)[ \u3000]*供稿[)）]$"
    r"|[（(](?P<pairs>[^（）()。]{2,10}[:：][^（）()。]{1,40})[)）]$"
    r"|[（(](?P<person>(?:通讯员|作者|撰稿)[ \u3000]+[^（）()。；：:]{2,20})[)）]$"
)
_OFFICE = re.compile(
    r"^(?P<office>\S{2,24}(?:文明办|文明办公室|文明中心|宣传部))"
    r"(?: (?P<author>[\u3400-\u9fff·]{2,8}))?$"
)
_SENTENCE = re.compile(r"[。；;，,、：:]$")
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.、．])"
)
_EMPTY = re.compile(r"[（(〔\[【].*(?:填|例如|必填|选填|可以不写|可不).*[)）〕\]】]|[_＿\-—/／\s]*")
"""What stands in a field that nobody has filled in."""


def take_head(blocks: Sequence[Block], remarks: Remarks) -> tuple[dict[str, str], list[Block]]:
    """Return the fields that stand at the head or foot of ``blocks``, and the blocks left."""
    fields: dict[str, str] = {}
    number, left = take_red_head(blocks, remarks)
    left, closing = set_closing_aside(_take_top(left, fields))
    left = [*number, *_take_foot(left, fields), *closing]
    told = (fields.get("title"), fields.get("author"))
    if left and isinstance(left[0], Paragraph) and _flat(left[0].text) in told:
        del left[0]
    return {name: value for name, value in fields.items() if value}, left


def _take_top(blocks: list[Block], fields: dict[str, str]) -> list[Block]:
    """Take off what tells of the article until the text begins."""
    place = 0
    while place < min(HEAD_BLOCKS, len(blocks)):
        block = blocks[place]
        found = _read_table(block) if isinstance(block, Table) else _read_line(block)
        if found and _add(fields, found):
            place += 1
        elif "title" not in fields and _is_title(blocks, place):
            assert isinstance(block, Paragraph)
            fields["title"] = _flat(block.text)
            place += 1
        elif _is_rest_of_title(block, fields):
            assert isinstance(block, Paragraph)
            mark = "" if block.text.startswith("—") else " "
            fields["title"] += mark + _flat(block.text)
            place += 1
        else:
            break
    return blocks[place:]


def _add(fields: dict[str, str], found: dict[str, str]) -> bool:
    """Add what was found unless another value is known; what nobody filled in is dropped."""
    filled = {name: value for name, value in found.items() if not _EMPTY.fullmatch(value)}
    if any(fields.get(name, value) != value for name, value in filled.items()):
        return False
    fields.update(filled)
    return True


def _read_table(table: Table) -> dict[str, str]:
    """Read a table of names and values, two or four columns wide; all names must be known."""
    found: dict[str, str] = {}
    for row in table.rows:
        cells = [say_cell(cell) for cell in row]
        pairs = list(zip(cells[::2], cells[1::2], strict=False))
        for written, value in pairs:
            key = re.sub(r"（.*?）|\(.*?\)|[\s\u3000:：*＊]", "", written).casefold()
            if key in _NAMES:
                found.setdefault(_NAMES[key], _flat(value))
            elif key or value:
                return {}
    return found


def _read_line(block: Block) -> dict[str, str]:
    """Read a line that is nothing but names with their values, or a lone date or office."""
    if not isinstance(block, Paragraph) or block.heading or len(block.text) > _VALUE_LIMIT:
        return {}
    text = _flat(block.text.strip("（）()")) if block.text[:1] in "（(" else _flat(block.text)
    if read_date(text).day:
        return {"date": text}
    if block.is_centred and (office := _OFFICE.match(text)):
        return {name: value for name, value in office.groupdict().items() if value}
    if person := _PERSON.match(text):
        return {"author": person["name"].strip()}
    return _read_pairs(text)


def _read_pairs(text: str) -> dict[str, str]:
    """Read ``供稿：… 作者：…``, a day before or behind it; nothing where the line says more."""
    keys = list(_KEY.finditer(text))
    day = text[: keys[0].start()].strip(" |｜；;，,") if keys else ""
    if not keys or (day and not read_date(day).day):
        return {}
    found: dict[str, str] = {"date": day} if day else {}
    ends = [*(key.start() for key in keys[1:]), len(text)]
    for key, end in zip(keys, ends, strict=True):
        value = text[key.end() : end].strip(" \u3000|｜；;，,")
        name = _NAMES[re.sub(r"[ \u3000]", "", key["key"]).casefold()]
        if name in _NAMING and "date" not in found:
            value, day = _split_day(value)
            found |= {"date": day} if day else {}
        is_day = name != "date" or bool(read_date(value).day) or bool(_EMPTY.fullmatch(value))
        is_mixed = name not in ("title", "summary") and bool(_UNKNOWN_KEY.search(value))
        if name in found or not is_day or is_mixed:
            return {}
        found[name] = value
    return found


def _split_day(value: str) -> tuple[str, str]:
    """Return a value without the day that was written behind it, and the day; else empty."""
    words = value.split(" ")
    for place in range(1, len(words)):
        if read_date(day := " ".join(words[place:])).day:
            return " ".join(words[:place]), day
    return value, ""


def _is_title(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether a block is the title: by its style, by its look, or by standing first."""
    block = blocks[place]
    if not isinstance(block, Paragraph) or not 0 < len(_flat(block.text)) <= TITLE_LIMIT:
        return False
    if block.is_title:
        return True
    if block.label or _NUMBERED.match(block.text) or _SENTENCE.search(block.text):
        return False
    others = [b for b in blocks[place + 1 :] if isinstance(b, Paragraph)]
    if block.heading:
        return all(not b.heading or b.heading > block.heading for b in others)
    sizes = sorted(b.size for b in others if b.size)
    is_larger = bool(sizes) and block.size >= sizes[len(sizes) // 2] + 1.5
    if block.is_centred or (block.is_bold and others) or is_larger:
        return True
    longest = max((len(b.text) for b in others), default=0)
    return len(block.text) <= _PLAIN_TITLE_LIMIT and longest > 2 * len(block.text)


def _is_rest_of_title(block: Block, fields: dict[str, str]) -> bool:
    """Tell whether a line goes on with the title: centred and large, or a line behind a dash."""
    if not isinstance(block, Paragraph) or set(fields) != {"title"} or block.heading:
        return False
    is_dashed = block.text.startswith("——") and len(block.text) <= _PLAIN_TITLE_LIMIT
    is_alike = block.is_title or (block.is_centred and block.is_bold)
    whole = len(fields["title"]) + len(_flat(block.text)) + 1
    return (is_dashed or is_alike) and whole <= TITLE_LIMIT and not _SENTENCE.search(block.text)


def _take_foot(blocks: list[Block], fields: dict[str, str]) -> list[Block]:
    """Take off lines at the end that say who sent it, also in brackets behind the last words."""
    for _ in range(_FOOT_BLOCKS):
        last = blocks[-1] if blocks else None
        if not isinstance(last, Paragraph):
            break
        found = _read_line(last) if len(blocks) > 1 else {}
        if set(found) == {"date"} and not _KEY.match(last.text):
            _add(fields, found)  # a notice is signed with its day, which stays
            break
        if found and "title" not in found and _add(fields, found):
            blocks = blocks[:-1]
            continue
        written = _FOOT.search(last.text[-_FOOT_LIMIT:])
        if not written or not _add(fields, _read_foot(written)):
            break
        end = len(write_out(last.pieces).rstrip()) - len(written[0])
        rest = replace(last, pieces=trim_pieces(cut_pieces(last.pieces, 0, end)))
        blocks = [*blocks[:-1], *([rest] if rest.text else [])]
        break
    return blocks


def _read_foot(written: re.Match[str]) -> dict[str, str]:
    if written["before"]:
        office, _, author = _flat(written["before"]).partition(" ")
        return {"office": office} | ({"author": author} if author else {})
    if written["person"]:
        person = _PERSON.match(written["person"])
        return {"author": person["name"].strip()} if person else {"": ""}
    return _read_pairs(written["pairs"]) or {"": ""}


def _flat(text: str) -> str:
    """Return ``text`` on one line with single spaces."""
    return " ".join(text.split())
