"""The room as the build asks for it, and the reading back of every text to copy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from plugins.build.errors import BuildStopped
from plugins.build.signals import sections_wanted, site_staged
from plugins.build.staging import Staging
from plugins.model.output import Section
from plugins.model.portal import Portal
from plugins.model.repost import FEED_CODE, REPOST
from plugins.model.settings import make_settings
from plugins.qrcodes.decoding import find_misread
from plugins.repost.cards import find_wrong_cards, list_cards, wants_cards
from plugins.repost.feeds import list_feeds
from plugins.repost.fonts import find_faces
from plugins.repost.pages import feed_url, list_days, list_front
from plugins.repost.review import find_unsourced
from plugins.repost.settings import RepostSettings


def list_repost_sections(portal: Portal, settings: Mapping[str, Any]) -> Iterator[Section]:
    """Yield the page of the day, the pages of all days, their cards, and the feeds."""
    chosen = make_settings(RepostSettings, "REPOST", settings)
    wanted = wants_cards(portal, chosen)
    faces = find_faces(chosen) if wanted else None
    yield from list_front(portal, chosen, has_cards=faces is not None)
    yield from list_days(portal, has_cards=faces is not None)
    if wanted:
        yield from list_cards(portal, faces)
    yield from list_feeds(portal, chosen)


def refuse_unsourced_texts(staging: Staging, portal: Portal, made: Collection[str]) -> None:
    """Stop the build where a text to copy has lost its source on the finished page.

    What this build has not ``made`` anew was read back by the build that did.
    """
    paths = sorted(path for path in made if path.startswith(REPOST) and path.endswith(".html"))
    pages = {path: (staging.folder / path).read_text("utf-8") for path in paths}
    wrong = list(find_unsourced(portal, pages))
    if wrong:
        raise BuildStopped("转发文案丢了来源，站点没有更新。\n" + "\n".join(wrong))


def refuse_wrong_codes(staging: Staging, portal: Portal, made: Collection[str]) -> None:
    """Stop the build where a code on a card or that of the feed, read back, leads elsewhere."""

    def read_file(path: str) -> bytes:
        return (staging.folder / path).read_bytes()

    wrong = list(find_wrong_cards(portal, made, read_file))
    if FEED_CODE in made:
        wrong.append(find_misread(FEED_CODE, feed_url(portal.registry.site), read_file))
    if any(wrong):
        said = "\n".join(filter(None, wrong))
        raise BuildStopped(f"转发图片或订阅的二维码不对，站点没有更新。\n{said}")


def register() -> None:
    """Answer the build."""
    sections_wanted.connect(list_repost_sections)
    site_staged.connect(refuse_unsourced_texts)
    site_staged.connect(refuse_wrong_codes)
