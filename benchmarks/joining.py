"""Many cities' feeds joined into one page and one feed of the newest articles.

``python -m benchmarks.joining TARGET LIST`` reads the JSON feeds whose paths stand in
the file LIST, one a line, and writes ``index.html`` and ``all.json`` into TARGET.  What
comes out is a JSON feed again: cities join into a province, provinces into a nation.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

LENGTH = 100
"""Articles of the joined page and feed."""

Item = dict[str, Any]


def join_feeds(feeds: Iterable[Path], length: int = LENGTH) -> list[Item]:
    """Return the newest items of all feeds, newest first.

    One feed is in memory at a time, and ``length`` items.
    """
    return heapq.nlargest(length, _read_items(feeds), key=_by_day)


def write_joined(items: list[Item], target: Path) -> None:
    """Write the page and the feed of ``items``."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "各市稿件",
        "language": "zh-CN",
        "items": items,
    }
    target.mkdir(parents=True, exist_ok=True)
    (target / "all.json").write_text(json.dumps(feed, ensure_ascii=False, indent=1), "utf-8")
    (target / "index.html").write_text(_compose_page(items), "utf-8")


def _read_items(feeds: Iterable[Path]) -> Iterator[Item]:
    """Yield every item, with the name of the city it comes from."""
    for path in feeds:
        feed = json.loads(path.read_bytes())
        for item in feed["items"]:
            yield {"_city": feed["title"], **item}


def _by_day(item: Item) -> tuple[str, str]:
    return item["date_published"], item["url"]


def _compose_page(items: list[Item]) -> str:
    lines = [
        f'<li><a href="{escape(item["url"])}">{escape(item["title"])}</a> '
        f"{escape(item['_city'])} {escape(item['_wenming']['office'])} "
        f"{item['date_published'][:10]}</li>"
        for item in items
    ]
    head = '<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>各市稿件</title>'
    return "\n".join([head, "<h1>各市稿件</h1>", "<ul>", *lines, "</ul>", ""])


if __name__ == "__main__":
    listed = Path(sys.argv[2]).read_text("utf-8").split("\n")
    write_joined(join_feeds(Path(line) for line in listed if line), Path(sys.argv[1]))
