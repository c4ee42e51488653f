"""An article that does not pass yet is mended and imported again; none is written twice."""

from __future__ import annotations

from io import BytesIO

import pytest
from docx import Document

from tests.made_pictures import make_phone_photo
from tests.word_inbox import ARTICLE, HEAD_LINES, TEXT, WORD, Office, make_word, save_word


def test_what_does_not_pass_stays_and_so_does_its_word_file(office: Office) -> None:
    word = office.receive(WORD, make_undescribed())

    assert 1 == office.run()
    assert ARTICLE in office.articles
    assert word.exists()
    assert "改法：" in office.said
    assert "再运行一次 invoke import" in office.said


def make_undescribed() -> bytes:
    """Return a Word file with a picture that nobody described: the check asks for that."""
    document = Document(BytesIO(make_word(TEXT, **HEAD_LINES)))
    document.add_picture(BytesIO(make_phone_photo()))
    return save_word(document)


def test_once_the_article_is_mended_importing_again_clears_the_inbox(office: Office) -> None:
    """Neither is there a second article, nor is what the person mended written over."""
    word = office.receive(WORD, make_undescribed())
    office.run()
    before = office.articles
    path = office.content / "articles" / ARTICLE
    mended = path.read_text("utf-8").replace("![](", "![长桌上摆着书](") + "\n又添了一句。\n"
    path.write_text(mended, "utf-8")

    assert 0 == office.run(), office.said
    assert before == office.articles
    assert mended == office.read(ARTICLE)
    assert not word.exists()


def test_importing_again_before_it_is_mended_changes_nothing(office: Office) -> None:
    word = office.receive(WORD, make_undescribed())
    office.run()
    before = {path: (office.content / "articles" / path).read_bytes() for path in office.articles}

    assert 1 == office.run()
    assert before == {
        path: (office.content / "articles" / path).read_bytes() for path in office.articles
    }
    assert word.exists()


@pytest.mark.parametrize("unit", ["dongtou", "洞头区"])
def test_a_file_from_elsewhere_is_known_again_by_whatever_name_its_unit_is_given(
    office: Office, unit: str
) -> None:
    word = office.root / "换书.docx"
    word.write_bytes(make_word(标题="周末换书", 栏目="志愿服务", 日期="2026年11月20日"))
    office.run(str(word), unit=unit)

    assert 0 == office.run(str(word), unit=unit), office.said
    assert "已经是 content/articles/dongtou/" in office.said


@pytest.mark.parametrize("day", ["2026年11月20日", ""])
def test_where_the_notes_are_lost_the_same_title_is_not_written_twice(
    office: Office, day: str
) -> None:
    """Not even where nobody named a day, and another one is today by now."""
    head = {"标题": "周末换书", "栏目": "志愿服务", **({"日期": day} if day else {})}
    office.receive(WORD, make_word(**head))
    office.run()
    before = office.articles
    if not day:
        stale = office.content / "articles" / before[0]
        stale.rename(stale.with_name(stale.name.replace("2026-11-23", "2026-11-19")))
        before = office.articles
    (office.kept / "imported.txt").unlink()
    word = office.receive(WORD, make_word(**head))

    assert 1 == office.run()
    assert before == office.articles
    assert word.exists()
    assert "标题和它一样" in office.said


def test_two_files_of_one_title_become_one_article_and_a_question(office: Office) -> None:
    office.receive("dongtou/一.docx", make_word("第一个人写的话，说了时间和地点。", **HEAD_LINES))
    office.receive("dongtou/二.docx", make_word("第二个人写的话，说了时间和地点。", **HEAD_LINES))

    assert 1 == office.run()
    assert [ARTICLE] == office.articles
    assert "第一个人" in office.read(ARTICLE)
    assert "改一改标题" in office.said


def test_titles_that_only_sound_alike_become_two_articles(office: Office) -> None:
    office.receive("dongtou/一.docx", make_word(**{**HEAD_LINES, "标题": "事实"}))
    office.receive("dongtou/二.docx", make_word(**{**HEAD_LINES, "标题": "实施"}))

    assert 0 == office.run(), office.said
    folder = "dongtou/2026/2026-11-20-shi-shi"
    assert [f"{folder}-2.md", f"{folder}.md"] == office.articles


def test_each_unit_has_its_own_folder(office: Office) -> None:
    office.receive(WORD, make_word(**HEAD_LINES))
    office.receive("longgang/来稿.docx", make_word(TEXT, "龙港的一句话。", **HEAD_LINES))

    assert 0 == office.run(), office.said
    assert [ARTICLE, ARTICLE.replace("dongtou", "longgang")] == office.articles
    assert "供稿: 龙港市文明办" in office.read(ARTICLE.replace("dongtou", "longgang"))


def test_a_unit_without_files_narrows_the_inbox(office: Office) -> None:
    office.receive(WORD, make_word(**HEAD_LINES))
    left = office.receive("longgang/来稿.docx", make_word(**HEAD_LINES))

    assert 0 == office.run(unit="dongtou"), office.said
    assert [ARTICLE] == office.articles
    assert left.exists()


def test_an_empty_inbox_says_where_to_put_word_files(office: Office) -> None:
    assert 0 == office.run()
    assert "content/inbox/单位/" in office.said


def test_a_picture_that_is_there_already_is_not_written_over(office: Office) -> None:
    """Nor is one of another ending taken for free: two names that differ in that alone confuse."""
    stem = ARTICLE.removesuffix(".md")
    lying = office.receive(f"../articles/{stem}-1.png", b"somebody else's")
    office.receive(WORD, make_word(TEXT, pictures=[make_phone_photo()], **HEAD_LINES))

    office.run()

    assert b"somebody else's" == lying.read_bytes()
    assert f"{stem}-2.jpg" in office.articles
    assert "](2026-11-20-zhou-mo-huan-shu-2.jpg" in office.read(ARTICLE)
