"""What is wrong with the lines of a registration sheet, and how many people of each role it names.

The page at ``/register/`` judges by the same patterns and faults (``form.py``): what it
lets pass passes here, and a test holds both to the same lines.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from plugins.model.team import Role
from plugins.registration.form import (
    COLUMNS,
    COUNTRY_PATTERN,
    GAP_PATTERN,
    LINK_PATTERN,
    MOBILE_PATTERN,
    ROLE_BY_LABEL,
    ROLES,
    WECHAT_PATTERN,
    Fault,
    FormColumn,
)

_GAP = re.compile(GAP_PATTERN)
_COUNTRY = re.compile(COUNTRY_PATTERN)
_MOBILE = re.compile(MOBILE_PATTERN)
_WECHAT = re.compile(WECHAT_PATTERN)
_LINK = re.compile(LINK_PATTERN)
_NO_NAME = re.compile(r"[0-9@]|://")
_SPACE = re.compile(r"\s")


@dataclass(frozen=True)
class Person:
    """One line as it is written: its number in the sheet, and its cells by the column's key.

    ``computed`` are the keys of cells that hold a formula.
    """

    line: int
    cells: Mapping[str, str]
    computed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Finding:
    """A fault, where it is: ``line`` and the column's ``key``; of a role: line 0 and its key.

    ``earlier`` is the line that has the mobile already.
    """

    line: int
    key: str
    fault: Fault
    earlier: int = 0


@dataclass(frozen=True)
class Judgement:
    """All findings, line by line and then of the roles; and how many people each role has."""

    findings: tuple[Finding, ...]
    counts: Mapping[Role, int]


def is_person(cells: Mapping[str, str]) -> bool:
    """Tell whether a line names somebody: one with nothing but its role waits to be filled."""
    return any(text.strip() for key, text in cells.items() if key != "role")


def tidy_role(written: str) -> str:
    """Return a role as it is compared: offices write 领　导, too."""
    return _SPACE.sub("", make_plain(written))


def tidy_mobile(written: str) -> str:
    """Return a mobile as it is compared: its digits, or what cannot be read as one."""
    return _COUNTRY.sub("", _GAP.sub("", make_plain(written)))


def make_plain(written: str) -> str:
    """Return a text in the plain signs of Unicode's NFKC, without space at its ends."""
    return unicodedata.normalize("NFKC", written).strip()


def judge_people(people: Sequence[Person]) -> Judgement:
    """Judge the lines of a sheet; those that name nobody must have been left out."""
    seen = _Mobiles()
    findings = [finding for person in people for finding in _judge_person(person, seen)]
    roles = (ROLE_BY_LABEL.get(tidy_role(person.cells.get("role", ""))) for person in people)
    counted = Counter(role for role in roles if role)
    counts = {form.role: counted[form.role] for form in ROLES}
    return Judgement((*findings, *_judge_roles(counts)), counts)


@dataclass
class _Mobiles:
    """Who had which mobile so far: role, name and line of each."""

    lines: dict[str, list[tuple[str, str, int]]] = field(default_factory=dict)

    def find_earlier(self, mobile: str, role: str, name: str, line: int) -> int:
        """Return the line above that has the mobile for the same role or another name, or 0."""
        known = self.lines.setdefault(mobile, [])
        earlier = next((n for r, who, n in known if r == role or who != name), 0)
        known.append((role, name, line))
        return earlier


def _judge_person(person: Person, seen: _Mobiles) -> Iterator[Finding]:
    for column in COLUMNS:
        if column.key in person.computed:
            yield Finding(person.line, column.key, Fault.FORMULA)
            continue
        written = person.cells.get(column.key, "").strip()
        fault = _judge_cell(column, written)
        if fault:
            yield Finding(person.line, column.key, fault)
        elif column.key == "mobile":
            role, name = (tidy_role(person.cells.get(key, "")) for key in ("role", "name"))
            earlier = seen.find_earlier(tidy_mobile(written), role, name, person.line)
            if earlier:
                yield Finding(person.line, column.key, Fault.REPEATED, earlier)


def _judge_cell(column: FormColumn, written: str) -> Fault | None:
    if not written:
        return Fault.MISSING if column.is_required else None
    if len(written) > column.limit:
        return Fault.LONG
    judge = _JUDGES.get(column.key)
    return judge[1] if judge and not judge[0](written) else None


def _is_role(written: str) -> bool:
    return tidy_role(written) in ROLE_BY_LABEL


def _is_name(written: str) -> bool:
    return not _NO_NAME.search(make_plain(written))


def _is_mobile(written: str) -> bool:
    return bool(_MOBILE.match(tidy_mobile(written)))


def _is_wechat(written: str) -> bool:
    return bool(_WECHAT.match(make_plain(written))) or _is_mobile(written)


def _is_link_or_name(written: str) -> bool:
    return "://" not in written or bool(_LINK.match(written))


_JUDGES = {
    "role": (_is_role, Fault.ROLE),
    "name": (_is_name, Fault.NAME),
    "mobile": (_is_mobile, Fault.MOBILE),
    "wechat": (_is_wechat, Fault.WECHAT),
    "blog": (_is_link_or_name, Fault.LINK),
    "microblog": (_is_link_or_name, Fault.LINK),
}


def _judge_roles(counts: Mapping[Role, int]) -> Iterator[Finding]:
    for form in ROLES:
        if counts[form.role] < form.fewest:
            yield Finding(0, form.role.value, Fault.FEW)
        elif form.most and counts[form.role] > form.most:
            yield Finding(0, form.role.value, Fault.MANY)
