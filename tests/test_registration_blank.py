"""The blank registration sheets: what they offer, that they print on A4 and come back."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from plugins.model.output import FileOutput
from plugins.reading.content_folder import ContentFolder
from plugins.registration.blank_document import make_blank_document
from plugins.registration.blank_files import list_blank_files
from plugins.registration.blank_sheet import HEAD_ROW, make_blank_sheet
from plugins.registration.form import (
    BLANK_DOCUMENT,
    BLANK_SHEET,
    COLUMNS,
    NOTE,
    ROLES,
    STAMP_LABEL,
    TITLE,
)
from tests.builds import SMALL_CONTENT
from tests.registration_sheets import (
    DAY,
    UNIT,
    UNITS,
    fill_document,
    fill_sheet,
    list_cells,
    make_people,
    read_sheet,
)
from tests.word_files import convert_by_office

BLANKS = [make_blank_sheet(UNITS), make_blank_document()]
WAITING = [form.role.label for form in ROLES for _ in range(form.blank_rows)]
LABELS = [column.label for column in COLUMNS]

LONG_SIDE, SHORT_SIDE = 841.9, 595.3
"""Points of A4 (ISO 216: 297 and 210 mm)."""


def _open_blank() -> Workbook:
    return load_workbook(BytesIO(BLANKS[0]))


# ---------------------------------------------------------------- what they are


def test_the_site_offers_both_and_the_sheet_knows_its_units() -> None:
    outputs = list(list_blank_files(ContentFolder(SMALL_CONTENT).registry))

    files = {each.path: each for each in outputs if isinstance(each, FileOutput)}
    assert {BLANK_SHEET, BLANK_DOCUMENT} == set(files)
    made = files[BLANK_SHEET].make(**files[BLANK_SHEET].inputs)
    assert "洞头区" in _list_choices(load_workbook(BytesIO(made)), "B2")


@pytest.mark.parametrize("data", BLANKS, ids=["xlsx", "docx"])
def test_a_blank_names_no_person_and_no_hour(data: bytes) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        core = archive.read("docProps/core.xml").decode()
        days = {entry.date_time for entry in archive.infolist()}

    assert {(1980, 1, 1, 0, 0, 0)} == days
    assert {"2026-01-01T00:00:00Z"} == set(re.findall(r"\d{4}-\d\d-\d\dT[^<]*", core))
    assert [] == re.findall(r"(?:creator|lastModifiedBy)>[^<]+<", core)


def test_a_blank_has_the_same_bytes_each_time() -> None:
    assert [make_blank_sheet(UNITS), make_blank_document()] == BLANKS


def test_the_sheet_stands_as_the_form_says() -> None:
    rows = list(_open_blank().worksheets[0].iter_rows(values_only=True))

    assert (TITLE, "填报单位", "填报日期", NOTE, None) == tuple(row[0] for row in rows[:HEAD_ROW])
    assert tuple(LABELS) == rows[HEAD_ROW]
    assert WAITING == [row[0] for row in rows[HEAD_ROW + 1 :]]
    assert {None} == {cell for row in rows[HEAD_ROW + 1 :] for cell in row[1:]}


def test_the_document_has_the_rows_of_the_sheet_and_a_place_for_the_stamp() -> None:
    document = Document(BytesIO(BLANKS[1]))

    head, table = document.tables
    assert ["填报单位", "", "填报日期", ""] == [cell.text for cell in head.rows[0].cells]
    assert LABELS == [cell.text for cell in table.rows[0].cells]
    assert WAITING == [row.cells[0].text for row in table.rows[1:]]
    words = [paragraph.text for paragraph in document.paragraphs]
    assert TITLE in words
    assert NOTE in words
    assert any(STAMP_LABEL in text for text in words)


# ---------------------------------------------------------------- filling it


def _list_choices(book: Workbook, cell: str) -> str:
    rules = book.worksheets[0].data_validations.dataValidation
    return next((str(rule.formula1 or "") for rule in rules if cell in rule.sqref), "")


def test_the_sheet_offers_roles_and_units_to_choose_from() -> None:
    book = _open_blank()

    assert '"领导,联络员,评论员,志愿者"' == _list_choices(book, "A7")
    assert '"领导,联络员,评论员,志愿者"' == _list_choices(book, "A200")
    assert f'"{",".join(UNITS)}"' == _list_choices(book, "B2")


def test_more_units_than_a_cell_can_offer_are_typed() -> None:
    many = [f"很长名字的第{place}个功能区管理委员会" for place in range(40)]

    assert "" == _list_choices(load_workbook(BytesIO(make_blank_sheet(many))), "B2")


def test_every_cell_to_fill_keeps_digits_and_says_what_belongs_there() -> None:
    sheet = _open_blank().worksheets[0]

    rows = sheet.iter_rows(min_row=HEAD_ROW + 2, max_row=HEAD_ROW + 1 + len(WAITING))
    assert {"@"} == {cell.number_format for row in rows for cell in row}
    # below the printed rows the columns' own format holds; F speaks for G
    assert {"@"} == {sheet.column_dimensions[name].number_format for name in "ABCDEF"}
    told = [rule.prompt for rule in sheet.data_validations.dataValidation if "D7" in rule.sqref]
    assert [column.hint for column in COLUMNS if column.key == "mobile"] == told


def test_the_sheet_prints_on_a4_with_its_head_on_every_page() -> None:
    sheet = _open_blank().worksheets[0]

    assert ("landscape", 9) == (sheet.page_setup.orientation, sheet.page_setup.paperSize)
    assert f"${HEAD_ROW + 1}:${HEAD_ROW + 1}" == sheet.print_title_rows
    assert f"C{HEAD_ROW + 2}" == sheet.freeze_panes
    assert STAMP_LABEL in str(sheet.oddFooter.left.text)


# ---------------------------------------------------------------- through other programs


@pytest.fixture(scope="module")
def through_office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Filled sheets as LibreOffice saves them, by what they went through."""
    sheet, document = fill_sheet(make_people()), fill_document(make_people())
    made: dict[str, bytes] = {}
    for kind in ("xlsx", "ods", "pdf"):
        folder = tmp_path_factory.mktemp(kind)
        made[kind] = convert_by_office({"sheet.xlsx": sheet}, folder, kind=kind)["sheet"]
    folder = tmp_path_factory.mktemp("back")
    made["ods"] = convert_by_office({"sheet.ods": made["ods"]}, folder, kind="xlsx")["sheet"]
    # comma, double quotes, UTF-8 (LibreOffice help, Filter Options for CSV)
    kind, folder = "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path_factory.mktemp("csv")
    made["csv"] = convert_by_office({"sheet.xlsx": sheet}, folder, kind=kind)["sheet"]
    folder = tmp_path_factory.mktemp("docx")
    made["docx"] = convert_by_office({"sheet.docx": document}, folder)["sheet"]
    folder = tmp_path_factory.mktemp("printed")
    made["docx-pdf"] = convert_by_office({"sheet.docx": document}, folder, kind="pdf")["sheet"]
    return made


