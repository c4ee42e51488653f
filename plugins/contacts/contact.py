"""A piece of contact data: what it is, where it stands, and how a report may show it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a piece is, as reports call it."""

    MOBILE = "手机号码"
    LANDLINE = "电话号码"
    RESIDENT_ID = "身份证号码"
    BANK_CARD = "银行卡号"
    MAILBOX = "邮箱"
    OWN_MAILBOX = "个人邮箱"
    QQ = "QQ 号码"
    WECHAT = "微信号"


@dataclass(frozen=True)
class Contact:
    """One piece: its ``value`` without what splits it, and the ``piece`` as it is written.

    ``start`` and ``end`` are where the piece stands in the text that was looked at.
    """

    kind: Kind
    value: str
    piece: str
    start: int
    end: int

    @property
    def masked(self) -> str:
        """The value as a report may show it, which may be public itself."""
        name, at, host = self.value.partition("@")
        if at:
            return f"{name[0]}***@{host}"
        kept = 3 if len(self.value) > 10 else 2
        return f"{self.value[:kept]}****{self.value[-4 if kept == 3 else -2 :]}"


def mask_pieces(text: str, contacts: Iterable[Contact]) -> str:
    """Return ``text`` with each of its ``contacts`` masked, in order and apart from one another."""
    for contact in sorted(contacts, key=lambda each: -each.start):
        text = text[: contact.start] + contact.masked + text[contact.end :]
    return text


_PLAIN = re.compile(r"[^0-9A-Za-z@._]")


def make_comparable(value: str) -> str:
    """Return a number, mailbox or id as two spellings of it are compared."""
    return _PLAIN.sub("", value).casefold()
