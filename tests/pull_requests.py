"""Pull requests to a bare repository, and the review of each, with all its real parts.

The kept ones are functions of this file in ``KEPT``; the comment that each gets stands in
``tests/pull-requests/<name>/comment.md``.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from plugins.commands.reviewing import gather_tools
from plugins.review.desk import Review, review_branch, write_review
from tests.case_runner import REGISTRY
from tests.mistake_runner import MISTAKES, SENT, list_mistakes
from tests.support import EPOCH, ROOT, TODAY, need_command
from tests.word_files import make_picture
from tests.word_inbox import make_word

COMMENTS = ROOT / "tests" / "pull-requests"
COMMENT = "comment.md"
NUMBER = 12
LIAISON, EDITOR = "dongtou-liaison", "city-editor"

_REPOSITORY = """
[repository]
host = "github"
address = "https://github.com/example/matrix"
owners = ["@city-editor"]
preview = "https://preview.example/{number}/"
"""
_MAILBOX = "test@example.invalid"
_ENVIRON = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    **{f"GIT_{role}_NAME": "测试" for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_EMAIL": _MAILBOX for role in ("AUTHOR", "COMMITTER")},
    **{f"GIT_{role}_DATE": "2026-11-20T12:00:00+0800" for role in ("AUTHOR", "COMMITTER")},
}
"""The desk's own settings of git play no part."""


def git(folder: Path, *words: str) -> bytes:
    """Run git and return what it prints."""
    need_command("git")
    done = subprocess.run(
        ["git", "-C", str(folder), *words],
        capture_output=True,
        check=False,
        env={**os.environ, **_ENVIRON},
    )
    assert 0 == done.returncode, done.stderr.decode()
    return done.stdout


@dataclass(frozen=True)
class Desk:
    """A liaison's clone of the bare repository beside it, on the branch ``pull``."""

    clone: Path

    @property
    def content(self) -> Path:
        """The content folder of the clone."""
        return self.clone / "content"

    def put(self, path: str, data: bytes | str) -> None:
        """Write a file of the content folder."""
        file = self.content / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)

    def send(self) -> None:
        """Commit all there is, and push it."""
        git(self.clone, "add", "--all", "--force")
        git(self.clone, "commit", "--quiet", "--allow-empty", "-m", "稿件")
        git(self.clone, "push", "--quiet", "--force", "origin", "pull")

    def review(self, author: str = LIAISON, base: str = "origin/main") -> Review:
        """Review what was sent."""
        with patch.dict(os.environ, {**_ENVIRON, "SOURCE_DATE_EPOCH": EPOCH}):
            return review_branch(self.clone, base, author, TODAY, gather_tools())

    def comment(self, author: str = LIAISON) -> str:
        """Return the comment on what was sent."""
        return write_review(self.review(author), self.clone.parent / "review", NUMBER)


def write_text(title: str = "从海边回来，多带一袋垃圾", office: str = "洞头区文明办") -> str:
    """Return an article that keeps every rule."""
    return f"---\n标题: {title}\n栏目: 志愿服务\n供稿: {office}\n---\n\n一句话就够了。\n"


def open_desk(root: Path) -> Desk:
    """Make the bare repository with one article for each unit, and a clone of it."""
    remote, first = root / "remote.git", Desk(root / "first")
    git(root, "init", "--quiet", "--bare", "-b", "main", str(remote))
    shutil.copytree(REGISTRY, first.content)
    site, units = (first.content / "data" / name for name in ("site.toml", "units.toml"))
    site.write_text(site.read_text("utf-8") + _REPOSITORY, "utf-8")
    office = 'office = "洞头区文明办"\n'
    owned = units.read_text("utf-8").replace(office, f'{office}owners = ["@{LIAISON}"]\n')
    units.write_text(owned, "utf-8")
    first.put("articles/dongtou/2026/2026-03-01-old.md", write_text("渔港的早晨"))
    first.put("articles/longgang/2026/2026-03-01-old.md", write_text("新城的早晨", "龙港市文明办"))
    git(first.clone, "init", "--quiet", "-b", "main")
    git(first.clone, "add", "--all")
    git(first.clone, "commit", "--quiet", "-m", "开始")
    git(first.clone, "push", "--quiet", str(remote), "main")
    git(root, "clone", "--quiet", str(remote), str(root / "clone"))
    git(root / "clone", "checkout", "--quiet", "-b", "pull")
    return Desk(root / "clone")


def send_clean(desk: Desk) -> None:
    """An article with its picture, as it should be."""
    text = write_text() + "\n![沙滩上摆着三袋垃圾](three-bags.png)\n"
    desk.put("articles/dongtou/2026/2026-03-21-three-bags.md", text)
    desk.put("articles/dongtou/2026/three-bags.png", make_picture(kind="PNG"))


def send_ten_mistakes(desk: Desk) -> None:
    """The ten most common mistakes, each in an article of its own."""
    for number, name in enumerate(list_mistakes(), 1):
        sent = MISTAKES / name / SENT
        for file in sorted(path for path in sent.rglob("*") if path.is_file()):
            place = file.relative_to(sent).as_posix()
            desk.put(place.replace("la-ji.md", f"la-ji-{number}.md"), file.read_bytes())


def send_to_another_unit(desk: Desk) -> None:
    """An article of one's own, a change of another unit's, and one of the city's registry."""
    send_clean(desk)
    desk.put("articles/longgang/2026/2026-03-01-old.md", write_text("改了标题", "龙港市文明办"))
    columns = desk.content / "data" / "columns.toml"
    columns.write_text(columns.read_text("utf-8").replace("培训、", ""), "utf-8")


def send_word_files(desk: Desk) -> None:
    """A Word file that becomes an article, one without its column, and a scan."""
    head = {"标题": "旧书交换怎样办", "日期": "2026-11-20"}
    desk.put("inbox/dongtou/旧书 交换.docx", make_word(栏目="志愿服务", **head))
    desk.put("inbox/dongtou/没有栏目.docx", make_word("路口站十分钟。", 标题="路口看四件事"))
    desk.put("inbox/dongtou/通知.pdf", b"%PDF-1.7\n")


def send_fewer_columns(desk: Desk) -> None:
    """A registry without a column that articles stand in."""
    columns = desk.content / "data" / "columns.toml"
    kept = columns.read_text("utf-8").split("[[column]]")
    columns.write_text("[[column]]".join(part for part in kept if "volunteer" not in part), "utf-8")


KEPT: dict[str, Callable[[Desk], None]] = {
    "clean": send_clean,
    "ten-mistakes": send_ten_mistakes,
    "another-unit": send_to_another_unit,
    "word-files": send_word_files,
    "fewer-columns": send_fewer_columns,
}


def comment_on_kept(name: str, root: Path) -> str:
    """Return the comment on one of the kept pull requests; ``root`` is an empty folder."""
    desk = open_desk(root)
    KEPT[name](desk)
    desk.send()
    return desk.comment()
