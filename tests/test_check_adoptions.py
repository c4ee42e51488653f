"""The table of adoptions in the check: what is asked about, what that costs, what is mended."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from plugins.check.desk import ExitCode
from plugins.check.fixing_desk import run_fix
from plugins.check.linter import check_content
from plugins.check.rules import adoption
from plugins.check.survey import Survey
from plugins.machine.files import find_files
from plugins.reading.content_folder import ContentFolder
from plugins.reading.csv_table import BOM
from plugins.reading.records import ADOPTIONS, FILES
from tests.builds import write_article
from tests.case_runner import REGISTRY
from tests.support import TODAY, read_site
from tests.test_check_linter import CountingFolder

HEAD = ",".join(ADOPTIONS.columns.values())
LATER = 3_000_000_000
"""Nanoseconds: long enough after a change for a file's state to be believed."""

TAKEN = "dongtou/2026/2026-03-21-taken.md"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A registry and some articles, of which one was taken up."""
    content = tmp_path / "content"
    shutil.copytree(REGISTRY, content)
    for name in ("a", "b", "taken"):
        write_article(content, f"dongtou/2026/2026-03-21-{name}.md", 供稿="洞头区文明办")
    enter(content, TAKEN)
    return content


def enter(content: Path, *articles: str) -> None:
    """Write a table with one adoption of each article."""
    rows = [f"{path},省级,示例日报,https://example.org/a,2026-03-22" for path in articles]
    (content / ADOPTIONS.path).write_text("\n".join([HEAD, *rows, ""]), "utf-8")


def test_a_check_of_the_table_alone_reads_its_articles_and_no_others(content: Path) -> None:
    folder = CountingFolder(content)

    report = check_content(Survey(folder, TODAY), [ADOPTIONS.path])

    assert () == report.problems
    assert [f"articles/{TAKEN}"] == [path for path in folder.read if path.startswith("articles/")]


def test_a_check_of_an_article_does_not_read_the_table_for_what_it_says(content: Path) -> None:
    """What is wrong with the table is no concern of one article."""
    enter(content, "dongtou/2026/2026-03-21-gone.md")
    folder = CountingFolder(content)

    report = check_content(Survey(folder, TODAY), [f"articles/{TAKEN}"])

    assert () == report.problems
    assert set(FILES).isdisjoint(folder.read)


def test_what_is_known_of_the_articles_is_not_asked_again(content: Path) -> None:
    """After a whole check the table costs no more than its rows: no article is read for it."""
    first, later = CountingFolder(content), CountingFolder(content)
    now = time.time_ns() + LATER
    first.files = later.files = {file.path: file for file in find_files(str(content), now)}
    check_content(Survey(first, TODAY))
    later.memory = first.memory

    assert [] == [*adoption.check_folder(Survey(later, TODAY))]
    assert [ADOPTIONS.path] == [path for path in later.read if not path.endswith(".toml")]


def test_an_article_that_becomes_a_draft_again_is_told(content: Path) -> None:
    """By what was remembered, and by what was just read."""
    folder = ContentFolder(content)
    check_content(Survey(folder, TODAY))
    write_article(content, TAKEN, 供稿="洞头区文明办", 状态="草稿")
    later = ContentFolder(content, folder.memory)

    found = check_content(Survey(later, TODAY)).problems

    assert [(ADOPTIONS.path, 2)] == [(problem.path, problem.line) for problem in found]
    assert found[0].fix.endswith("稿件撤下了，就删去这一行")
    again = ContentFolder(content, later.memory)
    assert found == check_content(Survey(again, TODAY)).problems


def test_an_article_that_can_not_be_read_is_told_by_its_own_rules_alone(content: Path) -> None:
    write_article(content, TAKEN, 供稿="洞头区文明办", 栏目="没有这个栏目")

    found = check_content(Survey(ContentFolder(content), TODAY)).problems

    assert {f"articles/{TAKEN}"} == {problem.path for problem in found}


def test_a_table_behind_a_link_is_told_and_not_read(content: Path) -> None:
    secret = content.parent / "elsewhere.csv"
    shutil.move(content / ADOPTIONS.path, secret)
    (content / ADOPTIONS.path).symlink_to(secret)
    folder = CountingFolder(content)

    found = check_content(Survey(folder, TODAY)).problems

    assert [(ADOPTIONS.path, "stray-file")] == [(p.path, p.rule) for p in found]
    assert ADOPTIONS.path not in folder.read


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_a_table_saved_by_a_spreadsheet_is_mended(content: Path, encoding: str) -> None:
    """WPS and Excel save GBK of their own accord, and open what has the mark in front."""
    table = content / ADOPTIONS.path
    text = table.read_text("utf-8")
    table.write_bytes(text.encode(encoding))

    outcome = run_fix(content, [], TODAY)

    assert ExitCode.CLEAN == outcome.exit
    assert f"{BOM}{text}".encode() == table.read_bytes()
    assert "没有可以代改的地方" in run_fix(content, [], TODAY).text


@pytest.mark.parametrize(
    "data",
    [
        f"{HEAD}\r\n".encode(),
        f"{BOM}{HEAD}\n".encode(),
        f"{HEAD}\n一,二\n".encode(),
        b"\xff\xff\xff",
        b"",
    ],
)
def test_a_table_that_is_read_or_is_none_is_left_as_it_is(content: Path, data: bytes) -> None:
    (content / ADOPTIONS.path).write_bytes(data)
    before = read_site(content)

    run_fix(content, [], TODAY)

    assert before == read_site(content)
