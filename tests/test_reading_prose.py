"""Counting, stripping and shortening Chinese text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.reading.prose import count_characters, reading_minutes, strip_markup, summarize
from plugins.reading.schema import SUMMARY_LIMIT


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("去海边玩。", 5),
        ("去 beach 玩", 3),
        ("2026年3月21日", 6),
        ("3.5公里", 3),
        ("don't", 1),
    ],
)
def test_characters_are_counted_as_a_word_processor_does(text: str, count: int) -> None:
    """Every wide character and mark is one, and so is every word and number."""
    assert count == count_characters(text)


@pytest.mark.parametrize(("characters", "minutes"), [(0, 1), (400, 1), (401, 2), (4_000, 10)])
def test_reading_takes_at_least_a_minute(characters: int, minutes: int) -> None:
    """Minutes are rounded up."""
    assert minutes == reading_minutes(characters)


def test_markup_is_stripped_block_by_block() -> None:
    """Entities become what they stand for."""
    html = "<p>甲<br>乙</p>\n<ul><li>丙 &lt;b&gt;</li></ul>"

    assert "甲\n乙\n丙 <b>" == strip_markup(html)


@pytest.mark.parametrize(
    ("html", "summary"),
    [
        ("<p>短。</p>", "短。"),
        ("<p>一句。</p><p>二句。</p>", "一句。二句。"),
        ("<h2>标题</h2><p>正文。</p>", "正文。"),
        ("<table><tr><td>格</td></tr></table><p>正文。</p>", "正文。"),
        ("<figure><figcaption>图</figcaption></figure><p>正文。</p>", "正文。"),
        ('<p>正文<sup id="fnref:1">1</sup>。</p><div class="footnote"><p>注</p></div>', "正文。"),
        ("<p>一二三四五六七八。九十</p>", "一二三四五六七八。"),
        ("<p>他说：“一二三四五。”然后又说</p>", "他说：“一二三四五。”"),
        ("<p>一二三四五六，七八九十一二三</p>", "一二三四五六…"),
        ("<p>一二三四五六七八九十一二三</p>", "一二三四五六七八九…"),
        ("", ""),
    ],
)
def test_summary_ends_with_a_sentence(html: str, summary: str) -> None:
    """Else at a clause, else with an ellipsis; here within ten characters (or eleven)."""
    limit = 11 if "他说" in html else 10

    assert summary == summarize(html, limit)


@given(st.text())
def test_summary_never_passes_its_limit(text: str) -> None:
    """WeChat takes 120 characters."""
    assert len(summarize(f"<p>{text}</p>", SUMMARY_LIMIT)) <= SUMMARY_LIMIT


def test_summary_leaves_notes_out() -> None:
    text = '<p>正文。<sup id="fnref:1"><a href="#fn:1">1</a></sup></p>'
    notes = '<div aria-label="注释" class="footnote"><ol><li>出处在这里。</li></ol></div>'

    assert "正文。" == summarize(f"{text}\n{notes}", 120)


def test_summary_keeps_words_and_items_apart() -> None:
    html = "<p>The quick\nbrown fox</p><ul>\n<li>带水</li>\n<li>带帽</li>\n</ul>"

    assert "The quick brown fox；带水；带帽" == summarize(html, 120)
