"""标点和空格：中文里用全角标点，标点前后不空格，数字和英文字母用半角。

半角的逗号、冒号、引号夹在汉字中间，读起来发挤，换行的地方也会错。引文、书名号和引号里的话、网址、
代码、登记过的单位名称，照原样，不检查。数字和英文两边不用加空格。

会放行：2026年11月25日，共有3名志愿者参加App培训。
会提醒：效果很好,大家都说好.；点击"报名"；重点(加粗)；他说...；真好！！！；好 ，坏；１００米。
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from plugins.check.copy_marks import correct_copy, is_suspect
from plugins.check.differences import LENGTH_LIMIT, show_first_difference
from plugins.check.excerpt import shorten
from plugins.check.fields import is_read
from plugins.check.source_lines import prose_lines
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.content_folder import ContentFolder

RULE = "chinese-copy"
WANTED = "中文里用全角标点，标点前后不空格，数字和字母用半角"
LINES_LIMIT = 3
"""Lines that are spoken of one by one; of more, one warning says where they are."""

_SHOWN_NUMBERS = 10
_QUOTE = re.compile(r"^[ \t]*>")


class _Finding(NamedTuple):
    line: int
    written: str
    right: str


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a warning for each line with wrong marks, or one for many of them."""
    if entry.is_repost_day or not is_read(entry):
        return  # lines of keys, which have half-width colons
    findings = [*_check_fields(entry, survey), *_check_body(entry, survey)]
    if len(findings) > LINES_LIMIT:
        yield _report_many(entry, findings)
        return
    for finding in findings:
        written, right = _show(finding)
        seen = f"“{written}”里的标点或空格不合中文的写法"
        yield _report(entry, finding.line, seen, f"改成“{right}”")


def _report_many(entry: Entry, findings: Sequence[_Finding]) -> Problem:
    written, right = _show(findings[0])
    numbers = "、".join(str(finding.line) for finding in findings[:_SHOWN_NUMBERS])
    more = "等" if len(findings) > _SHOWN_NUMBERS else ""
    seen = f"第 {numbers} {more}行的标点或空格不合中文的写法，共 {len(findings)} 行"
    fix = f"逐行改，例如这一行的“{written}”改成“{right}”"
    return _report(entry, findings[0].line, seen, fix)


def _show(finding: _Finding) -> tuple[str, str]:
    written, right = show_first_difference(finding.written, finding.right)
    return shorten(written, LENGTH_LIMIT), shorten(right, LENGTH_LIMIT)


def _check_fields(entry: Entry, survey: Survey) -> Iterator[_Finding]:
    for name in ("title", "summary"):
        text = entry.front_matter.text_of(name)
        if is_suspect(text):
            right = correct_copy(text, text, _find_kept_names(survey.folder))
            if right != text:
                yield _Finding(entry.front_matter.line_of(name), text, right)


def _check_body(entry: Entry, survey: Survey) -> Iterator[_Finding]:
    front = entry.front_matter
    if not is_suspect(front.body):
        return
    texts = front.body.split("\n")
    for line in prose_lines(entry):
        if is_suspect(line.text) and not _QUOTE.match(line.text):
            written = texts[line.number - front.body_line]
            right = correct_copy(written, line.text, _find_kept_names(survey.folder))
            if right != written:
                yield _Finding(line.number, written, right)


@lru_cache(maxsize=2)
def _find_kept_names(folder: ContentFolder) -> re.Pattern[str] | None:
    """Return a pattern of those names in the registry that a correction might touch."""
    registry = folder.registry
    names = {name.right for name in registry.proper_names}
    names.update(each.name for each in registry.organizations)
    for unit in registry.units:
        names.update((unit.office, *(each.name for each in unit.names)))
    touched = sorted((name for name in names if is_suspect(name)), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, touched))) if touched else None


def _report(entry: Entry, line: int, seen: str, fix: str) -> Problem:
    return Problem(entry.path, line, RULE, seen, WANTED, fix, Level.WARNING)
