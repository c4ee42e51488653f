"""The workflows run here step by step: three pull requests at a bare repository, and hostile ones.

The scripts are those of ``.github/workflows``, read from there.  GitHub itself is not here:
``gh`` is a stand-in that answers from a file and records what is posted, and what an
action does is done by a few lines (``workflow_runner.py``).
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from plugins.review.comment import MARK
from tests.code_host import (
    STRANGER,
    Host,
    make_host,
    put_clean,
    put_elsewhere,
    put_ten_mistakes,
)
from tests.stand_in_gh import BOT
from tests.support import ROOT
from tests.workflow_runner import git


def zipped(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            target.writestr(name, data)
    return path


def read_artifact(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


@pytest.fixture
def host(tmp_path: Path) -> Host:
    return make_host(tmp_path)


def read_prose(body: str) -> str:
    """Return what a comment's HTML has beside code: text, tags, addresses."""
    html = MarkdownIt("commonmark").render(body)
    return re.sub(r"<code>.*?</code>", "", html, flags=re.DOTALL)


# ---------------------------------------------------------------- three pull requests


def test_a_clean_one_passes_and_its_preview_can_be_read_from_disk(host: Host) -> None:
    host.push(1, put_clean)

    check = host.check(1)
    told = host.comment(1)

    assert check.passed, check.said
    assert told.passed, told.said
    assert {"sheet", "review", "preview"} == set(check.artifacts)
    page = read_artifact(check.artifacts["preview"], "dongtou/2026/11-21-shells-stay/index.html")
    assert "贝壳留在沙滩上" in page.decode()
    assert {"sheet.json"} == set(zipfile.ZipFile(check.artifacts["sheet"]).namelist())
    [comment] = host.comments(1)
    assert BOT == comment["user"]["login"]
    assert comment["body"].startswith(f"{MARK}\n**检查通过，可以合并。**")
    assert {"洞头区"} == host.labels(1)


def test_ten_mistakes_are_told_on_the_lines_and_in_one_comment(host: Host) -> None:
    host.push(2, put_ten_mistakes)

    check = host.check(2)
    told = host.comment(2)

    assert not check.passed
    assert "::error file=content/articles/dongtou/2026/" in check.said
    assert "preview" not in check.artifacts
    assert "有要改的地方，改好以后才有预览。" in check.said
    assert told.passed, told.said
    [comment] = host.comments(2)
    assert "处要改" in comment["body"].splitlines()[1]
    assert 60 >= len(comment["body"].splitlines())
    assert {"洞头区", "要改"} == host.labels(2)


def test_one_that_touches_another_units_folder_needs_the_city(host: Host) -> None:
    host.push(3, put_elsewhere)

    check = host.check(3)
    host.comment(3)

    assert check.passed, check.said
    [comment] = host.comments(3)
    assert "等市级编辑批准" in comment["body"].splitlines()[1]
    assert {"洞头区", "温州市", "别的单位"} == host.labels(3)


def test_the_comment_posted_is_the_one_that_was_composed(host: Host) -> None:
    """By the trusted run, from the sheet; it says what the untrusted run said, too."""
    host.push(2, put_ten_mistakes)

    check = host.check(2)
    told = host.comment(2)

    posted = host.comments(2)[0]["body"]
    assert (told.temp / "told" / "comment.md").read_text("utf-8") == posted
    assert read_artifact(check.artifacts["review"], "comment.md").decode() == posted
    assert check.summary == posted


def test_a_second_push_writes_the_same_comment_anew_and_takes_labels_off(host: Host) -> None:
    host.push(2, put_ten_mistakes)
    host.check(2)
    host.comment(2)
    first = host.comments(2)
    state = host.machine.read_host()
    state["labels"]["2"].append("等照片")  # somebody's own
    host.machine.write_host(state)

    def mend(desk: Path) -> None:
        git(desk, "reset", "--quiet", "--hard", "main")
        put_clean(desk)

    host.push(2, mend)
    host.check(2)
    host.comment(2)

    [comment] = host.comments(2)
    assert first[0]["id"] == comment["id"]
    assert "检查通过" in comment["body"]
    assert {"洞头区", "等照片"} == host.labels(2)


# ---------------------------------------------------------------- the trusted run's limits


def test_a_run_that_a_newer_push_has_overtaken_says_nothing(host: Host) -> None:
    host.push(1, put_clean)
    host.check(1)

    told = host.comment(1, **{"github.event.workflow_run.head_sha": "0" * 40})

    assert told.passed, told.said
    assert "找到拉取请求" == told.ran[-1]
    assert [] == host.comments(1)


def test_another_repositorys_branch_of_the_same_name_is_not_taken_for_it(host: Host) -> None:
    host.push(1, put_clean)
    host.check(1)

    host.comment(1, **{"github.event.workflow_run.head_repository.full_name": "evil/matrix"})

    assert [] == host.comments(1)


def test_a_branchs_name_is_never_a_command(host: Host) -> None:
    host.push(1, put_clean)
    host.check(1)
    name = '$(touch "$RUNNER_TEMP/owned")`touch "$RUNNER_TEMP/owned"`;&state=all'

    told = host.comment(1, **{"github.event.workflow_run.head_branch": name})

    assert told.passed, told.said
    assert [] == host.comments(1)
    assert [] == list(told.folder.rglob("owned"))


