"""作者：署名栏目的稿件要写作者，名字不超过 16 个字。

评论、博客这类署名栏目，读者要知道是谁在说话。别的栏目写不写都可以。
微信公众号的作者一栏最多 16 个字。

会放行：作者: 一位志愿者
会报告：署名栏目没有作者；作者超过 16 个字。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.fields import lacks, say_missing
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.schema import AUTHOR_LIMIT

RULE = "author"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for a signed article without an author, or one too long."""
    front = entry.front_matter
    author, line = front.text_of("author"), front.line_of("author")
    column = survey.registry.find_column(front.text_of("column"))
    if len(author) > AUTHOR_LIMIT:
        wanted = f"最多 {AUTHOR_LIMIT} 个字"
        fix = "只写名字；单位和职务写在“供稿”里，几个人可以写“某某等”"
        yield Problem(entry.path, line, RULE, f"作者有 {len(author)} 个字", wanted, fix)
    elif entry.is_article and column and column.is_signed and lacks(entry, "author"):
        seen = f"“{column.title}”是署名栏目，{say_missing(entry, 'author')}"
        yield Problem(entry.path, line, RULE, seen, "作者的名字或笔名", "写上“作者: 名字”")
