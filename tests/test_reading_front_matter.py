"""Front matter: pairs with their lines, and every fault named."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.reading.front_matter import (
    SIZE_LIMIT,
    FrontMatterFault,
    read_plain_pairs,
    split_front_matter,
)
from plugins.reading.schema import ARTICLE_KEYS, PAGE_KEYS
from plugins.reading.yaml_pairs import read_yaml_pairs


def faults_of(text: str) -> list[tuple[FrontMatterFault, int]]:
    """Return the kinds and lines of what is wrong."""
    return [(f.kind, f.line) for f in split_front_matter(text, ARTICLE_KEYS).faults]


def test_fields_keep_their_lines_and_the_body_its_own() -> None:
    """Reports stand on the lines that the liaison sees."""
    front = split_front_matter("---\n标题: 海边\n\n栏目: 志愿服务\n---\n\n正文\n", ARTICLE_KEYS)

    assert ("海边", 2) == (front.text_of("title"), front.line_of("title"))
    assert ("志愿服务", 4) == (front.text_of("column"), front.line_of("column"))
    assert ("\n正文\n", 6, 5) == (front.body, front.body_line, front.end_line)
    assert () == front.faults


@pytest.mark.parametrize("key", ["标题", "title", "Title", "TITLE"])
def test_key_may_be_chinese_or_english(key: str) -> None:
    """Case does not count."""
    assert "海边" == split_front_matter(f"---\n{key}: 海边\n---\n", ARTICLE_KEYS).text_of("title")


@pytest.mark.parametrize("colon", ["：", "： ", " ：", "\u3000：\u3000"])
def test_full_width_colon_is_read_and_noted(colon: str) -> None:
    """It is read as it was meant, and the rule says so."""
    front = split_front_matter(f"---\n标题{colon}海边\n---\n", ARTICLE_KEYS)

    assert "海边" == front.text_of("title")
    assert (2,) == front.full_width_lines


def test_colon_without_a_space_is_read() -> None:
    """Half-width, but hard against the value; an address keeps its own colon."""
    front = split_front_matter("---\n标题:海边\n原文链接:https://a.cn/\n---\n", ARTICLE_KEYS)

    assert "海边" == front.text_of("title")
    assert "https://a.cn/" == front.text_of("source_url")
    assert () == front.full_width_lines


@pytest.mark.parametrize("value", ["2015-03-01", "yes", "no", "null", "~", "007", "1e3", "0x1f"])
def test_every_scalar_is_text(value: str) -> None:
    """YAML makes no dates, numbers or truth of what a liaison types."""
    assert value == split_front_matter(f"---\n标题: {value}\n---\n", ARTICLE_KEYS).text_of("title")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(FrontMatterFault.MISSING, 1)]),
        ("\n\n正文", [(FrontMatterFault.MISSING, 3)]),
        ("——\n标题: a\n——\n", [(FrontMatterFault.WRONG_FENCE, 1)]),
        ("***\n标题: a\n***\n", [(FrontMatterFault.WRONG_FENCE, 1)]),
        ("－－－\n标题: a\n－－－\n", [(FrontMatterFault.WRONG_FENCE, 1)]),
        (" ---\n标题: a\n---\n", [(FrontMatterFault.WRONG_FENCE, 1)]),
        ("---\n标题: a\n", [(FrontMatterFault.NOT_CLOSED, 1)]),
        ("---\n标题: a\n——\n", [(FrontMatterFault.WRONG_FENCE, 3)]),
        ("---\n标题: a\n——\n正文\n---\n", [(FrontMatterFault.WRONG_FENCE, 3)]),
        ("---\n标题: a: b\n---\n", [(FrontMatterFault.NOT_YAML, 2)]),
        ("---\n栏目: x\n标题: @a\n---\n", [(FrontMatterFault.NOT_YAML, 3)]),
        ('---\n标题: "a\n栏目: x\n供稿: y\n---\n', [(FrontMatterFault.NOT_YAML, 2)]),
        ("---\n标题: [a\n栏目: x\n---\n", [(FrontMatterFault.NOT_YAML, 2)]),
        ("---\n标题: " + "[" * 3_000 + "\n---\n", [(FrontMatterFault.NOT_YAML, 2)]),
        ("---\n- a\n- b\n---\n", [(FrontMatterFault.NOT_PAIRS, 2)]),
        ("---\n标题: [a]\n---\n", [(FrontMatterFault.NOT_TEXT, 2)]),
        ("---\n标题:\n  a: b\n---\n", [(FrontMatterFault.NOT_TEXT, 2)]),
        ("---\nsave_as: ../x\n---\n", [(FrontMatterFault.UNKNOWN_KEY, 2)]),
        ("---\n标题: a\ntitle: b\n---\n", [(FrontMatterFault.TWICE, 3)]),
        ("---\n? [a, b]\n: c\n---\n", [(FrontMatterFault.UNKNOWN_KEY, 2)]),
    ],
)
def test_fault_is_named_on_its_line(
    text: str, expected: list[tuple[FrontMatterFault, int]]
) -> None:
    """One fault, where a person would look for it."""
    kinds = [(kind, line) for kind, line in faults_of(text)]

    assert expected[0][0] == kinds[0][0]
    assert expected == kinds or expected[0][0] is FrontMatterFault.NOT_YAML


def test_front_matter_that_swallowed_the_text_is_too_long() -> None:
    """Usually the closing fence is missing and a divider below took its place."""
    text = "---\n标题: a\n" + "字" * SIZE_LIMIT + "\n---\n"

    assert [(FrontMatterFault.TOO_LONG, 1)] == faults_of(text)


def test_tags_may_be_a_list() -> None:
    """As other systems write them."""
    front = split_front_matter("---\n标签:\n  - 海边\n  - 清洁\n---\n", ARTICLE_KEYS)

    assert "海边，清洁" == front.text_of("tags")


def test_alias_of_a_list_costs_nothing() -> None:
    """References inside YAML are not unfolded."""
    text = "---\n标签: &a [x, x]\n摘要: &b [*a, *a]\n来源: [*b, *b]\n---\n"

    assert {FrontMatterFault.NOT_TEXT} == {kind for kind, _ in faults_of(text)}


def test_page_has_keys_of_its_own() -> None:
    """A page knows no column."""
    front = split_front_matter("---\n标题: a\n栏目: b\n---\n", PAGE_KEYS)

    assert [(FrontMatterFault.UNKNOWN_KEY, 3)] == [(f.kind, f.line) for f in front.faults]


@given(st.text(), st.sampled_from(["", "---\n", "---\n标题: ", "---\n标题: a\n---\n"]))
def test_no_text_is_too_strange(text: str, start: str) -> None:
    """Splitting never raises, and the body is always a tail of the text."""
    front = split_front_matter(start + text, ARTICLE_KEYS)

    assert (start + text).endswith(front.body)


PLAIN_SIGNS = (
    *"标字aé1²😀_ :：#-?,[]{}&*!|>'\"%@`~=./\\()<+;“《",
    *"\u3000\xa0\u2003\ufeff\x85\u2028\x7f\x0b\ufffe",
    *(": ", " #", "  ", "- ", "---", "...", "https://a.cn/x#y", "<<", "null"),
)
VALUES = st.lists(st.sampled_from(PLAIN_SIGNS), max_size=6).map("".join)
LINES = st.tuples(st.sampled_from(["标题: ", "a:", "k_1:  ", "字: 字", ""]), VALUES).map("".join)


@given(st.lists(LINES, max_size=4))
@settings(max_examples=2_000)
def test_plain_pairs_are_what_yaml_says(lines: list[str]) -> None:
    """Lines that are read without YAML's parser are read as it would read them."""
    pairs = read_plain_pairs(lines)

    assert pairs is None or pairs == read_yaml_pairs("\n".join(lines), [])


@pytest.mark.parametrize(
    "line",
    [
        "标题: a: b",
        "标题: a #b",
        "标题: a:",
        '标题: "a"',
        "标题: [a]",
        "标题: |",
        "标题: - a",
        " 标题: a",
        "标题:a",
        "标题",
        "# a",
        "- a",
        "? a",
        "标题: a\x7f",
        "标题: a\ufeff",
    ],
)
def test_line_that_means_something_to_yaml_is_no_plain_pair(line: str) -> None:
    """Then YAML's own parser reads all of them."""
    assert read_plain_pairs(["栏目: 志愿服务", line]) is None


def test_plain_pair_may_hold_what_articles_hold() -> None:
    """Times, addresses, quotes and brackets in the middle, empty values, blank lines."""
    lines = ["标题: “九点”10:30，A(1)", "", "原文链接: https://a.cn/b?c=1#d", "作者:", "标签: a  "]

    assert [
        ("标题", "“九点”10:30，A(1)", 0),
        ("原文链接", "https://a.cn/b?c=1#d", 2),
        ("作者", "", 3),
        ("标签", "a", 4),
    ] == read_plain_pairs(lines)
