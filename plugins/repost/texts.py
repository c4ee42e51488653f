"""Stand-in: texts for each network."""

from __future__ import annotations

from enum import StrEnum

from plugins.model.repost import Origin, RepostItem


class Network(StrEnum):
    """Where a text is pasted."""

    GROUP = "wechat"
    MOMENTS = "moments"
    WEIBO = "weibo"
    QQ = "qq"

    @property
    def title(self) -> str:  # type: ignore[override]
        """Its name."""
        return {"wechat": "微信群", "moments": "朋友圈", "weibo": "微博", "qq": "QQ"}[self.value]


def compose_text(item: RepostItem, origin: Origin, network: Network) -> str:
    """Return the whole text."""
    topics = " ".join(f"#{topic}#" for topic in item.topics)
    body = item.text if network != Network.MOMENTS else item.text.split("\n")[0]
    parts = [item.title, body, topics if network == Network.WEIBO else "", *origin.marks]
    end = [f"来源：{origin.source}", f"供稿：{origin.office}", origin.url]
    return "\n".join([part for part in parts if part] + end)


def compose_texts(item: RepostItem, origin: Origin) -> dict[Network, str]:
    """Return the text for each network."""
    return {network: compose_text(item, origin, network) for network in Network}
