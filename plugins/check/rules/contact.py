"""联系方式：文稿、文件名和登记表里不写个人的电话、证件号、银行卡号、邮箱、QQ 号和微信号。

网站和稿件的仓库都是公开的，写上去就收不回来。用空格、短横、全角数字、汉字数字隔开或换个样子写，
也会认出来；报告里只显示一部分。单位对外公布的电话和邮箱，由市级编辑写进 site.toml 的
allowed_contacts，写进去的就能用；登记过的公众号也能用。

会放行：12345、110、95588、400 开头的热线；文号、统一社会信用代码、日期、金额
会放行：allowed_contacts 里的电话和邮箱；已经隐去一部分的号码，例如 138****8000
会报告：手机号码、固定电话、身份证号码、银行卡号、邮箱、QQ 号、微信号
会报告：写在标题、摘要、图片说明、链接、备注、文件名、登记表里的，和写在正文里的一样算。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.survey import Survey
from plugins.contacts.contact import Contact, Kind
from plugins.contacts.finding import find_contacts
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.encoding import decode_text
from plugins.reading.records import FILES as TABLES
from plugins.reading.registry import FILES

RULE = "contact"
WANTED = "没有个人联系方式的内容；网站和仓库都是公开的"
PIECES_LIMIT = 10
"""Pieces of one file that are spoken of one by one; of more, one problem says how many."""

_PUBLISHED = "删去它；单位对外公布的，请市级编辑把它写进 site.toml 的 allowed_contacts"
_FIXES = {
    Kind.RESIDENT_ID: "删去它；文稿里用不上",
    Kind.BANK_CARD: "删去它；文稿里用不上",
    Kind.WECHAT: "删去它；单位的公众号，请市级编辑登记在 units.toml 里",
}


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield every piece of contact data in a text as it is written, front matter and all."""
    yield from _check_text(entry.path, entry.decoded.text, survey)


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield contact data in the registry files and tables, comments too, and in names."""
    for path in (*FILES, *TABLES):
        file = survey.files.get(path)
        if file and not file.is_link and survey.wants(path):
            text = decode_text(survey.folder.read_bytes(path)).text
            yield from _check_text(path, text, survey)
    known: dict[str, list[Contact]] = {}
    for file in survey.unpassed_files():
        for step in file.path.split("/"):
            if step not in known:
                known[step] = find_contacts(step, survey.allowed_contacts)
            yield from (_report_name(file.path, contact) for contact in known[step])


def _check_text(path: str, text: str, survey: Survey) -> Iterator[Problem]:
    contacts = find_contacts(text, survey.allowed_contacts)
    for contact in contacts[:PIECES_LIMIT]:
        seen = f"写着{contact.kind}“{contact.masked}”"
        yield _report(path, text, contact, seen, _FIXES.get(contact.kind, _PUBLISHED))
    if more := contacts[PIECES_LIMIT:]:
        seen = f"从这一行往下，还有 {len(more)} 处联系方式"
        yield _report(path, text, more[0], seen, "逐行删去；名单和通讯录不放进仓库")


def _report(path: str, text: str, contact: Contact, seen: str, fix: str) -> Problem:
    line = text.count("\n", 0, contact.start) + 1
    return Problem(path, line, RULE, seen, WANTED, fix)


def _report_name(path: str, contact: Contact) -> Problem:
    seen = f"文件或文件夹的名字里有{contact.kind}“{contact.masked}”"
    fix = "从名字里去掉它；稿件里用到这个名字的地方也跟着改"
    return Problem(path, 0, RULE, seen, WANTED, fix)
