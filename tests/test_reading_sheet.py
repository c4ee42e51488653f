"""Sheets that somebody sends: every form gives the same rows, and none can do harm."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from plugins.reading.sheet import read_sheets
from plugins.reading.sheet_book import SHEETS_LIMIT, TOTAL_LIMIT
from plugins.reading.sheet_form import CELL_LIMIT, COLUMNS_LIMIT, FILE_LIMIT, ROWS_LIMIT, NotSheet
from tests.sheet_files import change_parts, make_book, make_page, save_book, write_sheet_xml

ROWS = [["单位", "人数"], ["鹿城", "128"], ["", ""], ["瓯海", "96"]]
READ = [(1, ("单位", "人数")), (2, ("鹿城", "128")), (4, ("瓯海", "96"))]
SHEET = "xl/worksheets/sheet1.xml"


def _read(data: bytes) -> list[tuple[int, tuple[str, ...]]]:
    (sheet,) = read_sheets(data)
    return [(row.number, row.cells) for row in sheet.rows]


def _read_cells(*values: Any) -> tuple[str, ...]:
    return _read(make_book([values]))[0][1]


def _refuse(data: bytes) -> str:
    with pytest.raises(NotSheet) as refused:
        read_sheets(data)
    return str(refused.value)


TEXT = "\n".join(",".join(row) for row in ROWS)


@pytest.mark.parametrize(
    "data",
    [
        make_book(ROWS),
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("gb18030"),
        TEXT.replace("\n", "\r\n").encode("gbk"),
        TEXT.replace(",", "\t").encode(),
        TEXT.replace(",", ";").encode(),
        b"\xff\xfe" + TEXT.replace(",", "\t").encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        make_page(ROWS),
        make_page(ROWS, "<!-- <table><tr><td>1</td></tr></table> -->"),
    ],
    ids=[
        "xlsx",
        "utf8",
        "bom",
        "gb18030",
        "crlf",
        "tabs",
        "semicolons",
        "utf16",
        "utf16be",
        "page",
        "note",
    ],
)
def test_every_form_gives_the_same_rows_with_their_numbers(data: bytes) -> None:
    assert READ == _read(data)


def test_numbers_keep_their_digits() -> None:
    written = ("10000", "13900000000", "13900000000", "0.5", "-3", "128")

    assert written == _read_cells(1.0e4, 13900000000, 13900000000.0, 0.5, -3, "128")


def test_days_are_written_as_days() -> None:
    moment = datetime(2026, 11, 25, 9, 30)

    found = _read_cells(date(2026, 11, 25), datetime(2026, 11, 25), moment, True)
    assert ("2026-11-25", "2026-11-25", "2026-11-25 09:30:00", "True") == found


def test_a_formula_is_known_as_one_and_never_computed() -> None:
    (sheet,) = read_sheets(make_book([["鹿城", "=1+1", 3]]))

    assert ("鹿城", "=1+1", "3") == sheet.rows[0].cells
    assert {1} == sheet.rows[0].computed


def test_text_that_a_spreadsheet_would_compute_counts_as_a_formula() -> None:
    (sheet,) = read_sheets(b"=1+1,@SUM(1),+cmd|x,-A1,-5,+86 1,-,plain")

    assert {0, 1, 2, 3} == sheet.rows[0].computed


def test_of_merged_cells_the_first_has_the_text() -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet["A1"], sheet["A2"], sheet["C2"] = "用户增长", "时间", "人数"
    sheet.merge_cells("A1:C1")

    assert [(1, ("用户增长",)), (2, ("时间", "", "人数"))] == _read(save_book(book))


def test_a_hidden_sheet_is_known_as_one() -> None:
    book = Workbook()
    book.worksheets[0].append(["甲"])
    hidden = book.create_sheet("藏")
    hidden.append(["乙"])
    hidden.sheet_state = "hidden"

    found = read_sheets(save_book(book))
    assert [("Sheet", False), ("藏", True)] == [(each.name, each.is_hidden) for each in found]


def test_a_row_is_numbered_by_the_line_where_it_begins() -> None:
    assert [(1, ("甲", "一\n二")), (3, ("乙", "三"))] == _read('甲,"一\n二"\n乙,三'.encode())


def test_a_page_gives_every_table_and_no_marks() -> None:
    page = make_page([["<b>甲</b>&amp;乙", "一<br>二"]]) + make_page([["丙"]])

    first, second = read_sheets(page)
    assert ("甲&乙", "一\n二") == first.rows[0].cells
    assert ("丙",) == second.rows[0].cells


def test_a_cell_over_several_columns_takes_their_room() -> None:
    page = b"<table><tr><td colspan='2'>a</td><td>b</td></tr></table>"

    assert [(1, ("a", "", "b"))] == _read(page)


# ---------------------------------------------------------------- what is refused


_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WHOLE = make_book(ROWS)
_MACROS = change_parts(_WHOLE, {"xl/vbaProject.bin": b"x"})
_LOCKED = _OLE + "EncryptedPackage".encode("utf-16-le")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空文件"),
        (b" \r\n", "空文件"),
        (_OLE + b"Workbook", "旧版的表格（.xls 或 .et）"),
        (_LOCKED, "有密码"),
        (_MACROS, "带有宏"),
        (change_parts(_WHOLE, {"[Content_Types].xml": b"macroEnabled"}), "带有宏"),
        (_WHOLE[:-300], "损坏"),
        (_WHOLE[:200], "损坏"),
        (change_parts(_WHOLE, {SHEET: b"<worksheet"}), "损坏"),
        (change_parts(_WHOLE, {SHEET: write_sheet_xml("<row r='x'/>")}), "损坏"),
        (change_parts(_WHOLE, {SHEET: write_sheet_xml(f"<row><c><v>{'9' * 5000}</v></c></row>")}),
         "损坏"),
        (b"%PDF-1.7", "PDF 文件"),
        (b"\x89PNG\r\n", "图片"),
        (b"a,b\x00c", "读不出的字符"),
        (b"\x81\x7f\xff\xff", "读不出的字符"),
        ("甲,\"乙\"丙".encode(), "第 1 行开始读不通"),
        (("甲," + "长" * (CELL_LIMIT + 1)).encode(), "超过"),
        (b"x" * (FILE_LIMIT + 1), "超过了 10 MB"),
        (b"<html><body>no table</body></html>", "没有表格"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_says_what_to_do(data: bytes, word: str) -> None:
    assert word in _refuse(data)


def test_a_zip_of_something_else_is_no_sheet() -> None:
    import zipfile
    from io import BytesIO

    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    assert "不是 .xlsx 表格" in _refuse(data.getvalue())


def test_too_many_sheets_and_rows_are_refused() -> None:
    book = Workbook()
    for _ in range(SHEETS_LIMIT):
        book.create_sheet()

    assert "工作表" in _refuse(save_book(book))
    assert f"超过 {ROWS_LIMIT} 行" in _refuse(b"1,2\n" * (ROWS_LIMIT + 1))
    assert f"超过 {ROWS_LIMIT} 行" in _refuse(b"<table>" + b"<tr><td>1" * (ROWS_LIMIT + 1))


def test_what_stands_far_to_the_right_is_not_looked_at() -> None:
    wide = write_sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>2</v></c></row>')

    assert [(1, ("1",))] == _read(change_parts(_WHOLE, {SHEET: wide}))
    assert COLUMNS_LIMIT == len(_read(b",".join([b"1"] * 300))[0][1])


# ---------------------------------------------------------------- what would do harm


def _bomb() -> bytes:
    return change_parts(_WHOLE, {"xl/other.xml": b" " * (TOTAL_LIMIT + 1)})


def _far_row() -> bytes:
    row = '<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'
    return change_parts(_WHOLE, {SHEET: write_sheet_xml(row)})


def _entities() -> bytes:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    book = f'<!DOCTYPE w [<!ENTITY l0 "lol">{levels}]><w>&l9;</w>'.encode()
    return change_parts(_WHOLE, {"xl/workbook.xml": book, SHEET: book})


def _outside_entity() -> bytes:
    book = b'<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w>&x;</w>'
    return change_parts(_WHOLE, {SHEET: book})


def _deep() -> bytes:
    return change_parts(_WHOLE, {SHEET: write_sheet_xml("<row>" * 200_000)})


def _many_cells() -> bytes:
    return change_parts(_WHOLE, {SHEET: write_sheet_xml("<row><c/></row>" * 200_000)})


@pytest.mark.parametrize("make", [_bomb, _far_row, _entities, _outside_entity, _deep, _many_cells])
def test_a_crafted_workbook_costs_little_and_tells_nothing(make: Any) -> None:
    try:
        found = read_sheets(make())
    except NotSheet:
        found = ()

    assert [] == [row for sheet in found for row in sheet.rows]


@pytest.mark.parametrize(
    "part", [b"<!--", b"<td", b"<tr><td>", b"<table>", b"&#", b'"', b"<", b"=,"]
)
@pytest.mark.parametrize("start", [b"", b"<table>"])
def test_a_crafted_text_costs_little(start: bytes, part: bytes) -> None:
    """Read in one go it takes a second; looked through from every mark, days."""
    try:
        read_sheets(start + part * (2_000_000 // len(part)))
    except NotSheet as refused:
        assert str(refused)


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"PK\x03\x04")
@example(b"<table><td>")
@example(b'"')
def test_no_bytes_bring_more_than_a_refusal(data: bytes) -> None:
    try:
        found = read_sheets(data)
    except NotSheet as refused:
        assert str(refused)
    else:
        assert all(row.cells for sheet in found for row in sheet.rows)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(_WHOLE) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_workbook_brings_no_more_than_a_refusal(place: int, noise: bytes) -> None:
    try:
        read_sheets(_WHOLE[:place] + noise + _WHOLE[place + len(noise) :])
    except NotSheet as refused:
        assert str(refused)
