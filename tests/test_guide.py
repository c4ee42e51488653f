"""CONTRIBUTING.md and the site's page on contributing say what is so, and show what is there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from plugins.check.desk import ExitCode, run_check
from plugins.media.pictures import SIZE_LIMIT
from plugins.reading.places import NAME_LIMIT
from plugins.reading.schema import (
    AUTHOR_LIMIT,
    SUMMARY_LIMIT,
    TAG_LENGTH_LIMIT,
    TAGS_LIMIT,
    TITLE_ADVICE,
    TITLE_LIMIT,
)
from tests.guide_camera import SCALE, WIDTH, Visit, open_phone, read_words
from tests.guide_pictures import FOLDER, PICTURES, GuidePicture, Sites, build_hosted_site
from tests.made_pictures import make_noise, save
from tests.mistake_runner import MISTAKES, REPORT, list_mistakes
from tests.site_pages import sample_registry
from tests.support import ROOT, TODAY, need_command

GUIDE = ROOT / "CONTRIBUTING.md"
PAGE = ROOT / "content" / "pages" / "contribute.md"
MEGABYTE = 1_000_000

WAYS = ["用 Word 写", "在线写稿", "在托管网站上写"]
MOST_STEPS = 5
LARGEST = 150_000
"""Bytes of a picture: the guide opens on a phone's connection."""

LIMITS: dict[str, list[int]] = {
    "标题": [1, TITLE_LIMIT, TITLE_ADVICE],
    "作者": [AUTHOR_LIMIT],
    "摘要": [SUMMARY_LIMIT],
    "标签": [TAGS_LIMIT, TAG_LENGTH_LIMIT],
}
"""The numbers that the page's table says of a field; of the others it says none."""


def _section(path: Path, title: str) -> str:
    """Return what stands below a heading of the second level."""
    found = path.read_text("utf-8").partition(f"\n## {title}\n")[2]
    assert found, f"{path.name} 没有“{title}”这一节"
    return re.split(r"\n## (?=\S)", re.sub(r"(?m)^```\n---\n.*?^```\n", "", found, flags=re.S))[0]


def _tables(section: str) -> list[list[str]]:
    """Return the cells of every row of a section's tables, without their heads and rules."""
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line[:1] == "|"]
    ruled = [place for place, row in enumerate(rows) if set("".join(row)) <= set("-| ")]
    heads = {place - 1 for place in ruled}
    return [row for place, row in enumerate(rows) if place not in heads and place not in ruled]


def _templates(path: Path) -> list[str]:
    """Return the whole articles that stand as code in a text."""
    return re.findall(r"^```\n(---\n.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)


# ---------------------------------------------------------------- the ways


@pytest.mark.parametrize("way", WAYS)
def test_a_way_fits_on_one_screen(way: str) -> None:
    """A picture or a pair, and at most five numbered steps."""
    section = _section(GUIDE, way)

    steps = [int(number) for number in re.findall(r"^(\d+)\. ", section, re.MULTILINE)]
    assert [*range(1, len(steps) + 1)] == steps
    assert 1 < len(steps) <= MOST_STEPS
    assert 1 <= section.count("<img ") <= 2


def test_the_ways_are_the_same_on_the_site_and_in_the_same_order() -> None:
    page = PAGE.read_text("utf-8")
    titles = [way.replace(" ", "").replace("托管", "代码托管") for way in WAYS]

    assert titles == re.findall(r"^## (.+)$", page, re.MULTILINE)[: len(WAYS)]


def test_every_link_of_the_guide_leads_to_a_file_or_a_heading() -> None:
    """Headings as GitHub makes fragments of them: small letters, no marks, hyphens for spaces."""
    text = GUIDE.read_text("utf-8")
    headings = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    fragments = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in headings}
    targets = re.findall(r"\]\(([^)]+)\)", text)

    broken = [
        target
        for target in targets
        if not (target[1:] in fragments if target[0] == "#" else (ROOT / target).is_file())
    ]
    assert targets
    assert [] == broken


@pytest.mark.parametrize("path", [GUIDE, PAGE], ids=lambda path: path.name)
def test_the_template_passes_the_check_as_it_stands(path: Path, tmp_path: Path) -> None:
    content = _lay_registry(tmp_path)
    folder = content / "articles" / "lucheng" / "2026"
    folder.mkdir(parents=True)
    (folder / "book-table.jpg").write_bytes(save(make_noise(900, 600), "JPEG"))
    (template,) = _templates(path)
    if "book-table.jpg" not in template:
        (folder / "book-table.jpg").unlink()
    (folder / "2026-11-20-book-swap.md").write_text(template, "utf-8")

    outcome = run_check(content, ["articles"], "text", TODAY)

    assert (ExitCode.CLEAN, 0) == (outcome.exit, outcome.text.count("提醒")), outcome.text


def _lay_registry(folder: Path) -> Path:
    """Lay the sample content's registry and pages out, without articles."""
    content = folder / "content"
    for name in ("data", "pages"):
        shutil.copytree(ROOT / "content" / name, content / name)
    return content


