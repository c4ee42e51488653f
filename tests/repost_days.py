"""A small site with days of items to pass on, for tests: what is written here exists nowhere else.

On the tests' day (2026-11-23): a day that has passed with one item that lasts, the day
itself, no day after it, and one prepared for the day after that.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.builds import SMALL_CONTENT

OLDEST, LASTING, TODAY, LATER = "2026-11-18", "2026-11-20", "2026-11-23", "2026-11-25"

DAYS = {
    OLDEST: """
## 下雨天借一把伞

稿件: wenzhou/2021/2021-03-05-lend-an-umbrella.md

雨天留一把伞给路过的人。
""",
    LASTING: """
## 排队的时候

稿件: wenzhou/2023/2023-06-10-queue-politely.md
截止: 2026-11-24 12:00

排队时留一步的距离。
""",
    TODAY: """---
截止: 20:00
---

## 过马路，先看灯 & “左右”

稿件: wenzhou/2026/2026-11-10-crossing-the-street.md
话题: 文明出行、安全

路口多等几秒，换来的是一家人的放心。

绿灯亮了，也先看一眼左右 <再走>。

## 办事窗口的时间

稿件: wenzhou/2026/2026-11-01-window-hours.md
开放: 12:00
截止: 18:00

出门以前先看一眼窗口的时间。

## 一页别的网站

链接: https://example.org/a?b=1&c=文明
来源: 示例网站
级别: 省

别的网站上也有一页值得读。
""",
    LATER: """
## 冬天的海边

稿件: dongtou/2026/2026-11-20-beach-in-winter.md

冬天的海边风大，走路靠里侧。
""",
}


def lay_reposts(content: Path, days: tuple[str, ...] = tuple(DAYS)) -> Path:
    """Write the small site's content with these days to ``content`` and return it."""
    shutil.copytree(SMALL_CONTENT, content)
    (content / "reposts").mkdir(exist_ok=True)
    for day in days:
        (content / "reposts" / f"{day}.md").write_text(DAYS[day].lstrip(), "utf-8")
    return content
