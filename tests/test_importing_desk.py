"""From a Word file to an article: what is written, and what becomes of the Word file."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from docx import Document
from PIL import Image

from plugins.importing.template import make_template
from plugins.reading.content_folder import ContentFolder
from tests.made_pictures import GPS, make_phone_photo
from tests.word_inbox import ARTICLE, HEAD_LINES, TEXT, WORD, Office, make_word, save_word


def test_a_word_file_in_the_inbox_becomes_an_article_and_leaves_it(office: Office) -> None:
    word = office.receive(WORD, make_word(**HEAD_LINES))

    assert 0 == office.run(), office.said
    assert [ARTICLE] == office.articles
    text = office.read(ARTICLE)
    assert text.startswith("---\n标题: 周末换书\n栏目: 志愿服务\n供稿: 洞头区文明办\n---\n")
    assert TEXT in text
    assert not word.exists()
    assert "1 篇通过了检查" in office.said


def test_the_word_file_is_kept_beside_the_content_until_it_is_looked_through(
    office: Office,
) -> None:
    """What was left out of it, as the import says, can still be had from it."""
    data = make_word(**HEAD_LINES)
    office.receive(WORD, data)

    office.run()

    assert data == (office.kept / "dongtou" / "来稿.docx").read_bytes()
    assert ".imported/" in office.said


def test_a_word_file_elsewhere_is_left_where_it_is(office: Office, tmp_path: Path) -> None:
    word = tmp_path / "桌面上的.docx"
    word.write_bytes(make_word(**HEAD_LINES))

    assert 0 == office.run(str(word), unit="dongtou"), office.said
    assert [ARTICLE] == office.articles
    assert word.exists()


def test_pictures_lie_beside_the_article_clean_and_in_order(office: Office) -> None:
    photos = [make_phone_photo(), make_phone_photo(width=200)]
    office.receive(WORD, make_word(TEXT, pictures=photos, **HEAD_LINES))

    assert 0 == office.run(), office.said
    stem = ARTICLE.removesuffix(".md")
    assert [f"{stem}-1.jpg", f"{stem}-2.jpg", ARTICLE] == office.articles
    text = office.read(ARTICLE)
    places = [text.index(f"](2026-11-20-zhou-mo-huan-shu-{number}.jpg") for number in (1, 2)]
    assert sorted(places) == places
    assert "题图" not in text
    with Image.open(office.content / "articles" / f"{stem}-1.jpg") as image:
        assert {} == image.getexif().get_ifd(GPS)
    assert "去掉了图片里的拍摄地点（2 张）" in office.said


def test_the_name_of_who_wrote_the_word_file_goes_nowhere(office: Office) -> None:
    office.receive(WORD, make_word(author="某某某", **HEAD_LINES))

    office.run()

    assert "某某某" not in office.read(ARTICLE) + office.said


def test_a_filled_template_needs_no_answer(office: Office) -> None:
    registry = ContentFolder(office.content).registry
    document = Document(BytesIO(make_template(registry.columns)))
    filled = {**HEAD_LINES, "供稿": "洞头区文明办", "摘要": "一句话说清楚。", "AI生成": "否"}
    for row in document.tables[0].rows:
        if row.cells[0].text in filled:
            row.cells[1].text = filled[row.cells[0].text]
    place = next(p for p in document.paragraphs if "正文从这里" in p.text)
    place.text = TEXT
    place = next(p for p in document.paragraphs if "图片单独" in p.text)
    place.text = ""
    place.add_run().add_picture(BytesIO(make_phone_photo()))
    place = next(p for p in document.paragraphs if p.text.startswith("图片说明"))
    place.text = "图片说明：长桌上摆着三摞书"
    office.receive(WORD, save_word(document))

    assert 0 == office.run(), office.said
    text = office.read(ARTICLE)
    assert "〔" not in text
    assert "模板里没有盖掉的" in office.said
    assert "〔先填表" not in office.said
    assert "![长桌上摆着三摞书](" in text
    assert "摘要: 一句话说清楚。" in text


def test_a_template_that_nobody_filled_is_no_article(office: Office) -> None:
    office.receive(WORD, make_template(ContentFolder(office.content).registry.columns))

    assert 1 == office.run()
    assert [] == office.articles
    assert "没有正文" in office.said
