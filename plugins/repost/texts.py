"""What a volunteer copies: the official text of an item as each network takes it best.

Every text is the item's own words in their order and ends with its origin.  Where
a network has no room for all of them, whole sentences go from the end; titles,
topics and endings are never shortened.
"""

from __future__ import annotations

from enum import StrEnum

from plugins.model.repost import Origin, RepostItem
from plugins.repost.origin import list_ending
from plugins.repost.sentences import shorten_by_sentence
from plugins.repost.weibo import WEIBO_LIMIT, count_places, count_weibo, write_topics

FOLD_LINES = 6
"""Lines of a text that we trust Moments to show before it folds; WeChat states no number."""

FOLD_WIDTH = 18
"""Ideographs on one of these lines; our own reckoning for a phone at the usual text size."""


class Network(StrEnum):
    """A place where a text is pasted; its value names it in addresses and files."""

    GROUP = "wechat"
    MOMENTS = "moments"
    WEIBO = "weibo"
    QQ = "qq"

    @property
    def title(self) -> str:  # type: ignore[override]  # a text's own title() is of no use here
        """Its name as people say it."""
        return _TITLES[self]


_TITLES = {
    Network.GROUP: "微信群",
    Network.MOMENTS: "朋友圈",
    Network.WEIBO: "微博",
    Network.QQ: "QQ",
}


def compose_texts(item: RepostItem, origin: Origin) -> dict[Network, str]:
    """Return the text to copy for each network, in their order."""
    return {network: compose_text(item, origin, network) for network in Network}


def compose_text(item: RepostItem, origin: Origin, network: Network) -> str:
    """Return the whole text to copy, without a line end behind the link.

    The title stands alone on the first line, the official text below it, then on
    Weibo the topics, then the lines of ``list_ending``.  The longest text that has
    room is chosen; only an address of thousands of letters can leave none on Weibo,
    and then the title and the ending stand without the text.
    """
    text = ""
    for told in shorten_by_sentence(item.text):
        text = _join(item, told, origin, network)
        if _has_room(item.title, told, text, network):
            break
    return text


def _join(item: RepostItem, told: str, origin: Origin, network: Network) -> str:
    """Put the parts below one another.

    Topics stand on Weibo alone: elsewhere they lead nowhere and read as noise.  In
    Moments every empty line would cost one of those that are shown.
    """
    topics = write_topics(item.topics) if network is Network.WEIBO else ""
    parts = (item.title, told, topics, "\n".join(list_ending(origin)))
    between = "\n" if network is Network.MOMENTS else "\n\n"
    return between.join(part for part in parts if part)


def _has_room(title: str, told: str, text: str, network: Network) -> bool:
    if network is Network.WEIBO:
        return count_weibo(text) <= WEIBO_LIMIT
    if network is Network.MOMENTS:
        return count_lines(f"{title}\n{told}") <= FOLD_LINES
    return True


def count_lines(text: str) -> int:
    """Return how many lines ``text`` takes in Moments, an empty one among them."""
    width = 2 * FOLD_WIDTH
    return sum(max(1, -(-count_places(line) // width)) for line in text.split("\n"))
