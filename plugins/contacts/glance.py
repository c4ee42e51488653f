"""A quick look that tells whether a text is worth reading for contact data.

It stops at too much and never at too little: only what leads to a WeChat id has to be
written in one piece.  Nearly every text and page is clean, so
its first half takes about a nanosecond for a sign: tables of bytes and plain searching,
patterns only over signs beyond ASCII, which are few on a page.  What was seen there is
looked at by patterns that know what may hide between two digits.
"""

from __future__ import annotations

import re

from plugins.contacts.handles import (
    BETWEEN_SIGNS,
    ID_WORDS,
    LINE_WORDS,
    QQ_WORDS,
    WECHAT_LETTERS,
    WECHAT_WORDS,
)
from plugins.contacts.normalizing import RARE_UNSEEN, UNSEEN
from plugins.contacts.signs import (
    CHINESE_DIGITS,
    DIGITS,
    GAP_SIGNS,
    WIDE_DIGITS,
    WIDE_GAP_SIGNS,
    WIDE_LETTERS,
)


def may_hold_contacts(text: str) -> bool:
    """Tell whether it is worth reading ``text``; where it is not, nothing can be found in it."""
    folded = text.encode("utf-8", "surrogatepass").translate(_FOLDED, _DROPPED)
    wide = folded.translate(None, _NARROW).decode("utf-8", "surrogatepass")
    if _holds_at_sign(text, folded, wide) or _holds_escape(text, folded):
        return True
    if (_WIDE_SIGNS.search(wide) or _holds_digits(folded)) and (
        _WIDE_ESCAPE.search(wide) or _LONG.search(text)
    ):
        return True
    return _holds_word(text, folded, wide) and any(
        pattern.search(text) for pattern in (_LINE, _QQ, _WECHAT, _ADDED)
    )


_FOLDED = bytes(
    ord("0") if 48 <= byte <= 57 else byte + 32 if 65 <= byte <= 90 else byte for byte in range(256)
)
"""Every digit becomes 0, every letter small."""

_DROPPED = b" \t\n\r-_./*~`^()+"
"""Signs that may split a number and begin nothing else."""

_NARROW = bytes(set(range(128)) - set(b'0qvw:">'))
"""ASCII but for what words in Chinese are written with, and two signs that keep things apart."""

_ELEVEN = b"0" * 11
"""The shortest number that says by itself what it is is a mobile line, of eleven digits."""

_APART = rf"(?:\"[^\"]{{0,200}}+\"|[{WIDE_GAP_SIGNS}\">qvw]){{0,40}}+"
"""What ``wide`` may show of markup, or of an escape, between two digits.

No colon: an address printed behind a unit's code stands at the foot of every article.
"""

_WIDE_SIGNS = re.compile(
    rf"[{WIDE_GAP_SIGNS}{WIDE_DIGITS}{WIDE_LETTERS}{UNSEEN}](?:"
    rf"(?<=[{WIDE_GAP_SIGNS}])(?<=[{WIDE_DIGITS}0].)(?={_APART}[{WIDE_DIGITS}0])"
    rf"|(?<=[{WIDE_DIGITS}])(?:(?=(?:{_APART}[{WIDE_DIGITS}0]){{5}})"
    rf"|(?<=[{WIDE_DIGITS}0]{{5}}.))"
    rf"|(?<=[{WIDE_LETTERS}{UNSEEN}]))"
)
"""Signs and digits beyond ASCII that may be part of a number, or stand for letters."""


def _in_small(words: str) -> str:
    """Return a pattern of words as ``wide`` holds them."""
    small = {word.lower() for word in words.split("|")}
    return "|".join(sorted(word for word in small if word == "qq" or not word.isascii()))