# ---------------------------------------------------------------- what the check says


def _mistakes_of_the_guide() -> list[tuple[str, str]]:
    """Return the title and the quoted report of every mistake, in order."""
    section = _section(GUIDE, "最常见的十种错误")
    found = re.findall(r"^### \d+ (.+)\n\n((?:- .+\n)+)$", section, re.MULTILINE)
    return [(title, re.sub(r"(?m)^- |\\(?=[^\w\s])", "", said)) for title, said in found]


def test_the_guide_tells_the_ten_mistakes() -> None:
    assert len(list_mistakes()) == len(_mistakes_of_the_guide())


@pytest.mark.parametrize("place", range(len(list_mistakes())))
def test_the_guide_quotes_what_the_check_says(place: int) -> None:
    """All three sentences of a problem; that the fixer mends each is shown with the mistakes."""
    report = (MISTAKES / list_mistakes()[place] / REPORT).read_text("utf-8")
    said = "\n".join(line.strip() for line in report.splitlines())
    _, quoted = _mistakes_of_the_guide()[place]

    starts = [line.partition("：")[0] for line in quoted.splitlines()]
    assert ["看到", "应为", "改法"] == starts
    assert quoted in said


def test_the_page_shows_a_report_as_the_check_writes_it(tmp_path: Path) -> None:
    content = _lay_registry(tmp_path)
    shown = next(block for block in re.findall(r"```\n(.*?)```", PAGE.read_text("utf-8"), re.S)
                 if "看到：" in block)  # fmt: skip
    path = content / shown.splitlines()[0]
    path.parent.mkdir(parents=True)
    long = "旧书交换" * 17 + "这样"
    path.write_text(f"---\n标题: {long}\n栏目: 志愿服务\n供稿: 鹿城区文明办\n---\n\n一句话。\n")

    assert shown == run_check(content, ["articles"], "text", TODAY).text


# ---------------------------------------------------------------- what the page says of the schema


def test_the_page_says_the_limits_of_the_schema() -> None:
    said = {row[0]: _numbers(row[2]) for row in _tables(_section(PAGE, "开头各项的规则"))}

    assert {name: LIMITS.get(name, []) for name in said} == said


def _numbers(cell: str) -> list[int]:
    return [int(number) for number in re.findall(r"\d+", cell)]


def test_the_page_says_the_limits_of_names_and_pictures() -> None:
    assert f"不超过{NAME_LIMIT}个字符" in _section(PAGE, "文件放在哪里")
    assert f"一张不超过{SIZE_LIMIT // MEGABYTE}MB" in _section(PAGE, "图片")


def test_the_page_lists_the_units_of_the_registry() -> None:
    cells = [cell for row in _tables(_section(PAGE, "文件放在哪里")) for cell in row]
    listed = {*zip(cells[::2], cells[1::2], strict=True)} - {("", "")}

    units = sample_registry().units
    assert {(unit.name, f"`{unit.slug}`") for unit in units} == listed


def test_the_page_lists_the_columns_of_the_registry() -> None:
    """In their order, with their descriptions, and which of them are signed."""
    rows = _tables(_section(PAGE, "九个栏目"))

    expected = [
        [column.title, column.description.removesuffix("。") + "；要署名" * column.is_signed]
        for column in sample_registry().columns
    ]
    assert expected == rows
    assert 9 == len(rows)
    assert "九个栏目中的一个" in _section(PAGE, "开头各项的规则")


# ---------------------------------------------------------------- pictures


def test_the_pictures_of_the_guide_are_those_that_are_taken() -> None:
    """Each once, with its description, and none that nobody looks at."""
    shown = re.findall(
        r'<img src="([^"]+)" width="\d+" align="top" alt="([^"]+)">', GUIDE.read_text("utf-8")
    )
    listed = [(p.file.relative_to(ROOT).as_posix(), p.description) for p in PICTURES]

    assert sorted(listed) == sorted(shown)
    assert len(shown) == len(re.findall(r"<img|!\[", GUIDE.read_text("utf-8")))


def test_the_folder_holds_the_pictures_and_their_words_and_nothing_else() -> None:
    expected = {path for picture in PICTURES for path in (picture.file, picture.words)}

    assert expected == {*FOLDER.iterdir()}


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_a_picture_is_small_and_as_wide_as_the_phone(picture: GuidePicture) -> None:
    with Image.open(picture.file) as image:
        image.load()
        assert ("PNG", WIDTH * SCALE, {}) == (image.format, image.width, image.text)

    assert picture.file.stat().st_size < LARGEST


@pytest.fixture(scope="module")
def visit(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    need_command("chromium")
    sites = Sites(site, build_hosted_site(tmp_path_factory.mktemp("hosted")))
    with open_phone(sites) as visit:
        yield visit


@pytest.mark.browser
@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
def test_the_page_says_what_its_picture_shows(visit: Visit, picture: GuidePicture) -> None:
    """Where it doesn't: ``invoke pictures``, then look at them."""
    assert picture.words.read_text("utf-8") == read_words(visit(picture), picture)
