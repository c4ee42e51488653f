"""The cases in turn: what is changed before a build, and what must be there after it."""

from __future__ import annotations

import random
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from benchmarks.articles import Article, edit_article, make_articles, make_new_article
from benchmarks.contenders import Contender, Place
from benchmarks.contents import Corpus, read_registry
from benchmarks.measuring import Measurement, measure, plain_environment

LIMIT = 3600.0
"""Seconds after which a build is given up."""

SETTLING = 3.0
"""Seconds after which a file's time tells whether it was changed."""


class Case(StrEnum):
    """What happened since the build before."""

    COLD = "cold"
    UNCHANGED = "nothing changed"
    FIRST = "first edit"
    EDIT = "daily edit"
    THEME = "theme changed"
    SETTING = "setting changed"


FROM_NOTHING = "compared with a cold build"
"""Not a case but a proof: the run that ends every session of a reproducible contender."""


@dataclass(frozen=True)
class Run:
    """One measured build; ``articles`` is the size of the corpus, ``turn`` counts from 1."""

    contender: str
    case: str
    articles: int
    turn: int
    pages: int
    measured: Measurement


@dataclass
class Session:
    """One contender at one size: where it works, and what its articles are by now.

    ``marks`` is what every page of its site has to show by now.
    """

    contender: Contender
    place: Place
    corpus: Corpus
    articles: list[Article]
    marks: dict[Case, str] = field(default_factory=dict)


def make_corpus(content: Path, count: int, seed: int = 1) -> Corpus:
    """Return ``count`` articles for the units and columns of the content folder."""
    registry = read_registry(content)
    return Corpus(registry, content / "data", tuple(make_articles(registry, count, seed)))


def run_cases(
    contenders: Sequence[Contender], corpus: Corpus, cases: Sequence[Case], turns: int, folder: Path
) -> Iterator[Run]:
    """Yield every run: all contenders take one turn of a case before the next case.

    A last build of ours from nothing is compared with what was built step by step.
    Nothing is left in ``folder`` afterwards.
    """
    sessions = [open_session(contender, corpus, folder) for contender in contenders]
    # A file written just now may be written again unseen: our build reads such files anew.
    time.sleep(SETTLING)
    for turn in range(1, turns + 1):
        for case in cases:
            for session in sessions:
                yield take_turn(session, case, turn)
    for session in sessions:
        if session.contender.is_reproducible:
            yield _compare_with_cold(session, turns)
    shutil.rmtree(folder)


def open_session(contender: Contender, corpus: Corpus, folder: Path) -> Session:
    """Lay out a contender's project and articles in a folder of its own below ``folder``."""
    place = Place(folder / contender.name)
    contender.prepare(place, corpus)
    return Session(contender, place, corpus, list(corpus.articles))


def take_turn(session: Session, case: Case, turn: int) -> Run:
    """Make the case's change, build, measure, and check what was built."""
    contender, place = session.contender, session.place
    if case is Case.COLD or not contender.keeps:
        shutil.rmtree(place.site, ignore_errors=True)
    changed = _change(session, case, turn)
    return _measure_build(session, case.value, turn, changed)


def _measure_build(session: Session, case: str, turn: int, changed: list[Article]) -> Run:
    """Build; a site that is not what it has to be is as much a failure as no site."""
    measured, pages = _build(session.contender, session.place), 0
    if not measured.failure:
        pages = sum(1 for _ in session.place.output.resolve().rglob("*.html"))
        fault = next(_find_faults(session, pages, changed), "")
        measured = replace(measured, failure=fault)
    run = Run(session.contender.name, case, len(session.corpus.articles), turn, pages, measured)
    _say_progress(run)
    return run


def _build(contender: Contender, place: Place) -> Measurement:
    place.site.mkdir(parents=True, exist_ok=True)
    return measure(
        contender.command(place),
        contender.folder(place),
        {**plain_environment(), **contender.environment(place)},
        place.root / "log.txt",
        LIMIT,
    )


def _change(session: Session, case: Case, turn: int) -> list[Article]:
    """Make the case's change; return the articles whose pages must show it."""
    if case is Case.THEME:
        session.marks[case] = session.contender.change_theme(session.place, turn)
    if case is Case.SETTING:
        session.marks[case] = session.contender.change_setting(session.place, turn)
    if case in (Case.FIRST, Case.EDIT):
        return _edit(session, 2 * turn + (case is Case.EDIT))
    return []


def _edit(session: Session, number: int) -> list[Article]:
    """Change one article, any of them, and add one; return both."""
    chosen = random.Random(number).randrange(len(session.corpus.articles))
    edited = edit_article(session.corpus.articles[chosen], number)
    new = make_new_article(session.corpus.registry, number)
    session.articles[chosen] = edited
    session.articles.append(new)
    for article in (edited, new):
        session.contender.put_article(session.place, article)
    return [edited, new]


def _find_faults(session: Session, pages: int, changed: list[Article]) -> Iterator[str]:
    """Yield what is wrong with the site."""
    contender, output = session.contender, session.place.output.resolve()
    expected = contender.expect_pages(tuple(session.articles), session.corpus)
    if pages != expected:
        yield f"{pages} pages, not {expected}"
    feeds = sum(1 for _ in output.rglob("*.atom.xml"))
    if feeds != (wanted := 1 + len(session.corpus.registry.units) + contender.own_feeds):
        yield f"{feeds} Atom feeds, not {wanted}"
    for article in session.articles:
        if not (output / contender.address(article)).is_file():
            yield f"{article.name} has no page"
    for article in changed:
        if article.title not in (output / contender.address(article)).read_text("utf-8"):
            yield f"the page of {article.name} does not show its title"
    for page in output.rglob("*.html") if session.marks else ():
        text = page.read_text("utf-8")
        for case, mark in session.marks.items():
            if mark not in text:
                yield f"{page.relative_to(output)} does not show: {case}"


def _compare_with_cold(session: Session, turn: int) -> Run:
    """Build once more from nothing; what was built step by step has to be the same."""
    before = _read_all(session.place.output.resolve())
    shutil.rmtree(session.place.site)
    run = _measure_build(session, FROM_NOTHING, turn, [])
    if run.measured.failure:
        return run
    after = _read_all(session.place.output.resolve())
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            fault = f"{path} differs from what was built step by step"
            return replace(run, measured=replace(run.measured, failure=fault))
    return run


def _read_all(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def _say_progress(run: Run) -> None:
    cost = run.measured
    which = f"{run.articles:>6}  {run.turn}  {run.case:<16} {run.contender:<14}"
    what = cost.failure or f"{cost.wall:8.2f} s {cost.peak_memory:7.0f} MB {run.pages:7} pages"
    print(which, what, file=sys.stderr)
