"""A site with a person's number in every kind of place; the numbers are invented, one a place."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.builds import SMALL_CONTENT, write_article

SPREAD = "dongtou/2026"
SOURCE = {"来源": "示例日报", "原文链接": "https://example.com/a.html"}
COVER = {"题图": "tide.png", "题图说明": "沙滩上的潮水线"}

FIELDS: dict[str, dict[str, str]] = {
    "标题": {"标题": "报名请打{0}"},
    "供稿": {"供稿": "洞头区文明办{0}"},
    "作者": {"作者": "林{0}"},
    "摘要": {"摘要": "联系人{0}，上午打。"},
    "标签": {"标签": "志愿服务、{0}"},
    "来源": {**SOURCE, "来源": "示例日报{0}"},
    "原文链接": {**SOURCE, "原文链接": "https://example.com/?tel={0}"},
    "题图说明": {**COVER, "题图说明": "沙滩上写着{0}"},
}
"""Where a number stands in an article's front matter."""

BODIES = {
    "正文": "报名请打{0}，上午打。",
    "图片说明": "![牌子上写着{0}](tide.png)",
    "链接的网址": "[示例网站](https://example.com/people/{0})",
    "链接的定义": "[示例网站][一]\n\n[一]: https://example.com/?a={0}",
    "代码": "```\n{0}\n```",
    "表格": "| 姓名 | 手机 |\n| --- | --- |\n| 林之测 | {0} |",
    "脚注": "有一处说明[^1]。\n\n[^1]: 打{0}问一问。",
    "小标题": "## 打{0}\n\n问一问。",
}
"""Where it stands in an article's body."""

TEXTS = {
    "页面": ("pages/about.md", "---\n标题: 关于本站\n---\n\n网站的事打{0}。\n"),
    "提示正文": (
        "prompts/2026-11-20-summary.md",
        "---\n标题: 十一月的小结\n发布单位: 温州市文明办\n对象: 志愿者\n截止: 2026-11-30\n"
        "用时: 20\n---\n\n写好了打{0}。\n",
    ),
    "提示依据": (
        "prompts/2026-11-21-list.md",
        "---\n标题: 十一月的清单\n发布单位: 温州市文明办\n对象: 志愿者\n截止: 2026-11-30\n"
        "用时: 20\n依据: 问{0}\n---\n\n列一列。\n",
    ),
    "转发短文": (
        "reposts/2026-11-23.md",
        "## 一页别的网站\n\n链接: https://example.org/a\n来源: 示例网站\n级别: 省\n\n"
        "有事打{0}问一问。\n",
    ),
}
"""Where it stands in texts of other kinds."""

REGISTRY = {
    "单位简介": ("data/units.toml", "百岛之区，测试用的简介。", "来信来电：{0}。"),
    "栏目说明": ("data/columns.toml", 'description = "', 'description = "编辑{0}。'),
}
"""Where it stands in registry files: what is written there, and what instead."""


def number_of(place: str) -> str:
    """Return the number that stands at a place."""
    return f"1380013{8000 + list_places().index(place)}"


def mask_of(place: str) -> str:
    """Return the same as reports show it."""
    number = number_of(place)
    return f"{number[:3]}****{number[-4:]}"


def list_places() -> list[str]:
    """Return the names of all places."""
    return [*_WRITERS]


def plant(content: Path) -> dict[str, str]:
    """Lay the site out at ``content``; returns the file that holds each place's number."""
    shutil.copytree(SMALL_CONTENT, content)
    written = {place: write(content, number_of(place)) for place, write in _WRITERS.items()}
    return {place: path.relative_to(content).as_posix() for place, path in written.items()}


def _write_field(place: str) -> Callable[[Path, str], Path]:
    def write(content: Path, number: str) -> Path:
        fields = {key: value.replace("{0}", number) for key, value in FIELDS[place].items()}
        return write_article(content, _name(place), **fields)

    return write


def _write_body(place: str) -> Callable[[Path, str], Path]:
    def write(content: Path, number: str) -> Path:
        return write_article(content, _name(place), BODIES[place].replace("{0}", number))

    return write


def _write_text(place: str) -> Callable[[Path, str], Path]:
    def write(content: Path, number: str) -> Path:
        name, text = TEXTS[place]
        path = content / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("{0}", number), "utf-8")
        return path

    return write


def _change_registry(place: str) -> Callable[[Path, str], Path]:
    def write(content: Path, number: str) -> Path:
        name, old, new = REGISTRY[place]
        path = content / name
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new.replace("{0}", number), 1), "utf-8")
        return path

    return write


def _name_text(content: Path, number: str) -> Path:
    return write_article(content, f"{SPREAD}/2026-11-19-tel-{number}.md")


def _name_picture(content: Path, number: str) -> Path:
    folder = content / "articles" / SPREAD
    path = shutil.copy2(folder / "tide.png", folder / f"tide-{number}.png")
    write_article(content, f"{SPREAD}/2026-11-18-picture.md", f"![潮水线]({path.name})")
    return path


def _name(place: str) -> str:
    number = [*FIELDS, *BODIES].index(place)
    return f"{SPREAD}/2026-11-{number + 1:02}-place-{number}.md"


def _list_writers() -> Iterator[tuple[str, Callable[[Path, str], Path]]]:
    yield from ((place, _write_field(place)) for place in FIELDS)
    yield from ((place, _write_body(place)) for place in BODIES)
    yield from ((place, _write_text(place)) for place in TEXTS)
    yield from ((place, _change_registry(place)) for place in REGISTRY)
    yield "稿件文件名", _name_text
    yield "图片文件名", _name_picture


_WRITERS = dict(_list_writers())
