"""The spreadsheet that a device makes holds every text as it was, for every program."""

from __future__ import annotations

import csv
import re
import warnings
from collections.abc import Sequence
from io import BytesIO, StringIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page

from tests.registration_sheets import number_mobile
from tests.support import ROOT
from tests.word_files import convert_by_office

pytestmark = pytest.mark.browser

WRITER = ROOT / "theme" / "static" / "js" / "sheet.js"
WIDTH = 3
HEAD = ("甲栏", "乙栏", "丙栏")

HOSTILE = [
    "", " ", "  两头有空格  ", "\"双\"和'单'", "<b>&amp;</b>", "]]>", "=1+1", "+86", "-1", "@某人",
    "＝1+1", "'=1", "一行\n又一行", "制\t表", "回\r\n车\r了", "😀👩‍👩‍👧", "𠮷野", "é",
    "\u200f右到左",
    "_x0041_", "00123", "1e3", "2026-11-25", "TRUE", "#REF!", "\u0001\u0008控制",
    "\ufffe\uffff", "字" * 3000, number_mobile(1), "&L&P", "http://example.org/?a=1&b=<2>",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """An empty page with the writer of sheets alone."""
    page = browser.new_page()
    page.add_script_tag(path=WRITER)
    return page


def make_sheet(page: Page, rows: Sequence[Sequence[str]]) -> bytes:
    """Return a sheet with a title, a head and these rows."""
    made: list[int] = page.evaluate(
        """([head, rows]) => Array.from(wenming.makeSheet({
             name: "登记表", widths: [10, 20, 30], head: 1, footer: "&L盖章 <1> & 2&R第 &P 页",
             lines: [{look: "title", cells: ["标题"], isWide: true, height: 32},
               {look: "head", cells: head}].concat(rows.map(cells => ({look: "cell", cells}))),
           }))""",
        [HEAD, rows],
    )
    return bytes(made)


def read_cells(data: bytes) -> list[tuple[Any, ...]]:
    """Return what another program reads below the head; a warning of it is a fault."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        sheet = load_workbook(BytesIO(data)).worksheets[0]
    return list(sheet.iter_rows(min_row=3, max_col=WIDTH, values_only=True))


def as_kept(text: str) -> str | None:
    """Return a text as XML 1.0 can hold it; openpyxl gives nothing for an empty one."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", plain) or None


def in_threes(texts: Sequence[str]) -> list[list[str]]:
    """Return texts as rows."""
    padded = [*texts, *[""] * (-len(texts) % WIDTH)]
    return [list(padded[place : place + WIDTH]) for place in range(0, len(padded), WIDTH)]


def test_hostile_texts_are_read_cell_by_cell_as_they_were(page: Page) -> None:
    rows = in_threes(HOSTILE)

    data = make_sheet(page, rows)

    assert [tuple(map(as_kept, row)) for row in rows] == read_cells(data)
    kinds = {
        cell.data_type
        for row in load_workbook(BytesIO(data)).worksheets[0].iter_rows(min_row=3)
        for cell in row
        if cell.value is not None
    }
    assert {"s"} == kinds  # no number, no formula


@settings(max_examples=60)
@given(row=st.tuples(*[st.text(st.characters(exclude_categories=["Cs"]), max_size=40)] * WIDTH))
@example(row=("_x000a_", "_x_x0041_", "\x7f\x85\u2028"))
def test_any_text_is_read_as_it_was(page: Page, row: tuple[str, ...]) -> None:
    assert [tuple(map(as_kept, row))] == read_cells(make_sheet(page, [row]))


def test_half_a_character_spoils_nothing(page: Page) -> None:
    data: list[int] = page.evaluate(
        """() => Array.from(wenming.makeSheet({name: "表", widths: [9], head: 0, footer: "",
             lines: [{look: "head", cells: ["头"]}, {look: "cell", cells: ["前\\udc00后"]}]}))"""
    )

    assert "前\ufffd后" == load_workbook(BytesIO(bytes(data))).worksheets[0]["A2"].value


def test_six_hundred_rows_stand_in_their_order(page: Page) -> None:
    rows = [[f"示例{n}", number_mobile(n), ""] for n in range(600)]

    assert [(name, line, None) for name, line, _ in rows] == read_cells(make_sheet(page, rows))


def test_libreoffice_reads_the_same(page: Page, tmp_path: Any) -> None:
    """Comma, double quotes, UTF-8, cells as they are shown (its help, Filter Options for CSV)."""
    texts = [text for text in HOSTILE if len(text) < 100]
    rows = in_threes([*texts, "_x005F_x0041_"])  # openpyxl leaves x005F_ out wherever it stands
    kind = "csv:Text - txt - csv (StarCalc):44,34,76"

    made = convert_by_office({"sheet.xlsx": make_sheet(page, rows)}, tmp_path, kind=kind)["sheet"]

    read = list(csv.reader(StringIO(made.decode("utf-8-sig"), newline="")))[2:]
    assert [[as_kept(cell) or "" for cell in row] for row in rows] == read


def test_it_prints_on_a4_with_its_head_on_every_page(page: Page) -> None:
    sheet = load_workbook(BytesIO(make_sheet(page, [HEAD]))).worksheets[0]

    assert ("landscape", 9) == (sheet.page_setup.orientation, int(sheet.page_setup.paperSize))
    assert ("$2:$2", "A3") == (sheet.print_title_rows, sheet.freeze_panes)
    assert (True, 0) == (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight)
    assert "盖章 <1> & 2" == sheet.oddFooter.left.text
    assert ["A1:C1"] == [str(each) for each in sheet.merged_cells.ranges]
    assert "@" == sheet["A3"].number_format
    assert [10, 20, 30] == [sheet.column_dimensions[name].width for name in "ABC"]


def test_the_same_rows_make_the_same_bytes_and_tell_no_time_and_no_author(page: Page) -> None:
    data = make_sheet(page, [HEAD])

    assert data == make_sheet(page, [HEAD])
    with ZipFile(BytesIO(data)) as archive:
        assert None is archive.testzip()
        entries = archive.infolist()
        assert {(ZIP_STORED, (1980, 1, 1, 0, 0, 0))} == {
            (each.compress_type, each.date_time) for each in entries
        }
        assert not [each for each in entries if each.filename.startswith("docProps")]
