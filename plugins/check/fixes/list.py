"""列表：紧挨着的“1、2、3、”改成“1. ”开头的列表，“•”改成“- ”。

号码不是从 1 起一个个往下的，和“一、”“①”这样的编号，照原样留着，每项各成一段。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from plugins.check.draft import Draft
from plugins.check.marks import DOTTED, NUMBERED
from plugins.check.source_lines import ITEM, Line

NAME = "列表"
RULE = "markdown-mark"

_KINDS = (
    re.compile(r"(\d{1,3})、"),
    re.compile(r"(\d{1,3})．"),
    re.compile(r"(\d{1,3})\."),
    re.compile(r"(\d{1,3})[)）]"),
    re.compile(r"[(（](\d{1,3})[)）]"),
)
_HEADING = re.compile(r"^#{1,6}(?!#)")
_NOT_PLAIN = re.compile(r"^ {0,3}(?:>|\||[-*+] |\d{1,9}\. )")


@dataclass(frozen=True)
class _Run:
    """Lines that follow each other and begin with numbers, or with dots, set by hand."""

    lines: Sequence[Line]
    pattern: re.Pattern[str]

    def write(self, raws: Sequence[str], following: int) -> list[str]:
        """Return its ``raws`` as a list, or each as a paragraph where they are none.

        ``following`` is the number that a list may begin with.
        """
        marks = self._find_marks(following)
        if not marks:
            plain = [raw.strip(" \u3000") for raw in raws]
            return [*(f"{text}\n" for text in plain[:-1]), plain[-1]]
        found = [self.pattern.match(line.text) for line in self.lines]
        starts = [match.start("text") for match in found if match]
        items = zip(marks, starts, raws, strict=True)
        return [f"{mark} {raw[start:]}" for mark, start, raw in items]

    def counts_to(self, following: int) -> int:
        """Return the last number of the list that it becomes, or 0."""
        is_list = self.pattern is NUMBERED and self._find_marks(following)
        return following + len(self.lines) - 1 if is_list else 0

    def _find_marks(self, following: int) -> list[str]:
        starts = [line.text.strip(" \u3000") for line in self.lines]
        if self.pattern is DOTTED:
            return ["-"] * len(starts) if len({start[0] for start in starts}) == 1 else []
        for kind in _KINDS:
            numbers = [int(found[1]) for start in starts if (found := kind.match(start))]
            if numbers == list(range(following, following + len(starts))):
                return [f"{number}." for number in numbers]
        return []


def mend(draft: Draft) -> str:
    """Return the text with every list a list."""
    changes: dict[int, str] = {}
    blocks = [part for block in draft.blocks for part in _cut_at_headings(block)]
    last = 0
    for place, block in enumerate(blocks):
        if any(_NOT_PLAIN.match(line.text) for line in block):
            last = -1 if ITEM.match(block[0].text) else 0
            continue
        is_followed = place + 1 < len(blocks) and ITEM.match(blocks[place + 1][0].text)
        runs = sorted(_find_runs(block), key=lambda run: run.lines[0].number)
        for run in runs:
            is_at_start = run.lines[0] is block[0]
            is_at_end = run.lines[-1] is block[-1]
            is_apart = not (is_at_end and is_followed) and not (is_at_start and last < 0)
            following = (last if is_at_start else 0) + 1 if is_apart else 0
            numbers = [line.number for line in run.lines]
            written = run.write([draft.lines[number - 1] for number in numbers], following)
            is_parted = is_at_start or changes.get(numbers[0] - 1, "").endswith("\n")
            written[0] = written[0] if is_parted else f"\n{written[0]}"
            written[-1] = written[-1] if is_at_end else f"{written[-1]}\n"
            changes.update(zip(numbers, written, strict=True))
            last = run.counts_to(following) if is_at_end else 0
        if not runs or runs[-1].lines[-1] is not block[-1]:
            last = 0
    return draft.replace_lines(changes)


def _cut_at_headings(block: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """Yield what stands between the headings of a block, and each of these."""
    for _, lines in groupby(block, lambda line: bool(_HEADING.match(line.text))):
        yield list(lines)


def _find_runs(block: Sequence[Line]) -> Iterator[_Run]:
    """Yield each longest run of two or more lines that a pattern fits."""
    for pattern in (NUMBERED, DOTTED):
        run: list[Line] = []
        for line in (*block, Line(0, "")):
            if pattern.match(line.text):
                run.append(line)
                continue
            if len(run) > 1:
                yield _Run(run, pattern)
            run = []
