"""Importing and the template as people type them; a document of LibreOffice to a built page."""

from __future__ import annotations

import subprocess
from base64 import b64encode
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from PIL import Image

from tests.builds import copy_repository, run_python
from tests.made_pictures import GPS, MADE_UP_NAME, make_phone_photo
from tests.site_pages import SitePage, read_elements
from tests.word_files import convert_by_office
from tests.word_inbox import make_word

OPENING = """<?xml version="1.0" encoding="UTF-8"?>
<office:document office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
<office:body><office:text>"""
LINES = """旧书交换怎样办得有条理
供稿：洞头区文明办
日期：2026年11月20日
栏目：志愿服务
　　周六上午九点，志愿者在社区门口摆好三张长桌，等着换书的人。
一、先把桌子摆好
三张桌子，一张收，一张换，一张登记。
@三张长桌
二、再按时间来
|时间|做什么
|九点|摆桌子
@排队的人
@登记的本子
换书的人照着做：
1、带一本书来；
2、登记书名；
3、换一本书走。
@换到书的孩子
@收好的桌子"""
"""A document line by line: ``@`` begins a photo with its description, ``|`` a row of a table."""

TABLE = '<table:table><table:table-column table:number-columns-repeated="2"/>'
ARTICLE = "dongtou/2026/2026-11-20-jiu-shu-jiao-huan-zen-yang-ban-de-you-tiao-li"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy of this repository with the small site's content."""
    return copy_repository(tmp_path / "copy")


@pytest.fixture(scope="module")
def by_office(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A document as LibreOffice writes it: five photos, a table, numbers typed by hand."""
    blocks = [_write_block(line) for line in LINES.splitlines()]
    text = f"{OPENING}{''.join(blocks)}</office:text></office:body></office:document>"
    text = text.replace(f"</table:table>{TABLE}", "")  # rows that follow are of one table
    made = convert_by_office({"来稿.fodt": text.encode()}, tmp_path_factory.mktemp("office"))
    return made["来稿"]


def _write_block(line: str) -> str:
    if line.startswith("|"):
        cells = (f"<text:p>{cell}</text:p>" for cell in line[1:].split("|"))
        row = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
        return f"{TABLE}<table:table-row>{row}</table:table-row></table:table>"
    if line.startswith("@"):
        photo = b64encode(make_phone_photo(width=200 + len(line))).decode()
        return (
            '<text:p><draw:frame text:anchor-type="as-char" svg:width="4cm" svg:height="3cm">'
            f"<draw:image><office:binary-data>{photo}</office:binary-data></draw:image>"
            f"<svg:desc>{line[1:]}</svg:desc></draw:frame></text:p>"
        )
    return f"<text:p>{line}</text:p>"


def _invoke(
    copy: Path, *words: str, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return run_python("-m", "invoke", *words, folder=copy, environment=environment)


def _receive(copy: Path, name: str, data: bytes) -> Path:
    path = copy / "content" / "inbox" / name
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    return path


def test_one_command_takes_a_document_of_libreoffice_to_an_article_that_is_published(
    copy: Path, by_office: bytes
) -> None:
    word = _receive(copy, "dongtou/来稿.docx", by_office)

    done = _invoke(copy, "import")
    built = _invoke(copy, "build")

    assert (0, "") == (done.returncode, done.stderr), done.stdout
    assert 0 == built.returncode, built.stderr
    assert not word.exists()
    page = _read_page(copy / "output" / "dongtou" / "2026" / Path(ARTICLE).name[5:] / "index.html")
    alts = [image.get("alt") for image in page.all("img") if "/media/" in image.get("src")]
    assert ["三张长桌", "排队的人", "登记的本子", "换到书的孩子", "收好的桌子"] == alts
    assert ["一、先把桌子摆好", "二、再按时间来"] == [h.text for h in page.all("h2")][:2]
    assert ["时间", "做什么"] == [cell.text for cell in page.all("th")]
    assert 3 == len([item for item in page.all("li") if "书" in item.text and "ol" in item.inside])


def _read_page(path: Path) -> SitePage:
    return SitePage(path.name, read_elements(path.read_text("utf-8")))


def test_no_photo_of_the_document_keeps_where_it_was_taken_and_by_whom(
    copy: Path, by_office: bytes
) -> None:
    _receive(copy, "dongtou/来稿.docx", by_office)

    done = _invoke(copy, "import")

    photos = sorted((copy / "content" / "articles").glob("dongtou/2026/2026-11-20-jiu-shu*.jpg"))
    assert 5 == len(photos), done.stdout
    assert [{}] * 5 == [_read_place(photo) for photo in photos]
    assert [] == [photo.name for photo in photos if MADE_UP_NAME.encode() in photo.read_bytes()]


def _read_place(photo: Path) -> dict[int, object]:
    with Image.open(photo) as image:
        return dict(image.getexif().get_ifd(GPS))


def test_a_file_with_spaces_in_its_name_is_named_behind_two_dashes(copy: Path) -> None:
    word = copy.parent / "来 稿.docx"
    word.write_bytes(make_word(标题="周末换书", 日期="2026-11-20"))

    done = _invoke(copy, "import", "--unit", "dongtou", "--column", "志愿服务", "--", str(word))

    assert (0, "") == (done.returncode, done.stderr), done.stdout
    assert (copy / "content/articles/dongtou/2026/2026-11-20-zhou-mo-huan-shu.md").is_file()
    assert word.exists()


@pytest.mark.parametrize(
    ("words", "code", "piece"),
    [
        (["--unit", "dongtuo"], 2, "是不是“洞头区”"),
        (["--", "no-such.docx"], 1, "没有这个文件"),
        ([], 0, "收件箱里没有 Word 文件"),
    ],
)
def test_how_an_import_ends(copy: Path, words: list[str], code: int, piece: str) -> None:
    done = _invoke(copy, "import", *words)

    assert (code, "") == (done.returncode, done.stderr)
    assert piece in done.stdout


def test_a_registry_that_can_not_be_read_ends_an_import_with_2(copy: Path) -> None:
    (copy / "content" / "data" / "units.toml").write_text("[[unit", "utf-8")

    done = _invoke(copy, "import")

    assert 2 == done.returncode
    assert "登记表还有问题" in done.stderr


def test_the_template_is_written_and_nothing_is_written_over(copy: Path) -> None:
    first = _invoke(copy, "template", "--file", "空白.docx")
    again = _invoke(copy, "template", "--file", "空白.docx")

    assert (0, 1) == (first.returncode, again.returncode)
    assert "已经有了" in again.stderr
    rows = Document(BytesIO((copy / "空白.docx").read_bytes())).tables[0].rows
    assert "标题" == rows[0].cells[0].text
