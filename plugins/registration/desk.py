"""The check of returned sheets as a person calls it: which files are read, and which are not.

A sheet holds names and numbers.  One that lies in the repository is a commit away from
being published, so it is not even opened there.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from plugins.contacts.masking import mask_path
from plugins.model.printable import make_printable
from plugins.model.problem import Level, Problem
from plugins.model.registry import Registry
from plugins.model.team import Team
from plugins.model.trouble import say_trouble
from plugins.reading.sheet_form import FILE_LIMIT, NotSheet
from plugins.registration.form import UNIT_LABEL
from plugins.registration.problems import FindNearest, judge_sheet
from plugins.registration.returned_sheet import NotForm, WordTables, read_returned

_MARKS = (".git", "content/data/units.toml", "data/units.toml")
"""What tells the folder of a repository (also a linked work tree, whose ``.git`` is a file), of
a copy of the site without history, and of the content alone."""


class PlaceRefused(ValueError):  # noqa: N818 (it says what happened)
    """A file lies where no sheet may; says in Chinese why and where to put it."""


@dataclass(frozen=True)
class SheetVerdict:
    """What became of one file: its counts where they can be told, and its problems."""

    path: str
    team: Team | None
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """Whether its counts may be entered: reminders do not stand against it."""
        errors = any(problem.level is Level.ERROR for problem in self.problems)
        return self.team is not None and not errors


@dataclass(frozen=True)
class Readers:
    """What the check asks of other rooms."""

    read_tables: WordTables
    find_nearest: FindNearest


def vet_place(path: str) -> None:
    """Raise ``PlaceRefused`` where a path, as it is written or as it leads, is in a repository."""
    written = Path(os.path.abspath(path))
    for place in (written, Path(os.path.realpath(path))):
        for folder in (place, *place.parents):
            if any((folder / mark).exists() for mark in _MARKS):
                raise PlaceRefused(
                    "在代码仓库里。登记表里有姓名和手机号码，放在仓库里会随着提交公开。"
                    "把它移到仓库以外的文件夹（例如“文档”），再检查；移走以前不要提交"
                )


def check_sheets(
    paths: Sequence[str], registry: Registry, today: date, readers: Readers
) -> list[SheetVerdict]:
    """Check sheets one by one, each by its own; then none may be of a unit that another is of.

    Raises ``PlaceRefused`` before any is opened, and ``ValueError`` where one is not there.
    """
    for path in paths:
        vet_place(path)
        if not os.path.isfile(path):
            shown = make_printable(mask_path(path))
            raise ValueError(f"没有这个文件（{shown}）。名字里有空格的，用引号括起来")
    verdicts = [_check_sheet(path, registry, today, readers) for path in paths]
    units = Counter(verdict.team.unit for verdict in verdicts if verdict.team)
    return [
        _add_problem(verdict) if verdict.team and units[verdict.team.unit] > 1 else verdict
        for verdict in verdicts
    ]


def _check_sheet(path: str, registry: Registry, today: date, readers: Readers) -> SheetVerdict:
    try:
        sheet = read_returned(_read_file(path), readers.read_tables)
        team, problems = judge_sheet(path, sheet, registry, today, readers.find_nearest)
    except (NotSheet, NotForm) as error:
        return _refuse(path, str(error))
    except OSError as error:
        return _refuse(path, f"打不开：{say_trouble(error)}")
    except Exception as error:
        # What an unforeseen error says may hold a cell's text, and it would be shown whole.
        return _refuse(path, f"程序读不懂（{type(error).__name__}）。把空白表发给市级编辑试一试")
    return SheetVerdict(path, team, tuple(problems))


def _read_file(path: str) -> bytes:
    with open(os.path.realpath(path), "rb") as file:
        return file.read(FILE_LIMIT + 1)


def _refuse(path: str, reason: str) -> SheetVerdict:
    seen, _, fix = reason.partition("。")
    wanted = "空白登记表（.xlsx、.docx），或网页上存下的表格"
    problem = Problem(path, 0, "登记表", seen, wanted, fix or "用空白登记表重新填")
    return SheetVerdict(path, None, (problem,))


def _add_problem(verdict: SheetVerdict) -> SheetVerdict:
    told = "这个单位交了不止一张表", "每个单位一张", "留下最新、最全的一张，再检查"
    return replace(
        verdict, problems=(*verdict.problems, Problem(verdict.path, 0, UNIT_LABEL, *told))
    )
