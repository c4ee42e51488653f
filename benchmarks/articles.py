"""Articles of Chinese text by seed: the same number and seed give the same bytes."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

from plugins.reading.content_folder import ContentFolder

NEWEST = date(2026, 11, 20)
_WORDS = (
    "社区 邻里 志愿 服务 文明 礼让 排队 阅读 垃圾 分类 节约 餐桌 家风 孝亲 敬老 助残 出行 公交 "
    "路口 校园 书屋 讲堂 老人 孩子 清洁 河道 绿道 公园 广场 楼道 窗口 接待 预约 提醒 登记 "
    "说明 办法 经验 提示 检查 整理 交流 学习 陪伴 帮助 倾听 商量 约定 坚持 习惯"
).split()
_TAGS = ("志愿服务", "文明出行", "垃圾分类", "阅读", "邻里互助", "文明餐桌", "校园", "诚信")


def write_articles(source: Path, target: Path, count: int, seed: int = 1) -> None:
    """Write a copy of the content folder ``source`` with ``count`` articles more."""
    shutil.copytree(source, target)
    registry = ContentFolder(source).registry
    rng = random.Random(seed)
    for number in range(count):
        unit = registry.units[number % len(registry.units)]
        column = registry.columns[rng.randrange(len(registry.columns))]
        day = NEWEST - timedelta(days=number // len(registry.units))
        folder = target / "articles" / unit.slug / f"{day.year}"
        folder.mkdir(parents=True, exist_ok=True)
        author = "作者: 示例作者\n" if column.is_signed else ""
        tags = "，".join(rng.sample(_TAGS, 2))
        text = (
            f"---\n标题: {_phrase(rng, 5)}{number}\n栏目: {column.title}\n供稿: {unit.office}\n"
            f"{author}标签: {tags}\n示例: 是\n---\n\n{_body(rng)}"
        )
        (folder / f"{day}-article-{number}.md").write_text(text, "utf-8")


def _body(rng: random.Random) -> str:
    parts = [_paragraph(rng) for _ in range(rng.randint(3, 6))]
    parts.insert(1, f"## {_phrase(rng, 3)}")
    parts.append("\n".join(f"- {_phrase(rng, 6)}" for _ in range(4)))
    return "\n\n".join(parts) + "\n"


def _paragraph(rng: random.Random) -> str:
    sentences = [f"{_phrase(rng, rng.randint(5, 9))}，{_phrase(rng, 6)}。" for _ in range(5)]
    return "".join(sentences).replace("，", "，**" + _phrase(rng, 1) + "**", 1)


def _phrase(rng: random.Random, words: int) -> str:
    return "".join(rng.choice(_WORDS) for _ in range(words))
