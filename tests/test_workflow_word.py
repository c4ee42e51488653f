"""An editor takes the Word files of a pull request: ``word.yml``, step by step."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.code_host import DONGTOU, REPOSITORY, Host, make_host, put_clean, put_elsewhere, put_word
from tests.word_inbox import make_word
from tests.workflow_runner import Run, git


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return make_host(tmp_path)


def test_the_preview_shows_the_article_that_a_word_file_becomes(host: Host) -> None:
    host.push(5, put_word)

    check = host.check(5)

    assert "preview" in check.artifacts, check.said
    with zipfile.ZipFile(check.artifacts["preview"]) as preview:
        page = preview.read("dongtou/2026/11-21-bei-ke-liu-zai-sha-tan-shang/index.html")
    assert "贝壳留在沙滩上" in page.decode()


def dispatch(host: Host, number: str) -> tuple[Run, Run | None]:
    """Run both jobs of ``word.yml``; the second only after the first has passed."""
    event = {
        "inputs.number": number,
        "github.repository": REPOSITORY,
        "github.token": "token",
        "github.event.repository.default_branch": "main",
    }
    convert = host.machine.run("word.yml", "convert", event, "refs/heads/main")
    if not convert.passed:
        return convert, None
    host.keep(convert.artifacts)
    return convert, host.machine.run("word.yml", "push", event, "refs/heads/main")


def test_an_editor_takes_the_word_files_of_a_pull_request(host: Host) -> None:
    """Those that become articles; one that does not is said, and stays out as all else does."""

    def put(desk: Path) -> None:
        put_word(desk)
        (desk / "content/inbox/dongtou/没有栏目.docx").write_bytes(make_word(标题="没有栏目"))
        put_elsewhere(desk)
        (desk / "tasks.py").write_text("raise SystemExit('这里不该运行')\n", "utf-8")

    host.push(5, put)

    convert, push = dispatch(host, "5")

    assert convert.passed, convert.said
    assert "| " in convert.said
    assert "没有写栏目" in convert.said
    assert push is not None
    assert push.passed, push.said
    changed = git(host.machine.remote, "diff", "--name-only", "main", "word/5").split()
    assert changed
    assert all(path.startswith(f"content/{DONGTOU}/") for path in changed)
    assert not any(path.endswith("shells-stay.md") for path in changed)
    assert "word/5?expand=1" in push.summary
    assert "关闭 #5" in push.summary


def test_a_branch_with_word_articles_is_not_written_over(host: Host) -> None:
    host.push(5, put_word)
    dispatch(host, "5")
    before = git(host.machine.remote, "rev-parse", "word/5")
    git(host.desk, "fetch", "--quiet", "origin", "word/5")
    git(host.desk, "checkout", "--quiet", "-B", "amended", "FETCH_HEAD")
    git(host.desk, "commit", "--quiet", "--allow-empty", "-m", "编辑改了几个字")
    git(host.desk, "push", "--quiet", "origin", "HEAD:word/5")
    amended = git(host.machine.remote, "rev-parse", "word/5")

    _, push = dispatch(host, "5")

    assert before != amended
    assert push is not None
    assert not push.passed
    assert "分支 word/5 已经有了" in push.said
    assert amended == git(host.machine.remote, "rev-parse", "word/5")


def test_a_pull_request_without_word_files_is_told_so(host: Host) -> None:
    host.push(1, put_clean)

    convert, push = dispatch(host, "1")

    assert push is None
    assert "收件箱里没有 Word 文件" in convert.said


@pytest.mark.parametrize("number", ["", "0", "1; touch owned", "a[$(touch owned)]", "../1"])
def test_what_is_no_number_is_refused(host: Host, number: str) -> None:
    convert, push = dispatch(host, number)

    assert push is None
    assert "编号是一个数字" in convert.said
    assert [] == list(convert.folder.rglob("owned"))


def test_a_link_in_the_inbox_is_not_followed(host: Host) -> None:
    def put(desk: Path) -> None:
        inbox = desk / "content/inbox/dongtou"
        inbox.mkdir(parents=True)
        (inbox / "贝壳.docx").symlink_to("../../../../../../../../etc/passwd")

    host.push(6, put)

    convert, push = dispatch(host, "6")

    assert push is None
    assert "收件箱里没有 Word 文件" in convert.said


def test_what_a_word_file_says_is_no_command_to_the_runner(host: Host) -> None:
    """At the start of a line ``::`` is one, and ``##[`` is one anywhere in it."""

    def put(desk: Path) -> None:
        put_word(desk)
        said = make_word(标题="一句话", 栏目="##[add-mask]的")
        (desk / "content/inbox/dongtou/一句话.docx").write_bytes(said)

    host.push(5, put)

    convert, _ = dispatch(host, "5")

    assert "[add-mask]的" in convert.said
    assert "##[" not in convert.said


def test_a_patch_of_several_commits_is_looked_at_whole(host: Host) -> None:
    """The job that reads Word files is trusted with nothing but articles."""
    host.push(5, put_word)
    convert, _ = dispatch(host, "5")
    git(host.machine.remote, "update-ref", "-d", "refs/heads/word/5")
    desk = host.desk
    git(desk, "checkout", "--quiet", "-B", "hostile", "main")
    for name in ("tasks.py", f"content/{DONGTOU}/2026-11-20-a.md"):
        (desk / name).write_text("一行\n", "utf-8")
        git(desk, "add", "--all")
        git(desk, "commit", "--quiet", "-m", "稿件")
    with zipfile.ZipFile(convert.artifacts["word"], "w") as patch:
        patch.writestr("word.patch", git(desk, "format-patch", "-2", "--stdout", "--binary"))

    event = {
        "inputs.number": "5",
        "github.repository": REPOSITORY,
        "github.token": "token",
        "github.event.repository.default_branch": "main",
    }
    push = host.machine.run("word.yml", "push", event, "refs/heads/main")

    assert not push.passed
    assert "转换动了稿件以外的文件" in push.said
    assert "word/5" not in git(host.machine.remote, "for-each-ref")


def test_a_folder_whose_name_ends_in_a_line_break_stops_nobody(host: Host) -> None:
    def put(desk: Path) -> None:
        put_word(desk)
        odd = desk / "content/inbox/dongtou\n"
        odd.mkdir()
        (odd / "a.docx").write_bytes(make_word(标题="一句话", 栏目="志愿服务"))

    host.push(5, put)

    convert, push = dispatch(host, "5")

    assert push is not None, convert.said
    assert push.passed, push.said
