"""Figures derived anew from histories whose maker knows what is true of them."""

from __future__ import annotations

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.histories import HistoryMaker, make_years
from plugins.assessment.closing import list_late
from plugins.assessment.counting import count_articles
from plugins.assessment.git_objects import GitObjects
from plugins.assessment.recounting import Recount, recount
from tests.builds import SMALL_CONTENT
from tests.support import need_command

UNITS = ("wenzhou", "dongtou")
FIRST = date(2026, 1, 2)

Step = tuple[str, int]
"""What is done next, and how many days later."""

DOINGS: dict[str, Callable[[HistoryMaker, date], None]] = {
    "add": lambda maker, day: maker.add(day),
    "add an old one": lambda maker, day: maker.add(day, days_back=80),
    "add a draft": lambda maker, day: maker.add(day, is_draft=True),
    "merge": lambda maker, day: maker.merge(day),
    "edit": HistoryMaker.edit,
    "rename": lambda maker, day: maker.move(day),
    "move to another unit": lambda maker, day: maker.move(day, unit="dongtou"),
    "move to another day": lambda maker, day: maker.move(day, to=day),
    "delete": HistoryMaker.delete,
    "restore": HistoryMaker.restore,
    "flip": HistoryMaker.flip,
    "adopt": HistoryMaker.adopt,
    "forget": HistoryMaker.forget,
}


def read_history(folder: Path, today: date = date(2026, 11, 25), at: str = "HEAD") -> Recount:
    """Derive everything from the history of the repository at ``folder``."""
    need_command("git")
    return recount(GitObjects(folder, at), today, lambda done, total: None)


def assert_as_known(maker: HistoryMaker, folder: Path) -> Recount:
    """Compare all that is derived with all that the maker knows."""
    found = read_history(folder)
    known = {path: each for path, each in maker.known.articles.items()}
    shown = {path: each for path, each in known.items() if not each.is_draft}

    assert maker.known.commits == found.commits
    assert {(p, e.unit, e.month) for p, e in shown.items()} == {a[:3] for a in found.articles}
    assert {path: (each.author, each.born, each.landed) for path, each in shown.items()} == {
        path: (found.comings[path].author, found.comings[path].day, found.comings[path].landed)
        for path in shown
    }
    assert {path: each.levels for path, each in known.items() if each.levels} == {
        path: {adoption.level for adoption in rows} for path, rows in found.adoptions.items()
    }
    late = [(change.day, change.paths[0]) for change in list_late(found.landings, 5)]
    assert Counter(maker.known.late) == Counter(late)
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(sorted(DOINGS)), st.integers(0, 40)), max_size=25),
    st.integers(0, 10_000),
)
def test_any_history_says_what_its_maker_knows(steps: list[Step], seed: int) -> None:
    need_command("git")
    maker = HistoryMaker(SMALL_CONTENT, UNITS, seed)
    maker.begin(FIRST)
    day = FIRST
    for doing, days in steps:
        day = min(day + timedelta(days=days), date(2026, 11, 25))
        DOINGS[doing](maker, day)

    with tempfile.TemporaryDirectory() as folder:
        assert_as_known(maker, maker.lay(Path(folder)))


def test_three_thousand_commits_agree(tmp_path: Path) -> None:
    need_command("git")
    maker = make_years(SMALL_CONTENT, UNITS, 3000, 3000)

    found = assert_as_known(maker, maker.lay(tmp_path))

    assert 3000 <= found.commits
    assert len(found.articles) == found.figures.total().submitted > 2000
    assert found.figures == count_articles(found.articles, found.adoptions)


def test_everything_up_to_an_earlier_commit_is_as_it_was_then(tmp_path: Path) -> None:
    maker = HistoryMaker(SMALL_CONTENT, UNITS, 1)
    maker.begin(FIRST)
    maker.add(FIRST)
    first = set(maker.known.articles)
    maker.add(FIRST)
    folder = maker.lay(tmp_path)

    assert first == {article.path for article in read_history(folder, at="HEAD~1").articles}
    assert set(maker.known.articles) == {each.path for each in read_history(folder).articles}


def test_the_working_folder_plays_no_part(tmp_path: Path) -> None:
    maker = HistoryMaker(SMALL_CONTENT, UNITS, 1)
    maker.begin(FIRST)
    maker.add(FIRST, 3)
    folder = maker.lay(tmp_path)
    before = read_history(folder)

    shutil.rmtree(folder / "content")
    (folder / ".git" / "index").unlink()

    assert before.articles == read_history(folder).articles
    assert before.comings == read_history(folder).comings


def test_a_handful_of_processes_reads_any_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never one for each commit or file: git itself writes down how often it was started."""
    trace = tmp_path / "trace"
    folder = make_years(SMALL_CONTENT, UNITS, 200, 200).lay(tmp_path / "city")
    monkeypatch.setenv("GIT_TRACE2_EVENT", str(trace))

    read_history(folder)

    started = trace.read_text("utf-8").count('"event":"start"')
    assert 0 < started <= 11
