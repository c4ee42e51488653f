"""A Word document to begin with: our fonts, the paper, and nothing of where it came from."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from plugins.office.packing import MADE, settle_archive

SONG, HEI = "宋体", "黑体"
"""Fonts by name: WPS and Word have them, other programs put their own in their place."""

_KEPT_STYLES = {
    "Normal", "Heading1", "Heading2", "DefaultParagraphFont", "TableNormal", "NoList", "TableGrid",
}  # fmt: skip
_LEFT_OUT = {
    "/customXml/item1.xml", "/docProps/app.xml", "/docProps/thumbnail.jpeg",
    "/word/fontTable.xml", "/word/numbering.xml", "/word/stylesWithEffects.xml",
    "/word/webSettings.xml",
}  # fmt: skip
"""Parts of python-docx's own template that none of our documents has a use for."""


def begin_document(title: str) -> Any:
    """Return an empty document of python-docx on A4, called ``title``, named after no person."""
    from docx import Document

    document = Document()
    _forget_origin(document, title)
    _set_styles(document)
    return document


def save_document(document: Any) -> bytes:
    """Return the document's bytes, the same whenever it is made."""
    saved = BytesIO()
    document.save(saved)
    return settle_archive(saved.getvalue())


def _forget_origin(document: Any, title: str) -> None:
    """Take off what python-docx's own template brings: a person's name, a day, a picture."""
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = ""
    core.title = title
    core.created = core.modified = MADE
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
    _set_font(styles["Normal"], SONG, 12)
    _set_language(styles)
    styles["Normal"].paragraph_format.line_spacing = 1.5
    styles["Normal"].paragraph_format.space_after = Pt(6)
    _set_font(styles["Heading 1"], HEI, 15)
    _set_font(styles["Heading 2"], HEI, 13)
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
