"""Problems written for whom they are for: a terminal, a pull request, a program.

A report may be public itself, and a file can be named by a number, a title quoted
that holds one: people's contact data is masked, whichever rule spoke.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from itertools import groupby

from plugins.check.linter import Report
from plugins.contacts.masking import mask_contacts, mask_path
from plugins.model.printable import make_printable
from plugins.model.problem import Level, Problem

_LEVEL_NAMES = {Level.ERROR: "要改", Level.WARNING: "提醒"}
_GITHUB_COMMANDS = {Level.ERROR: "error", Level.WARNING: "warning", Level.WAIVED: "notice"}


def write_text(report: Report) -> str:
    """Write a report for a person at a terminal, file by file."""
    lines = list(_text_lines(report))
    if not report.errors and not report.warnings:
        lines.append(f"检查了 {report.files} 个文件，没有发现问题。")
    else:
        counts = f"{len(report.errors)} 处要改，{len(report.warnings)} 处提醒"
        lines.append(f"检查了 {report.files} 个文件：{counts}。")
    return "\n".join(lines) + "\n"


def _text_lines(report: Report) -> Iterator[str]:
    listed = (problem for problem in list_shown(report) if problem.level is not Level.WAIVED)
    for path, problems in groupby(listed, lambda problem: problem.path):
        yield path
        for problem in problems:
            place = f"第 {problem.line} 行" if problem.line else "整个文件"
            yield f"  {place}  {_LEVEL_NAMES[problem.level]}  {problem.rule}"
            told = {"看到": problem.seen, "应为": problem.wanted, "改法": problem.fix}
            for label, words in told.items():
                yield f"    {label}：{' '.join(words.splitlines())}。"
        yield ""
    if report.waived:
        yield "放过了："
        yield from _waived_lines(report)
        yield ""


def _waived_lines(report: Report) -> Iterator[str]:
    """Yield how many reminders of which rule each text waives."""
    counts = Counter((_show_path(problem.path), problem.rule) for problem in report.waived)
    for (path, rule), count in counts.items():
        yield f"  {path}  {rule}  {count} 处"


def write_github(report: Report, folder: str = "content") -> str:
    """Write a report as annotations for GitHub Actions.

    The form is GitHub's workflow command (docs: Workflow commands, "Setting an
    error message"), with its escapes for data and for properties.  What a text
    waives is a notice.
    """
    return "".join(f"{_annotate(problem, folder)}\n" for problem in list_shown(report))


def _annotate(problem: Problem, folder: str) -> str:
    place = f"file={_escape(f'{folder}/{problem.path}', is_property=True)}"
    line = f",line={problem.line}" if problem.line else ""
    title = _escape(problem.rule, is_property=True)
    message = _escape(f"{problem.seen}。应为：{problem.wanted}。改法：{problem.fix}。")
    return f"::{_GITHUB_COMMANDS[problem.level]} {place}{line},title={title}::{message}"


def _escape(text: str, *, is_property: bool = False) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return escaped.replace(":", "%3A").replace(",", "%2C") if is_property else escaped


def write_json(report: Report) -> str:
    """Write a report for programs: an object with ``files`` and ``problems``."""
    problems = [asdict(problem) for problem in list_shown(report)]
    data = {"files": report.files, "problems": problems}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def list_shown(report: Report) -> Iterator[Problem]:
    """Yield the problems as they may be shown to anybody."""
    for problem in report.problems:
        yield replace(
            problem,
            path=_show_path(problem.path),
            seen=mask_contacts(problem.seen),
            wanted=mask_contacts(problem.wanted),
            fix=mask_contacts(problem.fix),
        )


def _show_path(path: str) -> str:
    return make_printable(mask_path(path))


FORMATS: dict[str, Callable[[Report], str]] = {
    "text": write_text,
    "github": write_github,
    "json": write_json,
}
"""Every format that ``invoke check --format`` knows."""
