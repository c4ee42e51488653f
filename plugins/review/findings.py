"""What is wrong, told file by file: the first of it open, more of it folded, the rest counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from plugins.model.problem import Level
from plugins.review.quoting import quote_path, quote_sentence
from plugins.review.sheet import Finding

_OPEN = 12
"""Lines that stand open: more than a screen of a phone nobody reads at once."""

_FOLD = 5
"""Lines that folding takes: an empty one, the summary, empty ones inside, the end."""

_ENDING = 2
"""Lines of the sentence that counts the rest, with the empty one before it."""


def list_findings(findings: Sequence[Finding]) -> list[tuple[str, bool]]:
    """Return lines, and of each whether it tells a finding: a file's name, then its findings."""
    lines: list[tuple[str, bool]] = []
    for _, group in groupby(findings, lambda each: (each.path, each.level, each.is_elsewhere)):
        found = list(group)
        note = "（没有改这个文件，是别处的改动影响了它）" if found[0].is_elsewhere else ""
        lines += [("", False), (f"{quote_path(found[0].path)}{note}", False), ("", False)]
        lines += [(_describe(each), True) for each in found]
    return lines


def _describe(finding: Finding) -> str:
    place = f"第 {finding.line} 行" if finding.line else "整个文件"
    level = "，提醒" if finding.level is Level.WARNING else ""
    mark = "（可代改）" if finding.is_fixable else ""
    seen, fix = quote_sentence(finding.seen), quote_sentence(finding.fix)
    return f"- {place}{level}：{seen}。改法：{fix}。{mark}"


def fold_findings(lines: Sequence[tuple[str, bool]], total: int, room: int) -> list[str]:
    """Return at most ``room`` of the lines, those beyond a screen folded.

    ``total`` is how many findings there are, told in ``lines`` or not.
    """
    shown = list(lines[: min(room, _OPEN)])
    if len(lines) > _OPEN:
        inside = room - _OPEN - _FOLD - _ENDING
        folded = list(lines[_OPEN : _OPEN + max(inside, 0)])
    else:
        folded = []
    shown, folded = _end_on_a_finding(shown), _end_on_a_finding(folded)
    told = sum(is_told for _, is_told in (*shown, *folded))
    text = [line for line, _ in shown]
    if folded:
        count = sum(is_told for _, is_told in folded)
        text += ["", f"<details><summary>另外 {count} 处</summary>"]
        text += ["", *_begin_on_words(folded), "", "</details>"]
    if told < total:
        text += ["", f"还有 {total - told} 处没有列在这里，见“Files changed”里各行的批注。"]
    return text


def _end_on_a_finding(lines: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Drop a file's name at the end whose findings are cut off."""
    while lines and not lines[-1][1]:
        lines.pop()
    return lines


def _begin_on_words(lines: Sequence[tuple[str, bool]]) -> list[str]:
    texts = [line for line, _ in lines]
    while texts and not texts[0]:
        texts.pop(0)
    return texts
