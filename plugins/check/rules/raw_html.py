"""网页代码：开头的各项和正文里都不写 HTML，用 Markdown 的记号。

<b>、<br>、<div> 这样的网页代码会照原样显示在页面上，读者看到的是一串尖括号。
要讲解网页代码，放在反引号里。

会放行：**重点**；`<b>`；<https://example.com>
会报告：<b>重点</b>；<!-- 备注 -->；标题里的 <br>。
会提醒：不是网页代码的英文尖括号，例如 <name>。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.source_lines import prose_blocks
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry

RULE = "raw-html"

_TEXTS = ("title", "summary", "office", "author", "source", "cover_alt", "basis")
_TAG = re.compile(
    r"(?<!\\)<(?:/?(?P<name>[A-Za-z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)(?:[\s/][^<>]{0,500})?/?>"
    r"|(?P<comment>!--|!DOCTYPE|!\[CDATA\[|\?(?:php|xml)))",
    re.IGNORECASE,
)
_FIXES = {
    "b strong": "改成“**文字**”",
    "i em": "改成“*文字*”",
    "br": "空一行另起一段",
    "p div span font center section article header footer main u s big small nobr": (
        "删去尖括号和里面的代码，段落之间空一行"
    ),
    "a": "改成“[文字](网址)”",
    "img picture figure figcaption": "改成“![图里有什么](文件名)”",
    "table thead tbody tr td th col colgroup caption": "改成用 | 画的表格，第二行写 | --- | --- |",
    "ul ol li": "改成 - 开头的列表，前面空一行",
    "h1 h2 h3 h4 h5 h6": "改成“## 小标题”",
    "hr": "改成单独一行 ---，前后各空一行",
    "blockquote q": "改成 > 开头的一段",
    "code pre": "把代码放在反引号里",
    "sup sub": "直接写文字，例如 CO2、平方米",
    "iframe video audio embed object source track": (
        "本站放不进视频和外部网页，改成一个链接“[观看视频](网址)”"
    ),
    "script style link meta base html head body title form input button select textarea label"
    " svg math template noscript details summary marquee applet frame frameset": "整段删去",
}
_FIX_BY_NAME = {name: fix for names, fix in _FIXES.items() for name in names.split()}


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield the first piece of HTML of every line."""
    for name in _TEXTS:
        text = entry.front_matter.text_of(name)
        for found in _TAG.finditer(text) if "<" in text else ():
            if found["comment"] or found["name"].lower() in _FIX_BY_NAME:
                line = entry.front_matter.line_of(name)
                yield _report(entry.path, line, found, "删去尖括号和里面的代码，只留文字")
                break
    if entry.is_repost_day or "<" not in entry.front_matter.body:
        return
    for block in prose_blocks(entry):
        yield from _check_block(entry.path, block[0].number, "\n".join(line.text for line in block))


def _check_block(path: str, first_line: int, text: str) -> Iterator[Problem]:
    reported = 0
    if "<" not in text:
        return
    for found in _TAG.finditer(text):
        line = first_line + text.count("\n", 0, found.start())
        if line != reported:
            yield _report(path, line, found, "")
            reported = line


def _report(path: str, line: int, found: re.Match[str], fix: str) -> Problem:
    seen = f"网页代码“{shorten(found[0], 40)}”"
    wanted = "不带网页代码的文字"
    if found["comment"]:
        fix = fix or "删去这段备注，从 <!-- 到 -->"
        return Problem(path, line, RULE, seen, wanted, fix)
    known = _FIX_BY_NAME.get(found["name"].lower())
    if known:
        return Problem(path, line, RULE, seen, wanted, fix or known)
    seen = f"“{shorten(found[0], 40)}”像网页代码，页面上会照原样显示"
    fix = "换成中文的〈〉；确实要显示尖括号就不改"
    return Problem(path, line, RULE, seen, wanted, fix, Level.WARNING)
