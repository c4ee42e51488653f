"""What the city editor calls for the followers of units' accounts: ``followers``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.context import Context
from invoke.exceptions import Exit
from invoke.tasks import task

from plugins.commands.workplace import CONTENT, find_today, replace_file, tell

if TYPE_CHECKING:
    from plugins.assessment.platform_sheet import SheetReading
    from plugins.model.following import Following
    from plugins.model.registry import Registry
    from plugins.model.unit import Unit
    from plugins.reading.content_folder import ContentFolder

_SHOWN = 20
"""Sentences of one kind that are said: of more, how many."""


@task(
    positional=["file"],
    help={
        "file": "公众号后台“用户增长”下载的表格，或“单位、日期、人数”的表格（.xlsx、.csv、.xls）",
        "unit": "哪个单位的公众号，例如 鹿城；表里有“单位”一栏的不写",
        "source": "数字的来源，不写就是“公众号后台”",
        "dry_run": "只看会登记什么，不写入",
    },
)
def followers(
    context: Context, file: str, unit: str = "", source: str = "", dry_run: bool = False
) -> None:
    """从公众号后台下载的表格里取关注人数，每月一行，写进 content/data/followers.csv。"""
    try:
        print(_enter(Path(file), unit, source.strip(), dry_run))
    except (ValueError, OSError) as error:
        raise Exit(f"没有登记：{tell(error)}", 1) from None


def _enter(path: Path, unit_name: str, source: str, is_dry: bool) -> str:
    """Enter what a sheet says, and return what to say of it; raises ``ValueError``, ``OSError``."""
    from plugins.assessment.entering_following import compare_followings, write_followings
    from plugins.assessment.platform_sheet import choose_followings
    from plugins.reading.content_folder import ContentFolder
    from plugins.reading.records import FOLLOWERS

    folder = ContentFolder(CONTENT)
    registry = folder.registry
    _refuse_faulty_table(folder)
    reading = _read(path, registry, _find_unit(registry, unit_name), source)
    standing = folder.records_reading.followings
    found = choose_followings(reading.followings)
    entry = compare_followings(standing, found, registry)
    if entry.conflicts:
        advice = f"核对后改 content/{FOLLOWERS.path} 里的那一行，或删去它，再运行一次"
        raise ValueError(_list("和登记过的不一样", entry.conflicts) + f"\n{advice}。")
    if entry.fresh and not is_dry:
        table = write_followings([*(each.record for each in standing), *entry.fresh], registry)
        replace_file(CONTENT / FOLLOWERS.path, table)
    return _describe(reading, entry.fresh, registry, is_dry)


def _read(path: Path, registry: Registry, unit: Unit | None, source: str) -> SheetReading:
    from plugins.assessment.platform_sheet import read_platform_sheet
    from plugins.reading.sheet import read_sheets
    from plugins.reading.sheet_form import FILE_LIMIT, NotSheet

    if not path.is_file():
        raise ValueError(f"没有“{path}”这个文件。")
    with open(path, "rb") as sheet:
        data = sheet.read(FILE_LIMIT + 1)
    try:
        sheets = read_sheets(data)
    except NotSheet as error:
        raise ValueError(f"“{path.name}”{error}。") from None
    reading = read_platform_sheet(sheets, registry, unit, source, find_today())
    if reading.refusals:
        raise ValueError(_list(f"“{path.name}”里有要改的", reading.refusals))
    return reading


def _find_unit(registry: Registry, name: str) -> Unit | None:
    """Return the unit of a name, nothing where none was given; raises ``ValueError``."""
    if not name:
        return None
    unit = registry.unit_by_name.get(name)
    if not unit:
        names = "、".join(each.short for each in registry.units)
        raise ValueError(f"登记表里没有“{name}”这个单位。已有的单位：{names}。")
    return unit


def _refuse_faulty_table(folder: ContentFolder) -> None:
    """Raise ``ValueError`` where something in the table would be lost by writing it anew."""
    from plugins.reading.records import FOLLOWERS

    path = FOLLOWERS.path
    found = folder.files.get(path)
    if found and found.is_link:
        raise ValueError(f"content/{path} 是一个快捷方式（链接），换成文件本身。")
    faults = [each for each in folder.records_reading.problems if each.path == path]
    if faults:
        words = [f"第 {fault.line} 行：{fault.seen}" for fault in faults]
        raise ValueError(_list(f"content/{path} 里有读不通的地方，先改好", words))


def _describe(
    reading: SheetReading, fresh: Sequence[Following], registry: Registry, is_dry: bool
) -> str:
    from plugins.reading.records import FOLLOWERS

    lines = []
    if reading.remarks:
        lines.append(_list("数字前后不一致，请核对", reading.remarks))
    if not fresh:
        return "\n".join([*lines, "这些数字已经登记过了，没有再写。"])
    verb = "会登记" if is_dry else "已登记"
    lines.append(f"{verb} {len(fresh)} 行，每个月取最后一天的数：")
    for each in fresh:
        name = registry.unit_by_slug[each.unit].name
        lines.append(f"  {name}  {each.day}  {each.number} 人  {each.source}")
    if not is_dry:
        lines.append(f"写在 content/{FOLLOWERS.path}。核对后和别的改动一起提交。")
    return "\n".join(lines)


def _list(head: str, words: Sequence[str]) -> str:
    """Return a heading with sentences below it, a line each, and how many were left out."""
    lines = [f"  {each}" for each in words[:_SHOWN]]
    if len(words) > _SHOWN:
        lines.append(f"  另外还有 {len(words) - _SHOWN} 处。")
    return "\n".join([f"{head}：", *lines])
