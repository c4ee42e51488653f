"""How numbers are written: their groups, what stands between those, and each digit."""

from __future__ import annotations

from collections.abc import Callable

from plugins.contacts.contact import Kind

KINDS = {
    Kind.MOBILE: ("", ("138", "0013", "8000")),
    Kind.LANDLINE: ("电话：", ("0577", "8896", "1234")),
    Kind.RESIDENT_ID: ("", ("330302", "19900101", "1235")),
    Kind.BANK_CARD: ("", ("6222", "0212", "3456", "7890", "128")),
    Kind.QQ: ("QQ：", ("1234", "5678")),
}
"""What leads to a number of each kind, and its groups; all of them are invented."""

SEPARATORS = (
    *("", " ", "  ", "\u00a0", "\u3000", "\u2009", "-", "–", "—", "－", ".", "·", "/", "_"),
    *("\u200b", "\u200d", "\u00ad", "\ufeff", "\u2060", "\u202e", "\n", "\r\n", " \n"),
    *("&nbsp;", "&#160;", "&#xA0;", "&shy;", "&ensp;", "&#8203;", "&ZeroWidthSpace;", "&amp;nbsp;"),
    *("%20", "%2D", "%C2%A0", "%E2%80%8B", "\\u00a0", "\\u200b", "\\u002d", "\\t", "\\n"),
    *("**", "*", "~~", "`", "\\-", "<b>", "</b>", "<wbr>", "<br>", "<!-- -->", "[^a]"),
    *('<span class="n1">', '<i title="中文">', "&lt;b&gt;", "\\u003cb\\u003e", "](a.html)["),
)
"""What people and machines put between the groups of a number."""

WRITINGS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "full-width": lambda sign: chr(ord(sign) + 0xFEE0),
    "Chinese": lambda sign: "零一二三四五六七八九"[int(sign)],
    "in capitals": lambda sign: "〇壹贰叁肆伍陆柒捌玖"[int(sign)],
    "decimal entities": lambda sign: f"&#{ord(sign)};",
    "hexadecimal entities": lambda sign: f"&#x{ord(sign):x};",
    "entities within entities": lambda sign: f"&amp;#{ord(sign)};",
    "percent signs": lambda sign: f"%{ord(sign):x}",
    "codes of JSON": lambda sign: f"\\u{ord(sign):04x}",
    "bold digits of formulas": lambda sign: chr(0x1D7CE + int(sign)),
}
"""How one digit may be written."""
