"""``docs/review.sh``: a pull request looked at from a bare repository, without any host."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from plugins.review.comment import MARK
from tests.code_host import (
    LIAISON,
    Host,
    make_host,
    put_clean,
    put_elsewhere,
    put_ten_mistakes,
    put_word,
)
from tests.support import EPOCH, ROOT
from tests.workflow_runner import git, set_up_tools


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return make_host(tmp_path)


@pytest.fixture
def desk(host: Host, tmp_path: Path) -> Path:
    """An editor's own clone, with the tools in place."""
    folder = tmp_path / "editor"
    git(tmp_path, "clone", "--quiet", str(host.machine.remote), str(folder))
    (folder / "docs").mkdir(exist_ok=True)
    shutil.copy2(ROOT / "docs" / "review.sh", folder / "docs")
    set_up_tools(folder)
    return folder


def look(desk: Path, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    scratch = desk.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    done = subprocess.run(
        ["sh", str(desk / "docs" / "review.sh"), *words],
        env={
            **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
            "SOURCE_DATE_EPOCH": EPOCH, "PYTHONDONTWRITEBYTECODE": "1", "TMPDIR": str(scratch),
            **environ,
        },
        cwd=desk.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert [] == list(scratch.iterdir())
    return done


def state_of(desk: Path) -> tuple[str, str, str]:
    """Return what git knows: refs, worktrees, objects."""
    return (
        git(desk, "for-each-ref"),
        git(desk, "worktree", "list"),
        git(desk, "count-objects", "-v"),
    )


def test_a_clean_pull_request_passes(host: Host, desk: Path) -> None:
    host.push(1, put_clean)

    done = look(desk, "1", AUTHOR=LIAISON)

    assert 0 == done.returncode, done.stderr
    assert done.stdout.startswith(f"{MARK}\n**检查通过，可以合并。**")


def test_mistakes_end_in_one_and_another_units_folder_is_named(host: Host, desk: Path) -> None:
    host.push(2, put_ten_mistakes)
    host.push(3, put_elsewhere)

    assert 1 == look(desk, "2").returncode
    assert "要市级编辑批准" in look(desk, "3", "origin", AUTHOR=LIAISON).stdout


def test_a_branch_is_looked_at_as_a_pull_request_is(host: Host, desk: Path) -> None:
    host.push(1, put_clean)
    git(host.desk, "push", "--quiet", "origin", "send-1:refs/heads/送稿/一")

    done = look(desk, "送稿/一", AUTHOR=LIAISON)

    assert 0 == done.returncode, done.stderr
    assert "检查通过" in done.stdout


def test_nothing_is_left_behind_but_what_was_asked_for(
    host: Host, desk: Path, tmp_path: Path
) -> None:
    host.push(5, put_word)
    before = state_of(desk)

    look(desk, "5", KEEP="收下")

    assert before == state_of(desk)
    kept = {path.name for path in (tmp_path / "收下").iterdir()}
    assert {"comment.md", "labels.txt", "word.patch"} <= kept


def test_the_branchs_own_program_is_not_run(host: Host, desk: Path, tmp_path: Path) -> None:
    owned = tmp_path / "owned"

    def change(work: Path) -> None:
        (work / "tasks.py").write_text(f"open({str(owned)!r}, 'w')\n", "utf-8")

    host.push(4, change)

    done = look(desk, "4")

    assert "网站的程序" in done.stdout, done.stderr
    assert not owned.exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "写上拉取请求的编号或者分支"),
        (("99",), "从 origin 取不到 99"),
        (("no-such-branch",), "从 origin 取不到 no-such-branch"),
        (("1", "elsewhere"), "没有叫 elsewhere 的远程仓库"),
    ],
)
def test_what_can_not_be_looked_at_is_said(
    host: Host, desk: Path, words: tuple[str, ...], said: str
) -> None:
    done = look(desk, *words)

    assert 2 == done.returncode
    assert f"没有查看：{said}" in done.stderr


def test_a_desk_without_the_tools_is_told_how_to_get_them(host: Host, desk: Path) -> None:
    shutil.rmtree(desk / ".venv")

    done = look(desk, "1")

    assert 2 == done.returncode
    assert "make check" in done.stderr
