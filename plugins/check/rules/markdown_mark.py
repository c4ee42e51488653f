"""记号：Markdown 的记号用半角，位置也有讲究。

输入法没切换，打出全角的 ＃ ＞ ｜ ！（），程序不认得，会照原样显示。自己编的“1、2、3、”紧挨着写，
会连成一段。列表写“1. ”或“- ”，每项一行；几行连着写的编号，要么改成列表，要么每项之间空一行。

会放行：## 小标题；**重点**；1. 第一步
会报告：＃ 小标题；＞ 引用；｜表格｜；[文字]（网址）；** 重点 **；紧挨着的几行“1、”“①”“•”；
用四个空格缩进的段落（会变成代码）。
会提醒：##小标题（少空格）；_重点_（在汉字之间不起作用）；下一级列表只缩进了两格；分开写的“1、”。
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise

from plugins.check.excerpt import shorten
from plugins.check.marks import (
    CLOSE_HEADING,
    DOTTED,
    FULL_BULLET,
    FULL_HEADING,
    FULL_LINK,
    FULL_PICTURE,
    FULL_QUOTE,
    FULL_ROW,
    NUMBERED,
    STRONG,
    UNDERSCORE,
    WIDE,
    WIDE_LETTER,
    WORD,
)
from plugins.check.source_lines import (
    Line,
    fill_addresses,
    indented_lines,
    prose_blocks,
)
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry

RULE = "markdown-mark"

Finding = tuple[str, str, str, Level]
"""What was seen, what is wanted, how to put it right, and how bad it is."""

_HALF_WIDTH = str.maketrans("＃＞｜＊＿～｀－［］（）！　", "#>|*_~`-[]()! ")
_SHALLOW = re.compile(r"^(?P<indent> {2,3})(?:[-*+]|\d{1,3}\.)[ ]+\S")
_SIMPLE_NUMBER = re.compile(r"^\s*\d{1,3}[、．]")


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for every mark that the parser will not understand."""
    if entry.is_repost_day:
        return  # its texts are plain: no mark means anything in them
    blocks = prose_blocks(entry)
    finders = [find for signs, find in _FINDERS if signs.search(entry.front_matter.body)]
    for line in chain.from_iterable(blocks) if finders else ():
        for find in finders:
            for seen, wanted, fix, level in find(line.text):
                yield Problem(entry.path, line.number, RULE, seen, wanted, fix, level)
    yield from _check_indent(entry)
    for block in blocks:
        if len(block) > 1:
            yield from _check_run(entry.path, block, NUMBERED, "1. ")
            yield from _check_run(entry.path, block, DOTTED, "- ")
    yield from _check_separate(entry.path, blocks)


def _find_full_width_start(text: str) -> Iterator[Finding]:
    """Find a full-width mark at the start of a line."""
    found = FULL_HEADING.match(text)
    if found:
        marks = max(2, len(text.strip()) - len(text.strip().lstrip("#＃")))
        right = f"{'#' * marks} {shorten(found['text'], 60)}"
        yield _full_width("＃", right, "半角的 ## 加空格")
    elif found := FULL_QUOTE.match(text):
        yield _full_width("＞", f"> {shorten(found['text'], 60)}", "半角的 > 加空格")
    elif found := FULL_BULLET.match(text):
        seen = f"行首的“{text.strip()[:1]}”不会变成列表"
        fix = f"要做成列表就改成“- {shorten(found['text'], 60)}”；不改也可以发布"
        yield seen, "列表用半角的 - 加空格", fix, Level.WARNING
    elif FULL_ROW.match(text):
        yield _full_width("｜", shorten(text.strip().translate(_HALF_WIDTH), 60), "半角的 |")


def _full_width(mark: str, right: str, wanted: str) -> Finding:
    return f"行首的“{mark}”是全角的", wanted, f"改成“{right}”", Level.ERROR


def _find_full_width_link(text: str) -> Iterator[Finding]:
    """Find a link or a picture with full-width signs among its marks."""
    if "]" not in text:
        return
    for pattern in (FULL_LINK, FULL_PICTURE):
        for found in pattern.finditer(text):
            right = re.sub(r"\][ ]?（(.*)）$", r"](\1)", found[0]).replace("！[", "![")
            seen = f"“{shorten(found[0], 40)}”里有全角的括号或叹号"
            yield seen, "半角的 ! [ ] ( )", f"改成“{shorten(right, 60)}”", Level.ERROR


