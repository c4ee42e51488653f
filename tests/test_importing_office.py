"""Word files that LibreOffice makes: it is started twice for all tests, as it takes a while."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from plugins.importing.word import NotWord, read_word
from tests.word_files import colour_of, convert_by_office, make_picture, send

COLOURS = ("red", "green", "blue", "yellow", "black")
SENTENCE = "早上七点半，志愿者已经站在路口，提醒行人走斑马线，扶着老人慢慢过。"

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
    for name, space in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"),
        ("style", "style"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
_STYLES = """<office:automatic-styles>
<style:style style:name="Name" style:family="paragraph"><style:paragraph-properties
 fo:text-align="center"/><style:text-properties fo:font-size="22pt" style:font-size-asian="22pt"
 fo:font-weight="bold" style:font-weight-asian="bold"/></style:style>
<style:style style:name="Bold" style:family="text"><style:text-properties fo:font-weight="bold"
 style:font-weight-asian="bold"/></style:style>
<text:list-style style:name="Counted"><text:list-level-style-number text:level="1"
 style:num-format="1" style:num-suffix="."/></text:list-style>
</office:automatic-styles>"""


def _write_document() -> bytes:
    """Return a flat OpenDocument text with what a liaison's file has, as LibreOffice writes it."""
    body = [
        '<text:p text:style-name="Name">路口多了一抹红马甲</text:p>',
        *map(_p, ("供稿：洞头区文明办　　作者：王小明", "日期：2026年11月20日", "")),
        *map(_p, (f"　　{SENTENCE}", "一、站好早高峰", f"　　{SENTENCE}")),
        _picture(0, "as-char"), _p("图1 志愿者在路口"),
        _p("（一）三件小事"), *map(_p, ("1、等绿灯再走。", "2、骑车戴头盔。", "3、不闯红灯。")),
        _picture(1, "paragraph", "志愿者扶老人过马路"),
        '<text:p>大家说<text:span text:style-name="Bold">真好，</text:span>都来看看'
        '<text:note text:note-class="footnote"><text:note-body><text:p>据当天统计。</text:p>'
        "</text:note-body></text:note>。</text:p>",
        "<table:table><table:table-column table:number-columns-repeated='2'/>"
        + "".join(
            f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>"
            for row in (("时间", "地点"), ("周一", "府前街"), ("周二", "望江路"))
        )
        + "</table:table>",
        _p("二、管好停车位"), _p(f"　　{SENTENCE}"),
        *(_picture(n, "as-char", f"第{n}处停车位摆正了") for n in (2, 3, 4)),
        '<text:list text:style-name="Counted">'
        "<text:list-item><text:p>先登记</text:p></text:list-item>"
        "<text:list-item><text:p>再上岗</text:p></text:list-item></text:list>",
        '<text:h text:outline-level="1">三、接下来</text:h>', _p(SENTENCE),
    ]  # fmt: skip
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {_SPACES} office:version="1.2"'
        f' office:mimetype="application/vnd.oasis.opendocument.text">{_STYLES}'
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document>"
    ).encode()


def _p(text: str) -> str:
    return f"<text:p>{text}</text:p>"


def _cell(text: str) -> str:
    return f"<table:table-cell>{_p(text)}</table:table-cell>"


def _picture(number: int, anchor: str, description: str = "") -> str:
    data = base64.b64encode(make_picture(COLOURS[number])).decode()
    return (
        f'<text:p><draw:frame text:anchor-type="{anchor}" svg:width="8cm" svg:height="6cm">'
        f"<draw:image><office:binary-data>{data}</office:binary-data></draw:image>"
        f"<svg:desc>{description}</svg:desc></draw:frame></text:p>"
    )


