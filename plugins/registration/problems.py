"""What is wrong with a returned sheet, in words that may be pasted into a chat.

Nothing that was written on the sheet is quoted: a name or a number may stand in any cell,
in a wrong one above all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from plugins.model.problem import Level, Problem
from plugins.model.registry import Registry
from plugins.model.team import Role, Team
from plugins.reading.dates import read_date
from plugins.registration.form import (
    COLUMN_BY_KEY,
    DAY_LABEL,
    ROLE_BY_LABEL,
    ROLES,
    UNIT_LABEL,
    Fault,
)
from plugins.registration.judging import (
    Finding,
    Person,
    judge_people,
    make_plain,
    tidy_mobile,
    tidy_role,
)
from plugins.registration.returned_sheet import ReturnedSheet

FindNearest = Callable[[str, Iterable[str]], str]
"""Returns the candidate most like a word, or an empty text."""

Told = tuple[str, str, str]
"""What was seen, what was hoped for, how to put it right."""

_SCIENTIFIC = re.compile(r"^[0-9](?:\.[0-9]+)?[Ee]\+?[0-9]+$")
"""How a spreadsheet shows a mobile that it takes for a number."""

_ROLE_FORMS = {form.role: form for form in ROLES}


def judge_sheet(
    path: str, sheet: ReturnedSheet, registry: Registry, today: date, find_nearest: FindNearest
) -> tuple[Team | None, list[Problem]]:
    """Return the counts that a sheet comes to, where its unit and day can be read, and its faults.

    ``path`` is how the faults call the file.  Too few or too many of a role is a
    reminder: the count is true all the same.
    """
    judged = judge_people(sheet.people)
    problems = [*_judge_unit(path, sheet.unit, registry, find_nearest)]
    problems += _judge_day(path, sheet.day, today)
    if not sheet.people:
        told = "一个人也没有填", "表头下面每人一行", "填好再交"
        problems.append(Problem(path, 0, "登记表", *told))
    by_line = {person.line: person for person in sheet.people}
    for finding in judged.findings:
        if finding.line:
            told = _tell_cell(finding, by_line[finding.line], find_nearest)
            label = COLUMN_BY_KEY[finding.key].label
            problems.append(Problem(path, finding.line, label, *told))
        elif sheet.people:
            role = Role(finding.key)
            told = _tell_role(role, judged.counts[role])
            problems.append(Problem(path, 0, role.label, *told, Level.WARNING))
    unit, day = registry.unit_by_name.get(tidy_role(sheet.unit)), read_date(sheet.day).day
    team = Team(unit.slug, day, *(judged.counts[role] for role in Role)) if unit and day else None
    return team, problems


def _judge_unit(
    path: str, written: str, registry: Registry, find_nearest: FindNearest
) -> Iterator[Problem]:
    if tidy_role(written) in registry.unit_by_name:
        return
    names = [unit.name for unit in registry.units]
    nearest = find_nearest(tidy_role(written), names) if written else ""
    seen = "写的不是这里的单位" if written else "没有填"
    fix = f"是不是“{nearest}”，是就改成它" if nearest else "照登记表里的名称填"
    yield Problem(path, 0, UNIT_LABEL, seen, f"一个单位的名称：{'、'.join(names)}", fix)


def _judge_day(path: str, written: str, today: date) -> Iterator[Problem]:
    day = read_date(written).day if written else None
    if day and day <= today:
        return
    seen = "没有填" if not written else "在今天以后" if day else "看不出是哪一天"
    wanted = "填表的日子，例如 2026-11-25"
    yield Problem(path, 0, DAY_LABEL, seen, wanted, "照样子改正")


def _tell_cell(finding: Finding, person: Person, find_nearest: FindNearest) -> Told:
    written = person.cells.get(finding.key, "").strip()
    if finding.fault is Fault.ROLE:
        nearest = find_nearest(tidy_role(written), ROLE_BY_LABEL)
        fix = f"是不是“{nearest}”，是就改成它" if nearest else "从四个里选一个"
        return "不是表里的角色", "、".join(ROLE_BY_LABEL), fix
    if finding.fault is Fault.MOBILE:
        return _tell_mobile(written)
    if finding.fault is Fault.REPEATED:
        seen = f"和第 {finding.earlier} 行的手机号码一样"
        return seen, "同一个人在一种角色里只写一次", "看看是不是重复了，或者抄错了号码"
    if finding.fault is Fault.LONG:
        limit = COLUMN_BY_KEY[finding.key].limit
        return f"有 {len(written)} 个字", f"最多 {limit} 个字", "写短一些，看看是不是填错了格"
    return _TOLD[finding.fault]


_TOLD: dict[Fault, Told] = {
    Fault.FORMULA: ("是公式", "直接写的文字", "改成算好的文字或号码"),
    Fault.MISSING: ("没有填", "每个人都要有", "补上；合并过的格先拆开，每一行都写"),
    Fault.NAME: ("里有数字或网址", "只写姓名", "看看是不是填错了格"),
    Fault.WECHAT: (
        "不是微信号",
        "6 到 20 个字母、数字、下划线或减号，以字母开头；或者手机号码",
        "在微信的“我”那一页看微信号，昵称不算",
    ),
    Fault.LINK: ("网址不完整", "https:// 开头的完整网址，或者名称", "打开那一页，复制网址"),
}


def _tell_mobile(written: str) -> Told:
    wanted = "11 位手机号码，以 13 到 19 开头"
    if _SCIENTIFIC.match(make_plain(written)):
        fix = "把这一栏设成“文本”格式，重新填号码"
        return "被表格当成数，后几位已经丢了", wanted, fix
    digits = tidy_mobile(written)
    if not (digits.isascii() and digits.isdecimal()):
        return "里有数字以外的字", wanted, "只写一个手机号码"
    if len(digits) != 11:
        return f"有 {len(digits)} 位数字", wanted, "照本人的号码改正"
    return f"以 {digits[:2]} 开头，没有这样的手机号码", wanted, "照本人的号码改正"


def _tell_role(role: Role, count: int) -> Told:
    form = _ROLE_FORMS[role]
    wanted = f"{form.fewest} 到 {form.most} 位" if form.most else f"至少 {form.fewest} 位"
    seen = f"有 {count} 位" if count else "一位也没有"
    return seen, wanted, "请这个单位补齐或调整；人数确实是这样，也可以登记"
