"""The page with the writing form, and the plain template for readers without script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from plugins.forms.facts import COUNTS, LIMITS, list_facts
from plugins.model.address import mark_address, output_path
from plugins.model.feed_links import site_feeds
from plugins.model.head import Crumb, compose_head
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Portal
from plugins.model.registry import Registry
from plugins.model.word_template import WORD_TEMPLATE
from plugins.model.write_form import WRITE
from plugins.reading.new_article import compose_article_file
from plugins.reading.schema import NO

_OWNER = Owner("plugins/forms/page.py")

HELP = (
    ("小标题", "## 小标题"),
    ("重点", "**重点**"),
    ("列表", "- 第一项\n- 第二项"),
    ("编号", "1. 第一步\n2. 第二步"),
    ("引用", "> 引用的话"),
    ("链接", "[那一页的标题](https://www.gov.cn/)"),
    ("图片", "![图里有什么](book-table.jpg)"),
    ("表格", "| 时间 | 做什么 |\n| --- | --- |\n| 九点 | 摆桌子 |"),
)
"""The writings that an article needs, each with a sample: more than these is looked up."""


def list_forms(portal: Portal) -> Iterator[Section]:
    """Yield the writing form: it follows from the registry alone."""
    yield Section("forms", list_form_pages, {"registry": portal.registry})


def list_form_pages(registry: Registry) -> Iterator[Output]:
    """Yield the page with the writing form."""
    inputs = {"registry": registry}
    yield PageOutput(output_path(WRITE), _OWNER, "write.html", compose_write_page, inputs)


def compose_write_page(registry: Registry) -> Mapping[str, Any]:
    """Return what the page shows, and the facts that its scripts read."""
    site = registry.site
    head = compose_head(
        site,
        Crumb("在线写稿", WRITE),
        description="填好几项，得到一个可以直接送来的稿件文件。不用账号，手机也能写，内容只留在您的设备上。",
        feeds=site_feeds(site.name),
    )
    has_template = bool(site.contribute_page)
    return {
        "head": head,
        "facts": list_facts(registry),
        "limits": LIMITS,
        "counts": COUNTS,
        "help": HELP,
        "plain_template": compose_plain_template(registry),
        "word_template": mark_address(WORD_TEMPLATE) if has_template else "",
        "contribute": mark_address(f"{site.contribute_page}/") if has_template else "",
    }


def compose_plain_template(registry: Registry) -> str:
    """Return an article's file to be filled in by hand, in the form that the check asks for."""
    unit = registry.city or next(iter(registry.units), None)
    column = next(iter(registry.columns), None)
    fields = {
        "title": "",
        "column": column.title if column else "",
        "office": unit.office if unit else "",
        "summary": "",
        "tags": "",
        "ai_generated": NO,
    }
    return compose_article_file(fields, "第一段。\n\n## 小标题\n\n段落之间空一行。")
