"""What follows from what: one article is one cell; the workbook says what the table says."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from plugins.assessment.sections import list_figures
from plugins.build.content import compose_portal
from plugins.build.plan import Plan
from plugins.build.templates import read_templates
from plugins.model.output import FileOutput, Output
from plugins.reading.content_folder import ContentFolder
from tests.builds import SMALL_CONTENT, write_article
from tests.support import ROOT, TODAY, need_command

CSV = "figures/2026/figures.csv"
XLSX = "figures/2026/figures.xlsx"
TIDE = "dongtou/2026/2026-09-19-tide-table.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small site's content, to be changed."""
    shutil.copytree(SMALL_CONTENT, tmp_path / "content")
    return tmp_path / "content"


def list_outputs(content: Path) -> dict[str, Output]:
    """Return every page and file of figures by its path."""
    portal = compose_portal(ContentFolder(content), TODAY)
    sections = list_figures(portal)
    return {o.path: o for section in sections for o in section.list(**section.inputs)}


def name_outputs(content: Path) -> dict[str, str]:
    """Return what every page and file of figures is made from."""
    plan = Plan("1", {}, read_templates(ROOT / "theme" / "templates"))
    return {path: plan.enter(o).fingerprint for path, o in list_outputs(content).items()}


def make_file(content: Path, path: str) -> bytes:
    """Return a file of figures."""
    output = list_outputs(content)[path]
    assert isinstance(output, FileOutput)
    return output.make(**output.inputs)


def read_cells(content: Path) -> list[list[str]]:
    """Return the cells of this year's table."""
    return list(csv.reader(io.StringIO(make_file(content, CSV).decode("utf-8-sig"))))


def compare(one: list[list[str]], other: list[list[str]]) -> list[tuple[str, ...]]:
    """Return where two tables differ: unit, month, column, before, after."""
    return [
        (row[0], row[2], one[0][place], before, after)
        for row, changed in zip(one, other, strict=True)
        for place, (before, after) in enumerate(zip(row, changed, strict=True))
        if before != after
    ]


def remade(one: dict[str, str], other: dict[str, str]) -> set[str]:
    """Return the paths of what is made anew."""
    return {path for path in {*one, *other} if one.get(path) != other.get(path)}


def test_one_more_article_changes_exactly_one_cell(content: Path) -> None:
    before = read_cells(content)
    write_article(content, "longgang/2026/2026-08-03-one-more.md")

    found = compare(before, read_cells(content))

    assert [("longgang", "2026-08", "报送", "0", "1")] == found


def test_an_adoption_changes_its_level_and_what_is_adopted_at_all(content: Path) -> None:
    before = read_cells(content)
    table = content / "data" / "adoptions.csv"
    table.write_text(
        f"稿件,级别,媒体,链接,日期\n{TIDE},省级,甲报,https://example.org/,2026-10-01\n"
    )
    after = read_cells(content)
    city = f"{TIDE},市级,乙报,https://example.org/,2026-10-02\n"
    table.write_text(table.read_text("utf-8") + city, "utf-8")

    cell = ("dongtou", "2026-09")
    assert {(*cell, "省级采用", "0", "1"), (*cell, "采用", "0", "1")} <= {*compare(before, after)}
    assert [(*cell, "市级采用", "0", "1")] == compare(after, read_cells(content))


def test_a_changed_text_remakes_nothing(content: Path) -> None:
    """Where its summary is its own: one that is taken from the text changes with it."""
    article = write_article(content, "longgang/2026/2026-08-03-one.md", 摘要="一句摘要。")
    before = name_outputs(content)
    article.write_text(article.read_text("utf-8") + "\n又添了一句。\n", "utf-8")

    assert set() == remade(before, name_outputs(content))


def test_a_changed_title_remakes_lists_and_no_table(content: Path) -> None:
    before = name_outputs(content)
    article = content / "articles" / TIDE
    text = article.read_text("utf-8")
    title = next(line for line in text.splitlines() if line.startswith("标题"))
    article.write_text(text.replace(title, "标题: 换了一个标题", 1), "utf-8")

    found = remade(before, name_outputs(content))

    assert "figures/2026/dongtou/index.html" in found
    assert not {CSV, "figures/2026/index.html", "figures/2026/09/index.html"} & found
    assert not [path for path in found if "wenzhou" in path or "/2015/" in path]


def test_a_new_article_remakes_its_own_year_alone(content: Path) -> None:
    before = name_outputs(content)
    write_article(content, "longgang/2026/2026-08-03-one-more.md")

    found = remade(before, name_outputs(content))

    assert {CSV, XLSX, "figures/index.html", "figures/2026/08/index.html"} <= found
    assert not [path for path in found if "/2015/" in path or path == "figures/2026/11/index.html"]


# ---------------------------------------------------------------- the workbook


def test_the_workbook_says_what_the_table_says(content: Path) -> None:
    book = openpyxl.load_workbook(io.BytesIO(make_file(content, XLSX)))

    assert ["按单位", "按单位和月份", "按栏目", "采用情况"] == book.sheetnames
    rows = [[str(cell) for cell in row] for row in book["按单位和月份"].iter_rows(values_only=True)]
    assert [row[1:8] for row in read_cells(content)[1:]] == [row[:7] for row in rows[1:]]
    for sheet in book:
        assert "B2" == sheet.freeze_panes
        assert ("landscape", 9) == (sheet.page_setup.orientation, sheet.page_setup.paperSize)


def test_the_workbook_is_the_same_bytes_again(content: Path) -> None:
    assert make_file(content, XLSX) == make_file(content, XLSX)


def test_text_that_looks_like_a_formula_stays_text(content: Path) -> None:
    article = content / "articles" / TIDE
    lines = article.read_text("utf-8").splitlines()
    lines = ['标题: "=1+1"' if line.startswith("标题") else line for line in lines]
    article.write_text("\n".join([*lines, ""]), "utf-8")
    row = f"{TIDE},省级,甲报,https://example.org/,2026-10-01"
    (content / "data" / "adoptions.csv").write_text(f"稿件,级别,媒体,链接,日期\n{row}\n", "utf-8")

    sheet = openpyxl.load_workbook(io.BytesIO(make_file(content, XLSX)))["采用情况"]

    assert ("s", "=1+1") == (sheet["C2"].data_type, sheet["C2"].value)
    assert {"s"} == {cell.data_type for cell in sheet[2]}


def test_libreoffice_reads_the_same_numbers(content: Path, tmp_path: Path) -> None:
    office = need_command("soffice")
    file = tmp_path / "figures.xlsx"
    file.write_bytes(make_file(content, XLSX))
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    # Comma, double quote, UTF-8, from the first line, all sheets (LibreOffice's CSV filter).
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = [office, home, "--headless", "--convert-to", form, "--outdir", tmp_path, file]
    subprocess.run(command, check=True, capture_output=True, timeout=120)

    text = (tmp_path / "figures-按单位和月份.csv").read_text("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert [row[1:8] for row in read_cells(content)[1:]] == [row[:7] for row in rows[1:]]
