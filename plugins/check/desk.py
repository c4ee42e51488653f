"""The check as a person calls it: paths as typed in, a text and an exit code out."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from pathlib import Path

from plugins.check.linter import Report, check_content
from plugins.check.report import FORMATS
from plugins.check.survey import Survey
from plugins.machine.workers import count_cores
from plugins.model.trouble import say_trouble
from plugins.reading.content_folder import ContentFolder
from plugins.reading.memory import MemoryLost


class ExitCode(IntEnum):
    """How a check ended."""

    CLEAN = 0
    PROBLEMS = 1
    COULD_NOT_RUN = 2


@dataclass(frozen=True)
class Outcome:
    """The text to print and the exit code to end with."""

    text: str
    exit: ExitCode


def run_check(
    content: Path,
    paths: Collection[str],
    form: str,
    today: date,
    open_folder: Callable[[Path], ContentFolder] = ContentFolder,
) -> Outcome:
    """Check the content folder, or the files and folders at ``paths`` inside it.

    ``paths`` are as typed: relative to the working folder or to the content
    folder.  ``open_folder`` may give the folder a memory of what was checked
    before.  Only errors count for the exit code; warnings do not.
    """
    if form not in FORMATS:
        return refuse_check(f"没有“{form}”这种格式，可用的有：{'、'.join(FORMATS)}")
    try:
        report = check_places(open_folder(content), find_places(content, paths), today)
    except ValueError as error:
        return refuse_check(str(error))
    except OSError as error:
        return refuse_check(say_trouble(error))
    code = ExitCode.PROBLEMS if report.errors else ExitCode.CLEAN
    return Outcome(FORMATS[form](report), code)


def check_places(folder: ContentFolder, wanted: tuple[str, ...], today: date) -> Report:
    """Check the files and folders at ``wanted`` in the content folder, all where none is named.

    Raises ``OSError`` where the disk refuses.
    """
    try:
        report = check_content(Survey(folder, today), wanted, count_cores())
        folder.memory.close()
        return report
    except MemoryLost:
        with suppress(OSError):
            folder.memory.drop()
        return check_content(Survey(ContentFolder(folder.root), today), wanted, count_cores())


def refuse_check(reason: str) -> Outcome:
    """Return the outcome of a check that could not run."""
    return Outcome(f"没有检查：{reason}。\n", ExitCode.COULD_NOT_RUN)


def find_places(content: Path, paths: Collection[str]) -> tuple[str, ...]:
    """Return paths as typed as paths in the content folder; none where all of it is meant.

    Raises ``ValueError`` with a Chinese sentence for one that is not there, and
    where there is no content folder.
    """
    if not content.is_dir():
        raise ValueError(f"没有找到内容文件夹 {content}，请在仓库的最上层运行")
    places = []
    for typed in paths:
        place = _find_place(typed, content)
        if place is None:
            raise ValueError(f"没有找到“{typed}”。请写出 {content.name}/ 里的文件或文件夹")
        places.append(place)
    return () if "" in places else tuple(places)


def _find_place(typed: str, content: Path) -> str | None:
    """Return a typed path as a path in the content folder; empty for the folder itself."""
    root = os.path.abspath(content)
    for base in (os.getcwd(), root):
        full = os.path.abspath(os.path.join(base, typed))
        if not os.path.lexists(full):
            continue
        place = os.path.relpath(full, root)
        if place == ".":
            return ""
        if not place.startswith(".."):
            return Path(place).as_posix()
    return None
