"""The registration form: its lines, columns and limits, wherever it is filled or read.

The blank sheets, the page at ``/register/`` and the check of a returned sheet have one
form, so what one of them makes the others read.  A sheet stands so, from its first line::

    信息工作队伍登记表
    填报单位 | 鹿城区
    填报日期 | 2026-11-25
    (NOTE, and an empty line)
    角色 | 姓名 | 单位 | 手机 | 微信号 | 博客 | 微博
    a line for each person, by role

A line with nothing but its role waits to be filled, and is nobody.  A sheet holds
people's names and numbers: it is made on a device of its own and read where the
office keeps such things, never in the repository and never on the site.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from plugins.model.team import FEWEST_COMMENTATORS, MOST_COMMENTATORS, Role
from plugins.reading.schema import OFFICE_LIMIT

TITLE = "信息工作队伍登记表"
UNIT_LABEL = "填报单位"
DAY_LABEL = "填报日期"
STAMP_LABEL = "填报单位（盖章）"
WRITER_LABEL = "填表人"
NOTE = "表里有个人信息：填好后直接交市文明办，不要放进网站的仓库，也不要发到群里。"
"""Stands on every sheet above the columns."""

SHEET_NAME = "登记表"
BLANK_SHEET = "files/registration.xlsx"
BLANK_DOCUMENT = "files/registration.docx"
"""Addresses of the blank sheets."""

ROWS_LIMIT = 2000
"""People on one sheet: more than any unit has named, and quick to read."""


@dataclass(frozen=True)
class FormColumn:
    """One column: its ``key`` in scripts, its ``label`` at the head, characters at most.

    ``hint`` says what belongs there, with an example.
    """

    key: str
    label: str
    limit: int
    is_required: bool
    hint: str


COLUMNS = (
    FormColumn("role", "角色", 10, True, "领导、联络员、评论员或志愿者"),
    FormColumn("name", "姓名", 30, True, "身份证上的姓名"),
    FormColumn("unit", "单位", OFFICE_LIMIT, False, "所在的单位，和填报单位一样的可以不填"),
    FormColumn("mobile", "手机", 20, True, "11 位手机号码"),
    FormColumn("wechat", "微信号", 20, False, "微信号不是昵称；和手机号码一样的可以不填"),
    FormColumn("blog", "博客", 200, False, "博客的网址或名称，没有的不填"),
    FormColumn("microblog", "微博", 200, False, "微博的网址或名称，没有的不填"),
)

COLUMN_BY_KEY = {column.key: column for column in COLUMNS}


@dataclass(frozen=True)
class RoleForm:
    """How many people of a role a unit names; ``most`` 0 is as many as there are.

    ``blank_rows`` are the lines that a blank sheet keeps for them.
    """

    role: Role
    fewest: int
    most: int
    blank_rows: int


ROLES = (
    RoleForm(Role.LEADER, 1, 0, 1),
    RoleForm(Role.LIAISON, 1, 0, 2),
    RoleForm(Role.COMMENTATOR, FEWEST_COMMENTATORS, MOST_COMMENTATORS, 5),
    RoleForm(Role.VOLUNTEER, 0, 0, 20),
)
"""In the order of the form."""

ROLE_BY_LABEL = {form.role.label: form.role for form in ROLES}

MOBILE_PATTERN = r"^1[3-9][0-9]{9}$"
"""A mobile line without what splits it (Ministry of Industry and Information Technology's
numbering plan: 13 to 19 begin the public networks' lines)."""

GAP_PATTERN = r"[\s\-‐-―−]"
"""What may split a number, once Unicode's NFKC has made wide signs plain."""

COUNTRY_PATTERN = r"^(?:\+|00)?86(?=1[0-9]{10}$)"
"""What may stand before a mobile without gaps."""

WECHAT_PATTERN = r"^[A-Za-z][A-Za-z0-9_-]{5,19}$"
"""As WeChat asks for: a letter, then 5 to 19 letters, digits, _ or - (its page on ids)."""

LINK_PATTERN = r"^https?://[^\s/?#]+\.[^\s]+$"
"""What an entry with :// in it has to be; any other entry is a name."""


class Fault(StrEnum):
    """What may be wrong with a cell, by the names that scripts know, too.

    A cell is looked at without space at its ends; numbers and ids as Unicode's NFKC
    writes them (full-width signs become plain), a mobile without ``GAP_PATTERN`` and
    then ``COUNTRY_PATTERN``.  Each cell has one fault, the first of these that fits.
    """

    FORMULA = "formula"
    """A formula stands in the cell; only a sheet that comes back can have one."""

    MISSING = "missing"
    """A required cell is empty."""

    LONG = "long"
    """More characters than the column's limit."""

    ROLE = "role"
    """No role of the form."""

    NAME = "name"
    """A name with a digit, an @ or :// in it: another column's words."""

    MOBILE = "mobile"
    """Not by ``MOBILE_PATTERN``."""

    WECHAT = "wechat"
    """Neither by ``WECHAT_PATTERN`` nor a mobile."""

    LINK = "link"
    """Has :// in it, and is not by ``LINK_PATTERN``."""

    REPEATED = "repeated"
    """The mobile stands on a line above with the same role, or with another name.

    One person may have two roles, and then stands on two lines.
    """

    FEW = "few"
    """Of a role: fewer people than ``fewest``."""

    MANY = "many"
    """Of a role: more people than ``most``."""


def name_file(unit: str, day: date, ending: str) -> str:
    """Return the name of a filled sheet, such as 登记表-鹿城区-2026-11-25.xlsx."""
    return f"{SHEET_NAME}-{unit}-{day.isoformat()}{ending}"
