"""Addresses spelled from Chinese text as people say it."""

from __future__ import annotations

import pytest

from plugins.reading.pinyin import to_slug, to_tag_slug


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("乐清", "yue-qing"),
        ("乐清市民", "yue-qing-shi-min"),
        ("音乐清单", "yin-yue-qing-dan"),
        ("瓯海", "ou-hai"),
        ("海边捡垃圾", "hai-bian-jian-la-ji"),
        ("Hai Bian_2026", "hai-bian-2026"),
        ("《一》——二！", "yi-er"),
        ("。。。", ""),
        ("", ""),
    ],
)
def test_slug_is_read_as_people_say_it(text: str, slug: str) -> None:
    """乐清 is yuè."""
    assert slug == to_slug(text)


def test_slug_never_breaks_a_syllable() -> None:
    """Whole syllables up to the limit."""
    assert "zhi-yuan" == to_slug("志愿服务", 10)
    assert "" == to_slug("志愿服务", 2)


def test_tags_that_sound_alike_have_addresses_of_their_own() -> None:
    """实施 and 事实 both sound shi shi."""
    assert to_tag_slug("实施") != to_tag_slug("事实")
    assert to_tag_slug("实施").startswith("shi-shi-")
    assert to_tag_slug("。") != to_tag_slug("！")
