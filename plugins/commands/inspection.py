"""The tasks of whoever looks after the site: what an inspection would find, how things stand."""

from __future__ import annotations

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
    from plugins.inspection.desk import Outcome


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
    say(outcome.text.rstrip("\n"))
    if outcome.exit:
        raise Exit(code=int(outcome.exit))


def _inspect(form: str, output: Path) -> Outcome:
    from plugins.check.desk import check_places
    from plugins.check.report import list_shown
    from plugins.inspection.desk import find_newest_change, read_built_site, run_inspection
    from plugins.machine.workers import count_cores

    portal, folder = read_portal()
    report = check_places(folder, (), find_today())
    site = read_built_site(output, portal.registry.site.url, count_cores())
    remark = ""
    if site is None:
        remark = f"没有找到生成好的网站（{output}），先运行 invoke build。"
    elif find_newest_change(CONTENT) > find_build_time(output):
        remark = "生成好的网站比内容旧，先运行 invoke build 再看一次。"
    return run_inspection(portal, list(list_shown(report)), site, remark, form)
