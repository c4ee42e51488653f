"""The Word template: what it asks for, what it keeps to itself, and where the site offers it."""

from __future__ import annotations

import re
import shutil
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document

from plugins.importing.hints import is_hint, take_off_hints, write_hint
from plugins.importing.template import HEAD, make_template
from plugins.model.registry import Column
from plugins.model.word_template import WORD_TEMPLATE, WORD_TEMPLATE_SIZE
from plugins.reading.schema import ARTICLE_KEYS, chinese_name
from tests.builds import build_small_site
from tests.site_pages import read_pages, sample_registry
from tests.support import SITES, read_site

COLUMNS = (Column("news", "动态", ""), Column("blog", "随笔", "", is_signed=True))


def test_the_same_columns_make_the_same_bytes() -> None:
    assert make_template(COLUMNS) == make_template(COLUMNS)


def test_the_head_asks_for_fields_of_the_schema_by_their_names() -> None:
    """Those that an office worker can fill in; pictures and states are not among them."""
    rows = Document(BytesIO(make_template(COLUMNS))).tables[0].rows

    left = {"cover", "cover_alt", "status", "evergreen", "sample"}
    assert [key.name for key in ARTICLE_KEYS if key.name not in left] == list(HEAD)
    assert [chinese_name(key) for key in HEAD] == [row.cells[0].text for row in rows]


def test_every_value_is_a_hint_until_it_is_written_over() -> None:
    document = Document(BytesIO(make_template(COLUMNS)))

    values = [row.cells[1].text for row in document.tables[0].rows]
    sample = [cell.text for row in document.tables[1].rows for cell in row.cells]
    lines = [line.text.removeprefix("图片说明：") for line in document.paragraphs]
    assert [] == [text for text in [*values, *sample, *lines] if not is_hint(text)]


def test_the_columns_are_named_and_those_that_are_signed() -> None:
    cells = [row.cells[1].text for row in Document(BytesIO(make_template(COLUMNS))).tables[0].rows]

    assert "动态、随笔" in cells[HEAD.index("column")]
    assert "随笔要署名" in cells[HEAD.index("author")]
    assert "动态" not in cells[HEAD.index("author")]


def test_the_template_names_no_person_and_no_program() -> None:
    data = make_template(COLUMNS)
    core = Document(BytesIO(data)).core_properties

    assert ("", "", "稿件模板") == (core.author, core.last_modified_by, core.title)
    with zipfile.ZipFile(BytesIO(data)) as parts:
        assert {(1980, 1, 1, 0, 0, 0)} == {part.date_time for part in parts.infolist()}
        text = "".join(parts.read(name).decode() for name in parts.namelist())
    assert [] == re.findall(r"python-docx|Steve|Canny|Macintosh", text)


def test_the_size_that_is_said_is_kept_to() -> None:
    size = len(make_template(sample_registry().columns))

    assert WORD_TEMPLATE_SIZE / 2 < size < WORD_TEMPLATE_SIZE


@pytest.mark.parametrize(
    ("written", "left"),
    [
        (write_hint("单位名称，如某某区文明办"), ""),
        (f"鹿城区文明办{write_hint('单位名称，如某某区文明办')}", "鹿城区文明办"),
        (f" {write_hint('从这些里选一个')} 志愿服务 ", "志愿服务"),
        ("国办发〔2018〕37号", "国办发〔2018〕37号"),
        ("一个方括号〔没有合上", "一个方括号〔没有合上"),
    ],
)
def test_a_hint_left_beside_a_value_is_taken_off(written: str, left: str) -> None:
    """The year of a document's number stands in the same brackets."""
    assert left == take_off_hints(written)


def test_the_page_on_contributing_offers_the_template(site: Path) -> None:
    """From disk, too: the link leads to the file by its way from the page."""
    page = read_pages(site)["contribute/index.html"]

    links = [link for link in page.all("a") if link.get("href").endswith(".docx")]
    assert [f"../{WORD_TEMPLATE}"] == [link.get("href") for link in links]
    assert make_template(sample_registry().columns) == (site / WORD_TEMPLATE).read_bytes()


def test_only_the_pages_on_writing_offer_it(site: Path) -> None:
    """The writing form does for readers without script."""
    pages = read_pages(site).values()

    found = [page.path for page in pages if WORD_TEMPLATE in "".join(page.addresses)]
    assert ["contribute/index.html", "write/index.html"] == sorted(found)


def test_a_site_without_a_page_on_contributing_has_no_template(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SITES / "small" / "content", content)
    settings = content / "data" / "site.toml"
    text = settings.read_text("utf-8").replace('contribute_page = "about"', "")
    settings.write_text(text, "utf-8")

    files = read_site(build_small_site(tmp_path / "out", content))
    assert [] == [path for path in files if "article-template" in path]
