"""小标题：正文里的小标题从 ## 开始，一级一级往下。

标题已经写在文件开头，页面上会显示成最大的一级；正文再写 # 或再写一遍标题，读屏软件会读两遍。
从 ## 直接跳到 ####，读者会以为中间少了一节。

会放行：## 小标题，下面用 ### 再分
会提醒：# 开头的小标题；行首的 #话题#；和标题相同的小标题；跳级；空的小标题；下面没有正文的小标题。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.source_lines import prose_lines
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.waivers import is_waiver

RULE = "heading"
WANTED = "正文的小标题从 ## 开始，逐级往下"
WANTED_BELOW = "每个小标题下面都有正文"

_MARKS = re.compile(r"^#{1,6}(?!#)")
_AROUND = "# \t"
_MAY_BE_HOLLOW = re.compile(r"#(?<![^\n]#).*(?:\n[ \t]*|\n<!--.*)*(?:\n#|\Z)")


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield warnings about the headings of a body."""
    if entry.is_repost_day or "#" not in entry.front_matter.body:
        return
    above = 1
    title = entry.front_matter.text_of("title")
    hollow = _find_hollow(entry)
    for line in prose_lines(entry):
        found = _MARKS.match(line.text) if line.text.startswith("#") else None
        if not found:
            continue
        words, wanted = _say(found[0], line.text.rstrip(), title, above), WANTED
        above = max(2, len(found[0]))
        if not words and line.number in hollow:
            seen = f"小标题“{shorten(line.text.strip(_AROUND))}”下面没有正文"
            words, wanted = (seen, "补上这一节的正文，或删去小标题"), WANTED_BELOW
        if words:
            seen, fix = words
            yield Problem(entry.path, line.number, RULE, seen, wanted, fix, Level.WARNING)


def _find_hollow(entry: Entry) -> set[int]:
    """Return the lines of headings that the next of their level, or the end, follows at once.

    What a section holds is looked for in the text as written: code counts.
    """
    hollow: set[int] = set()
    if not _MAY_BE_HOLLOW.search(entry.front_matter.body):
        return hollow
    texts = entry.front_matter.body.split("\n")
    open_line = open_marks = 0
    for line in prose_lines(entry):
        found = _MARKS.match(line.text)
        if found:
            if open_line and len(found[0]) <= open_marks:
                hollow.add(open_line)
            open_line, open_marks = line.number, len(found[0])
        elif (text := texts[line.number - entry.front_matter.body_line]).strip():
            open_line = open_line if is_waiver(text) else 0
    return hollow | {open_line} if open_line else hollow


def _say(written: str, line: str, title: str, above: int) -> tuple[str, str] | None:
    text, marks = line[len(written) :].strip(_AROUND), len(written)
    shown = shorten(text)
    if not text:
        return f"小标题“{written}”后面没有文字", "补上文字，或删去这一行"
    if marks == 1 and line.endswith("#") and not line[1].isspace():
        fix = f"在最前面加一个反斜杠，写成“\\{shorten(line, 60)}”"
        return f"行首的“{shorten(line)}”会变成小标题", fix
    if title and _bare(text) == _bare(title):
        return f"小标题“{shown}”和标题相同", "删去这一行，标题会自动显示"
    if marks == 1:
        return f"小标题“{shown}”只有一个 #", f"改成“## {shorten(text, 60)}”"
    if marks > above + 1:
        right = "#" * (above + 1)
        return (
            f"“{shown}”是 {marks} 个 #，上一级只有 {above} 个",
            f"改成“{right} {shorten(text, 60)}”",
        )
    return None


def _bare(text: str) -> str:
    """Return the letters and digits alone: a title is the same in bold or without its comma."""
    return "".join(sign for sign in text if sign.isalnum()) or text
