"""From a Word file to an article: what is written, asked, refused, kept; and never twice."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from plugins.importing.new_files import write_together
from plugins.importing.template import make_template
from plugins.reading.content_folder import ContentFolder
from tests.made_pictures import GPS, make_phone_photo, save
from tests.support import TODAY
from tests.word_inbox import TEXT, Office, make_word, save_word

HEAD_LINES = {"标题": "周末换书", "日期": "2026年11月20日", "栏目": "志愿服务"}
ARTICLE = "dongtou/2026/2026-11-20-zhou-mo-huan-shu.md"
WORD = "dongtou/来稿.docx"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


# ---------------------------------------------------------------- what comes out


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


# ---------------------------------------------------------------- what is asked


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


# ---------------------------------------------------------------- until it passes, and never twice


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


# ---------------------------------------------------------------- what is refused


def zip_of(*names: str) -> bytes:
    """Return a zip with files of these names."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return made.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")
REFUSALS: Mapping[str, tuple[bytes, tuple[str, ...]]] = {
    "来稿.doc": (OLE, ("旧版的 Word 文件", "另存为 Word 文档（.docx）")),
    "来稿.wps": (OLE, ("WPS 文稿", "另存为 Word 文档（.docx）")),
    "来稿.rtf": (b"{\\rtf1 x}", ("WPS 文稿", "另存为 Word 文档（.docx）")),
    "来稿.odt": (zip_of("mimetype"), ("WPS 文稿", "另存为 Word 文档（.docx）")),
    "来稿.docm": (zip_of("word/document.xml"), ("WPS 文稿", "另存为 Word 文档（.docx）")),
    "来稿.pdf": (b"%PDF-1.7 x", ("PDF 文件", "请写稿的人发 Word 文件（.docx）")),
    "其实是PDF.docx": (b"%PDF-1.7 x", ("其实是 PDF 文件", "发 Word 文件")),
    "其实是旧版.docx": (OLE, ("旧版", "另存为")),
    "有密码.docx": (LOCKED, ("密码",)),
    "空的.docx": (b"", ("空文件", "再发一次")),
    "断了的.docx": (make_word()[:3000], ("损坏",)),
    "表格.docx": (zip_of("xl/workbook.xml"), ("其实是表格文件",)),
    "文字的照片.jpg": (make_phone_photo(), ("是图片", "把字打出来")),
    "改名的照片.docx": (make_phone_photo(), ("是图片", "把字打出来")),
    "几篇.zip": (zip_of("a.docx"), ("压缩包", "解开")),
    "没有扩展名": (make_word(), ("改名为以 .docx 结尾",)),
    "稿件.md": ("---\n标题: x\n---\n".encode(), ("移到 content/articles/单位/年/",)),
    "名单.xlsx": (zip_of("xl/workbook.xml"), ("表格文件", "稿件里的表格")),
    "看不懂": (b"?", ("不是 Word 文件", "发 Word 文件")),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_is_no_word_file_is_refused_with_what_to_send(office: Office, name: str) -> None:
    data, pieces = REFUSALS[name]
    file = office.receive(f"dongtou/{name}", data)

    assert 1 == office.run()
    assert [] == office.articles
    assert data == file.read_bytes()
    assert [] == [
        piece
        for piece in pieces
        if not any(piece in line for line in office.said.splitlines() if "没有导入：" in line)
    ], office.said


def test_everything_wrong_is_said_in_one_go_and_what_is_right_is_done(office: Office) -> None:
    for name in ("来稿.pdf", "来稿.doc", "文字的照片.jpg"):
        office.receive(f"dongtou/{name}", REFUSALS[name][0])
    office.receive(WORD, make_word(**HEAD_LINES))

    assert 1 == office.run()
    assert [ARTICLE] == office.articles
    assert 3 == office.said.count("没有导入：")
    assert "（4/4）" in office.said


@pytest.mark.parametrize(
    ("typed", "piece"),
    [("content/inbox/dongtou", "是文件夹"), ("no-such.docx", "没有这个文件")],
)
def test_a_path_that_is_no_file_is_refused(
    office: Office, typed: str, piece: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office.root)
    office.receive(WORD, make_word(**HEAD_LINES))

    assert 1 == office.run(typed, unit="dongtou")
    assert piece in office.said


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("dongtuo/来稿.docx", ("没有叫“dongtuo”的单位文件夹", "移到 content/inbox/dongtou/")),
        ("洞头区/来稿.docx", ("没有叫“洞头区”的单位文件夹", "移到 content/inbox/dongtou/")),
        ("来稿.docx", ("没有放在单位的文件夹里",)),
        ("dongtou/2026/来稿.docx", ("没有放在单位的文件夹里",)),
    ],
)
def test_a_file_in_no_units_folder_is_refused(
    office: Office, name: str, pieces: tuple[str, ...]
) -> None:
    office.receive(name, make_word(**HEAD_LINES))

    assert 1 == office.run()
    assert [] == [piece for piece in pieces if piece not in office.said]


