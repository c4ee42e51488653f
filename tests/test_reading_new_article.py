"""A new article's file is read back as what was meant, and lies where articles lie."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.reading.encoding import has_hidden_signs
from plugins.reading.front_matter import split_front_matter
from plugins.reading.new_article import compose_article_file, name_article
from plugins.reading.places import find_article_place
from plugins.reading.schema import ARTICLE_KEYS

DAY = date(2026, 11, 20)
NAMES = [key.name for key in ARTICLE_KEYS]


def test_the_file_stands_in_the_order_of_the_schema() -> None:
    text = compose_article_file(
        {"office": "洞头区文明办", "title": "旧书交换", "tags": ""}, "\n一句话。\n"
    )

    assert "---\n标题: 旧书交换\n供稿: 洞头区文明办\n标签:\n---\n\n一句话。\n" == text


def test_an_article_without_text_ends_below_its_front_matter() -> None:
    assert "---\n标题: 旧书交换\n---\n" == compose_article_file({"title": "旧书交换"}, "")


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=40), min_size=1))
def test_every_value_is_read_back(fields: dict[str, str]) -> None:
    fields = {
        name: value
        for name, value in fields.items()
        if not has_hidden_signs(value) and not set(value) & {"\ufeff", "\x7f"}
    }
    text = compose_article_file(fields, "一句话。")

    front = split_front_matter(text, ARTICLE_KEYS)

    assert () == front.faults
    expected = {name: " ".join(value.split()) for name, value in fields.items()}
    assert expected == {name: field.value for name, field in front.fields.items()}


def test_a_field_that_the_schema_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="save_as"):
        compose_article_file({"save_as": "index.html"}, "")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        (
            "乐清市文明办办了一场旧书交换",
            "yue-qing-shi-wen-ming-ban-ban-le-yi-chang-jiu-shu-jiao-huan",
        ),
        ("瓯海：AI 进社区", "ou-hai-ai-jin-she-qu"),
        ("《重阳》", "chong-yang"),
    ],
)
def test_the_name_is_the_titles_pinyin(title: str, name: str) -> None:
    assert f"articles/yueqing/2026/2026-11-20-{name}.md" == name_article("yueqing", DAY, title)


@given(st.text(max_size=80))
def test_a_name_is_an_articles_place_or_refused(title: str) -> None:
    try:
        path = name_article("lucheng", DAY, title)
    except ValueError as refusal:
        assert "拼不出文件名" in str(refusal)
    else:
        assert find_article_place(path)
