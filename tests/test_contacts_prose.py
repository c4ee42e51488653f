"""Contact data in made-up prose: what is planted is found, and nothing else alarms."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from plugins.contacts.allowed import NOTHING_ALLOWED
from plugins.contacts.contact import Kind
from plugins.contacts.finding import find_contacts, read_contacts
from plugins.contacts.glance import may_hold_contacts
from tests.contacts.writings import KINDS, SEPARATORS, WRITINGS

WORDS = st.sampled_from(
    ["文明", "办公室", "志愿者", "今天", "社区", "道路", "同学们", "老人", "大家", "一起", "海边"]
) | st.sampled_from(
    ["三五", "第一", "一二", "电话亭", "微信群", "QQ 群", "加微信", "活动", "台风", "图书馆"]
)
AMOUNTS = st.one_of(
    st.dates().map(lambda day: f"{day.year}年{day.month}月{day.day}日"),
    st.dates().map(lambda day: f"{max(day.year, 1000)}-{day.month:02}-{day.day:02}"),
    st.integers(1, 999999).map(lambda count: f"{count}人次"),
    st.integers(1, 99999999).map(lambda count: f"{count / 100:,.2f} 元"),
    st.tuples(st.integers(6, 21), st.integers(0, 59)).map(lambda time: f"{time[0]}:{time[1]:02}"),
    st.sampled_from(["12345", "110", "96345", "5%", "〔2026〕18号", "GB/T 2260-2007"]),
)
PIECES = st.one_of(WORDS, AMOUNTS, st.sampled_from("，。；、：（）“”\n"))
MARKUP = st.sampled_from(["<b>", "</b>", "**", "<td>", "</p>\n<p>", "&quot;", "- ", "## ", "| "])


FRAGMENTS = (
    *(
        "138",
        "0013",
        "8000",
        "0577",
        "88961234",
        "330302",
        "19900101",
        "1235",
        "6",
        "一",
        "三",
        "８",
    ),
    *(
        "电话",
        "QQ",
        "qq群",
        "微信号：",
        "微信ID：",
        "VX：",
        "加V",
        "+V ",
        "身份证",
        "传真",
        "tel",
        "Fax",
    ),
    *(
        "zhangsan",
        "@",
        "qq",
        ".com",
        "：",
        ":",
        "是",
        "，",
        "。",
        '"',
        "'",
        "=",
        "(at)",
        "#163",
    ),
    *SEPARATORS,
)
"""What contact data is made of, and much else."""


@given(st.lists(PIECES, max_size=60))
def test_prose_with_days_and_amounts_never_alarms(pieces: list[str]) -> None:
    text = "，".join(pieces)

    assert [] == find_contacts(text, NOTHING_ALLOWED)


@given(
    st.lists(PIECES | MARKUP, max_size=25),
    st.lists(PIECES | MARKUP, max_size=25),
    st.sampled_from(list(KINDS)),
    st.sampled_from(list(WRITINGS.values())),
    st.sampled_from(SEPARATORS),
)
def test_a_number_planted_in_prose_is_found(
    before: list[str], behind: list[str], kind: Kind, write: Callable[[str], str], separator: str
) -> None:
    lead, groups = KINDS[kind]
    number = separator.join("".join(map(write, group)) for group in groups)
    text = f"{''.join(before)}，{lead}{number}，先收着。{''.join(behind)}"

    found = [(each.kind, each.value) for each in find_contacts(text, NOTHING_ALLOWED)]

    assert (kind, "".join(groups)) in found


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join))
def test_the_quick_look_stops_at_everything_that_reading_finds(text: str) -> None:
    assert may_hold_contacts(text) or [] == read_contacts(text, NOTHING_ALLOWED)
