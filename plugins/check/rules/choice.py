"""选择项：状态、AI生成、长期有效、示例，只能从规定的词里选。

状态写“发布”或“草稿”，不写就是发布。AI生成、长期有效、示例写“是”或“否”，不写就是否。
别的词程序不猜，免得草稿被误发出去。

会放行：状态: 草稿
会放行：AI生成: 是
会报告：状态: 已发布；长期有效: true。
"""

from __future__ import annotations

from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.survey import Survey
from plugins.model.problem import Problem
from plugins.reading.article import Entry
from plugins.reading.schema import NO, STATUS_DRAFT, STATUS_PUBLISHED, YES, chinese_name

RULE = "choice"

CHOICES = {
    "status": (STATUS_PUBLISHED, STATUS_DRAFT),
    "ai_generated": (YES, NO),
    "evergreen": (YES, NO),
    "sample": (YES, NO),
}
"""Fields with the words that each may hold."""

_MEANT = {
    STATUS_DRAFT: ("draft", "hidden", "草案", "未发布", "待发布", "待发", "不发布", "暂不发布"),
    STATUS_PUBLISHED: ("published", "publish", "已发布", "发表", "公开", "正式", "已发"),
    YES: ("是的", "yes", "y", "true", "on", "1", "有", "对", "真", "√", "✓"),
    NO: ("不是", "no", "n", "false", "off", "0", "无", "没有", "不", "假", "×"),
}


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a problem for every choice that is none of its words."""
    for name, words in CHOICES.items():
        written = entry.front_matter.text_of(name)
        if written and written not in words:
            key = chinese_name(name)
            seen = f"“{key}”写成了“{shorten(written)}”"
            wanted = f"“{words[0]}”或“{words[1]}”"
            fix = _say_fix(key, written, words)
            yield Problem(entry.path, entry.front_matter.line_of(name), RULE, seen, wanted, fix)


def find_meant_word(written: str, words: tuple[str, ...]) -> str:
    """Return the one of ``words`` that ``written`` means beyond doubt, or an empty text."""
    plain = written.casefold().strip("“”\"'。. ")
    return next((word for word in words if plain == word or plain in _MEANT[word]), "")


def _say_fix(key: str, written: str, words: tuple[str, ...]) -> str:
    meant = find_meant_word(written, words)
    if meant:
        return f"改成“{key}: {meant}”"
    return f"改成“{key}: {words[0]}”或“{key}: {words[1]}”"
