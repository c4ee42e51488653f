"""What the import refuses, in words that say what to send instead."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest

from tests.made_pictures import make_phone_photo
from tests.word_inbox import ARTICLE, HEAD_LINES, TEXT, WORD, Office, make_word


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
