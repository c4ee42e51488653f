"""What the template says to whoever fills it in, and how that is told from their words."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HINT = re.compile(r"\s*〔(?!\d+〕)[^〔〕]*〕\s*")
"""The year of a document's number, 〔2018〕, is none."""

TEMPLATE_HINTS = (
    "先填表，再写正文。方括号里的是提示，写的时候盖掉；没盖掉的不会发布",
    "正文从这里写起：什么时候，在哪里，谁在做什么。不用空格缩进，不用空行。",
    "小标题用“标题 1”样式",
    "图片单独占一行插在这里，下一行写图片说明，每张都写",
    "图里有什么，写给看不见图的人",
    "表格的第一行写各列的名称；用不到就删去表格",
    "时间",
    "做什么",
    "九点",
    "摆桌子",
)
"""What the template says below its head, in this order."""

_SIGNS = re.compile(r"^图片说明：|[#|*:\\-]+", re.MULTILINE)
"""What Markdown and the template write around a hint."""


def write_hint(text: str) -> str:
    """Return ``text`` as a hint: in brackets that no office uses around a value of its own."""
    return f"〔{text}〕"


def is_hint(text: str) -> bool:
    """Tell whether ``text`` is a hint that nobody has written over."""
    return _HINT.fullmatch(text) is not None


def take_off_hints(text: str) -> str:
    """Return ``text`` without the hints that were left beside what was written."""
    return _HINT.sub("", text).strip()


def say_hints(hints: Sequence[str]) -> str:
    """Say which hints were left out: whoever put words of their own into such brackets sees it.

    Those of the template are only counted; empty where there were none.
    """
    own = {write_hint(text) for text in TEMPLATE_HINTS}
    others = [hint for hint in hints if hint not in own]
    count = len(hints) - len(others)
    said = [f"模板里没有盖掉的 {count} 处提示不要了"] if count else []
    return "；".join(said + ([f"当作提示去掉了{''.join(others)}"] if others else []))


def clear_hints(body: str) -> tuple[str, list[str]]:
    """Return Markdown without what holds nothing but hints, and the hints that went with it.

    Those are paragraphs, headings and tables that nobody has written over.
    """
    kept: list[str] = []
    gone: list[str] = []
    for block in re.split(r"\n{2,}", body.strip("\n")):
        if _is_unwritten(block):
            gone += [hint.strip() for hint in _HINT.findall(block)]
        else:
            kept.append(block)
    return "\n\n".join(kept), gone


def _is_unwritten(block: str) -> bool:
    bare = _SIGNS.sub(" ", block)
    return _HINT.search(bare) is not None and not take_off_hints(bare)
