"""What is held against a pull request, and what is not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from plugins.model.problem import Level, Problem
from plugins.reading.places import CONTENT
from plugins.review.changes import Change, Form
from plugins.review.sheet import Finding, Sheet
from plugins.review.word_files import Checked, Converting, show_path

MODULE_RULE = "submodule"
"""The rule id of the one thing that a check of files on a disk can't see."""


class Touched:
    """The files that a pull request touches, by the names under which a check speaks of them."""

    def __init__(self, changes: Iterable[Change]) -> None:
        self._paths = {show_path(change.path) for change in changes}

    def leaves(self, problem: Problem) -> bool:
        """Tell whether the problem is in a file that is not touched."""
        return f"{CONTENT}/{problem.path}" not in self._paths


def hold(checked: Checked, touched: Touched, words: Sequence[str]) -> list[Problem]:
    """Return what may be held against a pull request: all of its files, errors elsewhere.

    What is said of a Word file is said where it is told what became of it.
    """
    return [
        problem
        for problem in checked.problems
        if problem.path not in words
        and problem.level is not Level.WAIVED
        and (problem.level is Level.ERROR or not touched.leaves(problem))
    ]


def refuse_modules(changes: Iterable[Change]) -> list[Problem]:
    """Return a problem for each other repository that stands for a folder of the content."""
    return [
        _refuse_module(change.path.removeprefix(f"{CONTENT}/"))
        for change in changes
        if change.form is Form.MODULE and change.path.startswith(f"{CONTENT}/")
    ]


def _refuse_module(path: str) -> Problem:
    return Problem(
        path,
        0,
        MODULE_RULE,
        "这里放的是另一个 git 仓库（submodule），里面的文件不在这次提交里",
        "文件本身",
        "从提交里拿掉它（git rm --cached），把要用的文件直接放进来",
    )


def make_sheet(
    files: int,
    held: Sequence[Problem],
    fixed: frozenset[Problem],
    touched: Touched,
    words: Converting,
) -> Sheet:
    """Return the facts: errors first, what is elsewhere last; ``fixed`` is what the fixer mends."""
    made = [problem for problem in words.problems if problem.level is not Level.WAIVED]
    findings = [
        Finding(
            problem.path, problem.line, problem.rule, _say_seen(problem), problem.fix,
            problem.level,
            is_elsewhere=touched.leaves(problem) and problem not in made,
            is_fixable=problem in fixed,
        )
        for problem in (*held, *made)
    ]  # fmt: skip
    findings.sort(key=lambda each: (each.level is not Level.ERROR, each.is_elsewhere))
    errors = sum(each.level is Level.ERROR for each in findings)
    return Sheet(
        files=files,
        errors=errors,
        warnings=len(findings) - errors,
        fixable=sum(each.is_fixable and each.level is Level.ERROR for each in findings),
        findings=tuple(findings),
        words=words.words,
    )


def _say_seen(problem: Problem) -> str:
    """Say what was seen; and what was hoped for, where the way to mend it does not quote it."""
    return problem.seen if "“" in problem.fix else f"{problem.seen}。应为：{problem.wanted}"
