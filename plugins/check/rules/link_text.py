"""链接文字：方括号里写出通到哪里，不写“点击这里”“查看更多”，也不放一长串网址。

用读屏软件的人，常把一页的链接单独列出来听；听到三个“点击这里”，不知道哪个是哪个。

会放行：[报名办法](https://example.com/a.html)；单独写的网址 https://example.com/
会提醒：[点击这里](https://example.com/a.html)；[https://example.com/](https://example.com/)。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.check.excerpt import shorten
from plugins.check.source_lines import prose_lines
from plugins.check.survey import Survey
from plugins.model.problem import Level, Problem
from plugins.reading.article import Entry
from plugins.reading.links import Link

RULE = "link-text"
WANTED = "说出通到哪里的文字，例如那一页的标题"

_LINK = re.compile(
    r"(?<![!\\])\[(?P<text>[^\[\]\n]{1,300})\]"
    r"\((?P<target>[^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)"
)
_AROUND = " \t*_~“”‘’「」《》【】（）()<>＜＞〉：:，。,.!！…→»、👉☞"
_VAGUE = frozenset({
    "这里", "此处", "这儿", "点这里", "点击这里", "请点击这里", "点击此处", "请点击此处",
    "点此", "请点此", "点击", "请点击", "点我", "戳这里", "戳此", "戳我", "按这里", "链接",
    "此链接", "该链接", "链接地址", "点击链接", "网址", "地址", "网页", "网站", "页面", "更多",
    "查看更多", "了解更多", "更多内容", "阅读更多", "查看", "查看详情", "详情", "更多详情",
    "详情点击", "详情请点击", "点击查看", "点击查看详情", "点击进入", "点击打开", "点击阅读",
    "点击下载", "点击报名", "here", "click", "link", "more", "clickhere", "readmore",
})  # fmt: skip
_HINT = re.compile(
    rf"\[(?:[^\w\[\]\n]|_)*(?:https?:|www\.|{'|'.join(sorted({word[:2] for word in _VAGUE}))})",
    re.IGNORECASE,
)
"""What stands in every body with a text of a link to speak of."""

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]+", re.IGNORECASE)


def check_entry(entry: Entry, survey: Survey) -> Iterator[Problem]:
    """Yield a warning for every link whose text does not say where it leads."""
    if entry.is_repost_day or not _HINT.search(entry.front_matter.body):
        return
    for line in prose_lines(entry):
        for found in _LINK.finditer(line.text) if "](" in line.text else ():
            plain = found["text"].strip(_AROUND)
            is_address = bool(_ADDRESS.fullmatch(plain))
            if is_address or plain.replace(" ", "").casefold() in _VAGUE:
                link = _find_link(entry, found["target"])
                if link and link.kind.is_allowed:  # of others, the rule link speaks
                    seen = f"链接的文字是“{shorten(found['text'])}”"
                    fix = _say_fix(_find_title(survey, link), link.target, is_address)
                    yield Problem(entry.path, line.number, RULE, seen, WANTED, fix, Level.WARNING)


def _say_fix(title: str, target: str, is_address: bool) -> str:
    if title:
        return f"改成“[{shorten(title, 70)}]({shorten(target, 120)})”"
    example = f"“[那一页的标题]({shorten(target, 60)})”"
    return f"改成{example}；不知道标题就只写网址，不加括号" if is_address else f"改成{example}"


def _find_link(entry: Entry, written: str) -> Link | None:
    """Return the link that was read from what stands between the round brackets."""
    target = written.split(maxsplit=1)[0].strip("<>") if written.strip() else ""
    return next((link for link in entry.body.links if link.target == target), None)


def _find_title(survey: Survey, link: Link) -> str:
    """Return the title of the article or page that a link means, if it means a whole one."""
    record = survey.record(link.path) if link.path and not link.fragment else None
    text = (record.article or record.page or record.prompt) if record else None
    return text.title if text else ""
