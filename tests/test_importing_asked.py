"""What the import asks where the Word file does not say it, and what options say."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from tests.made_pictures import make_phone_photo, save
from tests.support import TODAY
from tests.word_inbox import ARTICLE, HEAD_LINES, TEXT, WORD, Office, make_word, save_word


def test_what_the_file_does_not_say_is_asked_for(office: Office) -> None:
    """A column by its number, a signed one for its author, a day by Enter for today."""
    office.receive(WORD, make_word(TEXT, 标题="周末换书", 供稿="洞头区文明办"))
    office.answers = ["", "4", "一位评论员"]

    assert 0 == office.run(), office.said
    text = office.read(f"dongtou/2026/{TODAY}-zhou-mo-huan-shu.md")
    assert "栏目: 文明评论" in text
    assert "作者: 一位评论员" in text
    assert ["日期", "栏目", "署名"] == [
        word
        for question in office.asked
        for word in ("日期", "栏目？", "署名")
        if word in question
        for word in [word.rstrip("？")]
    ]


def test_an_answer_that_is_none_is_asked_for_again_and_then_given_up(office: Office) -> None:
    office.receive(WORD, make_word(标题="周末换书", 日期="2026-11-20"))
    office.answers = ["99", "没有的栏目", "5"]

    assert 1 == office.run()
    assert 3 == len(office.asked)
    assert [] == office.articles


def test_without_a_terminal_everything_missing_is_said_at_once(
    office: Office, tmp_path: Path
) -> None:
    word = office.receive(WORD, make_word(标题="周末换书", 日期="二月三十日"))

    assert 1 == office.run()
    for piece in (
        "日期“二月三十日”不对",
        "--day",
        "没有写栏目",
        "--column",
        "核心价值观、志愿服务",
    ):
        assert piece in office.said
    assert word.exists()
    assert [] == office.articles


def test_a_day_to_come_is_asked_for_again(office: Office) -> None:
    """Before anything is written: the day stands in the article's address for ever."""
    office.receive(WORD, make_word(**{**HEAD_LINES, "日期": "2026年12月1日"}))

    assert 1 == office.run()
    assert "日期“2026年12月1日”不对" in office.said
    office.answers = ["2026-12-02", "11月20日", "2026.11.20"]
    assert 0 == office.run(), office.said
    assert [ARTICLE] == office.articles


def test_options_fill_what_the_file_leaves_open_and_nothing_else(office: Office) -> None:
    office.receive(WORD, make_word(**HEAD_LINES))
    office.receive("dongtou/另一篇.docx", make_word(标题="海边捡垃圾"))

    assert 0 == office.run(column="文明评论", day="2026-11-18", author="一位评论员"), office.said
    assert ["dongtou/2026/2026-11-18-hai-bian-jian-la-ji.md", ARTICLE] == office.articles
    assert "栏目: 志愿服务" in office.read(ARTICLE)


def test_a_picture_without_a_description_is_asked_for_by_the_words_before_it(
    office: Office,
) -> None:
    document = Document(BytesIO(make_word(TEXT, **HEAD_LINES)))
    document.add_picture(BytesIO(make_phone_photo()))
    office.receive(WORD, save_word(document))
    office.answers = ["长桌上[摆]着书"]

    assert 0 == office.run(), office.said
    assert "![长桌上摆着书](" in office.read(ARTICLE)
    assert "等着换书的人。" in office.asked[-1]


