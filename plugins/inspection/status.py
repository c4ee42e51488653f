"""How things stand: what the city's editor wants to know in the morning, as plain rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from plugins.inspection.evidence import take_view
from plugins.inspection.finding import Finding
from plugins.inspection.findings import accounts, silence
from plugins.model.days import describe_day, describe_weekday
from plugins.model.portal import Portal
from plugins.model.printable import make_printable
from plugins.model.repost import describe_latest_end

AHEAD = 14
"""Days that are looked ahead for what is due."""

Row = tuple[str, str]
"""What it is, and how it stands."""


@dataclass(frozen=True)
class Waiting:
    """A file that waits in the inbox: as it is shown, its unit's slug, since when."""

    shown: str
    unit: str
    since: date


@dataclass(frozen=True)
class Checked:
    """What the check says: errors and warnings, and the drafts by path."""

    errors: int
    warnings: int
    drafts: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """One question with its answers; ``empty`` is said where there are none."""

    title: str
    rows: tuple[Row, ...]
    empty: str


def compose_status(
    portal: Portal, waiting: Sequence[Waiting], checked: Checked, built: str
) -> tuple[Part, ...]:
    """Return every part; ``built`` says when the site was built."""
    view = take_view(portal)
    return (
        Part("收件箱", tuple(_list_waiting(portal, waiting)), "没有等着的文件"),
        Part(f"{AHEAD} 天内截止", tuple(_list_due(portal)), "没有"),
        Part("转发", tuple(_list_reposts(portal)), ""),
        Part("久无来稿", _group(silence.find_in_view(view)), "各单位一个月内都有"),
        Part("公众号待核实", _group(accounts.find_in_view(view)), "都核实了"),
        Part(
            "草稿", tuple((make_printable(path), "还没有发布") for path in checked.drafts), "没有"
        ),
        Part("检查", (("内容", _say_checked(checked)),), ""),
        Part("网站", (("上次生成", built),), ""),
    )


def write_plain(parts: Sequence[Part]) -> str:
    """Return the parts as lines, for a pipe: the title, what it is, how it stands, by tabs."""
    lines = []
    for part in parts:
        lines += ["\t".join((part.title, *row)) for row in part.rows]
        lines += [] if part.rows else [f"{part.title}\t{part.empty}"]
    return "\n".join(lines)


def _group(findings: Iterable[Finding]) -> tuple[Row, ...]:
    """Return one row for all units of which the same is said."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        names[finding.seen].append(finding.subject)
    return tuple((seen, "、".join(units)) for seen, units in names.items())


def _list_waiting(portal: Portal, waiting: Sequence[Waiting]) -> Iterator[Row]:
    for each in sorted(waiting, key=lambda each: (each.since, each.shown)):
        unit = portal.registry.unit_by_slug.get(each.unit)
        days = (portal.today - each.since).days
        since = f"等了 {days} 天" if days > 0 else "今天放进来的"
        yield make_printable(each.shown), f"{unit.name if unit else '不知道哪个单位'}，{since}"


def _list_due(portal: Portal) -> Iterator[Row]:
    last = portal.today + timedelta(days=AHEAD)
    due = [
        (moment, prompt)
        for prompt in portal.prompts
        if prompt.day <= portal.today
        for moment in prompt.list_deadlines(portal.today, last)
    ]
    for moment, prompt in sorted(due, key=lambda each: (each[0], each[1].key)):
        when = f"{describe_day(moment)} {describe_weekday(moment)} {moment:%H:%M}"
        yield prompt.title, f"{when}，{'、'.join(prompt.audiences)}"


def _list_reposts(portal: Portal) -> Iterator[Row]:
    by_day = {slip.day: slip for slip in portal.repost_days}
    for name, day in (("今天", portal.today), ("明天", portal.today + timedelta(days=1))):
        slip = by_day.get(day)
        if slip is None:
            yield name, "还没有清单，运行 invoke repost 选几条"
            continue
        listed = slip.open()
        yield name, f"{len(listed.items)} 条，到 {describe_latest_end(listed)}"


def _say_checked(checked: Checked) -> str:
    if not checked.errors and not checked.warnings:
        return "没有发现问题"
    return f"{checked.errors} 处要改，{checked.warnings} 处提醒"
