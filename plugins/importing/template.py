"""The Word file that liaisons start from: columns in, the bytes of a .docx out."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from plugins.importing.hints import TEMPLATE_HINTS, write_hint
from plugins.model.registry import Column
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

_SONG, _HEI = "宋体", "黑体"
"""Fonts by name: WPS and Word have them, other programs put their own in their place."""

_GREY = "6B6B6B"
_LABEL_WIDTH, _VALUE_WIDTH = 2.6, 13.4
"""Centimetres of the two columns; together the text's width on A4."""

_CELL_SPACE = 3
"""Points above and below the words of a cell."""

_KEPT_STYLES = {
    "Normal", "Heading1", "Heading2", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid",
}  # fmt: skip
_LEFT_OUT = {
    "/customXml/item1.xml", "/docProps/app.xml", "/docProps/thumbnail.jpeg",
    "/word/fontTable.xml", "/word/numbering.xml", "/word/stylesWithEffects.xml",
    "/word/webSettings.xml",
}  # fmt: skip
"""Parts of python-docx's own template that an article has no use for."""

_MADE = datetime(2026, 1, 1)
_ZIP_DAY = (1980, 1, 1, 0, 0, 0)
"""The same moment in every template: the same columns make the same bytes."""


def make_template(columns: Sequence[Column]) -> bytes:
    """Return the template for a site with these columns, named after no person."""
    from docx import Document

    document = Document()
    _forget_origin(document)
    _set_styles(document)
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
    saved = BytesIO()
    document.save(saved)
    return _settle(saved.getvalue())


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


def _forget_origin(document: Any) -> None:
    """Take off what python-docx's own template brings: a person's name, a day, a picture."""
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.title = "稿件模板"
    core.created = core.modified = _MADE
    core.revision = 1
    for owner in (document.part.package, document.part):
        for name, relation in list(owner.rels.items()):
            if not relation.is_external and str(relation.target_part.partname) in _LEFT_OUT:
                del owner.rels[name]


def _set_styles(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    styles = document.styles
    for style in list(styles):
        if style.style_id not in _KEPT_STYLES:
            style.delete()
    _set_font(styles["Normal"], _SONG, 12)
    _set_language(styles)
    styles["Normal"].paragraph_format.line_spacing = 1.5
    styles["Normal"].paragraph_format.space_after = Pt(6)
    _set_font(styles["Heading 1"], _HEI, 15)
    _set_font(styles["Heading 2"], _HEI, 13)
    for latent in styles.element.findall(qn("w:latentStyles")):
        styles.element.remove(latent)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)


def _set_font(style: Any, name: str, size: int) -> None:
    """Name a font for Chinese and for Latin text: Word asks for each apart."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]  # theme fonts would win over names
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), name)


def _set_language(styles: Any) -> None:
    """Say that the text is simplified Chinese: fonts and full-width marks are chosen by it."""
    from docx.oxml.ns import qn

    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")


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


def _settle(data: bytes) -> bytes:
    """Return the same file without the hour of its making.

    Its parts are stored as they are: how they would be packed is up to each machine's zlib.
    """
    settled = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as made, zipfile.ZipFile(settled, "w") as kept:
        for name in made.namelist():
            kept.writestr(zipfile.ZipInfo(name, _ZIP_DAY), made.read(name))
    return settled.getvalue()
