"""The Word file that liaisons start from: columns in, the bytes of a .docx out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from plugins.importing.hints import TEMPLATE_HINTS, write_hint
from plugins.model.registry import Column
from plugins.office.word_document import begin_document, save_document
from plugins.reading.schema import (
    AUTHOR_LIMIT,
    SUMMARY_LIMIT,
    TAGS_LIMIT,
    TITLE_LIMIT,
    chinese_name,
)

HEAD = (
    "title", "date", "column", "office", "author", "summary", "tags", "source", "source_url",
    "ai_generated",
)  # fmt: skip
"""The fields that the table at the top asks for, by the names of ``ARTICLE_KEYS``."""

_GREY = "6B6B6B"
_LABEL_WIDTH, _VALUE_WIDTH = 2.6, 13.4
"""Centimetres of the two columns; together the text's width on A4."""

_CELL_SPACE = 3
"""Points above and below the words of a cell."""


def make_template(columns: Sequence[Column]) -> bytes:
    """Return the template for a site with these columns, named after no person."""
    document = begin_document("稿件模板")
    # The table stands first: whoever reads the file looks for the head at its top.
    _add_rows(document, [(chinese_name(key), _tell_hint(key, columns)) for key in HEAD])
    start, text, heading, picture, caption, table, *cells = TEMPLATE_HINTS
    _add_hint(document, start)
    _add_hint(document, text)
    _add_hint(document, heading, "Heading 1")
    _add_hint(document, picture)
    document.add_paragraph("图片说明：").add_run(write_hint(caption))
    _grey(document.paragraphs[-1].runs[-1])
    _add_hint(document, table)
    _add_rows(document, [(write_hint(cells[0]), cells[1]), (write_hint(cells[2]), cells[3])])
    return save_document(document)


def _tell_hint(key: str, columns: Sequence[Column]) -> str:
    signed = "、".join(column.title for column in columns if column.is_signed)
    hints = {
        "title": f"不超过{TITLE_LIMIT}个字，最好不超过32个字",
        "date": "事情发生或发布的日子，如 2026年11月20日",
        "column": f"从这些里选一个：{'、'.join(column.title for column in columns)}",
        "office": "单位名称，如某某区文明办",
        "author": f"{signed}要署名，不超过{AUTHOR_LIMIT}个字；别的可以不写",
        "summary": f"一两句话，不超过{SUMMARY_LIMIT}个字；可以不写",
        "tags": f"最多{TAGS_LIMIT}个，用顿号隔开；可以不写",
        "source": "转载才写：最初发布的单位",
        "source_url": "转载才写：https:// 开头的网址",
        "ai_generated": "由人工智能写了一部分的，写“是”",
    }
    return hints[key]


def _add_rows(document: Any, rows: Sequence[tuple[str, str]]) -> None:
    """Add a table of two columns: what stands in the second is a hint."""
    from docx.shared import Cm, Pt

    table = document.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(_LABEL_WIDTH), Cm(_VALUE_WIDTH)
    for label, hint in rows:
        cells = table.add_row().cells
        cells[0].text = label
        _grey(cells[1].paragraphs[0].add_run(write_hint(hint)))
        cells[0].width, cells[1].width = Cm(_LABEL_WIDTH), Cm(_VALUE_WIDTH)
        for cell in cells:
            space = cell.paragraphs[0].paragraph_format
            space.space_before = space.space_after = Pt(_CELL_SPACE)


def _add_hint(document: Any, text: str, style: str = "Normal") -> None:
    _grey(document.add_paragraph(style=style).add_run(write_hint(text)))


def _grey(run: Any) -> None:
    from docx.shared import RGBColor

    run.font.color.rgb = RGBColor.from_string(_GREY)
