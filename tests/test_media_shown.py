"""Whatever shows a picture, the picture is there: articles, pages, prompts and days' lists."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.builds import SMALL_CONTENT, write_article
from tests.made_pictures import make_view, save
from tests.support import build_site

ADDRESS = re.compile(r"[\w./-]*media/[\w./-]+\.(?:jpg|webp)")
LIST = """\
## 退潮后的滩涂要看潮汐表

链接: https://www.gov.cn/{day}
来源: 中国政府网
级别: 国家
配图: tide.png
配图说明: 退潮后的滩涂

退潮后再下滩涂，涨潮前回来。
"""
PROMPT = """\
---
标题: 看一看海边的提示牌
发布单位: 温州市文明办
对象: 志愿者
截止: 2026-11-30 18:00
用时: 30
---

牌子像这样：

![海边的提示牌](tide.png)
"""


def list_shown(site: Path) -> set[str]:
    """Return the addresses of the pictures that pages show, from the site's root."""
    found = set()
    for page in site.rglob("*.html"):
        for address in ADDRESS.findall(page.read_text("utf-8")):
            found.add(address[address.index("media/") :])
    return found


def test_pictures_of_every_kind_of_text_are_published(tmp_path: Path) -> None:
    """One picture may stand in lists of different months, and in several articles."""
    content = tmp_path / "content"
    shutil.copytree(SMALL_CONTENT, content)
    picture = save(make_view(640, 480), "PNG")
    places = {
        "reposts": [f"2026-{month}-20.md" for month in ("10", "11")],
        "prompts": ["2026-11-10-sign.md"],
        "pages": ["shore.md"],
    }
    texts = {
        "reposts": LIST,
        "prompts": PROMPT,
        "pages": "---\n标题: 海边\n---\n\n![海](tide.png)\n",
    }
    for room, names in places.items():
        (content / room).mkdir(exist_ok=True)
        (content / room / "tide.png").write_bytes(picture)
        for name in names:
            text = texts[room].replace("{day}", name[:10])
            (content / room / name).write_text(text, "utf-8")
    for name in ("one", "two"):
        write_article(content, f"dongtou/2026/2026-11-12-{name}.md", "![海](tide.png)")
    (content / "articles/dongtou/2026/tide.png").write_bytes(picture)

    site = build_site(content, tmp_path / "output")
    shown = list_shown(site)

    for room in (*places, "dongtou/2026"):
        assert any(f"media/{room}/tide" in address for address in shown), room
    assert [] == sorted(address for address in shown if not (site / address).is_file())
