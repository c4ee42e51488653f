"""What whoever reviews articles calls: ``review`` and ``owners``."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import (
    OUTPUT,
    ROOT,
    find_today,
    mend_imported,
    read_registry,
    tell,
)

if TYPE_CHECKING:
    from plugins.importing.desk import Verdict
    from plugins.review.desk import Tools
    from plugins.review.word_files import Checked, Converted


@task(
    help={
        "base": "请求要合并到哪里，例如 origin/main",
        "sheet": "别处检查的结果（sheet.json），只用它写留言",
        "files": "改动文件的名单，托管网站的接口给出的 JSON",
        "number": "请求的编号，有预览网址的据此写出",
        "author": "请求是谁发的：托管网站上的账号",
        "folder": "结果写到哪里",
        "format": "text（留言本身）、github（拉取请求的行内批注）",
    }
)
def review(
    context: Context,
    base: str = "",
    sheet: str = "",
    files: str = "",
    number: int = 0,
    author: str = "",
    folder: str = ".review",
    format: str = "text",
) -> None:
    """查看一个拉取请求：写出留言、标签、转换好的 Word 稿件。

    退出码：0 没有要改的，1 有要改的，2 没能查看。
    """
    from plugins.check.linter import Report
    from plugins.check.report import write_github
    from plugins.review.desk import review_branch, review_sheet, write_review
    from plugins.review.git import ReviewStopped

    try:
        if format not in ("text", "github"):
            raise ValueError(f"没有“{format}”这种格式，可用的有：text、github")
        if bool(base) == bool(sheet) or bool(sheet) != bool(files):
            raise ValueError("写上 --base 和要合并到的分支；或者 --sheet 和 --files 两个文件")
        if sheet:
            facts, listed = Path(sheet).read_bytes(), Path(files).read_bytes()
            found = review_sheet(facts, listed, author, read_registry())
        else:
            found = review_branch(ROOT, base, author, find_today(), gather_tools())
        comment = write_review(found, ROOT / folder, number)
    except (ReviewStopped, ValueError, OSError) as error:
        raise Exit(f"没有查看：{tell(error)}。", 2) from None
    report = Report(found.problems, found.sheet.files)
    sys.stdout.write(write_github(report) if format == "github" else comment)
    if base and found.sheet.has_to_mend:
        raise Exit(code=1)


@task
def owners(context: Context) -> None:
    """按登记表写出 .github/CODEOWNERS：谁负责哪个文件夹。"""
    from plugins.review.owners_file import OWNERS_FILE, write_owners

    try:
        path = ROOT / OWNERS_FILE
        path.parent.mkdir(exist_ok=True)
        path.write_text(write_owners(read_registry()), "utf-8", newline="\n")
    except (ValueError, OSError) as error:
        raise Exit(f"没有写：{tell(error)}。", 1) from None
    print(f"已写好 {OWNERS_FILE}，和登记表一起提交。")


def gather_tools() -> Tools:
    """Return what a review asks of the check, the fixer and the import."""
    from plugins.review.desk import Tools

    return Tools(_check_scratch_copy, _convert_word_files, _mend_files)


def _check_scratch_copy(content: Path, paths: Sequence[str]) -> Checked:
    """Check a scratch copy, by a copy of what this checkout's builds and checks know."""
    from plugins.build.content import open_content
    from plugins.build.store import CONTENT as KNOWN
    from plugins.build.store import store_folder
    from plugins.check.desk import check_places
    from plugins.check.report import list_shown
    from plugins.machine.files import find_files
    from plugins.review.word_files import Checked

    known, store = store_folder(OUTPUT) / KNOWN, content.parent / ".store"
    if known.is_file() and not store.exists():
        store.mkdir()
        shutil.copyfile(known, store / KNOWN)
    folder = open_content(content, store, find_files(str(content), time.time_ns()))
    report = check_places(folder, tuple(paths), find_today())
    return Checked(tuple(list_shown(report)), report.files)


def _convert_word_files(content: Path, paths: Sequence[str]) -> list[Converted]:
    """Import files of an inbox where nobody can be asked, one by one."""
    from plugins.check.nearest import find_nearest
    from plugins.importing.clerk import Clerk, Given
    from plugins.importing.desk import ImportDesk
    from plugins.importing.kept import Kept
    from plugins.importing.unattended import convert_waiting
    from plugins.reading.content_folder import ContentFolder
    from plugins.review.word_files import Converted

    registry = ContentFolder(content).registry_reading.registry
    if registry is None:
        return []
    clerk = Clerk(registry, find_today(), Given(), takes_options=False)
    kept = Kept(content.parent / ".imported")
    desk = ImportDesk(
        content, kept, clerk, mend_imported, _leave_unchecked, find_nearest, _say_nothing
    )
    found = convert_waiting(desk, paths)
    return [Converted(each.path, each.title, each.paths, each.refusal) for each in found]


def _mend_files(content: Path, paths: Sequence[str]) -> dict[str, str]:
    """Run the fixer over files of a scratch copy; return the path that each has afterwards."""
    from plugins.check.fixing_desk import plan_mendings, run_fix

    names = {each.path: each.mending.path for each in plan_mendings(content, paths)}
    run_fix(content, [str(content / path) for path in paths], find_today())
    return names


def _leave_unchecked(paths: Sequence[str]) -> Verdict:
    """Answer for the check: a review checks what was imported with everything else."""
    from plugins.importing.desk import Verdict

    return Verdict(frozenset(), "")


def _say_nothing(line: str) -> None:
    """Answer for the terminal: a review tells of everything in its comment."""
