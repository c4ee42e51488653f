"""The tasks as people type them, each in a working copy with the small site's content."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

import pytest
import qrcode

from tests.builds import copy_repository, differing, list_releases, run_python, write_article
from tests.support import EPOCH, ROOT, free_port, need_command, read_site

GOOD = "wenzhou/2026/2026-11-01-window-hours.md"
UNLINKED = "wenzhou/2026/2026-10-08-a-signed-word.md"
FAULTY = "wenzhou/2026/2026-11-21-no-column.md"
ADVISED = "dongtou/2026/2026-11-21-long-title.md"
SECONDS = 20
"""A server that takes longer to answer or to end has failed."""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy of this repository, everything in order."""
    return copy_repository(tmp_path / "copy")


def _invoke(copy: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_python("-m", "invoke", *words, folder=copy)


def _make_fault(copy: Path) -> None:
    write_article(copy / "content", FAULTY, 栏目="没有这个栏目")


def _make_advice(copy: Path) -> None:
    write_article(copy / "content", ADVISED, 标题="一个三十多个字的标题" * 4)


# ---------------------------------------------------------------- check


def test_check_of_clean_content_ends_with_0(copy: Path) -> None:
    done = _invoke(copy, "check")

    assert (0, "") == (done.returncode, done.stderr)
    assert "没有发现问题" in done.stdout


def test_check_ends_with_1_where_something_is_to_be_mended(copy: Path) -> None:
    """With file, line, rule, what was seen, what is wanted, and how to put it right."""
    _make_fault(copy)

    done = _invoke(copy, "check")

    assert 1 == done.returncode
    for word in (f"articles/{FAULTY}", "第 3 行", "column", "看到：", "应为：", "改法："):
        assert word in done.stdout, word


def test_advice_alone_is_no_failure(copy: Path) -> None:
    _make_advice(copy)

    done = _invoke(copy, "check")

    assert 0 == done.returncode
    assert "提醒" in done.stdout


@pytest.mark.parametrize(
    "words",
    [["--", "content/no-such-file.md"], ["--", "/"], ["--format", "yaml"]],
    ids=["missing-path", "path-outside-content", "unknown-format"],
)
def test_check_that_could_not_run_ends_with_2(copy: Path, words: list[str]) -> None:
    """So that nobody takes it for a clean bill."""
    done = _invoke(copy, "check", *words)

    assert 2 == done.returncode
    assert "没有检查" in done.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [(["check"], 2), (["build"], 1), (["account", "wenzhou", "--picture", "../code.png"], 1)],
    ids=lambda value: value[0] if isinstance(value, list) else "",
)
def test_a_day_that_is_no_number_is_said(copy: Path, words: list[str], code: int) -> None:
    qrcode.make("http://weixin.qq.com/r/TESTONLY_day").save(str(copy.parent / "code.png"))

    done = run_python("-m", "invoke", *words, folder=copy, environment={"SOURCE_DATE_EPOCH": "abc"})

    said = done.stdout + done.stderr
    assert code == done.returncode
    assert "SOURCE_DATE_EPOCH 应当是 1970 年以来的秒数，写成了 'abc'" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(("task", "code"), [("check", 2), ("build", 1)])
@pytest.mark.parametrize("place", [f"articles/{GOOD}", "articles/wenzhou", "data/units.toml"])
def test_what_may_not_be_read_is_said(copy: Path, task: str, code: int, place: str) -> None:
    (copy / "content" / place).chmod(0)

    done = _invoke_without_might(copy, task)

    said = done.stdout + done.stderr
    (copy / "content" / place).chmod(0o755)
    assert code == done.returncode, said
    assert "没有读写权限（" in said
    assert place in said
    assert "Traceback" not in said


