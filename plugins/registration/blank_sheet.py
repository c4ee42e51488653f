"""The blank registration sheet as .xlsx: filled in WPS or Excel, printed on A4, sent back."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from plugins.office.packing import MADE, settle_archive
from plugins.office.word_document import HEI, SONG
from plugins.registration.form import (
    COLUMNS,
    DAY_LABEL,
    NOTE,
    ROLE_BY_LABEL,
    ROLES,
    SHEET_NAME,
    STAMP_LABEL,
    TITLE,
    UNIT_LABEL,
    WRITER_LABEL,
)

HEAD_ROW = 5
"""The row of the columns' names, counted from 0 as XlsxWriter does."""

_READY_ROWS = 300
"""Rows whose cells are checked while they are filled: the printed ones and room for more."""

_WIDTHS = (9, 12, 24, 17, 20, 27, 27)
"""Characters, by column: together what A4 holds across at full size."""

_ROW_HEIGHT = 22.5
_A4 = 9
"""XlsxWriter's number of the paper (its page on ``set_paper``)."""

_LIST_LIMIT = 255
"""Characters of a list that a cell offers (Excel specifications: data validation lists)."""

_FOOTER = f"&L{STAMP_LABEL}：&C{WRITER_LABEL}：&R第 &P 页，共 &N 页"


def make_blank_sheet(units: Sequence[str]) -> bytes:
    """Return the blank sheet that offers these ``units``, today's names, at its head."""
    import xlsxwriter

    saved = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(saved, options)
    book.set_properties({"title": TITLE, "created": MADE})
    sheet = book.add_worksheet(SHEET_NAME)
    formats = _make_formats(book)
    _set_page(sheet)
    _write_head(sheet, formats, units)
    _write_rows(sheet, formats)
    _offer_choices(sheet)
    book.close()
    return settle_archive(saved.getvalue())


def _make_formats(book: Any) -> dict[str, Any]:
    # A cell of format @ keeps what is typed: as a number, a mobile may lose its last digits.
    text = {"font_name": SONG, "font_size": 11, "valign": "vcenter", "num_format": "@"}
    title = {"font_name": HEI, "font_size": 16, "align": "center_across", "valign": "vcenter"}
    note = {"font_name": SONG, "font_size": 10, "valign": "vcenter", "font_color": "#595959"}
    head = {"font_name": HEI, "align": "center", "border": 1, "bg_color": "#EDEDED"}
    return {
        "title": book.add_format(title),
        "label": book.add_format({**text, "font_name": HEI}),
        "value": book.add_format({**text, "bottom": 1}),
        "note": book.add_format(note),
        "head": book.add_format({**text, **head}),
        "text": book.add_format(text),
        "role": book.add_format({**text, "border": 1, "align": "center"}),
        "cell": book.add_format({**text, "border": 1, "indent": 1, "text_wrap": True}),
    }


def _set_page(sheet: Any) -> None:
    """Set what is seen and printed: the head stays in sight and stands on every page."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.9)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.repeat_rows(HEAD_ROW)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.set_footer(_FOOTER)


def _write_head(sheet: Any, formats: dict[str, Any], units: Sequence[str]) -> None:
    for place, width in enumerate(_WIDTHS):
        sheet.set_column(place, place, width, formats["text"])
    sheet.set_row(0, 34)
    sheet.write_string(0, 0, TITLE, formats["title"])
    for place in range(1, len(COLUMNS)):
        sheet.write_blank(0, place, None, formats["title"])
    for row, label in ((1, UNIT_LABEL), (2, DAY_LABEL)):
        sheet.set_row(row, _ROW_HEIGHT)
        sheet.write_string(row, 0, label, formats["label"])
        for place in (1, 2):
            sheet.write_blank(row, place, None, formats["value"])
    sheet.set_row(3, _ROW_HEIGHT)
    sheet.write_string(3, 0, NOTE, formats["note"])
    sheet.set_row(4, 6)
    sheet.set_row(HEAD_ROW, _ROW_HEIGHT)
    for place, column in enumerate(COLUMNS):
        sheet.write_string(HEAD_ROW, place, column.label, formats["head"])
    choice = _offer(units) if sum(len(unit) + 1 for unit in units) <= _LIST_LIMIT else _ANY
    hint = {"input_title": UNIT_LABEL, "input_message": "点右边的箭头，选本单位"}
    sheet.data_validation(1, 1, 1, 1, {**choice, **hint})
    hint = {"input_title": DAY_LABEL, "input_message": "填表的日子，例如 2026-11-25"}
    sheet.data_validation(2, 1, 2, 1, {**_ANY, **hint})


def _write_rows(sheet: Any, formats: dict[str, Any]) -> None:
    row = HEAD_ROW + 1
    for form in ROLES:
        for _ in range(form.blank_rows):
            sheet.set_row(row, _ROW_HEIGHT)
            sheet.write_string(row, 0, form.role.label, formats["role"])
            for place in range(1, len(COLUMNS)):
                sheet.write_blank(row, place, None, formats["cell"])
            row += 1


def _offer_choices(sheet: Any) -> None:
    """Say of every cell to fill what belongs there, and refuse a role that is none."""
    first, last = HEAD_ROW + 1, HEAD_ROW + _READY_ROWS
    for place, column in enumerate(COLUMNS):
        choice = _offer(tuple(ROLE_BY_LABEL)) if column.key == "role" else _ANY
        hint = {"input_title": column.label, "input_message": column.hint}
        sheet.data_validation(first, place, last, place, {**choice, **hint})


_ANY = {"validate": "any"}


def _offer(choices: Sequence[str]) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(choices),
        "error_title": "请重新选",
        "error_message": "从格子右边的列表里选一个",
    }
