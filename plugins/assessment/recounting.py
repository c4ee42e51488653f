"""Figures derived anew from the history of a repository alone, and what changed them on the way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from plugins.assessment.adoption_lines import AdoptionLines, AdoptionNews
from plugins.assessment.counting import Counted, Figures, count_articles
from plugins.assessment.git_objects import GitObjects
from plugins.assessment.history import HistoryUnreadable
from plugins.assessment.landings import Coming, Landing, Merged
from plugins.assessment.replaying import ROOT, Facts, Replay, read_facts
from plugins.model.adoption import Adoption
from plugins.model.correction import Correction
from plugins.model.records import Records
from plugins.model.registry import Registry
from plugins.reading.limits import FILE_LIMIT
from plugins.reading.places import find_article_place
from plugins.reading.records import ADOPTIONS, CORRECTIONS, RecordsReading, read_records
from plugins.reading.registry import FILES, read_registry

_TABLE_LIMIT = 50_000_000
"""Bytes; a table of ten years has a million."""

_TABLE = f"{ROOT}{ADOPTIONS.path}"
_READ_AT_THE_END = (ADOPTIONS.path, CORRECTIONS.path)

Tell = Callable[[int, int], None]
"""Hears how many of how many texts are read."""


@dataclass(frozen=True)
class Recount:
    """What the history says at its newest commit ``tip``.

    ``articles`` are those that count, in order of path, ``comings`` how each came (by
    its path in the content folder); ``landings`` are the commits that changed figures,
    the oldest first; ``reading`` is what the committed tables say.
    """

    tip: str
    commits: int
    registry: Registry
    articles: tuple[Counted, ...]
    comings: Mapping[str, Coming]
    landings: tuple[Landing, ...]
    reading: RecordsReading
    blobs: Mapping[str, str]

    @property
    def records(self) -> Records:
        """Adoptions and corrections as they are committed."""
        return self.reading.records

    @property
    def corrections(self) -> tuple[Correction, ...]:
        """The reasons that were given."""
        return self.records.corrections

    @property
    def adoptions(self) -> Mapping[str, tuple[Adoption, ...]]:
        """What was taken up, by the path of the article."""
        return self.records.adoptions_by_article

    @cached_property
    def figures(self) -> Figures:
        """The figures."""
        return count_articles(self.articles, self.adoptions)


def recount(objects: GitObjects, today: date, tell: Tell) -> Recount:
    """Derive everything from a history; raises ``HistoryUnreadable``.

    No commit is taken to have landed after ``today``.
    """
    facts, kept = _read_texts(objects, tell)
    registries: dict[tuple[str, ...], Registry | None] = {}

    def read_registry_at(files: Mapping[str, str]) -> Registry | None:
        blobs = tuple(files.get(f"{ROOT}{path}", "") for path in FILES)
        if blobs not in registries:
            pairs = zip(FILES, blobs, strict=True)
            found = {path: kept[blob] for path, blob in pairs if blob in kept}
            registries[blobs] = read_registry(found).registry
        return registries[blobs]

    replay = Replay(facts, read_registry_at, today)
    landings = list(_land_all(objects, replay))
    if replay.files != objects.tree:
        raise HistoryUnreadable("提交记录和文件对不上，仓库可能损坏了。先运行 git fsck 查一查")
    registry = read_registry_at(replay.files)
    if registry is None:
        raise HistoryUnreadable("提交里的登记表读不通。先运行 make check，改好后提交")
    paths = {path: replay.files.get(f"{ROOT}{path}", "") for path in _READ_AT_THE_END}
    reading = read_records(
        {path: kept[blob] for path, blob in paths.items() if blob in kept}, registry
    )
    return Recount(
        tip=objects.tip,
        commits=len(objects.commits),
        registry=registry,
        articles=tuple(counted for _, counted in sorted(replay.counted.items())),
        comings={path.removeprefix(ROOT): coming for path, coming in replay.comings.items()},
        landings=tuple(landings),
        reading=reading,
        blobs={path.removeprefix(ROOT): blob for path, blob in replay.files.items()},
    )


def _land_all(objects: GitObjects, replay: Replay) -> Iterator[Landing]:
    """Yield the commits of the line that changed figures."""
    news = _follow_table(objects)
    for commit in objects.line:
        touches = objects.touched.get(commit.id, ())
        adopted = next(news) if any(each.path == _TABLE for each in touches) else AdoptionNews()
        merged = Merged(objects.merged.get(commit.id, ()), objects.touched)
        landing = replay.land(commit, touches, adopted, merged)
        if landing.shifts or landing.relabelled:
            yield landing


def _follow_table(objects: GitObjects) -> Iterator[AdoptionNews]:
    """Yield what each commit of the line that touched the table of adoptions changed of it."""
    versions = [
        touch.blob
        for commit in objects.line
        for touch in objects.touched.get(commit.id, ())
        if touch.path == _TABLE
    ]
    read = objects.read_blobs([*filter(None, versions)], _TABLE_LIMIT, lambda done, total: None)
    lines = AdoptionLines()
    ahead = next(read, None)
    for version in versions:
        if not version:
            yield lines.follow(b"")
        elif ahead and ahead[0] == version:
            yield lines.follow(ahead[1])
            ahead = next(read, None)
        else:
            yield AdoptionNews()  # too large to be read


def _read_texts(
    objects: GitObjects, tell: Tell
) -> tuple[dict[str, Facts | None], dict[str, bytes]]:
    """Read every version of the line: of articles the facts, of registry files the bytes.

    Of the tables, the newest version is enough.
    """
    articles: dict[str, None] = {}
    others: dict[str, None] = {}
    for commit in objects.line:
        for touch in objects.touched.get(commit.id, ()):
            path = touch.path.removeprefix(ROOT)
            if touch.blob and find_article_place(path):
                articles[touch.blob] = None
            elif touch.blob and path in FILES:
                others[touch.blob] = None
    for path in _READ_AT_THE_END:
        if blob := objects.tree.get(f"{ROOT}{path}"):
            others[blob] = None
    texts = objects.read_blobs([*articles], FILE_LIMIT, tell)
    facts = {id_: read_facts(data) for id_, data in texts}
    kept = dict(objects.read_blobs([*others], _TABLE_LIMIT, lambda done, total: None))
    return facts, kept
