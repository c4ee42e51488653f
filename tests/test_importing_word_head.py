"""The head of a Word file becomes the fields of an article, and leaves its body."""

from __future__ import annotations

from typing import Any

import pytest

from plugins.importing.word import read_word
from plugins.reading.prose import strip_markup
from tests.word_files import (
    SENTENCE,
    make_docx,
    paragraph,
    read_titled,
    render,
    write_docx,
)


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (
            ("标题：文明过年", "来源：洞头发布", SENTENCE),
            {"title": "文明过年", "source": "洞头发布"},
        ),
        (("文明过年", "通讯员　王小明", SENTENCE), {"title": "文明过年", "author": "王小明"}),
        (
            ("文明过年", "2026年11月20日", SENTENCE, "（洞头区文明办　供稿）"),
            {"title": "文明过年", "date": "2026年11月20日", "office": "洞头区文明办"},
        ),
        (
            ("文明过年", f"{SENTENCE}（洞头区文明办 王小明供稿）"),
            {"title": "文明过年", "office": "洞头区文明办", "author": "王小明"},
        ),
        (
            ("文明过年", SENTENCE, "供稿单位：洞头区文明办", "作　者：王小明"),
            {"title": "文明过年", "office": "洞头区文明办", "author": "王小明"},
        ),
        (
            ("文明过年", "关键词：春节、志愿", "内容提要：一件小事", "栏目：志愿服务", SENTENCE),
            {
                "title": "文明过年",
                "tags": "春节、志愿",
                "summary": "一件小事",
                "column": "志愿服务",
            },
        ),
        (
            ("文明过年", "供稿：洞头区文明办  通讯员：王小明  2026年11月20日", SENTENCE),
            {
                "title": "文明过年",
                "date": "2026年11月20日",
                "office": "洞头区文明办",
                "author": "王小明",
            },
        ),
        (
            ("文明过年", "2026-11-20 08:30 来源：洞头发布", SENTENCE),
            {"title": "文明过年", "date": "2026-11-20 08:30", "source": "洞头发布"},
        ),
        ((SENTENCE, "文明过年"), {}),
    ],
)  # fmt: skip
def test_the_head_is_taken_for_fields_and_leaves_the_body(
    lines: tuple[str, ...], fields: dict[str, str]
) -> None:
    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert fields == reading.fields
    assert all(value not in reading.body for value in reading.fields.values())
    assert SENTENCE in reading.body


def test_the_day_that_a_notice_is_signed_with_is_read_and_stays() -> None:
    lines = ("文明过年的通知", SENTENCE, "洞头区文明办", "2026年11月20日")

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert {"title": "文明过年的通知", "date": "2026年11月20日"} == reading.fields
    assert f"{SENTENCE}\n\n洞头区文明办\n\n2026年11月20日\n" == reading.body


def test_the_red_head_of_a_document_is_no_title_and_its_number_stays() -> None:
    lines = ("温 州 市 文 明 办 文 件", "温文明办〔2026〕12号", "关于换书的通知", SENTENCE)

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert {"title": "关于换书的通知"} == reading.fields
    assert f"温文明办〔2026〕12号\n\n{SENTENCE}\n" == reading.body
    assert ("红头“温州市文明办文件”没有收进来，下面的一行当作标题",) == reading.remarks


def test_a_title_that_speaks_of_a_document_is_no_red_head() -> None:
    lines = ("一份没有人读的文件", SENTENCE, SENTENCE)

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert ({"title": "一份没有人读的文件"}, ()) == (reading.fields, reading.remarks)


@pytest.mark.parametrize("closing", ["审核：李小红", "责任编辑：李小红", "（此件公开发布）"])
def test_lines_behind_the_signature_hide_it_no_more_and_stay(closing: str) -> None:
    signed = ("文明过年", SENTENCE, "作者：王小明", closing)
    dated = ("文明过年", SENTENCE, "2026年11月20日", closing)

    one, other = (
        read_word(write_docx("".join(map(paragraph, lines)))) for lines in (signed, dated)
    )

    assert {"title": "文明过年", "author": "王小明"} == one.fields
    assert f"{SENTENCE}\n\n{closing}\n" == one.body
    assert "2026年11月20日" == other.fields["date"]
    assert f"{SENTENCE}\n\n2026年11月20日\n\n{closing}\n" == other.body


def test_an_author_who_stands_below_the_title_and_at_the_end_is_told_once() -> None:
    lines = ("文明过年", "王小明", SENTENCE, "作者：王小明")

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert {"title": "文明过年", "author": "王小明"} == reading.fields
    assert f"{SENTENCE}\n" == reading.body


def test_signs_at_the_end_of_a_heading_are_no_marks() -> None:
    body = read_titled(paragraph("学 C##", run="<w:b/>") + paragraph(SENTENCE)).body

    assert "## 学 C\\#\\#\n" == body[: body.index("\n") + 1]
    assert "学 C##" in strip_markup(render(body))


def test_what_is_no_head_stays_in_the_text() -> None:
    lines = ("文明过年", SENTENCE, "时间：周六上午九点", "地点：府前街", "来源：居民", SENTENCE)

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert {"title": "文明过年"} == reading.fields
    assert all(line in reading.body for line in lines[1:])


@pytest.mark.parametrize("line", ["时间：周六上午九点", "作者：王小明　审核：李小红", "来源和去向"])
def test_a_line_that_is_not_wholly_of_the_head_stays(line: str) -> None:
    reading = read_word(write_docx("".join(map(paragraph, ("文明过年", line, SENTENCE)))))

    assert {"title": "文明过年"} == {k: v for k, v in reading.fields.items() if k != "author"}
    assert line.replace("　", " ") in reading.body.replace("　", " ")


def test_a_table_at_the_head_is_read_and_empty_rows_are_not() -> None:
    def fill(document: Any) -> None:
        rows = (
            ("标题", "文明过年"),
            ("日期（必填）", "2026年11月20日"),
            ("作者", ""),
            ("AI生成", "否"),
        )
        table = document.add_table(4, 2)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("文明过年")
        document.add_paragraph(SENTENCE)

    reading = read_word(make_docx(fill))

    assert {"title": "文明过年", "date": "2026年11月20日", "ai_generated": "否"} == reading.fields
    assert f"{SENTENCE}\n" == reading.body


def test_nothing_private_of_the_file_itself_is_read() -> None:
    def fill(document: Any) -> None:
        document.core_properties.author = "某位打字员"
        document.core_properties.last_modified_by = "另一位打字员"
        document.add_paragraph(SENTENCE)

    assert "打字员" not in repr(read_word(make_docx(fill)))
