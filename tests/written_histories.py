"""Histories written commit by commit, where a test wants a certain one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from benchmarks.commit_stream import CommitStream, File
from plugins.assessment.closing import LateChange, list_late
from plugins.assessment.git_objects import GitObjects
from plugins.assessment.recounting import Recount, recount
from tests.builds import SMALL_CONTENT
from tests.support import need_command

FIRST = date(2026, 9, 1)
LATER = date(2026, 11, 20)
"""Days of the first commit and, if nothing else is said, of the others."""

ONE = "articles/dongtou/2026/2026-09-10-one.md"
TWO = "articles/dongtou/2026/2026-09-11-two.md"
OTHER = "articles/wenzhou/2026/2026-10-12-other.md"
ADOPTIONS = "data/adoptions.csv"
CORRECTIONS = "data/corrections.csv"


def write_article(body: str = "一句话就够了。", **fields: str) -> str:
    """Return an article that keeps every rule; ``fields`` replace or add lines."""
    lines = {"标题": "一篇测试稿件", "栏目": "志愿服务", "供稿": "测试单位", **fields}
    return "---\n" + "".join(f"{k}: {v}\n" for k, v in lines.items()) + f"---\n\n{body}\n"


def write_adoption(path: str, level: str = "city") -> str:
    """Return one row of adoptions."""
    name = path.removeprefix("articles/")
    return f"{name},{level},温州日报,https://news.example/1,2026-09-20\n"


def write_adoptions(*rows: str) -> str:
    """Return the table of adoptions."""
    return "article,level,outlet,link,day\n" + "".join(rows)


def write_corrections(*rows: tuple[str, str]) -> str:
    """Return the table of corrections: days and paths."""
    lines = (f"{day},{path.removeprefix('articles/')},核对后更正\n" for day, path in rows)
    return "day,article,reason\n" + "".join(lines)


class Written:
    """A repository of the small site's registry, and what is committed on top of it."""

    def __init__(self, folder: Path, **figures: object) -> None:
        need_command("git")
        self.folder = folder
        self.stream = CommitStream()
        data = {
            f"data/{p.name}": p.read_text("utf-8") for p in (SMALL_CONTENT / "data").glob("*.toml")
        }
        if figures:
            lines = (f"{key} = {value}\n" for key, value in figures.items())
            table = "[figures]\n" + "".join(lines)
            data["data/site.toml"] = data["data/site.toml"].replace("[figures]\n", table)
        self.registry = data
        self.tip = 0
        self.commit(data, FIRST, "市文明办")

    def commit(
        self,
        files: Mapping[str, File],
        day: date = LATER,
        author: str = "编辑",
        parents: Sequence[int] | None = None,
        *,
        hour: int = 12,
        committed: date | None = None,
    ) -> int:
        """Commit files of the content folder, on top of the last commit or of others."""
        placed: dict[str | bytes, File] = {f"content/{path}": file for path, file in files.items()}
        behind = ([self.tip] if self.tip else []) if parents is None else parents
        options = {"hour": hour, "committed": committed}
        self.tip = self.stream.commit(day, author, placed, behind, **options)  # type: ignore[arg-type]
        return self.tip

    def read(self, today: date = date(2026, 11, 25)) -> Recount:
        """Make the repository and derive everything from it."""
        self.stream.lay(self.folder, self.tip)
        return recount(GitObjects(self.folder), today, lambda done, total: None)

    def late(self) -> list[LateChange]:
        """Return the changes that landed when their month was closed."""
        return list_late(self.read().landings, 5)


def list_paths(found: Recount) -> list[str]:
    """Return the paths of what counts."""
    return [article.path for article in found.articles]
