"""Articles of Chinese text by seed: the same number and seed give the same bytes.

A text is as long as the articles of ``content`` are (about a thousand characters)
and holds what they hold: headings, paragraphs, lists, now and then a table, a
quotation, a link.  Every unit writes one article a day, as far back as it takes.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from plugins.model.registry import Registry
from plugins.model.unit import Unit

NEWEST = date(2026, 11, 20)
"""The day of the newest generated article."""

_WORDS = (
    "社区 邻里 志愿 服务 文明 礼让 排队 阅读 垃圾 分类 节约 餐桌 家风 孝亲 敬老 助残 出行 公交 "
    "路口 校园 书屋 讲堂 老人 孩子 清洁 河道 绿道 公园 广场 楼道 窗口 接待 预约 提醒 登记 "
    "说明 办法 经验 提示 检查 整理 交流 学习 陪伴 帮助 倾听 商量 约定 坚持 习惯"
).split()
_TAGS = (
    "志愿服务 文明出行 垃圾分类 阅读 邻里互助 文明餐桌 校园 诚信 家风 孝亲敬老 节约用水 公共秩序 "
    "移风易俗 网络文明 文明旅游 助残 未成年人 书屋 河道清洁 窗口服务 绿色生活 安全提示 乡村 讲堂"
).split()
_SAMPLE_AUTHOR = "示例作者"


@dataclass(frozen=True)
class Article:
    """One generated article, before anybody's front matter.

    ``unit`` and ``column`` are slugs; ``author`` is empty in columns that are not
    signed; ``body`` is Markdown and the same for every generator of sites.
    """

    number: int
    unit: str
    office: str
    day: date
    column: str
    column_title: str
    author: str
    tags: tuple[str, ...]
    title: str
    summary: str
    body: str

    @property
    def name(self) -> str:
        """The article's name within its unit and year, such as ``2026-11-20-article-0``."""
        return f"{self.day}-article-{self.number}"


def make_articles(registry: Registry, count: int, seed: int = 1) -> Iterator[Article]:
    """Yield ``count`` articles, newest first; a unit that did not exist yet wrote none."""
    rng = random.Random(seed)
    for number, (unit, day) in zip(range(count), _occasions(registry.units), strict=False):
        yield _make_article(registry, unit, day, number, rng)


def make_new_article(registry: Registry, number: int, seed: int = 1) -> Article:
    """Return one article of the day after all others, the ``number``-th of that day."""
    rng = random.Random(f"{seed}-new-{number}")
    unit = registry.units[number % len(registry.units)]
    return _make_article(registry, unit, NEWEST + timedelta(days=1), 1_000_000 + number, rng)


def edit_article(article: Article, number: int) -> Article:
    """Return the article with another title and another sentence, as an editor mends it."""
    return replace(
        article,
        title=f"{article.title}改{number}",
        body=f"{article.body}\n第{number}次更正。\n",
    )


def write_article(content: Path, article: Article) -> None:
    """Write one article where our content folder keeps it."""
    author = f"作者: {article.author}\n" if article.author else ""
    text = (
        f"---\n标题: {article.title}\n栏目: {article.column_title}\n供稿: {article.office}\n"
        f"{author}摘要: {article.summary}\n标签: {'，'.join(article.tags)}\n示例: 是\n---\n\n"
        f"{article.body}"
    )
    folder = content / "articles" / article.unit / f"{article.day.year}"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{article.name}.md").write_text(text, "utf-8")


def _occasions(units: Sequence[Unit]) -> Iterator[tuple[Unit, date]]:
    """Yield who wrote when, newest day first, without end."""
    day = NEWEST
    while True:
        yield from ((unit, day) for unit in units if unit.existed_on(day))
        day -= timedelta(days=1)


def _make_article(
    registry: Registry, unit: Unit, day: date, number: int, rng: random.Random
) -> Article:
    column = registry.columns[rng.randrange(len(registry.columns))]
    return Article(
        number=number,
        unit=unit.slug,
        office=unit.office,
        day=day,
        column=column.slug,
        column_title=column.title,
        author=_SAMPLE_AUTHOR if column.is_signed else "",
        tags=_choose_tags(rng),
        title=f"{phrase(rng, 5)}{number}",
        summary=f"{phrase(rng, 6)}，{phrase(rng, 6)}。",
        body=_body(rng),
    )


def _choose_tags(rng: random.Random) -> tuple[str, ...]:
    """Return two tags; a few are common and most are rare, as tags are."""
    first, second = (int(len(_TAGS) * rng.random() ** 2) for _ in range(2))
    return tuple(dict.fromkeys((_TAGS[first], _TAGS[second])))


def _body(rng: random.Random) -> str:
    parts = [_paragraph(rng)]
    for _ in range(rng.randint(1, 4)):
        parts += [f"## {phrase(rng, 3)}", _paragraph(rng), _paragraph(rng)]
    parts.append("\n".join(f"- {phrase(rng, 6)}" for _ in range(4)))
    if rng.random() < 0.2:
        parts.append(_table(rng))
    if rng.random() < 0.2:
        parts.append(f"> {_paragraph(rng)}")
    if rng.random() < 0.3:
        parts.append(f"办法见[{phrase(rng, 3)}](https://www.gov.cn/)，{phrase(rng, 4)}。")
    return "\n\n".join(parts) + "\n"


def _table(rng: random.Random) -> str:
    rows = [f"| {phrase(rng, 2)} | {phrase(rng, 5)} |" for _ in range(4)]
    return "\n".join([f"| {phrase(rng, 1)} | {phrase(rng, 1)} |", "| --- | --- |", *rows])


def _paragraph(rng: random.Random) -> str:
    sentences = [f"{phrase(rng, rng.randint(5, 9))}，{phrase(rng, 6)}。" for _ in range(5)]
    return "".join(sentences).replace("，", "，**" + phrase(rng, 1) + "**", 1)


def phrase(rng: random.Random, words: int) -> str:
    """Return so many words of two characters."""
    return "".join(rng.choice(_WORDS) for _ in range(words))
