"""The engine: runs every rule over a content folder.  It knows no rule by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from types import ModuleType

import plugins.check.rules as rules_package
from plugins.check.survey import Survey
from plugins.check.verdict import pack_warnings, unpack_warnings
from plugins.check.waivers import find_waivers, waive
from plugins.machine.workers import share_out
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.memory import Batch
from plugins.reading.places import ARTICLES, PROMPTS, REPOSTS

UNREAD = "unread"
"""The rule id of the engine's own safeguards: a text left out that no rule spoke of, and
one that the program tripped over."""

_FIX = "这是程序的问题，请把这个文件发给市级编辑"


@dataclass(frozen=True)
class Report:
    """The outcome of a check: problems in order of file and line.

    ``files`` counts the files it spoke for, ``read`` those that it had to read.
    """

    problems: tuple[Problem, ...]
    files: int
    read: int = 0

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return self._of(Level.ERROR)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """The problems that stop nothing."""
        return self._of(Level.WARNING)

    @property
    def waived(self) -> tuple[Problem, ...]:
        """The warnings that their texts waive."""
        return self._of(Level.WAIVED)

    def _of(self, level: Level) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.problems if problem.level is level)


@cache
def find_rules() -> tuple[ModuleType, ...]:
    """Return every rule, in order of name.

    A rule is a module with ``check_entry(entry, survey)`` for one article or
    page, or ``check_folder(survey)`` for the folder as a whole, or both; each
    yields problems.  One with ``check_found(entry, found, survey)`` is asked last,
    about what the others found.  ``survey.paths`` says what was asked for.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(rules_package.__path__))
    return tuple(importlib.import_module(f"{rules_package.__name__}.{name}") for name in names)


def check_content(
    survey: Survey,
    paths: Collection[str] = (),
    workers: int = 1,
    advance: Callable[[int, int], None] = lambda done, total: None,
) -> Report:
    """Check the whole folder, or only the files and folders at ``paths``.

    Texts that passed before, as the folder's memory knows, are not read again;
    the others are shared out over ``workers`` processes, and ``advance`` hears
    how many of how many are done.  With a broken registry only the registry is
    reported: every other rule would measure by it.
    """
    registry_problems = survey.folder.registry_reading.problems
    if registry_problems:
        return Report(tuple(sorted(registry_problems)), len(survey.files))
    survey = replace(survey, paths=tuple(paths))
    wanted = survey.wanted_texts()
    unknown = _list_unknown(survey, wanted)
    survey.folder.forget_gone()
    problems = set(_recall_warnings(survey, {*wanted}.difference(unknown)))
    done = 0
    for chunk in share_out(unknown, partial(_check_texts, survey), workers):
        problems.update(chunk.problems)
        survey.folder.learn(chunk.news)
        advance(done := done + chunk.texts, len(unknown))
    problems.update(_check_folder(survey))
    survey.folder.learn(survey.folder.take_news())
    report = Report(tuple(sorted(problems)), len(wanted), len(unknown))
    if not report.errors and not survey.paths:
        spoken_of = {problem.path for problem in problems}
        survey.folder.memory.note_passed(survey.files.keys() - spoken_of)
    return report


def _list_unknown(survey: Survey, wanted: Collection[str]) -> list[str]:
    """Return those texts that have to be read: unknown ones, and those of days to come."""
    unknown, today = survey.folder.unknown, survey.today.isoformat()
    dated = tuple(f"{room}/" for room in (ARTICLES, REPOSTS, PROMPTS))
    return [
        path
        for path in wanted
        if path in unknown or (path.rpartition("/")[2][:10] > today and path.startswith(dated))
    ]


def _recall_warnings(survey: Survey, known: Container[str]) -> Iterator[Problem]:
    for path, packed in survey.folder.memory.list_warned():
        if path in known:
            yield from unpack_warnings(path, packed)


def check_entry(entry: Entry, survey: Survey) -> list[Problem]:
    """Run every rule over one article or page, and let pass what it waives."""
    found = _run("check_entry", entry, survey)
    found = waive(found, find_waivers(entry))
    found += _run("check_found", entry, tuple(found), survey)
    if not entry.is_read and not any(problem.level is Level.ERROR for problem in found):
        found.append(_report_unread(entry))
    return found


def _run(function: str, entry: Entry, *rest: object) -> list[Problem]:
    found: list[Problem] = []
    for rule in _rules_with(function):
        try:
            found.extend(rule(entry, *rest))
        except Exception as error:
            found.append(_report_failure(entry.path, error))
    return found


@dataclass(frozen=True)
class _Chunk:
    """What came of a few texts: problems, and what the memory should keep."""

    problems: list[Problem]
    news: Batch
    texts: int


def _check_texts(survey: Survey, paths: Sequence[str]) -> _Chunk:
    """Read and check texts: the work of one process."""
    problems: list[Problem] = []
    for path in paths:
        found = _check_text(path, survey)
        problems.extend(found)
        survey.folder.keep(path, pack_warnings(found))
    return _Chunk(problems, survey.folder.take_news(), len(paths))


def _check_text(path: str, survey: Survey) -> list[Problem]:
    """Check one text, and report the program's own failure in reading it like any problem."""
    try:
        entry = survey.folder.entry(path)
    except OSError:
        raise  # the disk's trouble, not the text's: the check could not run
    except Exception as error:
        return [_report_failure(path, error)]
    return check_entry(entry, survey) if entry else []


def _check_folder(survey: Survey) -> Iterator[Problem]:
    for rule in _rules_with("check_folder"):
        yield from (problem for problem in rule(survey) if survey.wants(problem.path))


def _rules_with(function: str) -> tuple[Callable[..., Iterator[Problem]], ...]:
    return _pick(function, find_rules())


@cache
def _pick(
    function: str, rules: tuple[ModuleType, ...]
) -> tuple[Callable[..., Iterator[Problem]], ...]:
    return tuple(getattr(rule, function) for rule in rules if hasattr(rule, function))


def _report_unread(entry: Entry) -> Problem:
    seen = "这篇稿件没有读进来，却没有一条规则说明原因"
    return Problem(entry.path, 0, UNREAD, seen, "每篇没有读进来的稿件都有说明", _FIX)


def _report_failure(path: str, error: Exception) -> Problem:
    seen = f"程序检查到这篇稿件时出了错（{type(error).__name__}），没有检查完"
    return Problem(path, 0, UNREAD, seen, "程序能检查完的稿件", _FIX)
