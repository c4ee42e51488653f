"""What the city editor calls: ``account``, ``repost``, ``editor``."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import (
    CONTENT,
    ROOT,
    find_today,
    read_portal,
    read_registry,
    replace_file,
    tell,
    write_new,
)

if TYPE_CHECKING:
    from plugins.model.portal import Portal


@task(
    positional=["unit"],
    help={
        "unit": "单位的 slug，例如 lucheng",
        "picture": "公众号后台下载的官方二维码图片",
        "by": "核实单位，例如 温州市文明办",
    },
)
def account(context: Context, unit: str, picture: str, by: str = "") -> None:
    """从公众号的官方二维码图片读出链接，写进登记表。"""
    from plugins.units.account import enter_account, read_account_link

    registry = CONTENT / "data" / "units.toml"
    try:
        link = read_account_link(Path(picture).read_bytes())
        verifier = by or read_registry().units[0].office
        entered = enter_account(registry.read_bytes(), unit, link, find_today(), verifier)
        replace_file(registry, entered)
    except (ValueError, OSError) as error:
        raise Exit(f"登记表没有改动：{tell(error)}。", 1) from None
    print(f"已把 {link} 记在“{unit}”名下，核实单位：{verifier}。请核对后提交。")


@task(
    help={
        "day": "哪一天，例如 2026-11-26；不写就是今天，今天已经有了就是明天",
        "count": "选几条，每个单位最多一条",
    }
)
def repost(context: Context, day: str = "", count: int = 5) -> None:
    """从各单位的新稿件里提议一天的转发清单，等得最久的单位先选；由编辑核对、修改。"""
    from plugins.reading.places import REPOSTS, find_repost_day
    from plugins.repost.proposing import choose_day, describe_choice, propose_day, write_day

    try:
        portal, paths = _read_portal_and_days()
        chosen = choose_day(day, portal.today, set(filter(None, map(find_repost_day, paths))))
        proposals = propose_day(portal, chosen, count)
        if not proposals:
            raise ValueError("没有可选的稿件：新稿件都选过了")
        path = CONTENT / REPOSTS / f"{chosen}.md"
        write_new(path, write_day(proposals))
    except (ValueError, OSError) as error:
        raise Exit(f"没有写转发清单：{tell(error)}。", 1) from None
    place = path.relative_to(ROOT)
    print(f"已写好 {place}，请核对、修改后提交：")
    print(describe_choice(proposals, count))
    print(f"改完检查一次：invoke check -- {place}")


@task
def editor(context: Context) -> None:
    """装好在线编辑器的程序（site.toml 写了 [repository] 的站点构建时要用）。"""
    npm = shutil.which("npm")
    if npm is None:
        raise Exit("没有安装：这台机器上没有 npm，先装 Node.js 20 或更新的版本。", 1)
    place = ROOT / "deploy" / "editor"
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    if subprocess.run(command, cwd=place, check=False).returncode:
        raise Exit("没有装好，npm 说的话在上面。网络通了再运行一次 invoke editor。", 1)
    print("在线编辑器的程序装好了，版本和校验值见 deploy/editor/package-lock.json。")
    print("site.toml 写了 [repository] 的站点，下次构建就有 /admin/。")


def _read_portal_and_days() -> tuple[Portal, list[str]]:
    """Return today's portal and the paths of all days' lists, each of which must be readable.

    Raises ``ValueError`` where one could not: what it says would be overlooked.
    """
    from plugins.reading.places import REPOSTS

    portal, folder = read_portal()
    paths = folder.list_texts(REPOSTS)
    read = {slip.source_path for slip in portal.repost_days}
    if unread := sorted({*paths} - read):
        raise ValueError(f"content/{unread[0]} 还有问题，先运行 invoke check")
    return portal, paths