_FILLING = rf"[^{DIGITS}一-鿿]|[号码是为群组主及或账帐]"
_BEFORE_DIGITS = (
    rf"(?:(?:(?:{_FILLING}){{0,60}}+[{DIGITS}])"
    rf"|(?:(?:\"[^\"]{{0,200}}+\"|{_FILLING}){{0,60}}+[{DIGITS}]))"
)
_ADDING = "加[我他她老的微威薇徽维vw]|＋[我他她老的微威薇徽维vw]"
_ANY_WORD = re.compile(
    f"{_in_small(f'{LINE_WORDS}|{ID_WORDS}|{QQ_WORDS}|{WECHAT_WORDS}')}|{_ADDING}"
)
"""Stopped at first: few pages hold one of the words, and one walk over their first signs tells."""

_WIDE_WORDS = tuple(
    re.compile(pattern)
    for pattern in (
        f"(?:{_in_small(f'{LINE_WORDS}|{ID_WORDS}')}){_BEFORE_DIGITS}{{7}}",
        f"(?:{_in_small(QQ_WORDS)}){_BEFORE_DIGITS}{{5}}",
        f'(?:{_in_small(WECHAT_WORDS)})[">qvw]{{0,40}}[号账帐:：]',
        _ADDING,
    )
)
"""The words with what makes them worth a close look."""

_WORDS_WITH_X = re.compile(rb"x(?:(?<=vx)|(?<=wx)(?!qqcom)|(?<=eix)(?!inqqcom)|(?<=fax))")
"""What ends in x, or nearly so: vx, wx, weixin, fax; but for the addresses of WeChat itself."""

_TEL = re.compile(rb"tel(?![a-z])")
_PHONE = re.compile(rb"phone(?![a-z]|=no)")
"""Not the line in the head of every page that keeps browsers from making links of numbers."""

_WIDE_ESCAPE = re.compile(rf"[{WIDE_LETTERS}{UNSEEN}{RARE_UNSEEN}]")
_ENTITY = re.compile(
    r"&(?:#(?!3[49];|x2[27];)|commat;|amp;(?!(?:quot|lt|gt|nbsp|#3[49]);)(?:#|\w{1,31};))"
)
_PERCENT = re.compile(r"%(?:3[0-9]|4[0-9A-Fa-f]|[EeFf])")
_CODE = re.compile(r"\\(?:u00[3-7]|uff|x)")
"""Escapes that may stand for a digit, a letter or an at sign, but not for a quotation mark."""

_AFTER_PLUS = tuple("VvWw微威薇徽维我他她老的")
_ID_OF_WECHAT = "信id".encode()
_AT_IN_WORDS = ("at", "At", "aT", "AT")
_WIDE_AT_IN_WORDS = (("（）", "（at）".encode()), ("【】", "【at】".encode()))
_AT_SIGN_OF_NUMBERS = re.compile(rb"#(?:qq|000(?![0a-f]{3}))")

_RARE = ((b"\xf0", b"\xf0\x9d"), (b"\xf3", b"\xf3\xa0"))
"""How UTF-8 begins digits for formulas (U+1D7CE …) and tags that nobody sees (U+E0000 …)."""

_WIDE_DIGIT = rb"\xef\xbc|\xe2[\x81\x82\x91\x92\x9d\x9e]|[\xc2\xd9\xdb\xdf\xe0]|" + b"|".join(
    sign.encode() for sign in CHINESE_DIGITS
)
"""How UTF-8 begins the digits beyond ASCII."""

_SPLIT_DIGITS = re.compile(
    rb"0(?:[&%\\\[\]]|<(?:!|[^<>]*+(?:[<]|\Z)"
    rb"|(?:(?!td|th|tr|dd|dt|li|div|p|h0)[^<>]*+><?)++(?:[0&%\\\[\]]|" + _WIDE_DIGIT + rb")))"
)
"""A digit, markup without a block's end, a digit; other signs that hide are looked at closely."""

_INLINE_TAG = r"<(?!/?(?:td|th|tr|dd|dt|li|p|div|h[1-6])\b)[^<>]*+>"
_HIDING = (
    r"&lt;[^<>]{0,200}?&gt;|&(?:amp;)?#?[A-Za-z0-9]{1,31};|%[0-9A-Fa-f]{2}"
    r"|\\(?:[nrt]|u[0-9A-Fa-f]{4})|\](?:\([^()\n]{0,500}\)|\[[^\[\]\n]{0,100}\])(?<![0-9][)\]])"
    r"|\[\^[^\[\]\n]{0,100}\](?<![0-9]\])"
)
"""Markup and escapes that may stand where a gap is."""

