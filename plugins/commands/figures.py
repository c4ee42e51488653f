"""``invoke figures --recompute``: the figures derived anew from the history, and compared."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import ROOT, find_today, read_portal, say, tell, write_new

if TYPE_CHECKING:
    from plugins.assessment.comparing import Difference
    from plugins.assessment.recounting import Recount
    from plugins.model.article import Slip
    from plugins.model.portal import Portal

_HEAD = "HEAD"
_MARK = "\ufeff"
"""By which Excel and WPS know the encoding of a CSV file."""

Excuse = Callable[[str], str]


@task(
    help={
        "recompute": "只凭提交历史重新推算，和工作文件夹里数的比较",
        "against": "改和这个文件比较：从网站下载的 figures.csv",
        "at": "推算到哪一次提交（要和 --against 一起用），例如发布时的提交号",
        "year": "只看这一年的稿件，例如 2026",
        "list": "把每篇稿件由谁在什么时候提交写成这个 CSV 文件",
    }
)
def figures(
    context: Context,
    recompute: bool = False,
    against: str = "",
    at: str = _HEAD,
    year: int = 0,
    list: str = "",
) -> None:
    """凭提交历史重新推算工作数据：每一格都要对得上，结算之后的改动都要有原因。

    退出码：0 全部一致，1 有对不上的或没有写原因的，2 没能推算。
    """
    from plugins.assessment.history import HistoryUnreadable

    if not recompute:
        raise Exit("写上 --recompute。平时要看数据，打开网站的 /figures/。", 2)
    try:
        if at != _HEAD and not against:
            raise ValueError("--at 要和 --against 一起用：工作文件夹只能和最新的提交比较")
        is_sound = _recompute(against, at, year, list)
    except (HistoryUnreadable, ValueError, OSError) as error:
        raise Exit(f"没有推算：{tell(error)}。", 2) from None
    if not is_sound:
        raise Exit(code=1)


def _recompute(against: str, at: str, year: int, list_file: str) -> bool:
    """Recompute, say what was found, and tell whether everything agrees and has its reason."""
    from plugins.assessment.closing import judge, list_late
    from plugins.assessment.comings_file import write_comings
    from plugins.assessment.git_objects import GitObjects
    from plugins.assessment.recount_report import (
        describe_agreement,
        describe_differences,
        describe_judgment,
        describe_relabelled,
    )
    from plugins.assessment.recounting import recount
    from plugins.build.progress import show_progress

    with show_progress("读取历次稿件") as progress:
        found = recount(GitObjects(ROOT, at), find_today(), progress)
    if list_file:
        write_new(Path(list_file), _MARK + write_comings(found, year))
    other, differences, excuse = (
        _compare_with_file(found, Path(against), year)
        if against
        else _compare_with_folder(found, year)
    )
    lines = (
        describe_differences(found, differences, other, excuse)
        if differences
        else [describe_agreement(found, other, year)]
    )
    settings = found.registry.site.figures
    changes = list_late(found.landings, settings.closing_day)
    judgment = judge(changes, found.corrections, settings.records_since).narrow(year)
    for line in (*lines, *describe_judgment(judgment, found.registry), *describe_relabelled(found)):
        say(line)
    return not differences and not judgment.unexplained


def _compare_with_file(
    found: Recount, file: Path, year: int
) -> tuple[str, Sequence[Difference], Excuse]:
    """Compare with a table that was downloaded; raises ``ValueError`` where it is none."""
    from plugins.assessment.comparing import compare_table
    from plugins.assessment.table_file import read_figures
    from plugins.model.printable import make_printable

    rows = read_figures(file.read_bytes())
    differences = compare_table(found.articles, found.adoptions, rows, year)
    return f" {make_printable(file.name)} ", differences, lambda path: ""


def _compare_with_folder(found: Recount, year: int) -> tuple[str, Sequence[Difference], Excuse]:
    """Compare with what a build of the working folder counts."""
    from plugins.assessment.comparing import compare_counts
    from plugins.assessment.counting import Counted
    from plugins.assessment.uncommitted import describe_uncommitted

    portal, folder = read_portal()
    name_office = _name_offices(portal)
    counted = [
        Counted(slip.source_path, slip.unit, slip.month, slip.column, name_office(slip))
        for slip in portal.articles
        if year in (0, int(slip.month[:4]))
    ]
    ours = [each for each in found.articles if year in (0, int(each.month[:4]))]
    adoptions = portal.records.adoptions_by_article
    differences = compare_counts(ours, found.adoptions, counted, adoptions)

    def read(path: str) -> bytes | None:
        file = folder.files.get(path)
        return folder.read_bytes(path) if file and not file.is_link else None

    return (
        "工作文件夹里",
        differences,
        lambda path: describe_uncommitted(path, found.blobs, read),
    )


def _name_offices(portal: Portal) -> Callable[[Slip], str]:
    """Return what names an article's office, which is asked for in few columns."""
    from plugins.model.organization import CountsBy

    counting = {
        column.slug
        for column in portal.registry.columns
        if column.counts_by is CountsBy.ORGANIZATION
    }
    return lambda slip: slip.article.office if slip.column in counting else ""