def test_the_office_in_the_file_tells_the_unit(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(make_word(供稿="洞头区文明办", **HEAD_LINES))

    assert 0 == office.run(str(tmp_path / "a.docx")), office.said
    assert [ARTICLE] == office.articles


def test_without_a_unit_the_units_are_named(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(make_word(**HEAD_LINES))

    assert 1 == office.run(str(tmp_path / "a.docx"))
    assert "不知道是哪个单位的，加上 --unit 和单位，例如 --unit 龙港市" in office.said


def test_a_file_of_another_unit_is_not_laid_where_it_could_never_pass(office: Office) -> None:
    word = office.receive(WORD, make_word(供稿="龙港市文明办", **HEAD_LINES))

    assert 1 == office.run()
    assert "供稿写的是龙港市文明办，却要放到洞头区" in office.said
    assert "放进 content/inbox/longgang/" in office.said
    assert [] == office.articles
    assert word.exists()


def test_an_answer_that_is_none_is_asked_for_again_in_words(office: Office) -> None:
    office.receive(WORD, make_word(标题="周末换书", 日期="2026年11月20日"))
    office.answers = ["十七", "", "志愿服务"]

    assert 0 == office.run(), office.said
    first, second, third = office.asked
    assert f"没有看懂，再写一次。{first}" == second == third


def test_all_that_is_missing_is_said_at_once(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(make_word(标题="周末换书"))

    assert 1 == office.run(str(tmp_path / "a.docx"))
    assert "不知道是哪个单位的" in office.said
    assert "没有写栏目" in office.said


@pytest.mark.parametrize("written", ["dongtou", "洞头", "洞头区", "洞头区文明办"])
def test_a_unit_is_given_by_any_of_its_names(office: Office, tmp_path: Path, written: str) -> None:
    (tmp_path / "a.docx").write_bytes(make_word(**HEAD_LINES))

    assert 0 == office.run(str(tmp_path / "a.docx"), unit=written), office.said
    assert [ARTICLE] == office.articles


def test_an_office_within_a_county_belongs_to_it(office: Office, tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(make_word(供稿="温州市洞头区委宣传部", **HEAD_LINES))

    assert 0 == office.run(str(tmp_path / "a.docx")), office.said
    assert "供稿: 温州市洞头区委宣传部" in office.read(ARTICLE)


def test_a_day_that_nobody_named_is_said(office: Office) -> None:
    office.receive(WORD, make_word(标题="周末换书", 栏目="志愿服务"))

    assert 0 == office.run(), office.said
    assert "没有写日期，用了今天 2026-11-23" in office.said


def test_what_was_cropped_away_in_word_is_in_no_kept_picture(office: Office) -> None:
    document = Document(BytesIO(make_word(TEXT, **HEAD_LINES)))
    two = Image.new("RGB", (320, 240), "red")
    two.paste("blue", (160, 0, 320, 240))
    document.add_picture(BytesIO(save(two, "JPEG")))
    document.add_paragraph("图片说明：红色的一半")
    fill = document.inline_shapes[0]._inline.graphic.graphicData.pic.blipFill
    fill.insert(1, fill.makeelement(qn("a:srcRect"), {"r": "50000"}))
    office.receive(WORD, save_word(document))

    assert 0 == office.run(), office.said
    assert "有 1 张图在 Word 里裁剪过，裁掉的部分不要了" in office.said
    path = office.content / "articles" / ARTICLE.replace(".md", "-1.jpg")
    with Image.open(path) as kept:
        assert (160, 240) == kept.size
        blue = [pixel for pixel in kept.convert("RGB").get_flattened_data() if pixel[2] > pixel[0]]
    assert [] == blue


def test_a_scan_is_refused_by_what_to_do(office: Office) -> None:
    document = Document()
    document.add_picture(BytesIO(make_phone_photo()))
    office.receive(WORD, save_word(document))

    assert 1 == office.run()
    assert "只有图片，没有文字。是扫描件或截图，把字打出来" in office.said


def test_pictures_with_captions_alone_are_an_article(office: Office) -> None:
    document = Document(BytesIO(make_word("", **HEAD_LINES)))
    document.add_picture(BytesIO(make_phone_photo()))
    document.add_paragraph("图片说明：长桌上摆着三摞书")
    office.receive(WORD, save_word(document))

    office.run()
    assert [ARTICLE.replace(".md", "-1.jpg"), ARTICLE] == office.articles, office.said