_SPLIT = rf"(?:{_INLINE_TAG}|{_HIDING}|[{GAP_SIGNS}\r\n]){{0,60}}+"
"""So many and no more, for what hides may hold digits itself, and would be read from each."""

_LONG = re.compile(
    rf"[{DIGITS}](?:(?<![0-9][0-9])|(?<=%\w\w.)|(?<=\\u\w{{4}}.))(?<!2(?=0))"
    rf"(?:{_SPLIT}[{DIGITS}Xx]){{10}}"
)
"""Eleven digits, only what may split a number between them; no number begins with 20."""

_BEFORE = (
    r"(?:号码?|ID|id|账号|帐号)?"
    rf"(?:<[^<>]*+>|{_HIDING}|[{BETWEEN_SIGNS}{UNSEEN}！-／：-＠［-｀｛-～]){{0,30}}+"
)
_QQ = re.compile(rf"(?:{QQ_WORDS}){_BEFORE}[{DIGITS}](?:{_SPLIT}[{DIGITS}]){{4}}")
_LINE = re.compile(rf"(?:{LINE_WORDS}|{ID_WORDS}){_BEFORE}[{DIGITS}](?:{_SPLIT}[{DIGITS}]){{6}}")
"""The shortest numbers that the words before them make contact data; hotlines are shorter."""

_WECHAT = re.compile(
    rf"(?:{WECHAT_WORDS}|{WECHAT_LETTERS}|wxid_){_BEFORE}(?:[A-Za-z]|(?<=wxid_)[0-9])"
)
_ADDED = re.compile(
    rf"[加＋+]\s?(?:我|他|她|老师)?的?(?:[微薇Vv]|{WECHAT_LETTERS}){_BEFORE}[A-Za-z]"
)
"""What leads to a WeChat id."""


def _holds_at_sign(text: str, folded: bytes, wide: str) -> bool:
    """Tell whether there is an at sign, or words for it; one behind a quotation mark is a key's."""
    if not all(piece.endswith((b'"', b"'")) for piece in folded.split(b"@")[:-1]):
        return True
    if any(piece.endswith(b"at") for piece in folded.split(b"]")[:-1]):
        return True
    if any(piece.endswith(_AT_IN_WORDS) for piece in text.split(")")[:-1]):
        return True
    if any(pair in wide and end in folded for pair, end in _WIDE_AT_IN_WORDS):
        return True
    return b"#" in folded and bool(_AT_SIGN_OF_NUMBERS.search(folded))


def _holds_escape(text: str, folded: bytes) -> bool:
    """Tell whether escapes may stand for signs of a number, a word or a mailbox."""
    return bool(
        (b"&" in folded and _ENTITY.search(text))
        or (b"%" in folded and _PERCENT.search(text))
        or (b"\\" in folded and _CODE.search(text))
    )


def _holds_digits(folded: bytes) -> bool:
    """Tell whether digits stand together or with what may split them, or are of rare scripts."""
    if _ELEVEN in folded or _SPLIT_DIGITS.search(folded):
        return True
    return any(byte in folded and rare in folded for byte, rare in _RARE)


def _holds_word(text: str, folded: bytes, wide: str) -> bool:
    """Tell whether there is a word that makes contact data of what follows it."""
    return bool(
        (_ANY_WORD.search(wide) and any(words.search(wide) for words in _WIDE_WORDS))
        or _WORDS_WITH_X.search(folded)
        or _TEL.search(folded)
        or _PHONE.search(folded)
        or b"wechat" in folded
        or _ID_OF_WECHAT in folded
        or any(piece.lstrip().startswith(_AFTER_PLUS) for piece in text.split("+")[1:])
    )
