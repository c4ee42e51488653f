"""Stand-in: whether a text still says where it comes from."""

from __future__ import annotations

from plugins.model.repost import Origin


def ends_with_origin(text: str, origin: Origin) -> bool:
    """Tell whether the last lines are source, office and link."""
    end = [f"来源：{origin.source}", f"供稿：{origin.office}", origin.url]
    return text.split("\n")[-3:] == end
