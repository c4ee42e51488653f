"""Pictures come out of Word files in order, as they were seen there, with their descriptions."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from plugins.importing.word import name_pictures, read_word
from plugins.media.cropping import NO_CROP, Crop
from tests.word_files import (
    SENTENCE,
    colour_of,
    make_docx,
    make_picture,
    paragraph,
    read_titled,
    send,
)


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

    reading = read_titled(
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

    reading = read_titled(
        drawing, parts={"word/a.jpg": make_picture()}, relations={"a": ("image", "a.jpg")}
    )

    assert [kept] == [picture.alt for picture in reading.pictures]


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
    reading = read_titled(
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
    reading = read_titled(
        paragraph(SENTENCE) + f"<w:p><w:r>{drawing}</w:r></w:p>",
        parts={"word/media/a.jpg": make_picture()},
        relations={"p": ("image", "media/a.jpg")},
    )

    assert 1 == len(reading.pictures)
    assert any("用来遮住照片一部分的，请先遮好照片另存" in remark for remark in reading.remarks)


def test_what_an_old_word_hides_of_a_picture_is_read() -> None:
    shape = '<v:shape><v:imagedata r:id="p" cropleft="16384f" cropbottom=".25"/></v:shape>'
    reading = read_titled(
        paragraph(SENTENCE) + f"<w:p><w:r><w:pict>{shape}</w:pict></w:r></w:p>",
        parts={"word/media/a.jpg": make_picture()},
        relations={"p": ("image", "media/a.jpg")},
    )

    assert [Crop(left=0.25, bottom=0.25)] == [each.crop for each in reading.pictures]


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
