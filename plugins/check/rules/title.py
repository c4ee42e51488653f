"""标题：每篇都要有，1 到 64 个字。

微信公众号的标题最多 64 个字，超过 32 个字在列表里会被截断，所以超过 32 个字会提醒，
超过 64 个字不能发布。

会放行：标题: 红灯前的三十秒可以做什么
会放行：标题: 【文明提示】下雨天，让一让行人
会报告：没有标题；标题是空的；标题只有标点；标题超过 64 个字。
会提醒：标题超过 32 个字；用句号、逗号结尾；用标点、星号开头；整个标题放在【】里。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.fields import lacks, say_missing
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.schema import TITLE_ADVICE, TITLE_LIMIT

RULE = "title"
WANTED = f"1 到 {TITLE_LIMIT} 个字的标题，最好不超过 {TITLE_ADVICE} 个字"


_BOXED = re.compile(r"【(?P<text>[^【】]+)】")
_LEADING = "，。、；：！？,.;:!?~～·•●★☆■◆▲-—_*#＊＃|｜/>＞"
_TRAILING = "，。、；：,.;:~～·•●★☆■◆▲-—_*#＊＃|｜/"
"""Marks that a title neither begins nor ends with; it may ask, call out and trail off …"""


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield problems of a missing, empty or overlong title."""
    front = entry.front_matter
    title, line = front.text_of("title"), front.line_of("title")
    length = len(title)
    if not title:
        if not entry.is_repost_day and lacks(entry, "title"):
            seen, fix = say_missing(entry, "title"), "在文件开头写上“标题: 你的标题”"
            yield Problem(entry.path, line, RULE, seen, WANTED, fix)
    elif not any(sign.isalnum() for sign in title):
        yield Problem(entry.path, line, RULE, f"标题只有标点“{title}”", WANTED, "写上能看懂的文字")
    elif length > TITLE_LIMIT:
        seen = f"标题有 {length} 个字"
        yield Problem(entry.path, line, RULE, seen, WANTED, "删去修饰语，把细节移到摘要里")
    elif length > TITLE_ADVICE:
        seen = f"标题有 {length} 个字，微信列表里会被截断"
        fix = "能短就短，不改也可以发布"
        yield Problem(entry.path, line, RULE, seen, WANTED, fix, Level.WARNING)
    if length <= TITLE_LIMIT and not entry.is_repost_day and (plain := _find_plain(title)):
        seen = f"标题“{shorten(title, TITLE_ADVICE)}”的头尾有多余的标点"
        fix = f"改成“标题: {plain}”"
        yield Problem(entry.path, line, RULE, seen, "头尾没有标点的标题", fix, Level.WARNING)


def _find_plain(title: str) -> str:
    """Return a title without the marks around it; nothing where there are none."""
    boxed = _BOXED.fullmatch(title)
    text = boxed["text"].strip() if boxed else title
    is_trailing_off = text.endswith(("...", "。。。"))
    plain = text.lstrip(_LEADING) if is_trailing_off else text.lstrip(_LEADING).rstrip(_TRAILING)
    is_other = plain.strip() != title and any(sign.isalnum() for sign in plain)
    return plain.strip() if is_other else ""