def _invoke_without_might(copy: Path, task: str) -> subprocess.CompletedProcess[str]:
    """Run a task as somebody whom the rights of files bind: root, too, is made to obey them."""
    words = [sys.executable, "-m", "invoke", task]
    if not os.geteuid():
        words[:0] = [need_command("setpriv"), "--bounding-set=-dac_override,-dac_read_search"]
    return subprocess.run(
        words,
        cwd=copy,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_check_without_content_ends_with_2(copy: Path) -> None:
    (copy / "content").rename(copy / "elsewhere")

    assert 2 == _invoke(copy, "check").returncode


def test_check_of_one_file_speaks_of_that_file_alone(copy: Path) -> None:
    _make_fault(copy)

    good = _invoke(copy, "check", "--", f"content/articles/{GOOD}")
    faulty = _invoke(copy, "check", "--", f"content/articles/{FAULTY}")

    assert (0, 1) == (good.returncode, faulty.returncode)
    assert "检查了 1 个文件" in good.stdout
    assert "检查了 1 个文件" in faulty.stdout


def test_check_takes_several_files_and_folders(copy: Path) -> None:
    """As typed from the top of the repository, or as seen from within ``content``."""
    _make_fault(copy)
    _make_advice(copy)

    done = _invoke(copy, "check", "--", f"articles/{ADVISED}", "content/articles/wenzhou")

    assert 1 == done.returncode
    assert ADVISED in done.stdout
    assert FAULTY in done.stdout
    assert GOOD not in done.stdout


def test_github_format_notes_every_problem_on_its_line(copy: Path) -> None:
    _make_fault(copy)

    lines = _invoke(copy, "check", "--format", "github").stdout.splitlines()
    errors = [line for line in lines if not line.startswith("::notice ")]

    assert errors
    assert all(line.startswith(f"::error file=content/articles/{FAULTY},") for line in errors)
    assert 1 == len(lines) - len(errors)
    assert any(",line=3,title=column::" in line for line in lines)


def test_json_format_is_for_programs(copy: Path) -> None:
    _make_fault(copy)
    _make_advice(copy)

    report = json.loads(_invoke(copy, "check", "--format", "json").stdout)

    found = {(problem["path"], problem["rule"], problem["level"]) for problem in report["problems"]}
    assert (f"articles/{FAULTY}", "column", "error") in found
    assert (f"articles/{ADVISED}", "title", "warning") in found
    assert 8 < report["files"]


def test_check_does_not_load_pelican(copy: Path) -> None:
    """Which would cost more time than the check itself."""
    script = (
        "import sys; from invoke import Program; import tasks; from invoke import Collection\n"
        "program = Program(namespace=Collection.from_module(tasks))\n"
        "program.run('invoke check', exit=False)\n"
        "sys.exit('pelican' in sys.modules)"
    )
    done = run_python("-c", script, folder=copy)

    assert (0, "") == (done.returncode, done.stderr)
    assert "没有发现问题" in done.stdout


# ---------------------------------------------------------------- build and clean


@pytest.mark.parametrize(("asked", "is_kept"), [("", True), ("1", False)])
def test_our_code_is_compiled_once_unless_the_environment_says_otherwise(
    copy: Path, asked: str, is_kept: bool
) -> None:
    """Invoke would turn the keeping off: compiling all of it costs a seventh of a day's build.

    The tasks themselves are loaded first, so theirs tells whether all is kept.
    """
    run_python("-m", "invoke", "check", folder=copy, environment={"PYTHONDONTWRITEBYTECODE": asked})

    assert is_kept == any((copy / "plugins" / "commands").rglob("*.pyc"))


def test_build_says_what_it_made_and_where(copy: Path) -> None:
    done = _invoke(copy, "build")

    files = len(read_site(copy / "output"))
    assert (0, "") == (done.returncode, done.stderr)
    assert f"；写了 {files} 个文件，沿用 0 个；" in done.stdout
    assert "站点已更新：" in done.stdout
    assert "原因：第一次构建" in done.stdout
    assert str(copy / "output") in done.stdout


def test_build_says_that_nothing_has_changed(copy: Path) -> None:
    _invoke(copy, "build")
    before = os.readlink(copy / "output")

    done = _invoke(copy, "build")

    files = len(read_site(copy / "output"))
    assert (0, "") == (done.returncode, done.stderr)
    assert f"站点没有变化：{files} 个文件" in done.stdout
    assert before == os.readlink(copy / "output")


def test_build_says_what_it_read_and_why_it_wrote(copy: Path) -> None:
    _invoke(copy, "build")
    before = read_site(copy / "output")
    article = copy / "content" / "articles" / UNLINKED
    article.write_text(article.read_text("utf-8") + "\n再加一句话。\n", "utf-8")

    done = _invoke(copy, "build")

    after = read_site(copy / "output")
    said = re.search(r" 篇文稿读了 1 篇；写了 (\d+) 个文件，沿用 (\d+) 个；", done.stdout)
    assert (0, "") == (done.returncode, done.stderr)
    assert said
    made, kept = map(int, said.groups())
    assert len(differing(before, after)) <= made < 20
    assert len(after) == made + kept
    assert f"原因：文稿有改动：articles/{UNLINKED}\n" in done.stdout


def test_build_with_a_fault_ends_with_1_and_keeps_the_old_site(copy: Path) -> None:
    _invoke(copy, "build")
    before = os.readlink(copy / "output")
    _make_fault(copy)

    done = _invoke(copy, "build")

    assert 1 == done.returncode
    assert FAULTY in done.stderr
    assert "站点没有更新" in done.stderr
    assert "Traceback" not in done.stderr
    assert before == os.readlink(copy / "output")


def test_build_writes_where_it_is_told(copy: Path, tmp_path: Path) -> None:
    output = tmp_path / "served"

    done = _invoke(copy, "build", "--settings", "publishconf.py", "--output", str(output))

    assert 0 == done.returncode
    assert (output / "index.html").is_file()
    assert not (output / "gallery").exists()
    assert not (copy / "output").exists()


def test_clean_leaves_what_people_wrote(copy: Path) -> None:
    _invoke(copy, "build")
    assert list_releases(copy / "output")

    done = _invoke(copy, "clean")

    assert (0, "") == (done.returncode, done.stderr)
    assert not os.path.lexists(copy / "output")
    assert not (copy / ".releases").exists()
    assert (copy / "content" / "articles" / GOOD).is_file()


def test_clean_of_what_is_clean_is_no_failure(copy: Path) -> None:
    assert 0 == _invoke(copy, "clean").returncode


def test_the_list_of_tasks_explains_each_in_chinese(copy: Path) -> None:
    """What a task does stands beside its name."""
    lines = _invoke(copy, "--list").stdout.splitlines()

    listed = [line.split(maxsplit=1) for line in lines if line.startswith("  ")]
    assert {"build", "check", "serve", "test", "publish", "clean"} <= {line[0] for line in listed}
    assert [] == [line for line in listed if len(line) < 2 or line[1].isascii()]


# ---------------------------------------------------------------- serve


@contextmanager
def _serving(copy: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    """Run ``invoke serve`` until it says that it listens; end it afterwards."""
    with subprocess.Popen(
        [sys.executable, "-m", "invoke", "serve", "--port", str(port)],
        cwd=copy,
        env={**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        # A shell starts what it runs in the background deaf to Ctrl+C, these tests too.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        try:
            assert process.stdout
            said = ""
            while "预览地址" not in said:
                line = process.stdout.readline()
                assert line, said
                said += line
            yield process
        finally:
            process.kill()
            process.communicate()


def test_serve_builds_and_answers_on_this_machine_alone(copy: Path) -> None:
    port = free_port()
    with _serving(copy, port):
        connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        connection.request("GET", "/")
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.2", port), timeout=SECONDS)

    assert 200 == answer.status
    built = (copy / "output" / "index.html").read_bytes()
    assert built.partition(b"<main")[2] == body.partition(b"<main")[2]


def test_serve_ends_quietly_when_it_is_stopped(copy: Path) -> None:
    with _serving(copy, free_port()) as process:
        process.send_signal(signal.SIGINT)
        said, complained = process.communicate(timeout=SECONDS)

    assert 0 == process.returncode
    assert "预览已停止" in said
    assert "Traceback" not in complained


def test_serve_says_when_the_port_is_taken(copy: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        done = _invoke(copy, "serve", "--port", str(port))

    assert 1 == done.returncode
    assert f"端口 {port} 已经被别的程序占用" in done.stderr
    assert "invoke serve --port" in done.stderr
    assert "Traceback" not in done.stderr


# ---------------------------------------------------------------- what a task needs


@pytest.mark.parametrize("task", ["test", "renew", "lint"])
def test_a_task_that_needs_what_tests_need_says_how_to_get_it(copy: Path, task: str) -> None:
    """After ``make check`` alone; such a module is as good as missing where it is ``None``."""
    script = (
        "import sys, tasks; from invoke import Collection, Program\n"
        "sys.modules.update(dict.fromkeys(['pytest', 'ruff', 'mypy']))\n"
        f"Program(namespace=Collection.from_module(tasks)).run('invoke {task}')"
    )

    done = run_python("-c", script, folder=copy)

    assert (1, "先运行 make test，它会装好测试要用的东西。\n") == (done.returncode, done.stderr)


# ---------------------------------------------------------------- make


PYTHON = """#!/bin/sh
case "$*" in
    -c*) exit $TOO_OLD ;;
    "-m venv .venv") mkdir -p .venv/bin; cp "$0" .venv/bin/python; exit $NO_VENV ;;
    "-m pip"*) printf '#!/bin/sh\\necho done $1' > .venv/bin/invoke; chmod +x .venv/bin/invoke
        exit $NO_NET ;;
esac
"""
"""Stands for Python where the test is of what make does; each ``NO`` is how a step ends."""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the Makefile alone, and a Python that installs nothing."""
    need_command("make")
    for name in ("Makefile", "requirements.lock", "requirements-dev.lock"):
        shutil.copy2(ROOT / name, tmp_path / name)
    (tmp_path / "python").write_text(PYTHON, "utf-8")
    (tmp_path / "python").chmod(0o755)
    return tmp_path


def _make(desk: Path, **failing: str) -> subprocess.CompletedProcess[str]:
    steps = {"TOO_OLD": "0", "NO_VENV": "0", "NO_NET": "0", **failing}
    # "make test" hands its own level down, and this make would announce folders.
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS"))
    }
    return subprocess.run(
        ["make", "check", "PYTHON=./python"],
        cwd=desk,
        env={**outside, **steps},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("TOO_OLD", "需要 Python 3.11"),
        ("NO_VENV", "apt install python3-venv"),
        ("NO_NET", "需要联网下载运行环境"),
    ],
)
def test_make_says_what_is_missing_and_succeeds_once_it_is_there(
    desk: Path, step: str, said: str
) -> None:
    """Debian without python3-venv leaves half an environment, which has a Python and no pip."""
    failed = _make(desk, **{step: "1"})
    is_left = (desk / ".venv").exists()
    mended = _make(desk)

    assert 0 != failed.returncode
    assert said in failed.stderr
    assert (step == "NO_NET") == is_left
    assert (0, "done check") == (mended.returncode, mended.stdout.splitlines()[-1])
    assert "正在准备运行环境" in mended.stdout


def test_make_builds_an_environment_anew_whose_python_is_gone(desk: Path) -> None:
    """After the system's Python was renewed, the link to it leads nowhere and the stamps stay."""
    _make(desk)
    for name in ("python", "invoke"):
        (desk / ".venv" / "bin" / name).unlink()
    (desk / ".venv" / "bin" / "python").symlink_to("nowhere")

    mended = _make(desk)

    assert (0, "done check") == (mended.returncode, mended.stdout.splitlines()[-1])


def test_make_prepares_once(desk: Path) -> None:
    _make(desk)

    assert "done check\n" == _make(desk).stdout
