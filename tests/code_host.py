"""A bare repository with pull requests, and what the stand-in of the host knows of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.builds import SMALL_CONTENT, copy_repository, write_article
from tests.mistake_runner import MISTAKES, SENT, list_mistakes
from tests.word_inbox import make_word
from tests.workflow_runner import Machine, Run, copy_for_make, git

REPOSITORY = "wenming/matrix"
LIAISON, EDITOR, STRANGER = "dongtou-desk", "city-desk", "somebody"
DONGTOU, WENZHOU = "articles/dongtou/2026", "articles/wenzhou/2026"
CLEAN = f"{DONGTOU.removeprefix('articles/')}/2026-11-21-shells-stay.md"


@dataclass
class Host:
    """A bare repository, its pull requests, and what the stand-in of the host knows of them."""

    machine: Machine
    desk: Path
    author: str = LIAISON
    heads: dict[int, str] = field(default_factory=dict)

    def push(self, number: int, change: Callable[[Path], None], author: str = LIAISON) -> None:
        """Change the content on the branch of pull request ``number`` and push it."""
        branch = f"send-{number}"
        start = branch if number in self.heads else "main"
        git(self.desk, "checkout", "--quiet", "-B", branch, start)
        change(self.desk)
        git(self.desk, "add", "--all")
        git(self.desk, "commit", "--quiet", "-m", "稿件")
        self.heads[number] = git(self.desk, "rev-parse", "HEAD").strip()
        git(self.desk, "push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{number}/head")
        git(self.desk, "checkout", "--quiet", "-B", "merge", "main")
        git(self.desk, "merge", "--quiet", "--no-ff", "-m", "合并", branch)
        git(self.desk, "push", "--quiet", "--force", "origin", f"HEAD:refs/pull/{number}/merge")
        self._tell_host(number, branch, author)

    def _tell_host(self, number: int, branch: str, author: str) -> None:
        state = self.machine.read_host()
        state["pulls"] = [each for each in state["pulls"] if each["number"] != number]
        head = {
            "ref": branch,
            "sha": self.heads[number],
            "label": f"{author}:{branch}",
            "repo": {"full_name": f"{author}/matrix"},
        }
        state["pulls"].append(
            {"number": number, "state": "open", "user": {"login": author}, "head": head,
             "base": {"ref": "main"}}
        )  # fmt: skip
        listed = git(self.desk, "diff", "--name-status", "--no-renames", "-z", "main", branch)
        parts = listed.split("\0")
        state["files"][str(number)] = [
            {"filename": name, "status": "removed" if status == "D" else "modified"}
            for status, name in zip(parts[::2], parts[1::2], strict=False)
        ]
        self.machine.write_host(state)

    def check(self, number: int, author: str = LIAISON) -> Run:
        """Run the untrusted workflow on a pull request and keep what it leaves."""
        event = {
            "github.event.pull_request.number": str(number),
            "github.event.pull_request.user.login": author,
        }
        run = self.machine.run("pull-request.yml", "check", event, f"refs/pull/{number}/merge")
        self.keep(run.artifacts)
        return run

    def keep(self, artifacts: Mapping[str, Path], run: str = "1") -> None:
        """Let the host have these artefacts, and no others, for a run."""
        state = self.machine.read_host()
        state["artifacts"] = {run: {name: str(path) for name, path in artifacts.items()}}
        self.machine.write_host(state)

    def comment(self, number: int, author: str = LIAISON, **event: str) -> Run:
        """Run the trusted workflow after the check of a pull request."""
        told = {
            "github.repository": REPOSITORY,
            "github.token": "token",
            "github.event.repository.default_branch": "main",
            "github.event.workflow_run.id": "1",
            "github.event.workflow_run.head_repository.full_name": f"{author}/matrix",
            "github.event.workflow_run.head_repository.owner.login": author,
            "github.event.workflow_run.head_branch": f"send-{number}",
            "github.event.workflow_run.head_sha": self.heads[number],
        }
        return self.machine.run("comment.yml", "comment", {**told, **event}, "refs/heads/main")

    def comments(self, number: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.machine.read_host()["comments"].get(str(number), [])
        return found

    def labels(self, number: int) -> set[str]:
        return set(self.machine.read_host()["labels"].get(str(number), []))


def make_host(tmp_path: Path) -> Host:
    """Lay the project with the small site's content out at a bare repository, and its clone."""
    desk = copy_repository(tmp_path / "desk", SMALL_CONTENT)
    copy_for_make(desk)
    units = desk / "content/data/units.toml"
    text = units.read_text("utf-8")
    for office, login in (("温州市文明办", EDITOR), ("洞头区文明办", LIAISON)):
        line = f'office = "{office}"\n'
        assert line in text
        text = text.replace(line, f'{line}owners = ["@{login}"]\n')
    units.write_text(text, "utf-8")
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--quiet", "--bare", "-b", "main", str(remote))
    git(desk, "init", "--quiet", "-b", "main")
    git(desk, "remote", "add", "origin", str(remote))
    git(desk, "add", "--all")
    git(desk, "commit", "--quiet", "-m", "网站")
    git(desk, "push", "--quiet", "origin", "main")
    machine = Machine(tmp_path / "machine", remote)
    empty: dict[str, Any] = {"pulls": [], "files": {}, "comments": {}, "labels": {}}
    machine.write_host({**empty, "issues": [], "known_labels": ["洞头区"], "artifacts": {}})
    return Host(machine, desk)


def put_clean(desk: Path) -> None:
    write_article(desk / "content", CLEAN, 标题="贝壳留在沙滩上", 供稿="洞头区文明办")


def put_ten_mistakes(desk: Path) -> None:
    """All ten at once, each under a name of its own."""
    for number, mistake in enumerate(list_mistakes(), 1):
        sent = MISTAKES / mistake / SENT
        for file in sorted(path for path in sent.rglob("*") if path.is_file()):
            place = desk / "content" / file.relative_to(sent)
            name = place.name.replace("hai-bian-jian-la-ji", f"mistake-{number}")
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(file, place.with_name(name))


def put_elsewhere(desk: Path) -> None:
    """An article of one's own, and a word changed in another unit's."""
    put_clean(desk)
    other = desk / "content" / WENZHOU / "2026-11-10-crossing-the-street.md"
    other.write_text(other.read_text("utf-8") + "\n再添一句话。\n", "utf-8")


def put_word(desk: Path) -> None:
    inbox = desk / "content/inbox/dongtou"
    inbox.mkdir(parents=True)
    word = make_word(标题="贝壳留在沙滩上", 栏目="志愿服务", 日期="2026-11-21")
    (inbox / "贝壳.docx").write_bytes(word)
