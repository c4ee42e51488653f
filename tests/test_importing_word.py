"""Word files as liaisons send them become the parts of an article, with nothing lost in silence."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.importing.document.numbering import format_number
from plugins.importing.word import WordReading, name_pictures, read_word
from plugins.media.cropping import NO_CROP, Crop
from plugins.reading.prose import strip_markup
from tests.word_files import (
    NAMESPACES,
    colour_of,
    make_docx,
    make_picture,
    paragraph,
    render,
    send,
    write_docx,
)

TITLE = paragraph("路口多了一抹红马甲", '<w:jc w:val="center"/>', "<w:b/>")
SENTENCE = "早上七点半，志愿者已经站在路口，提醒行人走斑马线。"


def read_body(xml: str, **options: Any) -> WordReading:
    """Read a document of a title and what ``xml`` says."""
    return read_word(write_docx(TITLE + xml, **options))


# ---------------------------------------------------------------- structure


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
    reading = read_body(
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

    body = read_body(far + near + paragraph(SENTENCE) + dotted).body

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

    body = read_body(
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


def test_pictures_come_in_order_from_wherever_they_hang(tmp_path: Path) -> None:
    blip = (
        '<wp:docPr id="1" name="图片 1" descr="{alt}"/><a:graphic><a:graphicData><other>'
        '<a:blip r:embed="{name}"/></other></a:graphicData></a:graphic>'
    )
    inline = f"<w:r><w:drawing><wp:inline>{blip}</wp:inline></w:drawing></w:r>"
    anchor = f"<w:r><w:drawing><wp:anchor>{blip}</wp:anchor></w:drawing></w:r>"
    vml = (
        '<w:r><w:pict><v:shape alt="VML 里的图，WPS 这样写"><v:imagedata r:id="c"/></v:shape>'
        "</w:pict></w:r>"
    )
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:anchor><wps:txbx>"
        f"<w:txbxContent><w:p>{inline.format(alt='文本框里的图', name='d')}</w:p>"
        "<w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></wps:txbx></wp:anchor>"
        "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        "<w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )
    cell = f"<w:tc><w:p>{inline.format(alt='格子里的图', name='e')}</w:p></w:tc>"
    text = "<w:tc><w:p><w:r><w:t>说明</w:t></w:r></w:p></w:tc>"
    rows = f"<w:tr>{text * 4}</w:tr><w:tr>{text}{cell}{text * 2}</w:tr>"
    colours = dict(zip("abcde", ("red", "green", "blue", "yellow", "black"), strict=True))

    reading = read_body(
        f"<w:p>{inline.format(alt='C:/Users/me/a.jpg', name='a')}</w:p>"
        f"<w:p><w:r><w:t>话说到一半，</w:t></w:r>{anchor.format(alt='浮动的图', name='b')}"
        "<w:r><w:t>接着说完。</w:t></w:r></w:p>"
        f"<w:p>{vml}</w:p><w:p>{box}</w:p><w:tbl>{rows}</w:tbl>",
        parts={f"word/media/{n}.jpg": make_picture(colour) for n, colour in colours.items()},
        relations={n: ("image", f"media/{n}.jpg") for n in colours},
    )

    assert list(colours.values()) == [colour_of(picture.data) for picture in reading.pictures]
    assert ["", "浮动的图", "VML 里的图，WPS 这样写", "文本框里的图", "格子里的图"] == [
        picture.alt for picture in reading.pictures
    ]
    assert "话说到一半，接着说完。" in reading.body
    assert 1 == reading.body.count("框里的话")
    assert reading.remarks == (
        "文本框里的文字“框里的话”放进了正文，请检查位置",
        "第 1 张图片没有说明，请写一句图里有什么",
    )
    sent = send(reading, tmp_path / "content")
    assert 5 == len(sent.entry.body.pictures)
    assert all(use.picture for use in sent.entry.body.pictures)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("志愿者/网格员在路口", "志愿者/网格员在路口"),
        ("C:\\Users\\某某\\桌面\\一张图", ""),
        ("https://example.com/一张图", ""),
        ("/data/某某/一张图", ""),
        ("media/image1", ""),
        ("IMG_2026", ""),
    ],
)
def test_a_description_is_kept_and_the_name_of_a_file_is_none(written: str, kept: str) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("题。")
        document.add_picture(BytesIO(make_picture()))
        document.element.xpath("//wp:docPr")[0].set("descr", written)

    assert [kept] == [picture.alt for picture in read_word(make_docx(fill)).pictures]


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


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("图片 1", ""),
        ("图片1", ""),
        ("IMG_20261120_083000", ""),
        ("E:\\照片\\路口.jpg", ""),
        ("/home/某人/路口", ""),
        ("微信图片.png", ""),
        ("4f9d3a7be4c14a2f9a", ""),
        ("志愿者在路口", "志愿者在路口"),
    ],
)
def test_what_a_program_wrote_describes_no_picture(written: str, kept: str) -> None:
    drawing = (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="{written}"/><a:blipFill>'
        '<a:blip r:embed="a"/></a:blipFill></wp:inline></w:drawing></w:r></w:p>'
    )

    reading = read_body(
        drawing, parts={"word/a.jpg": make_picture()}, relations={"a": ("image", "a.jpg")}
    )

    assert [kept] == [picture.alt for picture in reading.pictures]


def test_bold_wins_where_it_stands_beside_italics() -> None:
    runs = (("重点", "<w:b/>"), ("斜的", "<w:i/>"), ("平的", ""), ("又斜", "<w:i/>"))
    line = "".join(f"<w:r><w:rPr>{m}</w:rPr><w:t>{t}</w:t></w:r>" for t, m in runs)

    assert "**重点**斜的平的*又斜*\n" == read_body(f"<w:p>{line}</w:p>").body


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

    reading = read_body(
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

    reading = read_body(
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


# ---------------------------------------------------------------- head


@pytest.mark.parametrize(
    ("lines", "fields"),
    [
        (
            ("标题：文明过年", "来源：洞头发布", SENTENCE),
            {"title": "文明过年", "source": "洞头发布"},
        ),
        (("文明过年", "通讯员　王小明", SENTENCE), {"title": "文明过年", "author": "王小明"}),
        (
            ("文明过年", "2026年11月20日", SENTENCE, "（洞头区文明办　供稿）"),
            {"title": "文明过年", "date": "2026年11月20日", "office": "洞头区文明办"},
        ),
        (
            ("文明过年", f"{SENTENCE}（洞头区文明办 王小明供稿）"),
            {"title": "文明过年", "office": "洞头区文明办", "author": "王小明"},
        ),
        (
            ("文明过年", SENTENCE, "供稿单位：洞头区文明办", "作　者：王小明"),
            {"title": "文明过年", "office": "洞头区文明办", "author": "王小明"},
        ),
        (
            ("文明过年", "关键词：春节、志愿", "内容提要：一件小事", "栏目：志愿服务", SENTENCE),
            {
                "title": "文明过年",
                "tags": "春节、志愿",
                "summary": "一件小事",
                "column": "志愿服务",
            },
        ),
        (
            ("文明过年", "供稿：洞头区文明办  通讯员：王小明  2026年11月20日", SENTENCE),
            {
                "title": "文明过年",
                "date": "2026年11月20日",
                "office": "洞头区文明办",
                "author": "王小明",
            },
        ),
        (
            ("文明过年", "2026-11-20 08:30 来源：洞头发布", SENTENCE),
            {"title": "文明过年", "date": "2026-11-20 08:30", "source": "洞头发布"},
        ),
        ((SENTENCE, "文明过年"), {}),
    ],
)  # fmt: skip
def test_the_head_is_taken_for_fields_and_leaves_the_body(
    lines: tuple[str, ...], fields: dict[str, str]
) -> None:
    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert fields == reading.fields
    assert all(value not in reading.body for value in reading.fields.values())
    assert SENTENCE in reading.body


def test_the_day_that_a_notice_is_signed_with_is_read_and_stays() -> None:
    lines = ("文明过年的通知", SENTENCE, "洞头区文明办", "2026年11月20日")

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert {"title": "文明过年的通知", "date": "2026年11月20日"} == reading.fields
    assert f"{SENTENCE}\n\n洞头区文明办\n\n2026年11月20日\n" == reading.body


def test_the_red_head_of_a_document_is_no_title_and_its_number_stays() -> None:
    lines = ("温 州 市 文 明 办 文 件", "温文明办〔2026〕12号", "关于换书的通知", SENTENCE)

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert {"title": "关于换书的通知"} == reading.fields
    assert f"温文明办〔2026〕12号\n\n{SENTENCE}\n" == reading.body
    assert ("红头“温州市文明办文件”没有收进来，下面的一行当作标题",) == reading.remarks


def test_a_title_that_speaks_of_a_document_is_no_red_head() -> None:
    lines = ("一份没有人读的文件", SENTENCE, SENTENCE)

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert ({"title": "一份没有人读的文件"}, ()) == (reading.fields, reading.remarks)


@pytest.mark.parametrize("closing", ["审核：李小红", "责任编辑：李小红", "（此件公开发布）"])
def test_lines_behind_the_signature_hide_it_no_more_and_stay(closing: str) -> None:
    signed = ("文明过年", SENTENCE, "作者：王小明", closing)
    dated = ("文明过年", SENTENCE, "2026年11月20日", closing)

    one, other = (
        read_word(write_docx("".join(map(paragraph, lines)))) for lines in (signed, dated)
    )

    assert {"title": "文明过年", "author": "王小明"} == one.fields
    assert f"{SENTENCE}\n\n{closing}\n" == one.body
    assert "2026年11月20日" == other.fields["date"]
    assert f"{SENTENCE}\n\n2026年11月20日\n\n{closing}\n" == other.body


def test_an_author_who_stands_below_the_title_and_at_the_end_is_told_once() -> None:
    lines = ("文明过年", "王小明", SENTENCE, "作者：王小明")

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert {"title": "文明过年", "author": "王小明"} == reading.fields
    assert f"{SENTENCE}\n" == reading.body


@pytest.mark.parametrize(
    ("written", "crop"),
    [
        ('<a:srcRect l="20000" t="-5000"/>', Crop(left=0.2)),
        ('<a:srcRect r="12.5%" b="50%"/>', Crop(right=0.125, bottom=0.5)),
        ('<a:srcRect l="0" t="x"/>', NO_CROP),
        ('<a:stretch><a:fillRect l="-100000" t="20000"/></a:stretch>', Crop(left=0.5)),
        (
            '<a:srcRect r="50000"/><a:stretch><a:fillRect r="-100000"/></a:stretch>',
            Crop(right=0.75),
        ),
        ("", NO_CROP),
    ],
)
def test_what_word_hides_of_a_picture_is_read(written: str, crop: Crop) -> None:
    picture = f'<a:blipFill><a:blip r:embed="p"/>{written}</a:blipFill>'
    reading = read_body(
        paragraph(SENTENCE) + f"<w:p><w:r><w:drawing>{picture}</w:drawing></w:r></w:p>",
        parts={"word/media/a.jpg": make_picture()},
        relations={"p": ("image", "media/a.jpg")},
    )

    assert [crop] == [each.crop for each in reading.pictures]


@pytest.mark.parametrize("shape", ["<wps:wsp><wps:spPr/></wps:wsp>", "<v:rect/>"])
def test_a_shape_laid_over_a_picture_is_said_to_be_gone(shape: str) -> None:
    """It may hide a face or a number, which would show."""
    picture = '<a:blipFill><a:blip r:embed="p"/></a:blipFill>'
    drawing = f"<w:drawing><wp:inline>{picture}{shape}</wp:inline></w:drawing>"
    reading = read_body(
        paragraph(SENTENCE) + f"<w:p><w:r>{drawing}</w:r></w:p>",
        parts={"word/media/a.jpg": make_picture()},
        relations={"p": ("image", "media/a.jpg")},
    )

    assert 1 == len(reading.pictures)
    assert any("用来遮住照片一部分的，请先遮好照片另存" in remark for remark in reading.remarks)


def test_what_an_old_word_hides_of_a_picture_is_read() -> None:
    shape = '<v:shape><v:imagedata r:id="p" cropleft="16384f" cropbottom=".25"/></v:shape>'
    reading = read_body(
        paragraph(SENTENCE) + f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>",
        parts={"word/media/a.jpg": make_picture()},
        relations={"p": ("image", "media/a.jpg")},
    )

    assert [Crop(left=0.25, bottom=0.25)] == [each.crop for each in reading.pictures]


def test_signs_at_the_end_of_a_heading_are_no_marks() -> None:
    body = read_body(paragraph("学 C##", run="<w:b/>") + paragraph(SENTENCE)).body

    assert "## 学 C\\#\\#\n" == body[: body.index("\n") + 1]
    assert "学 C##" in strip_markup(render(body))


def test_what_is_no_head_stays_in_the_text() -> None:
    lines = ("文明过年", SENTENCE, "时间：周六上午九点", "地点：府前街", "来源：居民", SENTENCE)

    reading = read_word(write_docx("".join(map(paragraph, lines))))

    assert {"title": "文明过年"} == reading.fields
    assert all(line in reading.body for line in lines[1:])


@pytest.mark.parametrize("line", ["时间：周六上午九点", "作者：王小明　审核：李小红", "来源和去向"])
def test_a_line_that_is_not_wholly_of_the_head_stays(line: str) -> None:
    reading = read_word(write_docx("".join(map(paragraph, ("文明过年", line, SENTENCE)))))

    assert {"title": "文明过年"} == {k: v for k, v in reading.fields.items() if k != "author"}
    assert line.replace("　", " ") in reading.body.replace("　", " ")


def test_a_table_at_the_head_is_read_and_empty_rows_are_not() -> None:
    def fill(document: Any) -> None:
        rows = (
            ("标题", "文明过年"),
            ("日期（必填）", "2026年11月20日"),
            ("作者", ""),
            ("AI生成", "否"),
        )
        table = document.add_table(4, 2)
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
        document.add_paragraph("文明过年")
        document.add_paragraph(SENTENCE)

    reading = read_word(make_docx(fill))

    assert {"title": "文明过年", "date": "2026年11月20日", "ai_generated": "否"} == reading.fields
    assert f"{SENTENCE}\n" == reading.body


def test_nothing_private_of_the_file_itself_is_read() -> None:
    def fill(document: Any) -> None:
        document.core_properties.author = "某位打字员"
        document.core_properties.last_modified_by = "另一位打字员"
        document.add_paragraph(SENTENCE)

    assert "打字员" not in repr(read_word(make_docx(fill)))


def test_a_line_below_a_picture_describes_it() -> None:
    def fill(document: Any) -> None:
        document.add_heading("路口多了一抹红马甲", 0)
        document.add_picture(BytesIO(make_picture()))
        document.add_paragraph("图片说明：志愿者扶老人过马路")
        document.add_picture(BytesIO(make_picture()))
        document.add_paragraph("▲ 志愿者清理河道")

    reading = read_word(make_docx(fill))

    assert reading.body == (
        '![志愿者扶老人过马路](picture-1)\n\n![志愿者清理河道](picture-2 "志愿者清理河道")\n'
    )
    assert "![志愿者扶老人过马路](a.jpg)" in name_pictures(reading.body, ["a.jpg", "b.jpg"])
    assert '(b.jpg "志愿者清理河道")' in name_pictures(reading.body, ["a.jpg", "b.jpg"])


# ---------------------------------------------------------------- plain text stays plain


@pytest.mark.parametrize(
    "text",
    [
        "# 不是标题", "#话题#", "> 不是引用", "- 不是列表", "+ 也不是", "12. 不是编号", "---",
        "===", "***", "~~~", "```", ": 不是解释", "*不斜*", "**不粗**", "_不斜_", "`不是代码`",
        "a|b|c", "[文字](https://example.com)", "![图](picture-1)", "[^1]", "[1]: x", "<b>字</b>",
        "<!-- 字 -->", "&lt;", "&amp;copy;", "AT&T", "3 < 5 > 2", "\\*", "C:\\路径\\文件",
        "[注]（见下）", "| --- |", "见https://example.com/a_b_c(1)。好", "https://example.com/*a*?b=c&copy=1",
    ],
)  # fmt: skip
def test_signs_of_markdown_are_shown_as_they_were_typed(text: str, tmp_path: Path) -> None:
    reading = read_body(paragraph(SENTENCE) + paragraph(escape(text)) + paragraph(SENTENCE))

    assert [SENTENCE, text, SENTENCE] == strip_markup(render(reading.body)).split("\n")
    assert not send(reading, tmp_path / "content").report.errors


_SIGNS = "*_#|<>[]()`\\-+.=~:&!^\"'1 一、。（）字a　"
_WORDS = st.text(st.sampled_from(_SIGNS), max_size=12) | st.sampled_from(
    ["http://a.cn/b_c", "**", "1. ", "- ", "[^1]", "&amp;", "<b>", "](", "文明。"]
)
Run = tuple[str, bool, bool, int]
"""Its text, whether it is bold and italic, and a figure: 0 for a line break behind it."""

_RUNS = st.lists(
    st.tuples(_WORDS, st.booleans(), st.booleans(), st.integers(0, 9)), min_size=1, max_size=6
)


@settings(max_examples=300)
@given(st.lists(_RUNS, min_size=1, max_size=4))
def test_random_runs_keep_their_letters(
    paragraphs: list[list[tuple[str, bool, bool, int]]],
) -> None:
    lines = "".join(f"<w:p>{''.join(map(_write_run, runs))}</w:p>" for runs in paragraphs)

    reading = read_body(paragraph(SENTENCE) + lines + paragraph(SENTENCE))

    written = "".join(text for runs in paragraphs for text, *_ in runs)
    shown = strip_markup(render(reading.body)).replace(SENTENCE, "")
    assert _bare(written) == _bare(shown), reading.body


def _write_run(run: Run) -> str:
    text, is_bold, is_italic, breaks = run
    marks = "<w:b/>" * is_bold + "<w:i/>" * is_italic
    end = "" if breaks else "<w:br/>"
    return f"<w:r><w:rPr>{marks}</w:rPr><w:t>{escape(text)}</w:t>{end}</w:r>"


def _bare(text: str) -> str:
    """Return letters and signs without space, bullets and numbers of lists, which are drawn."""
    return re.sub(r"[\s\u3000\-–1.、）)]", "", text)


# ---------------------------------------------------------------- fields that words hide in


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    deleted = "<w:rPr><w:del/></w:rPr>"

    body = read_body(paragraph("前半句，", deleted) + paragraph("后半句。")).body

    assert "前半句，后半句。\n" == body


def test_a_control_that_was_never_filled_in_says_nothing() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    empty = control.format("<w:showingPlcHdr/>", paragraph("单击此处输入文字"))

    body = read_body(empty + control.format("", paragraph(SENTENCE))).body

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
