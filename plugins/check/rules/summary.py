"""摘要：可以不写，写了不超过 120 个字。

不写摘要时，程序取正文的前几句。微信公众号的摘要最多 120 个字。

会放行：摘要: 下雨天过马路，三个动作能让彼此更安全。
会报告：摘要超过 120 个字。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.schema import SUMMARY_LIMIT

RULE = "summary"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for a summary that is too long."""
    length = len(entry.front_matter.text_of("summary"))
    if length > SUMMARY_LIMIT:
        seen, wanted = f"摘要有 {length} 个字", f"最多 {SUMMARY_LIMIT} 个字"
        fix = f"删去 {length - SUMMARY_LIMIT} 个字，或删去这一行，由程序取正文的前几句"
        line = entry.front_matter.line_of("summary")
        yield Problem(entry.path, line, RULE, seen, wanted, fix)