_BOX = (
    f'<?xml version="1.0"?><office:document {_SPACES} office:version="1.2"'
    ' office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text>'
    f"{_p('文明过年')}{_p(SENTENCE)}<text:p><draw:frame text:anchor-type='paragraph'"
    " svg:width='6cm' svg:height='2cm'><draw:text-box><text:p>文本框里的一句话</text:p>"
    f"</draw:text-box></draw:frame>框外的一句话。</text:p>{_p(SENTENCE)}"
    "</office:text></office:body></office:document>"
)
_PAGE = (
    "<html><head><meta charset='utf-8'></head><body><h1>文明过年</h1>"
    f"<p style='color:red;font-family:Arial'>&nbsp;&nbsp;&nbsp;&nbsp;{SENTENCE}</p><h2>怎么过</h2>"
    "<ul><li>不放鞭炮<ul><li>也不放烟花</li></ul></li><li>少敬酒</li></ul>"
    "<p>见<a href='https://example.com/a?b=1'>倡议书</a>，<b>人人</b>都来。</p></body></html>"
)
_RICH = (
    r"{\rtf1\ansi\ansicpg936\deff0{\fonttbl{\f0 SimSun;}}{\qc\b\fs36 \u25991?\u26126?\par}"
    r"{\fs21 \u27491?\u25991?\u20889?\u24471?\u24456?\u38271?\u65292?"
    r"{\b \u37325?\u28857?}\u12290?\par}}"
)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every source above as LibreOffice saves it for Word."""
    sources = {
        "report.fodt": _write_document(),
        "box.fodt": _BOX.encode(),
        "rich.rtf": _RICH.encode("ascii"),
    }
    pages = {"page.html": _PAGE.encode()}
    return {
        **convert_by_office(sources, tmp_path_factory.mktemp("office")),
        **convert_by_office(pages, tmp_path_factory.mktemp("pages"), "HTML (StarWriter)"),
    }


def test_five_pictures_a_table_and_numbers_by_hand_arrive(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    reading = read_word(made["report"])
    sent = send(reading, tmp_path / "content")

    assert {
        "title": "路口多了一抹红马甲",
        "office": "洞头区文明办",
        "author": "王小明",
        "date": "2026年11月20日",
    } == reading.fields
    assert COLOURS == tuple(colour_of(picture.data) for picture in reading.pictures)
    assert 5 == len(sent.entry.body.pictures)
    assert all(use.picture for use in sent.entry.body.pictures)
    assert sent.entry.body.body
    assert [
        (2, "一、站好早高峰"), (3, "（一）三件小事"), (2, "二、管好停车位"), (2, "三、接下来"),
    ] == [(heading.level, heading.text) for heading in sent.entry.body.body.headings]  # fmt: skip
    assert "<th>时间</th>" in sent.html
    assert re.search("<td>望江路</td>", sent.html)
    assert re.search(r"<ol>\s*<li>等绿灯再走。</li>\s*<li>骑车戴头盔。</li>", sent.html)
    assert re.search(r"<ol>\s*<li>先登记</li>\s*<li>再上岗</li>", sent.html)
    assert "<strong>真好，</strong>都来看看" in sent.html
    assert "据当天统计。" in sent.html
    assert "<figcaption>图1 志愿者在路口</figcaption>" in sent.html
    assert [] == sent.problems


def test_a_text_box_is_read_once_and_said(made: dict[str, bytes]) -> None:
    reading = read_word(made["box"])

    assert 1 == reading.body.count("文本框里的一句话")
    assert "框外的一句话。" in reading.body
    assert ("文本框里的文字“文本框里的一句话”放进了正文，请检查位置",) == reading.remarks


def test_what_was_pasted_from_a_web_page_brings_no_style(
    made: dict[str, bytes], tmp_path: Path
) -> None:
    reading = read_word(made["page"])

    assert {"title": "文明过年"} == reading.fields
    assert (
        f"{SENTENCE}\n\n## 怎么过\n\n- 不放鞭炮\n    - 也不放烟花\n- 少敬酒\n\n"
        "见[倡议书](https://example.com/a?b=1)，**人人**都来。\n"
    ) == reading.body
    assert [] == send(reading, tmp_path / "content").problems


def test_a_text_without_styles_is_read_by_its_look(made: dict[str, bytes]) -> None:
    reading = read_word(made["rich"])

    assert {"title": "文明"} == reading.fields
    assert "正文写得很长，**重点**。\n" == reading.body


def test_what_libreoffice_saves_of_its_own_is_no_word_file() -> None:
    with pytest.raises(NotWord, match="不是 Word 文档"):
        read_word(_write_document())
