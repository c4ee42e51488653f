"""编码：文件要存成 UTF-8。

手机、记事本和网页编辑框存下来的一般就是 UTF-8。有些旧软件存成 GBK（又叫 ANSI、GB2312），
换一台电脑打开就是乱码。文件里也不能有看不见的控制字符：它们会让文字的方向和样子与看到的不同。

会放行：UTF-8；带 BOM 的 UTF-8；Windows 换行。
会报告：GBK 文件；看不见的坏字符和控制字符。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.encoding import EncodingFault

RULE = "encoding"

_SEEN = {
    EncodingFault.GB18030: "文件是 GBK（ANSI）编码",
    EncodingFault.UNKNOWN: "文件不是 UTF-8，也认不出是什么编码",
    EncodingFault.NUL: "文件里有看不见的坏字符",
    EncodingFault.NONCHARACTER: "文件里有看不见的坏字符",
    EncodingFault.CONTROL: "文件里有看不见的控制字符",
}
_FIX = {
    EncodingFault.GB18030: "用记事本打开，选“另存为”，编码选 UTF-8",
    EncodingFault.UNKNOWN: "从原稿重新复制文字，存成 UTF-8 的文本文件",
}


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for a text whose bytes are not plain UTF-8."""
    fault = entry.decoded.fault
    if fault:
        fix = _FIX.get(fault, "把这一行的文字重新打一遍，或从原稿重新复制")
        wanted = "没有坏字符和控制字符的 UTF-8 文本"
        yield Problem(entry.path, entry.decoded.line, RULE, _SEEN[fault], wanted, fix)
