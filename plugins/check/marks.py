"""Marks as people write them where Markdown wants others: what the check finds, the fixer mends."""

from __future__ import annotations

import re

from plugins.model.pattern import compile_late

WIDE = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
FULL_HEADING = re.compile(r"^[ \u3000]{0,3}(?=#*＃)[#＃]{1,6}[ \u3000]*(?P<text>[^#＃].*)$")
FULL_QUOTE = re.compile(r"^[ \u3000]{0,3}＞[ \u3000]*(?P<text>.*)$")
FULL_BULLET = re.compile(r"^[ \u3000]{0,3}(?:[－＊＋][ \u3000]*|[-*+]\u3000)(?P<text>\S.*)$")
FULL_ROW = re.compile(r"^[ \u3000]{0,3}｜.*｜")
FULL_LINK = re.compile(r"!?\[[^\[\]\n]+\][ ]?（[^（）\n]+）")
FULL_PICTURE = re.compile(r"！\[[^\[\]\n]*\]\([^()\n]+\)")
CLOSE_HEADING = compile_late(rf"^(?P<marks>##+)(?P<text>[{WIDE}A-Za-z0-9“‘《（【].*)$")
WIDE_LETTER = compile_late(f"[{WIDE}]")
STRONG = re.compile(r"\*\*")
UNDERSCORE = re.compile(r"(?P<marks>__?)(?P<text>[^_\s](?:[^_\n]*[^_\s])?)(?P=marks)")
WORD = re.compile(r"\w")
NUMBERED = re.compile(
    r"^[ \u3000]{0,4}(?:\d{1,3}[、．)）]|\d{1,3}\.(?![\d\s])|[(（]\d{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳㈠-㈩])"
    r"[ \u3000]*(?P<text>\S.*)"
)
DOTTED = re.compile(rf"^[ \u3000]{{0,4}}(?:[•·●○◆■▪◦►▶★☆]|-(?=[{WIDE}]))[ \u3000]*(?P<text>\S.*)")
