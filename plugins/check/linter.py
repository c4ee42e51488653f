"""The engine: runs every rule over a content folder.  It knows no rule by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from types import ModuleType

import plugins.check.rules as rules_package
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry

UNREAD = "unread"
"""The rule id of the engine's own safeguard: a text left out that no rule spoke of."""


@dataclass(frozen=True)
class Report:
    """The outcome of a check: problems in order of file and line, and how many files it saw."""

    problems: tuple[Problem, ...]
    files: int

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop a build."""
        return tuple(p for p in self.problems if p.level is Level.ERROR)


@cache
def find_rules() -> tuple[ModuleType, ...]:
    """Return every rule, in order of name.

    A rule is a module with ``check_entry(entry, survey)`` for one article or
    page, or ``check_folder(survey)`` for the folder as a whole, or both; each
    yields problems.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(rules_package.__path__))
    return tuple(importlib.import_module(f"{rules_package.__name__}.{name}") for name in names)


def check_content(survey: Survey, paths: Collection[str] = ()) -> Report:
    """Check the whole folder, or only the files and folders at ``paths``.

    With a broken registry only the registry is reported: every other rule
    would measure by it.
    """
    registry_problems = survey.folder.registry_reading.problems
    if registry_problems:
        return Report(tuple(sorted(registry_problems)), len(survey.files))
    wanted = [path for path in survey.folder.texts if _is_wanted(path, paths)]
    problems = set(_check_folder(survey, paths))
    for path in wanted:
        entry = survey.entry(path)
        if entry:
            problems.update(check_entry(entry, survey))
    return Report(tuple(sorted(problems)), len(wanted))


def check_entry(entry: Entry, survey: Survey) -> list[Problem]:
    """Run every rule over one article or page."""
    found = [p for rule in _rules_with("check_entry") for p in rule(entry, survey)]
    is_read = entry.article or entry.page
    if not is_read and not any(problem.level is Level.ERROR for problem in found):
        found.append(_report_unread(entry))
    return found


def _check_folder(survey: Survey, paths: Collection[str]) -> Iterator[Problem]:
    for rule in _rules_with("check_folder"):
        yield from (p for p in rule(survey) if _is_wanted(p.path, paths))


def _rules_with(function: str) -> list[Callable[..., Iterator[Problem]]]:
    return [getattr(rule, function) for rule in find_rules() if hasattr(rule, function)]


def _is_wanted(path: str, paths: Collection[str]) -> bool:
    return not paths or any(path == p or path.startswith(f"{p}/") for p in paths)


def _report_unread(entry: Entry) -> Problem:
    return Problem(
        entry.path,
        0,
        UNREAD,
        "这篇稿件没有读进来，却没有一条规则说明原因",
        "每篇没有读进来的稿件都有说明",
        "这是程序的问题，请把这个文件发给市级编辑",
    )
