"""Work prompts: how they are read and remembered, and when they are due."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest

from plugins.model.days import SHANGHAI
from plugins.model.prompt import Prompt
from plugins.reading.article import Entry, read_prompt
from plugins.reading.record import pack_entry, unpack_record

PATH = "prompts/2026-11-01-one-article.md"

WHOLE = """\
---
标题: 一人一月一文
发布单位: 测试单位
依据: 测试办法
对象: 志愿者、全国文明单位
截止: 2026年11月25日 18:00
用时: 60分钟
重复: 每月
重复到: 2027-02-28
---

每人每月写一篇。
"""


def read(text: str, path: str = PATH) -> Entry:
    return read_prompt(path, text.encode(), lambda path: None)


def prompt_of(text: str) -> Prompt:
    prompt = read(text).prompt
    assert prompt
    return prompt


def test_a_prompt_says_who_asks_whom_for_what_until_when() -> None:
    assert Prompt(
        source_path=PATH,
        name="one-article",
        day=date(2026, 11, 1),
        title="一人一月一文",
        office="测试单位",
        audiences=("志愿者", "全国文明单位"),
        deadline=datetime(2026, 11, 25, 18, 0, tzinfo=SHANGHAI),
        minutes=60,
        basis="测试办法",
        is_monthly=True,
        last_day=date(2027, 2, 28),
    ) == prompt_of(WHOLE)


def replace(old: str, new: str) -> Callable[[], str]:
    assert old in WHOLE
    return lambda: WHOLE.replace(old, new, 1)


@pytest.mark.parametrize(
    "change",
    [
        replace("标题: 一人一月一文\n", ""),
        replace("发布单位: 测试单位\n", ""),
        replace("志愿者", "路人"),
        replace("对象: 志愿者、全国文明单位\n", ""),
        replace("2026年11月25日", "2026年10月25日"),
        replace("2026年11月25日", "下周"),
        replace("25日", "30日"),
        replace("60分钟", "一小时"),
        replace("60", "6000"),
        replace("60", "0"),
        replace("每月", "每周"),
        replace("重复: 每月\n", ""),
        replace("2027-02-28", "2026-11-24"),
        replace("每人每月写一篇。", ""),
        replace("依据", "根据什么"),
    ],
)
def test_a_prompt_with_anything_missing_or_wrong_is_none(change: Callable[[], str]) -> None:
    assert read(change()).prompt is None


def test_what_was_read_comes_back_out_of_the_memory() -> None:
    entry = read(WHOLE)
    packed = pack_entry(entry)

    assert entry.prompt == unpack_record(PATH, packed.card, packed.trace).prompt


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 10, 1), date(2026, 11, 25)),
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 26), date(2026, 12, 25)),
        (date(2026, 12, 31), date(2027, 1, 25)),
        (date(2027, 2, 25), date(2027, 2, 25)),
        (date(2027, 2, 26), None),
    ],
)
def test_a_monthly_prompt_is_due_on_its_day_until_it_ends(day: date, due: date | None) -> None:
    found = prompt_of(WHOLE).deadline_after(day)

    assert due == (found.date() if found else None)


def test_a_prompt_that_does_not_come_back_is_due_once() -> None:
    once = prompt_of(WHOLE.replace("重复: 每月\n重复到: 2027-02-28\n", ""))

    assert once.deadline == once.deadline_after(date(2026, 11, 25))
    assert once.deadline_after(date(2026, 11, 26)) is None
