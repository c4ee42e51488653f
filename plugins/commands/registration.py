"""What the city editor calls for the registration of units' people: ``teams``."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import (
    CONTENT,
    find_today,
    list_named_files,
    read_registry,
    replace_file,
    tell,
)

if TYPE_CHECKING:
    from plugins.model.registry import Registry
    from plugins.registration.desk import SheetVerdict

_USE = "写成 invoke teams --check 登记表.xlsx，几张表写成 invoke teams --check -- 文件…"


@task(
    optional=["check"],
    help={
        "check": "检查交回来的登记表（.xlsx、.csv、.docx），文件要在仓库外面",
        "enter": "没有要改的，就把各单位的人数写进 content/data/teams.csv",
        "blank": "把空白登记表写到这个文件夹，也要在仓库外面",
    },
)
def teams(context: Context, check: str = "", enter: bool = False, blank: str = "") -> None:
    """检查交回来的登记表，说出哪一行要改、各有几人；姓名和号码不写到任何地方。

    退出码：0 没有要改的，1 有要改的，2 没能检查。
    """
    # Invoke gives True where the option stands alone.
    paths = [*([check] if isinstance(check, str) and check else []), *list_named_files()]
    enter = enter or "--enter" in paths
    paths = [path for path in paths if path != "--enter"]
    try:
        if blank:
            _write_blank(blank)
        elif not paths:
            raise ValueError(f"没有写要检查哪张表。{_USE}")
    except FileExistsError:
        raise Exit("没有写空白表：那里已经有同名的文件，换一个文件夹。", 2) from None
    except (ValueError, OSError) as error:
        raise Exit(f"没有做：{tell(error)}。", 2) from None
    if paths:
        _check(paths, enter)


def _check(paths: Sequence[str], enter: bool) -> None:
    from plugins.check.linter import Report
    from plugins.check.nearest import find_nearest
    from plugins.check.report import write_text
    from plugins.registration.desk import Readers, check_sheets

    try:
        registry = read_registry()
        readers = Readers(_read_tables, find_nearest)
        verdicts = check_sheets(paths, registry, find_today(), readers)
    except (ValueError, OSError) as error:
        raise Exit(f"没有检查：{tell(error)}。", 2) from None
    problems = [problem for verdict in verdicts for problem in verdict.problems]
    sys.stdout.write(write_text(Report(tuple(problems), len(verdicts))))
    for line in _describe_counts(verdicts, registry):
        print(line)
    is_sound = all(verdict.is_sound for verdict in verdicts)
    if enter:
        print(_enter(verdicts, registry) if is_sound else "没有登记人数：先把要改的地方改好。")
    if not is_sound:
        raise Exit(code=1)


def _describe_counts(verdicts: Sequence[SheetVerdict], registry: Registry) -> Iterator[str]:
    """Yield each unit's counts in words, then as lines of the table."""
    from plugins.model.team import Role
    from plugins.registration.entering import write_team

    counted = [verdict.team for verdict in verdicts if verdict.team]
    for team in counted:
        counts = "，".join(f"{role.label} {team.count(role)}" for role in Role)
        yield f"{registry.unit_by_slug[team.unit].name}（{team.day}）：{counts}"
    if counted:
        yield "人数在 content/data/teams.csv 里这样写："
    for team in counted:
        yield f"  {write_team(team)}"


def _enter(verdicts: Sequence[SheetVerdict], registry: Registry) -> str:
    """Enter the counts, all or none, and return what to say of it."""
    from plugins.reading.records import TEAMS
    from plugins.registration.entering import enter_teams

    path = CONTENT / TEAMS.path
    try:
        if path.is_symlink():
            raise ValueError(f"content/{TEAMS.path} 是一个快捷方式（链接），换成文件本身")
        data = path.read_bytes() if path.exists() else None
        found = [verdict.team for verdict in verdicts if verdict.team]
        replace_file(path, enter_teams(data, registry, found).encode("utf-8"))
    except (ValueError, OSError) as error:
        raise Exit(f"没有登记人数：{tell(error)}。", 2) from None
    return f"已登记 {len(found)} 个单位的人数，写在 content/{TEAMS.path}。核对后提交。"


def _write_blank(folder: str) -> None:
    """Write the blank sheets; raises ``ValueError`` where the folder is in a repository."""
    from plugins.registration.blank_document import make_blank_document
    from plugins.registration.blank_sheet import make_blank_sheet
    from plugins.registration.desk import vet_place
    from plugins.registration.form import TITLE

    vet_place(folder)
    units = [unit.name for unit in read_registry().units]
    files = {".xlsx": make_blank_sheet(units), ".docx": make_blank_document()}
    for ending, data in files.items():
        path = Path(folder) / f"{TITLE}{ending}"
        with open(path, "xb") as file:
            file.write(data)
        print(f"空白表写在 {path}。")


def _read_tables(data: bytes) -> list[list[list[str]]]:
    """Return the tables of a Word file; raises ``NotSheet`` with what to send instead."""
    from plugins.importing.document.package import NotWord
    from plugins.importing.document.tables import read_word_tables
    from plugins.reading.sheet_form import NotSheet

    try:
        return read_word_tables(data)
    except NotWord as error:
        raise NotSheet(str(error)) from None