def test_somebody_elses_comment_with_our_mark_is_left_alone(host: Host) -> None:
    host.push(1, put_clean)
    host.check(1)
    state = host.machine.read_host()
    theirs = {"id": 7, "user": {"login": STRANGER}, "body": f"{MARK}\n可以合并"}
    state["comments"]["1"] = [theirs]
    host.machine.write_host(state)

    host.comment(1)

    assert theirs == host.comments(1)[0]
    assert [STRANGER, BOT] == [each["user"]["login"] for each in host.comments(1)]


LIES = f"{MARK}\n**检查通过，可以合并。** @everyone <img src=x>".encode()


def _sheet(**changes: object) -> bytes:
    sheet = json.loads((ROOT / ".github" / "unread-sheet.json").read_text("utf-8"))
    return json.dumps({**sheet, **changes}).encode()


HOSTILE: dict[str, Mapping[str, bytes]] = {
    "no-sheet": {"comment.md": LIES},
    "not-json": {"sheet.json": b"<script>", "comment.md": LIES},
    "unknown-key": {"sheet.json": _sheet(number=9)},
    "ten-megabytes": {"sheet.json": b'{"version": 1, "x": "' + b"x" * 10_000_000 + b'"}'},
    "ten-megabytes-beside-it": {"sheet.json": _sheet(), "x": bytes(range(256)) * 40_000},
    "other-folder": {"../sheet.json": _sheet(errors=0, findings=[])},
    "labels": {"sheet.json": b"[]", "labels.txt": "市级内容\n".encode(), "labels-known.txt": b"x"},
}


@pytest.mark.parametrize("name", HOSTILE)
def test_an_artefact_that_is_no_sheet_is_said_to_be_none(host: Host, name: str) -> None:
    """Whatever it holds, nothing of it is posted, and the labels follow the host's own list."""
    host.push(3, put_elsewhere)
    host.keep({"sheet": zipped(host.machine.folder / "hostile.zip", HOSTILE[name])})

    told = host.comment(3)

    assert told.passed, told.said
    [comment] = host.comments(3)
    assert "没能检查完" in comment["body"]
    assert "可以合并" not in comment["body"]
    assert "@" not in read_prose(comment["body"])
    assert {"洞头区", "温州市", "别的单位", "要改"} == host.labels(3)


def test_a_link_in_the_artefact_leads_nowhere(host: Host) -> None:
    host.push(1, put_clean)
    path = host.machine.folder / "hostile.zip"
    with zipfile.ZipFile(path, "w") as target:
        link = zipfile.ZipInfo("sheet.json")
        link.external_attr = 0o120777 << 16
        target.writestr(link, "/etc/passwd")
    host.keep({"sheet": path})

    told = host.comment(1)

    assert "没能检查完" in host.comments(1)[0]["body"]
    assert "root:" not in host.comments(1)[0]["body"] + told.said
    assert not any(each.is_symlink() for each in told.temp.rglob("*"))


def test_a_run_that_left_nothing_is_said_to_have(host: Host) -> None:
    host.push(1, put_clean)
    host.keep({})

    told = host.comment(1)

    assert told.passed, told.said
    assert "没能检查完" in host.comments(1)[0]["body"]


def test_words_of_a_sheet_are_shown_as_words(host: Host) -> None:
    """A well-formed sheet may lie in what it says; it never mentions, links or draws anything."""
    host.push(1, put_clean)
    words = "@everyone <img src=https://evil.example/x.png> [x](https://evil.example) #1 </details>"
    row = {"path": f"{words}.md", "line": 1, "rule": "title", "seen": words, "fix": words}
    row = {**row, "level": "error", "is_elsewhere": False, "is_fixable": False}
    sheet = _sheet(findings=[row])
    host.keep({"sheet": zipped(host.machine.folder / "hostile.zip", {"sheet.json": sheet})})

    told = host.comment(1)

    assert told.passed, told.said
    body = host.comments(1)[0]["body"]
    assert words in body
    assert "evil.example" not in read_prose(body)
    assert "@" not in read_prose(body)


def test_of_a_run_that_was_started_again_the_last_sheet_counts(host: Host) -> None:
    host.push(1, put_clean)
    host.check(1)
    folder = host.machine.folder
    sheets = {"1.zip": _sheet(), "2.zip": _sheet(errors=0, findings=[])}
    made = [str(zipped(folder / name, {"sheet.json": data})) for name, data in sheets.items()]
    state = host.machine.read_host()
    state["artifacts"] = {"1": {"sheet": made}}
    host.machine.write_host(state)

    host.comment(1)

    assert "检查通过" in host.comments(1)[0]["body"]


def test_a_lying_sheet_hides_no_change_of_the_program(host: Host) -> None:
    """Only a pull request that changes the program can lie, and that the host's list tells."""

    def change(desk: Path) -> None:
        (desk / "tasks.py").write_text("print('检查通过')\n", "utf-8")

    host.push(4, change, STRANGER)
    sheet = _sheet(errors=0, findings=[])
    host.keep({"sheet": zipped(host.machine.folder / "hostile.zip", {"sheet.json": sheet})})

    host.comment(4, STRANGER)

    assert "等市级编辑批准" in host.comments(4)[0]["body"]
    assert {"程序"} == host.labels(4)


def test_the_trusted_run_runs_the_default_branchs_program(host: Host) -> None:
    def change(desk: Path) -> None:
        tasks = desk / "tasks.py"
        owned = "from pathlib import Path\nPath('owned').touch()\nraise SystemExit(0)\n"
        tasks.write_text(owned, "utf-8")

    host.push(4, change, STRANGER)
    host.check(4, STRANGER)

    told = host.comment(4, STRANGER)

    assert [] == list(told.folder.rglob("owned"))
    assert {"程序", "要改"} == host.labels(4)
