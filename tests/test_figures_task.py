"""``invoke figures --recompute`` as a person runs it, and what it says of each disagreement."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from benchmarks.histories import HistoryMaker
from plugins.assessment.counting import count_articles
from plugins.assessment.git_objects import GitObjects
from plugins.assessment.recounting import recount
from plugins.assessment.table_file import list_months, list_rows, write_figures
from tests.builds import CODE, SMALL_CONTENT, run_python
from tests.support import ROOT, TODAY, need_command
from tests.written_histories import ADOPTIONS, write_adoption, write_adoptions, write_article

NEW = "articles/wenzhou/2026/2026-11-02-new.md"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of some articles and adoptions, and the code beside them."""
    need_command("git")
    maker = HistoryMaker(SMALL_CONTENT, ("wenzhou", "dongtou"), 3)
    maker.begin(date(2026, 9, 1))
    maker.add(date(2026, 9, 8), 4)
    maker.merge(date(2026, 10, 9))
    maker.adopt(date(2026, 10, 10))
    maker.adopt(date(2026, 10, 11))
    return _add_code(maker.lay(tmp_path_factory.mktemp("figures") / "city"))


@pytest.fixture
def city(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "city"))


def _add_code(folder: Path) -> Path:
    for name in CODE:
        source, target = ROOT / name, folder / name
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target)
    return folder


