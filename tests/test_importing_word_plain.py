"""What was typed in Word as plain text is plain text on the page."""

from __future__ import annotations

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.reading.prose import strip_markup
from tests.word_files import (
    SENTENCE,
    paragraph,
    read_titled,
    render,
    send,
)


@pytest.mark.parametrize(
    "text",
    [
        "# 不是标题", "#话题#", "> 不是引用", "- 不是列表", "+ 也不是", "12. 不是编号", "---",
        "===", "***", "~~~", "```", ": 不是解释", "*不斜*", "**不粗**", "_不斜_", "`不是代码`",
        "a|b|c", "[文字](https://example.com)", "![图](picture-1)", "[^1]", "[1]: x", "<b>字</b>",
        "<!-- 字 -->", "&lt;", "&amp;copy;", "AT&T", "3 < 5 > 2", "\\*", "C:\\路径\\文件",
        "[注]（见下）", "| --- |", "见https://example.com/a_b_c(1)。好", "https://example.com/*a*?b=c&copy=1",
    ],
)  # fmt: skip
def test_signs_of_markdown_are_shown_as_they_were_typed(text: str, tmp_path: Path) -> None:
    reading = read_titled(paragraph(SENTENCE) + paragraph(escape(text)) + paragraph(SENTENCE))

    assert [SENTENCE, text, SENTENCE] == strip_markup(render(reading.body)).split("\n")
    assert not send(reading, tmp_path / "content").report.errors


_SIGNS = "*_#|<>[]()`\\-+.=~:&!^\"'1 一、。（）字a　"

_WORDS = st.text(st.sampled_from(_SIGNS), max_size=12) | st.sampled_from(
    ["http://a.cn/b_c", "**", "1. ", "- ", "[^1]", "&amp;", "<b>", "](", "文明。"]
)

Run = tuple[str, bool, bool, int]
"""Its text, whether it is bold and italic, and a figure: 0 for a line break behind it."""

_RUNS = st.lists(
    st.tuples(_WORDS, st.booleans(), st.booleans(), st.integers(0, 9)), min_size=1, max_size=6
)


@settings(max_examples=300)
@given(st.lists(_RUNS, min_size=1, max_size=4))
def test_random_runs_keep_their_letters(
    paragraphs: list[list[tuple[str, bool, bool, int]]],
) -> None:
    lines = "".join(f"<w:p>{''.join(map(_write_run, runs))}</w:p>" for runs in paragraphs)

    reading = read_titled(paragraph(SENTENCE) + lines + paragraph(SENTENCE))

    written = "".join(text for runs in paragraphs for text, *_ in runs)
    shown = strip_markup(render(reading.body)).replace(SENTENCE, "")
    assert _bare(written) == _bare(shown), reading.body


def _write_run(run: Run) -> str:
    text, is_bold, is_italic, breaks = run
    marks = "<w:b/>" * is_bold + "<w:i/>" * is_italic
    end = "" if breaks else "<w:br/>"
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t>{escape(text)}</w:t>{end}</w:r>"


def _bare(text: str) -> str:
    """Return letters and signs without space, bullets and numbers of lists, which are drawn."""
    return re.sub(r"[\s\u3000\-–1.、）)]", "", text)