@pytest.mark.parametrize("kind", ["xlsx", "ods", "csv", "docx"])
def test_what_libreoffice_saves_reads_back_the_same(
    kind: str, through_office: dict[str, bytes]
) -> None:
    sheet = read_sheet(through_office[kind])

    assert (UNIT, DAY) == (sheet.unit, sheet.day)
    assert make_people() == list_cells(sheet.people)


@pytest.mark.parametrize("kind", ["pdf", "docx-pdf"])
def test_a_filled_sheet_prints_on_two_pages_of_a4(
    kind: str, through_office: dict[str, bytes]
) -> None:
    """As many rows as the blank ones have; LibreOffice writes a page's box as plain numbers."""
    boxes = re.findall(
        rb"/Type/Page/.{0,300}?/MediaBox\[0 0 ([\d.]+) ([\d.]+)\]", through_office[kind], re.DOTALL
    )

    assert 2 == len(boxes)
    sides = {tuple(map(float, box)) for box in boxes}
    assert all((LONG_SIDE, SHORT_SIDE) == pytest.approx(box, abs=1) for box in sides)


def test_a_sheet_from_the_small_site_can_be_filled_by_hand(tmp_path: Path) -> None:
    """Saved by openpyxl, another program than the one that wrote it."""
    path = tmp_path / "filled.xlsx"
    path.write_bytes(fill_sheet(make_people(volunteers=60)))

    assert make_people(volunteers=60) == list_cells(read_sheet(path.read_bytes()).people)
