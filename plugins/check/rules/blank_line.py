"""空行：列表和表格的前后都要空一行。

列表或表格紧跟在一段话后面，程序认不出来，会连成一段普通文字；一段话紧跟在表格后面，
会被当成表格的一行。文字下面紧跟一行 ---，那行文字会变成小标题。

会放行：一段话，空一行，再写列表
会报告：列表、表格前面没有空行；表格后面没有空行；两种列表挨在一起。
会提醒：文字下面紧跟着 --- 或 ===。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from plugins.check.excerpt import shorten
from plugins.check.source_lines import ITEM, Line, prose_blocks, split_blocks
from plugins.check.survey import Survey
from plugins.check.table_rows import is_table_start
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry

RULE = "blank-line"

Finding = tuple[int, str, str, Level]
"""A line, what stands there, which blank line is wanted, and how bad it is."""

_HEADING = re.compile(r"^#{1,6}(?!#)")
_UNDERLINE = re.compile(r"^(?:-+|=+) *$")
_DIVIDER = re.compile(r"^ {0,3}(?:(?:- {0,2}){3,}|(?:_ {0,2}){3,}|(?:\* {0,2}){3,})$")
_QUOTE = re.compile(r"^ {0,3}> ?")
_QUOTES_LIMIT = 10


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem where a blank line is missing."""
    if entry.is_repost_day:
        return  # its texts are plain: no mark means anything in them
    for block in prose_blocks(entry):
        texts = {line.number: line.text for line in block}
        for line, seen, wanted, level in find_gaps(block):
            is_quoted = texts[line].lstrip().startswith(">")
            what = "一行，只写“>”" if is_quoted else "一个空行"
            fix = f"在第 {line} 行前面加{what}"
            yield Problem(entry.path, line, RULE, seen, wanted, fix, level)


def find_gaps(block: Sequence[Line]) -> Iterator[Finding]:
    """Yield where a blank line is missing in a run of lines without one."""
    if len(block) > 1:
        yield from _check_block(_dedent(block), 0)


def _dedent(block: Sequence[Line]) -> Sequence[Line]:
    """Take the first line's indent off a block that continues a list's item."""
    indent = _indent_of(block[0].text)
    if indent < 4:
        return block
    return [Line(line.number, line.text[min(indent, _indent_of(line.text)) :]) for line in block]


def _indent_of(text: str) -> int:
    return len(text) - len(text.lstrip())


def _check_block(block: Sequence[Line], depth: int) -> Iterator[Finding]:
    """Walk through a block as the parser cuts it: tables, headings, dividers, the rest."""
    start = 0
    is_after_divider = False
    for index, line in enumerate(block):
        if index < start:
            continue
        if index == start and is_table_start(block[index : index + 2]):
            table = _cut_at_heading(block[index:]) if is_after_divider else block[index:]
            yield from _check_after_table(table)
            start = index + len(table)
            continue
        is_underlined = index == start + 1 and bool(_UNDERLINE.match(line.text))
        if is_underlined:
            yield _report_underline(block[index - 1], line)
            start = index + 1
        elif _HEADING.match(line.text) or _DIVIDER.match(line.text):
            yield from _check_segment(block[start:index], depth)
            start = index + 1
            is_after_divider = not _HEADING.match(line.text)
    yield from _check_segment(block[start:], depth)


def _cut_at_heading(lines: Sequence[Line]) -> Sequence[Line]:
    """Return a table's lines up to a heading: below a divider the parser cuts there first."""
    end = next((n for n, line in enumerate(lines) if _HEADING.match(line.text)), len(lines))
    return lines[:end]


def _check_segment(lines: Sequence[Line], depth: int) -> Iterator[Finding]:
    """Check a list, or a paragraph and the quote that goes on to the segment's end."""
    if lines and ITEM.match(lines[0].text):
        yield from _check_list([line for line in lines if not _QUOTE.match(line.text)])
        for is_quote, run in groupby(lines, lambda line: bool(_QUOTE.match(line.text))):
            if is_quote:
                yield from _check_quote(list(run), depth)
        return
    quote = next((n for n, line in enumerate(lines) if _QUOTE.match(line.text)), len(lines))
    yield from _check_paragraph(lines[:quote])
    yield from _check_quote(lines[quote:], depth)


def _check_quote(lines: Sequence[Line], depth: int) -> Iterator[Finding]:
    if depth < _QUOTES_LIMIT:
        inner = [Line(line.number, _QUOTE.sub("", line.text)) for line in lines]
        for block in split_blocks(inner):
            yield from _check_block(block, depth + 1)


def _check_paragraph(lines: Sequence[Line]) -> Iterator[Finding]:
    for index, line in enumerate(lines[1:], 1):
        if ITEM.match(line.text.lstrip(" ")):
            seen = f"列表“{shorten(line.text)}”紧跟在一段话后面"
            wanted = "列表前面空一行" if ITEM.match(line.text) else "列表前面空一行，行首不空格"
            yield line.number, seen, wanted, Level.ERROR
            return
        if is_table_start(lines[index : index + 2]):
            yield line.number, "表格紧跟在一段话后面", "表格前面空一行", Level.ERROR
            return


def _check_list(lines: Sequence[Line]) -> Iterator[Finding]:
    first = ITEM.match(lines[0].text)
    for index, line in enumerate(lines[1:], 1):
        item = ITEM.match(line.text)
        if item and first and bool(item["number"]) != bool(first["number"]):
            seen = f"“{shorten(line.text)}”和上面的列表不是同一种"
            yield line.number, seen, "两种列表之间空一行", Level.ERROR
            return
        if is_table_start(lines[index : index + 2]):
            yield line.number, "表格紧跟在列表后面", "表格前面空一行", Level.ERROR
            return


def _check_after_table(lines: Sequence[Line]) -> Iterator[Finding]:
    for line in lines[2:]:
        if "|" not in line.text:
            seen = f"“{shorten(line.text)}”紧跟在表格后面，会变成表格的一行"
            yield line.number, seen, "表格后面空一行", Level.ERROR
            return


def _report_underline(above: Line, line: Line) -> Finding:
    seen = f"“{shorten(above.text)}”下面紧跟着“{shorten(line.text)}”，会变成小标题"
    return line.number, seen, "分隔线前面空一行；小标题用 ## 开头", Level.WARNING
