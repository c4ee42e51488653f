"""Why a file of the site was made anew, or was not: ``invoke build --explain PATH``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.build.account import differing
from plugins.build.manifest import Manifest, Row
from plugins.build.plan import Plan
from plugins.build.templates import TemplateSet
from plugins.build.update import Work
from plugins.model.address import output_path
from plugins.model.output import Output, PageOutput
from plugins.reading.places import find_address

_NAMES = {
    "agenda": "进行中的和过去的工作提示",
    "articles": "转发的稿件",
    "asset": "主题的文件",
    "columns": "各栏目的篇数",
    "components": "组件的示例",
    "counts": "篇数",
    "data": "文件内容",
    "day": "当天的转发清单",
    "days": "列出的转发清单",
    "encoded": "码里的网址",
    "entries": "列出的网址",
    "feed": "订阅源的名字",
    "has_cards": "有没有分享图片",
    "latest": "最新稿件",
    "lead": "头条",
    "month": "月份",
    "month_counts": "各单位本月篇数",
    "newer": "较新的一篇（或一天、一月）",
    "newest": "各单位最新的一篇",
    "notices": "通知",
    "of_month": "本月的稿件",
    "older": "较早的一篇（或一天、一月）",
    "page": "这一页的内容或列出的稿件",
    "past": "最近的转发日",
    "prompts": "列出的工作提示",
    "registry": "登记表",
    "related": "相关稿件",
    "repost": "首页的转发提示",
    "site": "站点设置",
    "sitemaps": "各年的网站地图",
    "slip": "稿件的标题、摘要等",
    "slips": "列出的稿件",
    "slug": "网址里的名字",
    "stale_years": "发布了几年",
    "stored": "图片文件",
    "tag": "标签",
    "text": "正文",
    "texts": "列出的稿件的正文",
    "url": "网站的网址",
    "year": "今年",
}
"""What the inputs of outputs are called in front of people."""


def find_output_path(asked: str) -> str:
    """Return the path in the site that is meant by a page's address or an article's file.

    Who asks for nothing means nothing.
    """
    if not asked:
        return ""
    plain = asked.strip().lstrip("./").removeprefix("output/")
    address = find_address(plain.removeprefix("content/"))
    return output_path(address if address is not None else plain)


def explain_work(
    asked: str, work: Work, served: Manifest, facts: Mapping[str, Any], plan: Plan
) -> str:
    """Return why the file at the path ``asked`` about is made anew, stays, or is not there.

    ``served`` is the site as it was, ``facts`` are those of this build.
    """
    output, before = work.asked, served.find_row(asked)
    if output is None:
        return f"{asked}：{'撤下了，已经没有内容要写到这里' if before else '站点里没有这个文件'}。"
    now, is_made = plan.enter(output), any(made.path == asked for made in work.make)
    if before is None:
        verb, reasons = "写了", ["原来没有这个文件"]
    elif before.fingerprint == now.fingerprint:
        verb = "重写了" if is_made else "没有重写"
        reasons = ["原来的文件被改动过或不见了"] if is_made else ["它所依据的都没有变"]
    else:
        verb = "重写了" if is_made else "换回了以前写的那一份"
        reasons = list(_list_common_changes(output, served.facts, facts, plan.templates))
        reasons += _list_own_changes(output, before, now)
    lines = [f"{asked}：{verb}，因为{'；'.join(reasons)}。", f"  归属：{output.owner}"]
    lines.append(f"  依据：{'、'.join(_list_grounds(output))}")
    return "\n".join(lines)


def _list_common_changes(
    output: Output, before: Mapping[str, Any], now: Mapping[str, Any], templates: TemplateSet
) -> Iterator[str]:
    """Yield what changed of that which many outputs are made from."""
    if before.get("version") != now["version"]:
        yield "程序有改动"
    if isinstance(output, PageOutput):
        for name in differing(before.get("bases"), now["bases"]):
            yield f"{name}有改动"
        changed = set(differing(before.get("templates"), now["templates"]))
        for name in sorted(changed & {*templates.list_used(output.template)}):
            yield f"模板 {name} 有改动"


def _list_own_changes(output: Output, before: Row, now: Row) -> Iterator[str]:
    """Yield what changed among an output's own inputs."""
    parts = zip(output.inputs, before.parts.split(","), now.parts.split(","), strict=False)
    for name, old, new in parts:
        if old != new:
            yield f"{_NAMES.get(name, name)}有改动"


def _list_grounds(output: Output) -> list[str]:
    names = [_NAMES.get(name, name) for name in output.inputs]
    if isinstance(output, PageOutput):
        names.append(f"模板 {output.template} 和它用到的组件")
    return names
