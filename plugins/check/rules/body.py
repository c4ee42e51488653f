"""正文：开头几行的下面要有正文。

打开稿件只看见标题，读者会以为网页坏了。只有图片也算正文。

会放行：开头几行的下面空一行，接着写正文
会报告：正文是空的；正文里只有空行和分隔线。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.fields import is_read
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry

RULE = "body"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for a text that says and shows nothing below its front matter."""
    if entry.is_repost_day:
        return  # whose items have a rule of their own
    is_asked = is_read(entry) and not entry.decoded.fault and entry.body.body
    if is_asked and not entry.body.says_anything:
        line, fix = entry.front_matter.end_line, "在这一行下面空一行，写上正文"
        yield Problem(entry.path, line, RULE, "正文是空的", "几段文字，或带说明的图片", fix)