def invoke(city: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_python("-m", "invoke", "figures", *words, folder=city)


def list_sources(city: Path) -> list[Path]:
    return sorted((city / "content" / "articles").rglob("*.md"))


def assert_differs(city: Path, *sentences: str, words: tuple[str, ...] = ()) -> None:
    done = invoke(city, "--recompute", *words)
    for sentence in sentences:
        assert sentence in done.stdout
    assert 1 == done.returncode, done.stdout + done.stderr


def write_table(city: Path) -> str:
    found = recount(GitObjects(city), TODAY, lambda done, total: None)
    figures = count_articles(found.articles, found.adoptions)
    rows = list_rows(found.registry, figures, list_months(2026, 11))
    return write_figures(rows).decode("utf-8")


def test_what_is_committed_agrees_and_nothing_is_said_of_progress(city: Path) -> None:
    done = invoke(city, "--recompute")

    assert "8 次提交，6 篇，3 个单位 × 2 个月：和工作文件夹里的全部一致。" in done.stdout
    assert ("", 0) == (done.stderr, done.returncode)


def test_without_the_word_it_says_where_figures_are(city: Path) -> None:
    done = invoke(city)

    assert "--recompute" in done.stderr
    assert 2 == done.returncode


# ---------------------------------------------------------------- the working folder


def test_an_article_that_is_not_committed_is_named(city: Path) -> None:
    (city / "content" / NEW).parent.mkdir(parents=True, exist_ok=True)
    (city / "content" / NEW).write_text(write_article(), "utf-8")

    assert_differs(
        city,
        "温州市 2026-11 报送：0 和 1",
        "另一边的：wenzhou/2026/2026-11-02-new.md。还没有提交",
    )


def test_an_article_that_was_removed_is_named(city: Path) -> None:
    list_sources(city)[0].unlink()

    assert_differs(city, "提交历史里的：", "文件夹里删去了，还没有提交")


def test_an_article_that_was_made_a_draft_is_named(city: Path) -> None:
    file = list_sources(city)[0]
    file.write_text(file.read_text("utf-8").replace("\n---\n", "\n状态: 草稿\n---\n", 1), "utf-8")

    assert_differs(city, "改过，还没有提交")


def test_another_column_is_a_difference_of_the_column_alone(city: Path) -> None:
    file = list_sources(city)[0]
    lines = file.read_text("utf-8").splitlines(keepends=True)
    lines[2] = "栏目: 核心价值观\n"
    file.write_text("".join(lines), "utf-8")

    assert_differs(city, "栏目“核心价值观” 报送：0 和 1", "有 2 格对不上")


def test_an_adoption_that_is_not_committed_is_named(city: Path) -> None:
    article = list_sources(city)[0].relative_to(city / "content").as_posix()
    table = write_adoptions(*(write_adoption(article, each) for each in ("city", "nation")))
    (city / "content" / ADOPTIONS).write_text(table, "utf-8")

    assert_differs(city, "content/data/adoptions.csv 改过，还没有提交")


def test_line_ends_of_a_checkout_are_no_change(city: Path) -> None:
    for file in list_sources(city):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    (city / "content" / ADOPTIONS).unlink()

    assert_differs(city, "。content/data/adoptions.csv 改过，还没有提交")
    assert "。改过" not in invoke(city, "--recompute").stdout


# ---------------------------------------------------------------- a downloaded table


def test_a_downloaded_table_agrees_to_the_last_digit(city: Path) -> None:
    table = city / "figures.csv"
    table.write_text(write_table(city), "utf-8")

    done = invoke(city, "--recompute", "--against", str(table))

    assert "和 figures.csv 的全部一致" in done.stdout
    assert 0 == done.returncode, done.stderr


def test_one_wrong_number_of_a_table_is_found(city: Path) -> None:
    table = city / "figures.csv"
    lines = write_table(city).splitlines()
    place = next(n for n, line in enumerate(lines) if line.startswith("longgang,龙港市,2026-09,0"))
    lines[place] = lines[place].replace("2026-09,0", "2026-09,7")
    table.write_text("\n".join(lines), "utf-8")

    words = ("--against", str(table))
    assert_differs(city, "有 1 格对不上", "龙港市 2026-09 报送：0 和 7", words=words)


def test_an_older_table_agrees_with_its_own_commit(city: Path) -> None:
    table = city / "figures.csv"
    table.write_text(write_table(city), "utf-8")
    (city / "content" / NEW).parent.mkdir(parents=True, exist_ok=True)
    (city / "content" / NEW).write_text(write_article(), "utf-8")
    commit(city, "content")

    assert_differs(city, "温州市 2026-11 报送：1 和 0", words=("--against", str(table)))
    done = invoke(city, "--recompute", "--against", str(table), "--at", "HEAD~1")
    assert 0 == done.returncode, done.stdout + done.stderr


def commit(city: Path, *paths: str) -> None:
    name = ("-c", "user.name=编辑", "-c", "user.email=editor@example.invalid")
    for words in (("add", "--", *paths), ("commit", "--quiet", "-m", "改")):
        done = subprocess.run(["git", "-C", str(city), *name, *words], check=False)
        assert 0 == done.returncode


# ---------------------------------------------------------------- the list, and refusals


def test_the_list_tells_who_brought_what_and_how_late(city: Path) -> None:
    done = invoke(city, "--recompute", "--list", str(city / "list.csv"))

    lines = (city / "list.csv").read_text("utf-8-sig").splitlines()
    assert 0 == done.returncode, done.stderr
    assert lines[0].startswith("稿件,单位,月份,首次提交,提交人,提交号,进入主线,晚于稿件日期的天数")
    assert 7 == len(lines)
    assert all("联络员" in line for line in lines[1:])


def test_a_list_that_is_there_is_not_written_over(city: Path) -> None:
    (city / "list.csv").write_text("别人的", "utf-8")

    assert 2 == invoke(city, "--recompute", "--list", str(city / "list.csv")).returncode
    assert "别人的" == (city / "list.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--at", "HEAD~1"), "--at 要和 --against 一起用"),
        (("--against", "missing.csv"), "没有这个文件"),
        (("--against", "tasks.py"), "表头不对"),
    ],
)
def test_what_can_not_be_compared_ends_with_2(city: Path, words: list[str], said: str) -> None:
    done = invoke(city, "--recompute", *words)

    assert said in done.stderr
    assert 2 == done.returncode
