"""Histories by seed: what a city's repository looks like after years, and what is true of it.

Written as the stream that ``git fast-import`` reads, so that thousands of commits take a
second.  The maker knows by itself what counts where, who brought what and when; nothing
of it is read back from git.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from benchmarks.articles import phrase
from benchmarks.commit_stream import CommitStream, File
from plugins.model.adoption import Level

_COLUMNS = ("志愿服务", "文件通知", "文明评论")
"""Columns that our content and the small site of the tests have; the last one is signed."""

_OUTLETS = {Level.CITY: "温州日报", Level.PROVINCE: "浙江日报", Level.NATION: "中国文明网"}
_HEAD = "article,level,outlet,link,day"


@dataclass
class Made:
    """One article as the maker knows it."""

    path: str
    text: str
    author: str
    born: date
    is_draft: bool = False
    landed: date | None = None
    levels: set[Level] = field(default_factory=set)

    @property
    def unit(self) -> str:
        return self.path.split("/")[1]

    @property
    def month(self) -> str:
        return self.path.split("/")[3][:7]


@dataclass
class Known:
    """What is true of a history when it ends: ``late`` are (day, path) of late changes."""

    articles: dict[str, Made] = field(default_factory=dict)
    late: list[tuple[date, str]] = field(default_factory=list)
    commits: int = 0


class HistoryMaker:
    """Makes commits one after the other, and notes what they mean."""

    def __init__(
        self, content: Path, units: Sequence[str], seed: int, closing_day: int = 5
    ) -> None:
        self.rng = random.Random(seed)
        self.units = units
        self.known = Known()
        self.closing_day = closing_day
        self._content = content
        self.stream = CommitStream()
        self._tip = 0
        self._number = 0
        self._gone: list[Made] = []

    def begin(self, day: date) -> None:
        """Commit the registry."""
        files = {
            f"data/{path.name}": path.read_text("utf-8")
            for path in sorted((self._content / "data").glob("*.toml"))
        }
        self._tip = self._commit(day, "市文明办", files)

    def add(self, day: date, count: int = 1, *, days_back: int = 0, is_draft: bool = False) -> None:
        """Commit new articles, dated up to ``days_back`` days before."""
        made = [self._make(day, days_back, is_draft) for _ in range(count)]
        author = made[0].author
        self._tip = self._commit(day, author, {each.path: each.text for each in made})
        for each in made:
            each.author = author
            self._land(each, day)

    def merge(self, day: date, count: int = 2) -> None:
        """Commit articles on a branch, one commit each, the first of them moved there; merge it."""
        made = [self._make(day, 3, False) for _ in range(count)]
        at = self._tip
        for place, each in enumerate(made):
            each.born = day - timedelta(days=1)
            if place == 0:
                early = each.path.replace(".md", "-early.md")
                at = self._commit(each.born, each.author, {early: each.text}, parent=at)
                moving: dict[str, File] = {early: None, each.path: each.text}
                at = self._commit(each.born, "别的人", moving, parent=at)
            else:
                at = self._commit(each.born, each.author, {each.path: each.text}, parent=at)
        files = {each.path: each.text for each in made}
        self._tip = self._commit(day, "市文明办", files, merged=at)
        for each in made:
            self._land(each, day)

    def edit(self, day: date) -> None:
        """Commit another sentence: nothing that counts."""
        if each := self._choose():
            each.text += f"第{self._number}次更正。\n"
            self._number += 1
            self._tip = self._commit(day, "编辑", {each.path: each.text})

    def move(self, day: date, *, unit: str = "", to: date | None = None) -> None:
        """Commit an article at another place: another name, unit or day."""
        if each := self._choose():
            old = each.path
            self._number += 1
            place, month = unit or each.unit, each.month
            iso = str(to) if to else old.split("/")[3][:10]
            each.path = f"articles/{place}/{iso[:4]}/{iso}-moved-{self._number}.md"
            files: dict[str, File] = {old: None, each.path: each.text}
            del self.known.articles[old]
            self.known.articles[each.path] = each
            if each.levels:
                files["data/adoptions.csv"] = self._write_adoptions()
            self._tip = self._commit(day, "编辑", files)
            is_elsewhere = (place, iso[:7]) != (old.split("/")[1], month)
            if not each.is_draft and is_elsewhere:
                self._note(day, each.path, month, each.month)

    def delete(self, day: date) -> None:
        """Commit that an article is gone, and what took it up with it."""
        if each := self._choose():
            del self.known.articles[each.path]
            files: dict[str, File] = {each.path: None}
            if each.levels:
                files["data/adoptions.csv"] = self._write_adoptions()
            self._tip = self._commit(day, "编辑", files)
            self._gone.append(each)
            if not each.is_draft:
                self._note(day, each.path, each.month)
            each.levels = set()

    def restore(self, day: date) -> None:
        """Commit a deleted article again."""
        if self._gone:
            each = self._gone.pop()
            self._tip = self._commit(day, "编辑", {each.path: each.text})
            self._land(each, day)

    def flip(self, day: date) -> None:
        """Commit a draft as published, or the other way round."""
        if each := self._choose():
            each.is_draft = not each.is_draft
            each.text = (
                each.text.replace("\n---\n", "\n状态: 草稿\n---\n", 1)
                if each.is_draft
                else each.text.replace("\n状态: 草稿\n", "\n", 1)
            )
            self._tip = self._commit(day, "编辑", {each.path: each.text})
            if not each.is_draft and each.landed is None:
                each.landed = day
            self._note(day, each.path, each.month)

    def adopt(self, day: date) -> None:
        """Commit that an article was taken up."""
        if each := self._choose():
            each.levels.add(self.rng.choice([*Level]))
            self._commit_adoptions(day)

    def forget(self, day: date) -> None:
        """Commit that an article was not taken up after all."""
        taken = sorted(path for path, each in self.known.articles.items() if each.levels)
        if taken:
            each = self.known.articles[self.rng.choice(taken)]
            each.levels.discard(min(each.levels))
            self._commit_adoptions(day)
            if not each.is_draft:
                self._note(day, each.path, each.month)

    def write(self, files: dict[str, File], day: date, author: str = "编辑") -> None:
        """Commit any files of the content folder."""
        self._tip = self._commit(day, author, files)

    def lay(self, folder: Path) -> Path:
        """Make the repository in the folder ``folder``, the newest commit checked out."""
        return self.stream.lay(folder, self._tip)

    def _commit(
        self, day: date, author: str, files: Mapping[str, File], *, parent: int = 0, merged: int = 0
    ) -> int:
        parents = [mark for mark in (parent or self._tip, merged) if mark]
        self.known.commits += 1
        placed: dict[str | bytes, File] = {f"content/{path}": file for path, file in files.items()}
        return self.stream.commit(day, author, placed, parents)

    def _choose(self) -> Made | None:
        paths = sorted(self.known.articles)
        return self.known.articles[self.rng.choice(paths)] if paths else None

    def _make(self, day: date, days_back: int, is_draft: bool) -> Made:
        self._number += 1
        unit = self.rng.choice(self.units)
        own = day - timedelta(days=self.rng.randint(0, days_back))
        path = f"articles/{unit}/{own.year}/{own}-article-{self._number}.md"
        column = self.rng.choice(_COLUMNS)
        author = "作者: 示例作者\n" if column == _COLUMNS[-1] else ""
        status = "状态: 草稿\n" if is_draft else ""
        body = "\n\n".join(phrase(self.rng, 40) + "。" for _ in range(3))
        text = (
            f"---\n标题: 第{self._number}篇\n栏目: {column}\n供稿: {unit}文明办\n"
            f"{author}{status}---\n\n{body}\n"
        )
        return Made(path, text, f"联络员{unit}", day, is_draft)

    def _land(self, each: Made, day: date) -> None:
        self.known.articles[each.path] = each
        if not each.is_draft:
            each.landed = each.landed or day
            self._note(day, each.path, each.month)

    def _note(self, day: date, path: str, *months: str) -> None:
        """Note a change that lands after the close of one of ``months``."""
        if any(day >= self._close(month) for month in months):
            self.known.late.append((day, path))

    def _close(self, month: str) -> date:
        year, number = divmod(int(month[:4]) * 12 + int(month[5:7]), 12)
        return date(year, number + 1, self.closing_day)

    def _commit_adoptions(self, day: date) -> None:
        self._tip = self._commit(day, "编辑", {"data/adoptions.csv": self._write_adoptions()})

    def _write_adoptions(self) -> str:
        rows = sorted(self._list_adoptions())
        return "".join(f"{line}\n" for line in (_HEAD, *rows))

    def _list_adoptions(self) -> Iterator[str]:
        for path, each in self.known.articles.items():
            for level in each.levels:
                link = f"https://news.example/{each.month}"
                name = path.removeprefix("articles/")
                yield f"{name},{level.value},{_OUTLETS[level]},{link},2026-01-01"


def make_years(
    content: Path, units: Sequence[str], commits: int, articles: int, seed: int = 1
) -> HistoryMaker:
    """Return a maker that has made ``commits`` commits over two years and about ``articles``."""
    maker = HistoryMaker(content, units, seed)
    first, length = date(2024, 11, 1), 740
    maker.begin(first)
    kinds = (
        ["add"] * 40 + ["merge"] * 12 + ["edit"] * 20 + ["adopt"] * 15 + ["rename"] * 4
        + ["unit"] * 2 + ["delete"] * 2 + ["restore"] + ["flip"] * 3 + ["forget"]
    )  # fmt: skip
    share = max(1, round(articles / (commits * 0.27)))
    while maker.known.commits < commits:
        day = first + timedelta(days=length * maker.known.commits // commits)
        kind = maker.rng.choice(kinds)
        if kind == "add":
            back = 60 if maker.rng.random() < 0.05 else 0
            maker.add(day, share, days_back=back, is_draft=maker.rng.random() < 0.1)
        elif kind == "merge":
            maker.merge(day)
        elif kind == "rename":
            maker.move(day)
        elif kind == "unit":
            maker.move(day, unit=maker.rng.choice(units))
        else:
            getattr(maker, kind)(day)
    return maker
