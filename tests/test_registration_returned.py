"""Registration sheets that came back: every way they are saved, and files that are none."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from plugins.importing.document.package import NotWord
from plugins.reading.sheet_form import NotSheet
from plugins.registration.form import COLUMNS, ROLE_BY_LABEL, TITLE
from plugins.registration.judging import judge_people
from plugins.registration.returned_sheet import NotForm
from tests.registration_sheets import (
    DAY,
    UNIT,
    fill_document,
    fill_sheet,
    list_cells,
    make_people,
    number_mobile,
    read_sheet,
    write_lines,
)
from tests.sheet_files import make_book, save_book
from tests.word_files import make_bomb, paragraph, write_docx

LABELS = [column.label for column in COLUMNS]
HEAD = [[TITLE], ["填报单位", UNIT], ["填报日期", DAY]]


def _make_book(*rows: list[Any], head: list[list[Any]] | None = None) -> bytes:
    return make_book([*(HEAD if head is None else head), LABELS, *rows])


def _pad(text: str) -> str:
    """Return lines of one length, as spreadsheet programs save them."""
    lines = text.split("\r\n")[:-1]
    return "".join(f"{line}{',' * (len(LABELS) - 1 - line.count(','))}\r\n" for line in lines)


# ---------------------------------------------------------------- ways to save it


@pytest.mark.parametrize(
    "save",
    [
        fill_sheet,
        fill_document,
        lambda rows: write_lines(rows).encode("utf-8-sig"),
        lambda rows: write_lines(rows).encode("utf-8"),
        lambda rows: write_lines(rows).encode("gb18030"),
        lambda rows: _pad(write_lines(rows)).replace(",", "\t").encode("utf-16"),
        lambda rows: _make_book(*rows),
    ],
    ids=["xlsx", "docx", "csv-bom", "csv", "csv-gbk", "tabs", "plain-xlsx"],
)
def test_a_sheet_reads_as_it_was_filled(save: Callable[[list[list[str]]], bytes]) -> None:
    sheet = read_sheet(save(make_people()))

    assert (UNIT, DAY) == (sheet.unit, sheet.day)
    assert make_people() == list_cells(sheet.people)
    assert () == judge_people(sheet.people).findings


@pytest.mark.parametrize(
    "value", [float(number_mobile(3)), int(number_mobile(3)), f" {number_mobile(3)} "]
)
def test_a_mobile_that_became_a_number_keeps_its_digits(value: object) -> None:
    rows = [["志愿者", "示例甲", "", value, "", "", ""]]

    assert number_mobile(3) == read_sheet(fill_sheet(rows)).people[0].cells["mobile"]


@pytest.mark.parametrize("value", [date(2026, 11, 20), datetime(2026, 11, 20), "2026-11-20"])
def test_a_day_may_be_a_day_or_a_text(value: object) -> None:
    assert "2026-11-20" == read_sheet(fill_sheet(make_people(), day=value)).day


def test_the_lines_are_those_that_the_program_shows() -> None:
    data = fill_sheet([["志愿者"], *make_people()])

    assert 8 == read_sheet(data).people[0].line


def test_columns_may_stand_in_another_order_and_others_between() -> None:
    order = [3, 1, 0, 6, 5, 4, 2]
    head = ["备注", *(LABELS[place] for place in order)]
    rows = [["无", *(row[place] for place in order)] for row in make_people()]

    assert make_people() == list_cells(read_sheet(make_book([*HEAD, head, *rows])).people)


def test_a_head_may_have_space_and_a_star_in_its_names() -> None:
    head = [f"{label[:1]} {label[1:]}*" for label in LABELS]

    assert 10 == len(read_sheet(make_book([*HEAD, head, *make_people()])).people)


def test_lines_for_the_stamp_and_a_head_that_stands_again_are_nobody() -> None:
    rows = make_people()
    foot = [["填报单位（盖章）：", "", "", "填表人：", "示例甲"], ["填报日期：", DAY]]

    assert rows == list_cells(read_sheet(_make_book(*rows[:4], LABELS, *rows[4:], *foot)).people)


@pytest.mark.parametrize(
    "head",
    [
        [["填报单位：鹿城区", "填报日期：2026-11-20"]],
        [["填报单位（盖章）:鹿城区"], ["填报日期: 2026-11-20"]],
        [["填报单位", "", "", "鹿城区", "填报日期", "2026-11-20"]],
    ],
)
def test_unit_and_day_stand_behind_their_labels(head: list[list[Any]]) -> None:
    sheet = read_sheet(_make_book(*make_people(), head=head))

    assert (UNIT, DAY) == (sheet.unit, sheet.day)


def test_a_unit_that_is_not_filled_in_is_not_taken_from_the_next_label() -> None:
    sheet = read_sheet(fill_document(make_people(), unit="", day=""))

    assert ("", "") == (sheet.unit, sheet.day)


def test_a_text_file_guards_what_would_be_computed() -> None:
    row = ["志愿者", "示例甲", "", f"'+86{number_mobile(1)}", "", "'@示例", "@示例"]

    sheet = read_sheet(write_lines([row]).encode())

    wanted = ["志愿者", "示例甲", "", f"+86{number_mobile(1)}", "", "@示例", "@示例"]
    assert [wanted] == list_cells(sheet.people)
    assert [] == [each for each in judge_people(sheet.people).findings if each.line]


@pytest.mark.parametrize("as_text", [False, True])
def test_a_formula_is_known_for_one_and_never_computed(as_text: bool) -> None:
    row = ["志愿者", "示例甲", "", "=A1&B1", "", "", ""]

    data = write_lines([row]).encode() if as_text else fill_sheet([row])

    assert {"mobile"} == read_sheet(data).people[0].computed


def test_a_document_may_be_split_in_two_and_have_cells_that_run_over_rows() -> None:
    people = make_people()
    document = Document(BytesIO(fill_document(people[:7])))
    table = document.tables[1]
    table.cell(2, 0).merge(table.cell(3, 0)).text = "联络员"
    more = document.add_table(rows=0, cols=len(LABELS))
    for row in people[7:]:
        for cell, value in zip(more.add_row().cells, row, strict=True):
            cell.text = value
    saved = BytesIO()
    document.save(saved)

    assert people == list_cells(read_sheet(saved.getvalue()).people)


# ---------------------------------------------------------------- sheets that are no form


def _hide(data: bytes) -> bytes:
    book = load_workbook(BytesIO(data))
    book.create_sheet("Sheet2")
    book.worksheets[0].sheet_state = "hidden"
    book.active = 1
    return save_book(book)


def _double(data: bytes) -> bytes:
    book = load_workbook(BytesIO(data))
    book.copy_worksheet(book.worksheets[0])
    return save_book(book)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (make_book([["姓名", "电话"], ["示例甲", "1"]]), "没有找到表头"),
        (make_book([*HEAD, LABELS[:3] + LABELS[4:]]), "少了“手机”"),
        (make_book([*HEAD, [*LABELS, "手机"]]), "“手机”写了两次"),
        (make_book([*HEAD, ["角色 姓名 单位 手机 微信号 博客 微博"]]), "没有找到表头"),
        (_hide(fill_sheet(make_people())), "隐藏"),
        (_double(fill_sheet(make_people())), "2 张工作表都是登记表"),
        (write_docx(paragraph("没有表格")), "没有找到表头"),
        (_make_book(*make_people(volunteers=2000)), "最多 2000 个"),
    ],
    ids=["other", "missing", "twice", "one-cell", "hidden", "two", "no-table", "many"],
)
def test_what_is_no_form_is_said(data: bytes, said: str) -> None:
    with pytest.raises(NotForm, match=said):
        read_sheet(data)


def test_a_second_sheet_with_something_else_is_no_matter() -> None:
    book = load_workbook(BytesIO(fill_sheet(make_people())))
    book.create_sheet("说明").append(["怎么填", "照表头填"])

    assert make_people() == list_cells(read_sheet(save_book(book)).people)


# ---------------------------------------------------------------- hostile files


BOMB = make_bomb()
REFUSED = (NotForm, NotSheet, NotWord)
WHOLE = [fill_sheet(make_people()), fill_document(make_people())]


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(NotWord, match="太大"):
        read_sheet(BOMB)


def test_a_document_with_entities_is_refused() -> None:
    xml = b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaa">]><w>&a;</w>'

    with pytest.raises(NotWord):
        read_sheet(write_docx(paragraph("字"), parts={"word/document.xml": xml}))


def test_a_table_of_endless_columns_ends() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="999999"/></w:tcPr><w:p/></w:tc>'

    with pytest.raises(NotForm):
        read_sheet(write_docx(f"<w:tbl><w:tr>{cell * 500}</w:tr></w:tbl>"))


@pytest.mark.parametrize("data", WHOLE, ids=["xlsx", "docx"])
def test_a_file_that_was_cut_or_changed_is_refused_or_read(data: bytes) -> None:
    """No other error: what one says might be shown."""
    chance = random.Random(7)
    for _ in range(60):
        broken = bytearray(data[: chance.randrange(len(data))] if chance.random() < 0.3 else data)
        for _ in range(chance.randrange(1, 30)):
            if broken:
                broken[chance.randrange(len(broken))] = chance.randrange(256)
        try:
            read_sheet(bytes(broken))
        except REFUSED:
            continue


@given(st.binary(max_size=300))
def test_any_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(REFUSED):
        read_sheet(data)


# ---------------------------------------------------------------- any people


WORDS = st.text(
    st.characters(exclude_categories=("C", "Z"), exclude_characters="\ufffe\uffff"), max_size=12
).filter(lambda text: not text.startswith(("=", "'", "填报单位", "填报日期", "填表人")))
ROWS = st.lists(
    st.tuples(st.sampled_from([*ROLE_BY_LABEL]), WORDS.filter(bool), *[WORDS] * 5), max_size=6
)


@settings(deadline=None, max_examples=40)
@given(ROWS)
def test_any_people_read_back_from_the_sheet(rows: list[tuple[str, ...]]) -> None:
    assert [list(row) for row in rows] == list_cells(read_sheet(fill_sheet(rows)).people)


@settings(deadline=None, max_examples=15)
@given(ROWS)
def test_any_people_read_back_from_the_document(rows: list[tuple[str, ...]]) -> None:
    assert [list(row) for row in rows] == list_cells(read_sheet(fill_document(rows)).people)
