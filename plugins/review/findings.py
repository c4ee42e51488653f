"""What is wrong, told file by file: the first of it open, more of it folded, the rest counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from plugins.contacts.quoting import quote_path, quote_sentence
from plugins.model.problem import Level
from plugins.reading.places import CONTENT
from plugins.review.sheet import Finding

_OPEN = 12
"""Lines that stand open: more than a screen of a phone nobody reads at once."""

_FOLD = 4
"""Lines that folding takes: an empty one and the summary, an empty one and the end."""

_ENDING = 2
"""Lines of the sentence that counts the rest, with the empty one before it."""

_HEAD = 2
"""Lines that a file takes beside its findings: an empty one and its name."""


def tell_findings(findings: Sequence[Finding], total: int, room: int) -> list[str]:
    """Return at most ``room`` lines, those beyond a screen folded.

    ``total`` is how many findings there are; ``findings`` may be the first of them.
    """
    shown = _take_some(findings, min(room - _ENDING, _OPEN))
    rest = findings[len(shown) :]
    folded = _take_some(rest, room - _OPEN - _FOLD - _ENDING)
    lines = _list_by_file(shown)
    if folded:
        lines += ["", f"<details><summary>另外 {len(folded)} 处</summary>"]
        lines += [*_list_by_file(folded), "", "</details>"]
    if left := total - len(shown) - len(folded):
        lines += ["", f"还有 {left} 处没有列在这里，见“Files changed”里各行的批注。"]
    return lines


def _take_some(findings: Sequence[Finding], room: int) -> Sequence[Finding]:
    """Return as many of the first findings as there is room to tell by file."""
    for count, each in enumerate(findings):
        is_next_file = not count or _head(each) != _head(findings[count - 1])
        room -= 1 + (_HEAD if is_next_file else 0)
        if room < 0:
            return findings[:count]
    return findings


def _head(finding: Finding) -> str:
    """Return the line that stands above a file's findings."""
    note = "（没有改这个文件，是别处的改动影响了它）" if finding.is_elsewhere else ""
    return f"{quote_path(f'{CONTENT}/{finding.path}')}{note}" if finding.path else ""


def _list_by_file(findings: Sequence[Finding]) -> list[str]:
    lines: list[str] = []
    for head, group in groupby(findings, _head):
        lines += ["", *([head] if head else []), *map(_describe, group)]
    return lines


def _describe(finding: Finding) -> str:
    place = f"第 {finding.line} 行" if finding.line else "整个文件" if finding.path else "整个请求"
    level = "，提醒" if finding.level is Level.WARNING else ""
    mark = "（可代改）" if finding.is_fixable else ""
    seen, fix = quote_sentence(finding.seen), quote_sentence(finding.fix)
    return f"- {place}{level}：{seen}。改法：{fix}。{mark}"
