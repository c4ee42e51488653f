"""``invoke review`` and ``invoke owners`` as they are called; who is asked about which folder."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from plugins.model.registry import Registry
from plugins.model.repository import CodeHost, Repository
from plugins.reading.content_folder import ContentFolder
from plugins.review.owners_file import OWNERS_FILE, write_owners
from tests.builds import copy_repository, run_python
from tests.pull_requests import git
from tests.support import ROOT, SITES, read_site

ARTICLE = "content/articles/dongtou/2026/2026-09-19-tide-table.md"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """This program with the small site's content: a commit on ``main``, and the branch ``pull``."""
    folder = copy_repository(tmp_path / "repository")
    git(folder, "init", "--quiet", "-b", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", "一")
    git(folder, "checkout", "--quiet", "-b", "pull")
    return folder


def invoke(repository: Path, *words: str) -> tuple[int, str]:
    """Call a task and return its exit code and what it said."""
    done = run_python("-m", "invoke", *words, folder=repository)
    return done.returncode, done.stdout + done.stderr


def change(repository: Path, before: str, after: str) -> None:
    """Commit an article with other words."""
    path = repository / ARTICLE
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")
    git(repository, "commit", "--quiet", "--all", "-m", "改")


def test_a_clean_branch_ends_with_nought(repository: Path) -> None:
    change(repository, "标题: ", "标题: 再看")
    code, said = invoke(repository, "review", "--base", "main", "--number", "7")

    assert (0, "<!-- wenming-review -->") == (code, said.partition("\n")[0]), said
    written = read_site(repository / ".review")
    assert {"comment.md", "labels-known.txt", "labels.txt", "sheet.json"} == written.keys()
    assert "洞头区\n" == written["labels.txt"].decode()
    assert b"" == git(repository, "status", "--porcelain")


def test_a_branch_with_mistakes_ends_with_one_and_is_annotated(repository: Path) -> None:
    change(repository, "栏目: ", "栏木: ")
    code, said = invoke(repository, "review", "--base", "main", "--format", "github")

    assert 1 == code
    assert f"::error file={ARTICLE},line=" in said


@pytest.mark.parametrize(
    "words",
    [
        ("--base", "nowhere"),
        ("--base", "main", "--format", "html"),
        ("--base", "main", "--sheet", "a", "--files", "b"),
        ("--sheet", "a.json", "--files", "b.json"),
        ("--sheet", "a.json"),
        (),
    ],
)
def test_what_can_not_run_ends_with_two(repository: Path, words: tuple[str, ...]) -> None:
    code, said = invoke(repository, "review", *words)

    assert 2 == code, said
    assert "没有查看：" in said
    assert "Traceback" not in said


def test_the_trusted_side_ends_with_nought_whatever_it_says(
    repository: Path, tmp_path: Path
) -> None:
    change(repository, "栏目: ", "栏木: ")
    invoke(repository, "review", "--base", "main", "--folder", str(tmp_path / "one"))
    listed = tmp_path / "files.json"
    listed.write_text(json.dumps([{"filename": ARTICLE, "status": "modified"}]), "utf-8")
    code, said = invoke(
        repository, "review", "--sheet", str(tmp_path / "one" / "sheet.json"),
        "--files", str(listed), "--folder", str(tmp_path / "two"),
    )  # fmt: skip

    assert 0 == code, said
    assert read_site(tmp_path / "one") == read_site(tmp_path / "two")


def test_owners_are_written_where_the_host_looks(repository: Path) -> None:
    code, said = invoke(repository, "owners")

    registry = ContentFolder(repository / "content").registry
    assert (0, write_owners(registry)) == (code, (repository / OWNERS_FILE).read_text("utf-8"))
    assert OWNERS_FILE in said


def test_the_committed_owners_are_those_of_the_registry() -> None:
    """After a change of the registry: ``invoke owners``."""
    registry = ContentFolder(ROOT / "content").registry

    assert write_owners(registry) == (ROOT / OWNERS_FILE).read_text("utf-8")


def name_owners(unit: tuple[str, ...], city: tuple[str, ...]) -> Registry:
    """Return the tests' registry with owners of one unit and of the city."""
    registry = ContentFolder(SITES / "registry").registry
    units = tuple(
        replace(each, owners=unit) if each.slug == "dongtou" else each for each in registry.units
    )
    place = Repository(CodeHost.GITHUB, "https://github.com/example/matrix", owners=city)
    return replace(registry, units=units, site=replace(registry.site, repository=place))


def find_owners(text: str, path: str) -> list[str]:
    """Return who is asked about a path: the last line that fits it counts."""
    found: list[str] = []
    for line in text.splitlines():
        pattern, *owners = line.split() or [""]
        if pattern == "*" or (pattern.startswith("/") and f"/{path}".startswith(pattern)):
            found = owners
    return found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("content/articles/dongtou/2026/a.md", ["@liaison", "@wenming/city"]),
        ("content/inbox/dongtou/a.docx", ["@liaison", "@wenming/city"]),
        ("content/articles/longgang/2026/a.md", ["@wenming/city"]),
        ("content/articles/dongtou.md", ["@wenming/city"]),
        ("content/data/units.toml", ["@wenming/city"]),
        ("content/data/adoptions.csv", ["@wenming/city"]),
        (".github/CODEOWNERS", ["@wenming/city"]),
        ("tasks.py", ["@wenming/city"]),
    ],
)
def test_a_folder_has_its_owners_and_the_city(path: str, expected: list[str]) -> None:
    text = write_owners(name_owners(("@liaison",), ("@wenming/city",)))

    assert expected == find_owners(text, path)


def test_without_owners_nobody_is_asked() -> None:
    text = write_owners(name_owners((), ()))

    assert [] == [line for line in text.splitlines() if line and not line.startswith("#")]
    assert "The registry names no owners yet" in text


def test_units_may_have_owners_where_the_city_has_none() -> None:
    text = write_owners(name_owners(("@liaison",), ()))

    assert ["@liaison"] == find_owners(text, "content/articles/dongtou/2026/a.md")
    assert [] == find_owners(text, "tasks.py")