@pytest.mark.parametrize(
    ("given", "piece"),
    [
        ({"unit": "dongtuo"}, "是不是“洞头区”"),
        ({"unit": "洞口区"}, "是不是“洞头区”"),
        ({"column": "志愿"}, "可选：核心价值观、志愿服务"),
        ({"day": "2026-02-30"}, "请写成 2026-11-23"),
        ({"day": "2026-12-01"}, "请写成 2026-11-23"),
    ],
)
def test_an_option_that_makes_no_sense_stops_the_import(
    office: Office, given: dict[str, str], piece: str
) -> None:
    office.receive(WORD, make_word(**HEAD_LINES))

    assert 2 == office.run(**given)
    assert piece in office.said
    assert [] == office.articles


def test_what_word_leaves_beside_an_open_document_is_passed_over(office: Office) -> None:
    office.receive("dongtou/~$来稿.docx", b"x")
    office.receive("dongtou/.DS_Store", b"x")

    assert 0 == office.run()
    assert "没有 Word 文件" in office.said


def test_a_link_in_the_inbox_is_not_followed(office: Office, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.docx").write_bytes(make_word(**HEAD_LINES))
    office.receive("dongtou/x", b"").unlink()
    (office.content / "inbox" / WORD).symlink_to(tmp_path / "elsewhere.docx")

    assert 1 == office.run()
    assert "快捷方式" in office.said
    assert [] == office.articles


def test_nothing_is_written_through_a_link(office: Office, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (office.content / "articles").mkdir()
    (office.content / "articles" / "dongtou").symlink_to(tmp_path / "elsewhere")
    office.receive(WORD, make_word(**HEAD_LINES))

    assert 1 == office.run()
    assert [] == list((tmp_path / "elsewhere").iterdir())


def test_a_picture_that_is_not_accepted_keeps_the_article_back(office: Office) -> None:
    """By its number; nothing is left out without a word."""
    broken = make_phone_photo()[:2000]
    data = make_word(TEXT, pictures=[make_phone_photo(width=64)], **HEAD_LINES)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        files = {name: parts.read(name) for name in parts.namelist()}
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for name, part in files.items():
            parts.writestr(name, broken if "media/" in name else part)
    office.receive(WORD, made.getvalue())

    assert 1 == office.run()
    assert "第 1 张图片：" in office.said
    assert [] == office.articles


# ---------------------------------------------------------------- all or nothing


def fill_disk() -> None:
    """What happens when the last thing to be written finds no room."""
    raise OSError(28, os.strerror(28))


def press_ctrl_c() -> None:
    """What happens when somebody has had enough."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("stop", [fill_disk, press_ctrl_c])
def test_files_come_together_or_not_at_all(tmp_path: Path, stop: Callable[[], None]) -> None:
    """No folder is left either that was made for them."""
    files = {tmp_path / "a" / "b" / name: b"x" for name in ("one.jpg", "article.md")}

    with pytest.raises((OSError, KeyboardInterrupt)):
        write_together(files, stop)
    assert [] == list(tmp_path.iterdir())


def test_a_name_that_is_taken_stops_all_and_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "article.md").write_bytes(b"somebody else's")
    files = {tmp_path / "one.jpg": b"x", tmp_path / "article.md": b"y"}

    with pytest.raises(FileExistsError):
        write_together(files, lambda: None)
    assert ["article.md"] == [path.name for path in tmp_path.iterdir()]
    assert b"somebody else's" == (tmp_path / "article.md").read_bytes()


def test_a_disk_that_can_not_be_written_is_said(office: Office) -> None:
    """Here a file stands where the year's folder should come to be."""
    word = office.receive(WORD, make_word(**HEAD_LINES))
    office.receive("../articles/dongtou/2026", b"")

    assert 1 == office.run()
    assert "什么也没有留下" in office.said
    assert word.exists()
    assert ["dongtou/2026"] == office.articles


def test_what_a_killed_import_left_behind_is_no_hindrance(office: Office) -> None:
    """Pictures without their article, a half-written one, a note of what never came to be."""
    stem = ARTICLE.removesuffix(".md")
    data = make_word(TEXT, pictures=[make_phone_photo()], **HEAD_LINES)
    office.receive(f"../articles/{stem}-1.jpg", b"half")
    office.receive(f"../articles/dongtou/2026/.{Path(ARTICLE).name}.tmp", b"half")
    office.receive(WORD, data)

    assert 0 == office.run(), office.said
    assert "](2026-11-20-zhou-mo-huan-shu-2.jpg" in office.read(ARTICLE)
    assert not (office.content / "articles" / f"dongtou/2026/.{Path(ARTICLE).name}.tmp").exists()
