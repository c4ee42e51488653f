"""``/repost/today.txt``: the day as plain text, to be pasted whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from plugins.model.article import Slip
from plugins.model.days import describe_day, describe_weekday
from plugins.model.registry import Registry
from plugins.model.repost import REPOST, RepostSlip
from plugins.repost.asked import AskedItem, list_asked
from plugins.repost.days import describe_window
from plugins.repost.texts import Network

PLAIN_LIST = f"{REPOST}today.txt"
"""The address of the text."""


def write_plain_list(
    days: Sequence[RepostSlip], articles: Mapping[str, Slip], registry: Registry
) -> bytes:
    """Return the list of the first of ``days`` in UTF-8, or that there is none.

    Each item is a numbered line with its window and then its text for WeChat groups
    as it stands, which ends with its origin.  Raises ``ValueError`` as ``list_asked``.
    """
    asked = list(list_asked(days[:1], articles, registry))
    lines = _list_items(asked) if asked else _say_nothing(registry)
    return ("\n".join(lines) + "\n").encode()


def _list_items(asked: Sequence[AskedItem]) -> Iterator[str]:
    day = asked[0].day
    yield f"{describe_day(day)} {describe_weekday(day)} 转发清单，共 {len(asked)} 条"
    yield "自愿转发，文字可以改，来源和链接请留下。"
    for number, one in enumerate(asked, 1):
        yield ""
        yield f"{number}. 转发时间：{describe_window(one.item, day)}"
        yield one.texts[Network.GROUP]


def _say_nothing(registry: Registry) -> Iterator[str]:
    yield "今天没有转发任务。"
    yield f"转发清单：{registry.site.url}{REPOST}"
