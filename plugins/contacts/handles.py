"""What only the words before it make contact data: local lines, QQ numbers, WeChat ids."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.contacts.contact import Kind
from plugins.contacts.numbers import (
    Found,
    Judge,
    is_day,
    is_resident_id_by_form,
    match_digits,
)
from plugins.contacts.signs import BREAK, DIGITS

BETWEEN_SIGNS = rf"\s{BREAK}:：=＝是为号码群组主（()）\[\]【】「」“”\"'|*_~`及或\-"
BETWEEN = rf"[{BETWEEN_SIGNS}]{{0,8}}"
"""Signs and small words between what is said and the number; the end of a table's cell, too."""

_NEXT = re.compile(rf"(?:[、，,；;/／或和\s]|\x1f){{1,3}}(?=[{DIGITS}])")
"""What leads from one number of a list to the next."""

LINE_WORDS = (
    "电话|热线|传真|座机|固话|专线|联系方式|拨打|致电|tel|Tel|TEL|phone|Phone|PHONE|fax|Fax|FAX"
)
QQ_WORDS = "QQ|Qq|qQ|qq|扣扣|抠抠|Q号|q号|Q群|q群|企鹅|群号"
ID_WORDS = "身份证|证件号|身份号"

_LINE = re.compile(rf"(?:{LINE_WORDS}){BETWEEN}(?=[{DIGITS}])")
_QQ = re.compile(rf"(?:{QQ_WORDS}){BETWEEN}(?=[{DIGITS}])")
_ID = re.compile(rf"(?:{ID_WORDS}){BETWEEN}(?=[{DIGITS}])")

_WECHAT_ID = r"(?P<id>[A-Za-z][A-Za-z0-9_-]{5,19})(?![A-Za-z0-9_-])"
"""As WeChat asks for: a letter, then 5 to 19 letters, digits, _ or - (its page on ids)."""

WECHAT_WORDS = "微信|威信|薇信|徽信|V信|v信|维信"
WECHAT_LETTERS = "VX|Vx|vx|vX|WX|Wx|wx|WeChat|Wechat|wechat|WECHAT|weixin|WeiXin|Weixin|WEIXIN"
_WECHAT = re.compile(
    rf"(?:(?:{WECHAT_WORDS})(?:号码?|[Ii][Dd]|账号|帐号){BETWEEN}"
    rf"|(?:{WECHAT_WORDS}|(?<![A-Za-z.])(?:{WECHAT_LETTERS})(?:号|[Ii][Dd])?)\s?[:：]\s?"
    rf"|(?:加|＋|\+)\s?(?:我|他|她|老师)?的?(?:{WECHAT_WORDS}|微|薇|V|v|{WECHAT_LETTERS}){BETWEEN}"
    rf"|(?<![A-Za-z])(?:VX|vx|Vx){BETWEEN}"
    rf"){_WECHAT_ID}"
    r"|(?<![A-Za-z0-9_-])(?P<given>wxid_[A-Za-z0-9]{6,})"
)


def find_handles(text: str) -> Iterator[Found]:
    """Yield what the words before it make contact data."""
    for found in _LINE.finditer(text):
        yield from _find_listed(text, found.end(), Kind.LANDLINE, _is_local_line)
    for found in _QQ.finditer(text):
        yield from _find_listed(text, found.end(), Kind.QQ, _is_qq)
    for found in _ID.finditer(text):
        yield from _find_listed(text, found.end(), Kind.RESIDENT_ID, is_resident_id_by_form)
    for found in _WECHAT.finditer(text):
        name = "id" if found["id"] else "given"
        yield Found(Kind.WECHAT, found[name], found.start(name), found.end(name))


def _find_listed(text: str, place: int, kind: Kind, judge: Judge) -> Iterator[Found]:
    """Yield the number at ``place`` and those that follow it in a list."""
    while matched := match_digits(text, place, judge):
        digits, end = matched
        yield Found(kind, digits, place, end)
        following = _NEXT.match(text, end)
        if not following:
            return
        place = following.end()


def _is_local_line(digits: str) -> bool:
    return len(digits) in (7, 8) and digits[0] in "2345678" and not is_day(digits)


def _is_qq(digits: str) -> bool:
    return 5 <= len(digits) <= 11 and digits[0] != "0" and not is_day(digits)