def _find_close_heading(text: str) -> Iterator[Finding]:
    """Find a heading without a space behind its marks."""
    found = CLOSE_HEADING.match(text)
    if found and len(found["marks"]) <= 6:
        right = f"{found['marks']} {shorten(found['text'].rstrip('# '), 60)}"
        seen = f"“{found['marks']}”后面没有空格"
        yield seen, "记号和文字之间空一格", f"改成“{right}”", Level.WARNING


def _find_spaced_strong(text: str) -> Iterator[Finding]:
    """Find ``** 重点 **``: marks taken in pairs, spaces just inside them."""
    if "**" not in text:
        return
    plain = fill_addresses(text)
    marks = [found.start() for found in STRONG.finditer(plain)]
    for start, end in zip(marks[::2], marks[1::2], strict=False):
        inner = text[start + 2 : end]
        if inner.strip() and inner != inner.strip():
            seen = f"“{shorten(text[start : end + 2])}”的星号里面有空格，不会变粗"
            fix = f"改成“**{shorten(inner)}**”"
            yield seen, "星号紧挨着文字", fix, Level.ERROR


def _find_underscore(text: str) -> Iterator[Finding]:
    """Find ``_重点_`` where a neighbouring letter or ideograph keeps it plain."""
    if "_" not in text:
        return
    plain = fill_addresses(text)
    for found in UNDERSCORE.finditer(plain):
        before, after = plain[: found.start()][-1:], plain[found.end() :][:1]
        is_beside_word = bool(WORD.match(before) or WORD.match(after))
        if is_beside_word and re.search(f"[{WIDE}]", found["text"]):
            stars = "*" * len(found["marks"])
            seen = f"“{shorten(found[0])}”的下划线会照原样显示"
            fix = f"改成“{stars}{shorten(found['text'], 60)}{stars}”"
            yield seen, "在汉字之间用星号", fix, Level.WARNING


def _find_shallow_item(text: str) -> Iterator[Finding]:
    """Find an item of a second level that is not indented enough to be one."""
    if _SHALLOW.match(text):
        seen = f"“{shorten(text)}”只缩进了两三格，会和上一级排在一起"
        fix = "前面改成四个空格；不分级就删去空格"
        yield seen, "下一级列表缩进四格", fix, Level.WARNING


_FINDERS: tuple[tuple[re.Pattern[str], Callable[[str], Iterator[Finding]]], ...] = (
    (re.compile(r"[＃＞｜－＊＋]|[-*+]\u3000"), _find_full_width_start),
    (re.compile(r"\][ ]?（|！\["), _find_full_width_link),
    (re.compile(r"##[^#\s]"), _find_close_heading),
    (re.compile(r"\*\*\s|\s\*\*"), _find_spaced_strong),
    (re.compile(r"_"), _find_underscore),
    (re.compile(r"  "), _find_shallow_item),
)
"""Each with what stands in every body that it speaks of."""


def _check_indent(entry: Entry) -> Iterator[Problem]:
    """Report Chinese text that its indent makes code; code itself is let pass."""
    for line in indented_lines(entry):
        if WIDE_LETTER.search(line.text):
            seen = f"“{shorten(line.text)}”前面空了四格以上，会变成代码"
            wanted = "行首不空格，段落之间空一行"
            fix = "删去行首的空格；确实是代码，就在前后各加一行“```”"
            yield Problem(entry.path, line.number, RULE, seen, wanted, fix)


def _check_run(
    path: str, block: Sequence[Line], pattern: re.Pattern[str], mark: str
) -> Iterator[Problem]:
    """Report the first of two or more items that follow each other without a blank line."""
    for first, second in pairwise(block):
        found = pattern.match(first.text)
        if found and pattern.match(second.text):
            seen = f"“{shorten(first.text)}”和下一行会连成一段"
            fix = f"每行改成“{mark}”开头，例如“{mark}{shorten(found['text'], 60)}”"
            wanted = f"列表用“{mark}”开头，每项一行，前后空一行"
            yield Problem(path, first.number, RULE, seen, wanted, fix)
            return


def _check_separate(path: str, blocks: Sequence[Sequence[Line]]) -> Iterator[Problem]:
    """Warn of ``1、`` and ``2、`` that stand in paragraphs of their own."""
    for block, following in pairwise(blocks):
        first, second = block[0].text, following[0].text
        is_pair = len(block) == 1 and _SIMPLE_NUMBER.match(first) and _SIMPLE_NUMBER.match(second)
        if is_pair and (found := NUMBERED.match(first)):
            seen = f"“{shorten(first)}”是自己编的号，不是列表"
            fix = f"改成“1. ”开头，例如“1. {shorten(found['text'], 60)}”；不改也可以发布"
            yield Problem(path, block[0].number, RULE, seen, "列表用“1. ”开头", fix, Level.WARNING)
            return
