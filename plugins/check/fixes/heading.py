"""小标题：从 ## 开始，一级一级往下；和标题一字不差的第一个小标题删去。

原来谁在谁的下面，改了以后还是这样。
"""

from __future__ import annotations

import re

from plugins.check.draft import Draft
from plugins.check.source_lines import Line

NAME = "小标题"
RULE = "heading"

_HEADING = re.compile(r"^(?P<marks>#{1,6})(?!#)(?P<text>.*)$")
_TOPIC = re.compile(r"^#[^\s#][^#]*#$")
_DEEPEST = 6


def mend(draft: Draft) -> str:
    """Return the text with headings in their order."""
    text = draft.replace_lines(
        {
            line.number: f"\\{draft.lines[line.number - 1]}"
            for line in draft.prose
            if _TOPIC.match(line.text)
        }
    )
    draft = draft.having(text)
    draft = draft.having(_drop_title(draft))
    changes = {}
    above: list[int] = []
    for line in _list_headings(draft):
        raw = draft.lines[line.number - 1]
        marks = len(raw) - len(raw.lstrip("#"))
        while above and above[-1] >= marks:
            above.pop()
        depth = min(len(above) + 2, _DEEPEST)
        above.append(marks)
        changes[line.number] = "#" * depth + raw[marks:]
    return draft.replace_lines(changes)


def _list_headings(draft: Draft) -> list[Line]:
    return [line for line in draft.prose if (m := _HEADING.match(line.text)) and m["text"].strip()]


def _drop_title(draft: Draft) -> str:
    """Return the text without a first heading that is the title word for word."""
    first = next(iter(_list_headings(draft)), None)
    title = draft.entry.front_matter.text_of("title")
    if not first or not title or draft.lines[first.number - 1].strip("# \t") != title:
        return draft.text
    is_first = all(not line.text.strip() for line in draft.prose if line.number < first.number)
    lines = draft.lines
    is_alone = not "".join(lines[first.number : first.number + 1]).strip()
    rest = lines[first.number + is_alone :]
    return "\n".join([*lines[: first.number - 1], *rest]) if is_first else draft.text
