"""The tasks of whoever looks after the site: what an inspection would find, how things stand."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import (
    CONTENT,
    OUTPUT,
    find_build_time,
    find_today,
    read_portal,
    say,
    tell,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from plugins.check.linter import Report
    from plugins.inspection.desk import Outcome
    from plugins.inspection.status import Part, Waiting
    from plugins.model.portal import Portal
    from plugins.reading.content_folder import ContentFolder


@task(
    help={
        "format": "text（给人看）、github（批注）、markdown（写进 issue）",
        "output": "生成好的网站在哪里",
    }
)
def inspect(context: Context, format: str = "text", output: str = str(OUTPUT)) -> None:
    """自查：来人检查会看到什么，内容和生成好的网站都看，每处说明在哪里、怎样改。

    退出码：0 没有要改的，1 有要改的，2 没能查看。
    """
    try:
        outcome = _inspect(format, Path(output))
    except (ValueError, OSError) as error:
        raise Exit(f"没有查看：{tell(error)}。", 2) from None
    sys.stdout.write(outcome.text)
    if outcome.exit:
        raise Exit(code=int(outcome.exit))


@task
def status(context: Context) -> None:
    """市级编辑的一览：收件箱、要截止的、转发、久无来稿、待核实的公众号、草稿、检查。"""
    try:
        parts = _compose_status()
    except (ValueError, OSError) as error:
        raise Exit(f"没有列出：{tell(error)}。", 1) from None
    if sys.stdout.isatty():
        _draw(parts)
    else:
        from plugins.inspection.status import write_plain

        say(write_plain(parts))


def _inspect(form: str, output: Path) -> Outcome:
    from plugins.check.report import list_shown
    from plugins.inspection.desk import find_newest_change, read_built_site, run_inspection
    from plugins.machine.workers import count_cores

    portal, folder = read_portal()
    problems = list(list_shown(_check(folder)))
    site = read_built_site(output, portal.registry.site.url, count_cores())
    remark = ""
    if site is None:
        remark = f"没有找到生成好的网站（{output.name}），先运行 invoke build。"
    elif find_newest_change(CONTENT) > find_build_time(output):
        remark = "生成好的网站比内容旧，运行 invoke build 以后再看一次。"
    return run_inspection(portal, problems, site, remark, form)


def _check(folder: ContentFolder) -> Report:
    from plugins.check.desk import check_places

    return check_places(folder, (), find_today())


def _compose_status() -> tuple[Part, ...]:
    from plugins.inspection.status import Checked, compose_status

    portal, folder = read_portal()
    report = _check(folder)
    checked = Checked(len(report.errors), len(report.warnings), _list_drafts(portal, folder))
    return compose_status(portal, _list_waiting(), checked, _say_when_built())


def _list_drafts(portal: Portal, folder: ContentFolder) -> tuple[str, ...]:
    """Return the articles that are marked as drafts: few of them have no slip."""
    from plugins.reading.places import ARTICLES

    published = {slip.source_path for slip in portal.articles}
    others = (path for path in folder.list_texts(ARTICLES) if path not in published)
    return tuple(p for p in others if (record := folder.record(p)) and record.is_draft)


def _list_waiting() -> list[Waiting]:
    """Return what waits in the inbox; a file waits since it was last written here."""
    from plugins.importing.waiting import find_sources
    from plugins.inspection.status import Waiting
    from plugins.model.days import shanghai_day

    return [
        Waiting(source.shown, source.folder or "", shanghai_day(source.path.lstat().st_mtime))
        for source in find_sources(CONTENT, (), "")
    ]


def _say_when_built() -> str:
    from plugins.model.days import SHANGHAI, describe_day

    when = find_build_time(OUTPUT)
    if not when:
        return "还没有生成，运行 invoke build"
    moment = datetime.fromtimestamp(when, SHANGHAI)
    return f"{describe_day(moment)} {moment:%H:%M}"


def _draw(parts: Sequence[Part]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    for part in parts:
        table.add_row(Text(part.title, style="bold"), Text("" if part.rows else part.empty))
        for name, words in part.rows:
            table.add_row(Text(f"  {name}"), Text(words))
    Console().print(table)
