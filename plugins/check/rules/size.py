"""篇幅：一个文件不超过 1 MB，正文、段落和层次都有上限。

上限比最长的正常稿件高出许多。超过的多半是把图片的编码、整本材料或别处的代码贴了进来。

会放行：几千字的稿件
会报告：文件太大；正文太长；一段太长；一段里的记号太多；列表或引用套得太深。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.limits import FILE_LIMIT, Excess, ExcessFound

RULE = "size"

_WORDS = {
    Excess.BODY: ("正文有 {} 个字符", "最多 {} 个", "分成几篇"),
    Excess.LINES: ("正文有 {} 行", "最多 {} 行", "分成几篇"),
    Excess.BODY_MARKS: (
        "正文有 {} 个记号（括号、星号、竖线等）",
        "最多 {} 个",
        "删去多余的记号，或分成几篇",
    ),
    Excess.NOTES: ("正文有 {} 处注释记号 [^]", "最多 {} 处", "把注释并到正文里"),
    Excess.BLOCK: ("这一段有 {} 个字符", "每段最多 {} 个", "用空行分成几段"),
    Excess.MARKS: (
        "这一段有 {} 个记号（括号、星号、尖括号等）",
        "每段最多 {} 个",
        "删去多余的记号，或用空行分段",
    ),
    Excess.BLOCK_LINES: ("这一段有 {} 行", "每段最多 {} 行", "用空行分成几段，长表格分成几张"),
    Excess.BRACKETS: ("这一段有 {} 个括号没有配对", "最多 {} 个", "补上或删去没有配对的括号"),
    Excess.SPACES: ("这一段里有 {} 个连着的空格", "最多 {} 个", "删去多余的空格"),
    Excess.DEFINITIONS: ("这一段有 {} 条解释连在一起", "最多 {} 条", "每条解释前面空一行"),
    Excess.NESTING: ("列表或引用套了 {} 层", "最多 {} 层", "改成一层列表，或用小标题分开"),
}


def check_folder(survey: Survey) -> Iterator[Problem]:
    """Yield a problem for every text that is too large to be read at all."""
    for path in survey.folder.texts:
        file = survey.files[path]
        if not file.is_link and file.size > FILE_LIMIT:
            seen = f"文件有 {file.size / 1_000_000:.1f} MB"
            fix = "删去贴进来的图片编码或附件，图片存成文件放在旁边"
            yield Problem(path, 0, RULE, seen, f"不超过 {FILE_LIMIT // 1_000_000} MB", fix)


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield what a body has too much of."""
    for excess in entry.body.excess:
        yield _report(entry, excess)


def _report(entry: Entry, excess: ExcessFound) -> Problem:
    seen, wanted, fix = _WORDS[excess.kind]
    line = entry.front_matter.body_line + excess.line - 1
    return Problem(
        entry.path, line, RULE, seen.format(excess.amount), wanted.format(excess.limit), fix
    )
