"""What stands in a Word file comes out as Markdown, with nothing lost in silence."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from plugins.importing.document.numbering import format_number
from plugins.importing.word import read_word
from tests.word_files import (
    NAMESPACES,
    SENTENCE,
    colour_of,
    make_docx,
    make_picture,
    paragraph,
    read_titled,
    render,
    send,
    write_docx,
)


def test_a_document_by_hand_becomes_an_article_that_passes(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        title = document.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = title.add_run("路口多了一抹红马甲")
        run.bold, run.font.size = True, Pt(22)
        document.add_paragraph("供稿：洞头区文明办　　作者：王小明　日期：2026年11月20日")
        document.add_paragraph(f"　　{SENTENCE}")
        document.add_paragraph("")
        document.add_paragraph("　　一、站好早高峰")
        line = document.add_paragraph("这是")
        line.add_run("重点，").bold = True
        line.add_run("大家都说好。")
        document.add_picture(BytesIO(make_picture("red")))
        document.add_paragraph("图1 志愿者在路口劝导行人")
        document.add_paragraph("（一）三个提醒")
        for number, text in enumerate(("等绿灯再走。", "骑车戴头盔。", "不闯红灯。"), 1):
            document.add_paragraph(f"{number}、{text}")
        table = document.add_table(2, 2)
        for row, texts in zip(table.rows, (("时间", "地点"), ("周六", "府前街")), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    reading = read_word(make_docx(fill))

    assert reading.fields == {
        "title": "路口多了一抹红马甲",
        "office": "洞头区文明办",
        "author": "王小明",
        "date": "2026年11月20日",
    }
    assert reading.body == (
        f"{SENTENCE}\n\n## 一、站好早高峰\n\n这是**重点，**大家都说好。\n\n"
        '![志愿者在路口劝导行人](picture-1 "图1 志愿者在路口劝导行人")\n\n### （一）三个提醒\n\n'
        "1. 等绿灯再走。\n2. 骑车戴头盔。\n3. 不闯红灯。\n\n"
        "| 时间 | 地点 |\n| --- | --- |\n| 周六 | 府前街 |\n"
    )
    assert reading.remarks == ()
    assert send(reading, tmp_path / "content").problems == []


def test_styles_of_headings_are_read_by_name_in_both_languages() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{n}"><w:name w:val="{name}"/></w:style>'
        for n, name in enumerate(("heading 1", "标题 2", "标题3", "Title"), 1)
    )
    parts = {"word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>"}
    body = "".join(
        paragraph(text, f'<w:pStyle w:val="{n}"/>') + paragraph(SENTENCE)
        for n, text in (
            (4, "文章的标题"),
            (1, "第一节"),
            (2, "第一小节"),
            (3, "更小一节"),
            (1, "第二节"),
        )
    )
    reading = read_word(write_docx(body, parts=parts, relations={"s": ("styles", "styles.xml")}))

    assert reading.fields == {"title": "文章的标题"}
    assert re.findall("^#.*", reading.body, re.MULTILINE) == [
        "## 第一节", "### 第一小节", "#### 更小一节", "## 第二节",
    ]  # fmt: skip


def test_headings_by_look_leave_no_level_out() -> None:
    reading = read_titled(
        paragraph(SENTENCE)
        + paragraph("（一）直接从第二级开始") + paragraph(SENTENCE)
        + paragraph("一、再来第一级") + paragraph(SENTENCE)
        + paragraph("只是加粗的一行", run="<w:b/>") + paragraph(SENTENCE)
        + paragraph("一、这一段虽然也有编号，但写得很长，是一句完整的话，所以不是小标题，原样留。")
    )  # fmt: skip

    assert re.findall("^#.*", reading.body, re.MULTILINE) == [
        "## （一）直接从第二级开始", "## 一、再来第一级", "### 只是加粗的一行",
    ]  # fmt: skip
    assert "\n一、这一段虽然" in reading.body


def test_numbers_far_apart_stay_words_and_those_in_a_row_become_a_list() -> None:
    far = "".join(paragraph(f"{n}.第{n}件事。") + paragraph(SENTENCE) for n in (1, 2))
    near = "".join(paragraph(f"{n}）再做一件。") for n in (3, 4, 5))
    dotted = "".join(paragraph(f"● {text}") for text in ("水杯", "雨伞"))

    body = read_titled(far + near + paragraph(SENTENCE) + dotted).body

    assert "1.第1件事。" in body
    assert "\n3. 再做一件。\n4. 再做一件。\n5. 再做一件。\n" in body
    assert "\n- 水杯\n- 雨伞\n" in body
    assert '<ol start="3">' in render(body)


def test_a_list_of_words_own_goes_on_counting_behind_a_paragraph() -> None:
    numbering = (
        f"<w:numbering {NAMESPACES}>"
        '<w:abstractNum w:abstractNumId="7">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0">'
        '<w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>'
        '<w:lvl w:ilvl="1"><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
        "</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num></w:numbering>'
    )

    def item(text: str, number: int, level: int = 0) -> str:
        named = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return paragraph(text, named)

    body = read_titled(
        item("活动安排", 2) + paragraph(SENTENCE) + item("时间和地点", 2, 1)
        + item("先登记", 1) + item("带上证件", 1, 1) + item("再领马甲", 1)
        + paragraph(SENTENCE) + item("最后上岗", 1) + item("注意事项", 2) + paragraph(SENTENCE),
        parts={"word/numbering.xml": numbering},
        relations={"n": ("numbering", "numbering.xml")},
    ).body  # fmt: skip

    assert "## 一、活动安排\n" in body
    assert "### （一）时间和地点\n\n1. 先登记\n    - 带上证件\n2. 再领马甲\n" in body
    assert "\n\n3. 最后上岗\n\n## 二、注意事项\n" in body
    assert "<ul>\n<li>带上证件</li>\n</ul>" in render(body)


@pytest.mark.parametrize(
    ("number", "form", "written"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (21, "japaneseCounting", "二十一"),
        (3, "chineseLegalSimplified", "叁"),
        (4, "decimalEnclosedCircle", "④"),
        (2, "ideographTraditional", "乙"),
        (4, "lowerRoman", "iv"),
        (9, "upperRoman", "IX"),
        (3, "decimalZero", "03"),
        (99, "decimalEnclosedCircle", "99"),
    ],
)
def test_numbers_are_written_as_word_writes_them(number: int, form: str, written: str) -> None:
    assert written == format_number(number, form)


def test_a_line_broken_off_is_a_paragraph_where_it_was_meant_as_one() -> None:
    def fill(document: Any) -> None:
        document.add_heading("路口多了一抹红马甲", 0)
        line = document.add_paragraph()
        for text in (
            "第一段话说完了。",
            "　　第二段话也说完了。",
            "地址：府前街",
            "1.先登记。",
            "2.再上岗。",
        ):
            line.add_run(text)
            line.runs[-1].add_break()
        line.add_run().add_break(WD_BREAK.PAGE)

    body = read_word(make_docx(fill)).body

    assert body == (
        "第一段话说完了。\n\n第二段话也说完了。  \n地址：府前街\n\n1. 先登记。\n2. 再上岗。\n"
    )


def test_tables_for_layout_become_paragraphs_and_pictures_keep_their_captions() -> None:
    def fill(document: Any) -> None:
        document.add_heading("路口多了一抹红马甲", 0)
        document.add_paragraph(SENTENCE)
        frame = document.add_table(1, 1)
        frame.cell(0, 0).text = "框里的一段话，不是表格。"
        album = document.add_table(2, 2)
        for column, colour in enumerate(("red", "blue")):
            run = album.cell(0, column).paragraphs[0].add_run()
            run.add_picture(BytesIO(make_picture(colour)))
            album.cell(1, column).text = f"{colour} 一队"

    reading = read_word(make_docx(fill))

    assert reading.body == (
        f"{SENTENCE}\n\n框里的一段话，不是表格。\n\n"
        '![red 一队](picture-1 "red 一队")\n\n![blue 一队](picture-2 "blue 一队")\n'
    )
    assert ["red", "blue"] == [colour_of(picture.data) for picture in reading.pictures]
    assert reading.remarks == ("有 2 个只用来排版的表格改成了普通段落",)


def test_a_document_that_stands_in_a_frame_has_its_head_read() -> None:
    lines = "".join(map(paragraph, ("文明过年", "供稿：洞头区文明办", SENTENCE)))

    reading = read_word(write_docx(f"<w:tbl><w:tr><w:tc>{lines}</w:tc></w:tr></w:tbl>"))

    assert {"title": "文明过年", "office": "洞头区文明办"} == reading.fields
    assert f"{SENTENCE}\n" == reading.body


def test_merged_cells_lose_no_word_and_are_said() -> None:
    def fill(document: Any) -> None:
        document.add_heading("路口多了一抹红马甲", 0)
        document.add_paragraph(SENTENCE)
        table = document.add_table(4, 3)
        for place, cell in enumerate(c for row in table.rows for c in row.cells):
            cell.text = f"格{place}"
        table.cell(0, 0).merge(table.cell(0, 2))
        table.cell(2, 0).merge(table.cell(3, 0))

    reading = read_word(make_docx(fill))

    assert reading.body.endswith(
        "格0\n\n格1\n\n格2\n\n| 格3 | 格4 | 格5 |\n| --- | --- | --- |\n"
        "| 格6 格9 | 格7 | 格8 |\n|  | 格10 | 格11 |\n"
    )
    assert any("合并的单元格" in remark for remark in reading.remarks)


TOLD = (
    "页眉里的“内部资料请勿外传”没有收进来",
    "第 1 张图片没有说明",
    "修订里有 1 处删去的文字",
    "有 2 条批注",
    "有 1 处隐藏文字",
    "有 1 个目录",
    "有 1 个公式",
    "有 1 个图表",
    "有 1 个嵌入的文件",
    "有 1 个画出来的形状",
    "有 1 张图片只是链接",
    "有 1 张图片在 Word 文件里找不到",
    "有 1 张图是网页显示不了的格式",
    "有 1 张图在 Word 里裁剪过",
    "有 1 处删除线",
    "有 1 处拼音标注",
    "有 1 个特殊符号",
    "有 1 段从别的文件嵌入的内容",
)
"""How every remark on the document of the next test begins."""


def test_bold_wins_where_it_stands_beside_italics() -> None:
    runs = (("重点", "<w:b/>"), ("斜的", "<w:i/>"), ("平的", ""), ("又斜", "<w:i/>"))
    line = "".join(f"<w:r><w:rPr>{m}</w:rPr><w:t>{t}</w:t></w:r>" for t, m in runs)

    assert "**重点**斜的平的*又斜*\n" == read_titled(f"<w:p>{line}</w:p>").body


def test_what_is_left_out_or_changed_is_said() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    comments = f"<w:comments {NAMESPACES}><w:comment/><w:comment/></w:comments>"
    header = f"<w:hdr {NAMESPACES}>{paragraph('内部资料请勿外传')}</w:hdr>"
    notes = (
        f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{paragraph("数据截至十月底。")}'
        "</w:footnote></w:footnotes>"
    )
    toc = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText> TOC \\o"
        " </w:instrText></w:r><w:r><w:fldChar w:fldCharType='separate'/></w:r>"
        f"{run.format('目录里的一行 3')}</w:p>"
        f"<w:p>{run.format('目录里的两行 4')}<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )
    picture = '<w:r><w:drawing><a:blipFill><a:blip {}="{}"/>{}</a:blipFill></w:drawing></w:r>'

    reading = read_titled(
        toc
        + f"<w:p>{run.format('原来的话')}<w:ins>{run.format('加上的话')}</w:ins>"
        f"<w:del><w:r><w:delText>删去的话</w:delText></w:r></w:del>"
        f"<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的话</w:t></w:r>"
        f"<w:r><w:rPr><w:strike/></w:rPr><w:t>划掉的话</w:t></w:r>"
        f"<w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>2</w:t></w:r>"
        f"<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath><w:r><w:footnoteReference w:id='2'/></w:r>"
        f"</w:p><w:p>{run.format('还有图。')}"
        + picture.format("r:link", "far", "")
        + picture.format("r:embed", "emf", "")
        + picture.format("r:embed", "gone", "")
        + picture.format("r:embed", "cut", '<a:srcRect l="20000"/>')
        + "<w:r><w:drawing><c:chart/></w:drawing></w:r>"
        "<w:r><w:object><o:OLEObject/></w:object></w:r>"
        "<w:r><w:drawing><wps:wsp/></w:drawing></w:r><w:r><w:sym w:font='No' w:char='F0FE'/></w:r>"
        "<w:r><w:ruby><w:rt><w:r><w:t>hóng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>红</w:t></w:r>"
        "</w:rubyBase></w:ruby></w:r></w:p><w:altChunk r:id='x'/>",
        parts={
            "word/comments.xml": comments,
            "word/header1.xml": header,
            "word/footnotes.xml": notes,
            "word/media/a.emf": b"\x01\x00\x00\x00" + b"\0" * 36 + b" EMF" + b"\0" * 40,
            "word/media/b.jpg": make_picture(),
        },
        relations={
            "c": ("comments", "comments.xml"),
            "h": ("header", "header1.xml"),
            "n": ("footnotes", "footnotes.xml"),
            "far": ("image", "https://example.com/tracker.gif"),
            "emf": ("image", "media/a.emf"),
            "cut": ("image", "media/b.jpg"),
            "gone": ("image", "media/none.jpg"),
        },
    )  # fmt: skip

    assert reading.body == (
        "原来的话加上的话划掉的话²E=mc[^1]\n\n还有图。红\n\n"
        "![](picture-1)\n\n[^1]: 数据截至十月底。\n"
    )
    assert TOLD == tuple(
        next((start for start in TOLD if remark.startswith(start)), remark)
        for remark in reading.remarks
    )


def test_links_are_kept_where_they_lead_to_a_page() -> None:
    link = '<w:p><w:hyperlink r:id="{}"><w:r><w:t>{}</w:t></w:r></w:hyperlink></w:p>'
    field = (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>HYPERLINK "
        '"https://example.com/b(1)"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
        "</w:r><w:r><w:t>报名办法</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>"
    )

    reading = read_titled(
        link.format("a", "活动详情") + field + link.format("b", "https://example.com/c")
        + link.format("m", "写信"),
        relations={
            "a": ("hyperlink", "https://example.com/a?x=1&amp;y=2"),
            "b": ("hyperlink", "https://example.com/c"),
            "m": ("hyperlink", "file:///C:/secret/://x"),
        },
    )  # fmt: skip

    assert reading.body == (
        "[活动详情](https://example.com/a?x=1&y=2)\n\n[报名办法](https://example.com/b%281%29)\n\n"
        "https://example.com/c\n\n写信\n"
    )
    assert reading.remarks == ("有 1 个链接不通到网页，只留下了文字",)


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"

    body = read_titled(paragraph("前半句，", deleted) + paragraph("后半句。")).body

    assert "前半句，后半句。\n" == body


def test_a_control_that_was_never_filled_in_says_nothing() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    empty = control.format("<w:showingPlcHdr/>", paragraph("单击此处输入文字"))

    body = read_titled(empty + control.format("", paragraph(SENTENCE))).body

    assert f"{SENTENCE}\n" == body


def test_python_docx_and_hand_agree_on_hidden_text() -> None:
    def fill(document: Any) -> None:
        document.add_paragraph(SENTENCE)
        run = document.add_paragraph("看得见").add_run("看不见")
        hidden = OxmlElement("w:vanish")
        hidden.set(qn("w:val"), "true")
        run._r.get_or_add_rPr().append(hidden)

    reading = read_word(make_docx(fill))

    assert reading.body.endswith("看得见\n")
    assert ("有 1 处隐藏文字没有收进来",) == reading.remarks
