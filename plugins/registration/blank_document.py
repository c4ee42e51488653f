"""The blank registration sheet as a Word document, for who fills it by hand or in Word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plugins.office.word_document import HEI, begin_document, save_document
from plugins.registration.form import (
    COLUMNS,
    DAY_LABEL,
    NOTE,
    ROLES,
    STAMP_LABEL,
    TITLE,
    UNIT_LABEL,
    WRITER_LABEL,
)

_WIDTHS = (1.9, 2.5, 4.6, 3.5, 4.0, 4.6, 4.6)
"""Centimetres, by column: together the text's width on A4 turned sideways."""

_HEAD_WIDTHS = (2.6, 7.4, 2.6, 4.4)
_SIZE = 10.5
"""Points of all letters but the title's, of those that are typed into a cell, too."""

_CELL_SPACE = 4
"""Points above and below the words of a cell."""


def make_blank_document() -> bytes:
    """Return the blank document; its rows are those of the blank sheet."""
    from docx.shared import Pt

    document = begin_document(TITLE)
    document.styles["Normal"].font.size = Pt(_SIZE)
    _turn_page(document)
    _add_title(document)
    _add_table(document, [(UNIT_LABEL, "", DAY_LABEL, "")], _HEAD_WIDTHS)
    _add_note(document)
    rows = [
        (form.role.label, *[""] * (len(COLUMNS) - 1))
        for form in ROLES
        for _ in range(form.blank_rows)
    ]
    table = _add_table(document, [tuple(column.label for column in COLUMNS), *rows], _WIDTHS)
    _repeat_head(table)
    gap = "　" * 14
    document.add_paragraph(f"\n{STAMP_LABEL}：{gap}{WRITER_LABEL}：")
    return save_document(document)


def _turn_page(document: Any) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)


def _add_title(document: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    title = document.add_paragraph(TITLE, style="Heading 1")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER


def _add_note(document: Any) -> None:
    from docx.shared import Pt

    document.add_paragraph(NOTE).paragraph_format.space_before = Pt(6)


def _add_table(document: Any, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Any:
    from docx.shared import Cm, Pt

    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for texts in rows:
        for cell, text, width in zip(table.add_row().cells, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.paragraphs[0].text = text
            form = cell.paragraphs[0].paragraph_format
            form.line_spacing = 1
            form.space_before = form.space_after = Pt(_CELL_SPACE)
    return table


def _repeat_head(table: Any) -> None:
    """Let the columns' names stand on every page, and no row run over its end."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for place, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))
            for cell in row.cells:
                run = cell.paragraphs[0].runs[0]
                run.font.name = HEI
                run._element.rPr.rFonts.set(qn("w:eastAsia"), HEI)
