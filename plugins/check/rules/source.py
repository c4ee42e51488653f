"""来源：转载的稿件，“来源”和“原文链接”都要写；自己写的，两项都不写。

来源写发布原文的单位或媒体，不超过 60 个字；原文链接写能打开原文的网址，以 https:// 或
http:// 开头。

会放行：来源: 浙江文明网，下一行写 原文链接: https://example.com/a.html
会报告：只写了其中一项；来源太长；链接不是网址；链接里夹着用户名、空格或中文标点。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.fields import lacks
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.schema import SOURCE_LIMIT
from plugins.reading.web_address import has_user, is_web_address, lacks_scheme

RULE = "source"
WANTED_URL = "https:// 或 http:// 开头的完整网址"


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for half a source, and for a link that is none."""
    front = entry.front_matter
    source, address = front.text_of("source"), front.text_of("source_url")
    if source and lacks(entry, "source_url"):
        seen = "写了来源，没有原文链接"
        fix = "加上一行“原文链接: https://…”；自己写的稿件就删去来源"
        yield Problem(entry.path, front.line_of("source"), RULE, seen, "两项都写或都不写", fix)
    if len(source) > SOURCE_LIMIT:
        seen, wanted = f"来源有 {len(source)} 个字", f"最多 {SOURCE_LIMIT} 个字"
        fix = "只写发布原文的单位或媒体的名称"
        yield Problem(entry.path, front.line_of("source"), RULE, seen, wanted, fix)
    if address and lacks(entry, "source"):
        seen, fix = "写了原文链接，没有来源", "加上一行“来源: 发布原文的单位”"
        yield Problem(entry.path, front.line_of("source_url"), RULE, seen, "两项都写或都不写", fix)
    if address and not is_web_address(address):
        seen, fix = _say_fault(address)
        yield Problem(entry.path, front.line_of("source_url"), RULE, seen, WANTED_URL, fix)


def _say_fault(address: str) -> tuple[str, str]:
    shown = shorten(address, 50)
    copied = "在浏览器里打开原文，从地址栏重新复制"
    if re.search(r"\s", address):
        return f"原文链接“{shown}”里有空格", copied
    if lacks_scheme(address):
        return f"原文链接“{shown}”没有 https://", f"改成“原文链接: https://{shown}”"
    if has_user(address):
        return f"原文链接“{shown}”里夹着用户名（@ 前面的部分）", copied
    return f"原文链接“{shown}”不是网址", copied
