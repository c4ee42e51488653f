"""段落：一段不超过 350 个字，手机上一屏看得完。

手机一屏大约三百来个字。一段满屏没有停顿，读的人会划过去。引文照原样，不检查。

会放行：两三百字的一段
会提醒：超过 350 个字的一段，或列表里超过 350 个字的一条。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plugins.check.excerpt import shorten
from plugins.check.source_lines import FILLER, Line, fill_addresses, prose_blocks
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry

RULE = "paragraph"
LENGTH_ADVICE = 350
"""Characters; a phone shows some twenty lines of seventeen at the site's size of text."""

WANTED = f"每段不超过 {LENGTH_ADVICE} 个字"

_ITEM = re.compile(r"^[ \t]*(?:[-*+]|\d{1,9}\.)[ \t]")
_NO_PROSE = re.compile(r"^[ \t]*(?:#|>|\||\[\^?[^\]]+\]:)")
_MARKS = re.compile(rf"[{FILLER}*_\[\]`]+")
_SENTENCE_END = re.compile(r"[。！？!?][”’」』）】]*")
_CLAUSE_END = re.compile(r"；[”’」』）】]*")
_SHOWN = 14


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a warning for every paragraph that is too long, with the place to cut it."""
    pieces = entry.front_matter.body.split("\n\n")
    if entry.is_repost_day or max(map(len, pieces)) <= LENGTH_ADVICE:
        return  # texts of a day's list have a limit of their own
    for block in prose_blocks(entry):
        if sum(len(line.text) for line in block) > LENGTH_ADVICE:
            for lines in _split_paragraphs(block):
                yield from _check_paragraph(entry, lines)


def _split_paragraphs(block: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the paragraphs and items of a block; headings, tables and quotations are none."""
    lines: list[Line] = []
    for line in block:
        is_prose = not _NO_PROSE.match(line.text)
        if lines and (not is_prose or _ITEM.match(line.text)):
            yield lines
            lines = []
        if is_prose:
            lines.append(line)
    if lines:
        yield lines


def _check_paragraph(entry: Entry, lines: Sequence[Line]) -> Iterator[Problem]:
    prose = "".join(fill_addresses(line.text) for line in lines)
    length = len(_MARKS.sub("", prose).strip())
    if length <= LENGTH_ADVICE:
        return
    front = entry.front_matter
    texts = front.body.split("\n")
    written = "".join(texts[line.number - front.body_line] for line in lines)
    is_item = bool(_ITEM.match(lines[0].text))
    name, cut = ("这一条", "分成两条") if is_item else ("这一段", "空一行，分成两段")
    end = _find_cut(prose)
    fix = f"把长句改短，再{cut}"
    if end:
        fix = f"在“{shorten(written[max(0, end - _SHOWN) : end])}”后面{cut}"
    seen = f"{name}有 {length} 个字"
    yield Problem(entry.path, lines[0].number, RULE, seen, WANTED, fix, Level.WARNING)


def _find_cut(prose: str) -> int:
    """Return where the sentence ends that ends nearest the middle; 0 where there is none."""
    for pattern in (_SENTENCE_END, _CLAUSE_END):
        ends = [found.end() for found in pattern.finditer(prose) if found.end() < len(prose)]
        if ends:
            return min(ends, key=lambda end: abs(end - len(prose) / 2))
    return 0
