"""A day's list of items as the city's editor writes it, and what is remembered of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.article import Picture
from plugins.model.days import SHANGHAI
from plugins.model.repost import RepostItem, RepostSlip
from plugins.reading.article import Entry, read_repost_day
from plugins.reading.content_folder import ContentFolder
from plugins.reading.record import pack_entry, unpack_record

PATH = "reposts/2026-11-25.md"
ARTICLE = "articles/lucheng/2026/2026-05-20-crosswalk.md"

WHOLE = """\
---
截止: 22:00
---

## 过马路，先看灯

稿件: lucheng/2026/2026-05-20-crosswalk.md
话题: #文明出行# 、礼让
开放: 8:00

路口等一等，
让一让。

第二段。

## 一起读书

- 链接：https://www.example.cn/a?b=1&c=2
- 来源：某某网
- 级别：国家
- 截止：次日 12:00
- 配图：book.png
- 配图说明：一本打开的书

每天读一会儿。
"""
PICTURE = Picture("reposts/book.png", "media/book.jpg", 40, 30, "0" * 64, (40,))


def find_picture(path: str) -> Picture | None:
    return PICTURE if path == PICTURE.source else None


def read(text: str, path: str = PATH) -> Entry:
    return read_repost_day(path, text.encode(), find_picture)


def items_of(text: str) -> tuple[RepostItem, ...]:
    day = read(text).repost_day
    assert day
    return day.items


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


def test_items_are_read_in_their_order_with_all_they_say() -> None:
    first, second = items_of(WHOLE)

    assert (
        RepostItem(
            key="lucheng-2026-05-20-crosswalk",
            title="过马路，先看灯",
            text="路口等一等，让一让。\n第二段。",
            opens=at(25, 8),
            closes=at(25, 22),
            article=ARTICLE,
            topics=("文明出行", "礼让"),
        )
        == first
    )
    assert ("https://www.example.cn/a?b=1&c=2", "某某网", "国家") == (
        second.link,
        second.source,
        second.level,
    )
    assert (at(25, 0), at(26, 12)) == (second.opens, second.closes)
    assert (PICTURE, "一本打开的书") == (second.picture, second.picture_alt)


def test_a_day_needs_no_front_matter() -> None:
    (item,) = items_of("## 题\n\n稿件: lucheng/2026/2026-05-20-crosswalk.md\n\n一句话。\n")

    assert (at(25, 0), at(25, 23, 59)) == (item.opens, item.closes)


@pytest.mark.parametrize(
    "written",
    [
        "lucheng/2026/2026-05-20-crosswalk.md",
        "articles/lucheng/2026/2026-05-20-crosswalk.md",
        "content/articles/lucheng/2026/2026-05-20-crosswalk.md",
        "lucheng/2026/05-20-crosswalk/",
        "/lucheng/2026/05-20-crosswalk",
    ],
)
def test_an_article_is_named_by_its_path_or_its_address(written: str) -> None:
    assert ARTICLE == items_of(f"## 题\n\n稿件: {written}\n\n一句话。\n")[0].article


def test_an_item_keeps_its_name_wherever_it_stands_in_the_day() -> None:
    head, first, second = WHOLE.split("\n## ")
    turned = "\n## ".join((head, f"{second}\n", first))

    assert {item.key for item in items_of(WHOLE)} == {item.key for item in items_of(turned)}


def replace(old: str, new: str) -> Callable[[], str]:
    assert old in WHOLE
    return lambda: WHOLE.replace(old, new, 1)


@pytest.mark.parametrize(
    "change",
    [
        replace("## 过马路", "先看\n\n## 过马路"),
        replace("稿件: lucheng/2026/2026-05-20-crosswalk.md\n", ""),
        replace("稿件: ", "链接: https://a.example/\n稿件: "),
        replace("2026-05-20-crosswalk", "crosswalk"),
        replace("https://www.example.cn", "javascript:alert(1)"),
        replace("- 来源：某某网\n", ""),
        replace("国家", "全球"),
        replace("8:00", "早点"),
        replace("8:00", "23:00"),
        replace("book.png", "pen.png"),
        replace("- 配图说明：一本打开的书\n", ""),
        replace("每天读一会儿。", ""),
        replace("每天读一会儿。", "字" * 301),
        replace("礼让", "礼让、一、二、三"),
        replace("话题", "画题"),
        replace("话题: ", "稿件: b\n话题: "),
        replace("截止: 22:00", "截止: 22:00\n颜色: 红"),
        replace("截止: 22:00", "日期: 2026-11-24"),
        replace("第二段。", "![图](book.png)"),
        lambda: f"{WHOLE}\n## 再来\n\n稿件: lucheng/2026/2026-05-20-crosswalk.md\n\n又一次。\n",
    ],
)
def test_a_day_with_anything_missing_or_wrong_is_none(change: Callable[[], str]) -> None:
    assert read(WHOLE).repost_day
    assert read(change()).repost_day is None


def test_parts_know_their_lines() -> None:
    items = read(WHOLE).items
    assert items
    first, second = items.items

    assert (5, 7, 9) == (first.line, first.line_of("article"), first.line_of("opens"))
    assert (9, 23) == (first.last_line, second.last_line)
    assert 5 == first.line_of("link")


def test_a_text_before_the_first_heading_is_seen() -> None:
    items = read("先说一句。\n\n## 题\n").items

    assert items
    assert 1 == items.stray_line


def test_what_was_read_comes_back_out_of_the_memory() -> None:
    entry = read(WHOLE)
    packed = pack_entry(entry)

    assert entry.repost_day == unpack_record(PATH, packed.card, packed.trace).repost_day
    assert ("reposts/book.png", ARTICLE) == packed.asked
    path, day, _, articles, has_pictures = json.loads(packed.slip)
    assert (PATH, "2026-11-25", [ARTICLE], True) == (path, day, articles, has_pictures)


@given(st.text(max_size=300), st.sampled_from([PATH, "reposts/2026-02-30.md", "reposts/a.md"]))
def test_no_text_trips_the_reader(text: str, path: str) -> None:
    entry = read_repost_day(path, text.encode("utf-8", "surrogatepass"), find_picture)

    pack_entry(entry)


def test_days_are_listed_in_order_whoever_has_read_them(tmp_path: Path) -> None:
    (tmp_path / "reposts").mkdir()
    for day in ("2026-11-25", "2026-11-09", "2025-12-31"):
        file = tmp_path / f"reposts/{day}.md"
        file.write_text(
            "## 题\n\n稿件: lucheng/2026/2026-05-20-crosswalk.md\n\n一句话。\n", "utf-8"
        )
    folder = ContentFolder(tmp_path)
    unread = folder.repost_slips()
    for path in folder.texts:
        folder.entry(path)
        folder.keep(path, "[]")
    folder.learn(folder.take_news())

    def tell(slips: list[RepostSlip]) -> list[tuple[str, str, list[str]]]:
        return [(slip.iso_day, slip.fingerprint, [*slip.articles]) for slip in slips]

    assert ["2025-12-31", "2026-11-09", "2026-11-25"] == [slip.iso_day for slip in unread]
    assert tell(unread) == tell(folder.repost_slips())
    assert tell(unread) == tell(ContentFolder(tmp_path, folder.memory).repost_slips())
    assert {ARTICLE} == {item.article for slip in unread for item in slip.open().items}
