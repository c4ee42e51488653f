"""Reading finished pages back: does everything that can be copied still say where it is from?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from plugins.model.portal import Portal
from plugins.model.repost import REPOST
from plugins.repost.asked import list_asked
from plugins.repost.items import name_item
from plugins.repost.proof import ends_with_origin
from plugins.repost.texts import Network


@dataclass
class _Found:
    """What a page has of one item: the text for each network."""

    texts: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    """Collects the texts to copy: each stands in a ``pre`` that names its network."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.items: dict[str, _Found] = {}
        self._item = ""
        self._network = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if name := given.get("data-item"):
            self._item = name
            self.items[name] = _Found()
        if tag == "pre" and self._item and (network := given.get("data-network")):
            self._network = network
            self.items[self._item].texts[network] = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "pre":
            self._network = ""

    def handle_data(self, data: str) -> None:
        if self._network:
            self.items[self._item].texts[self._network] += data


def read_copyable(page: str) -> dict[str, dict[str, str]]:
    """Return the texts to copy on a page: by item and network."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return {name: found.texts for name, found in reader.items.items()}


def find_unsourced(portal: Portal, pages: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each text on ``pages`` (by path) that does not end with its origin.

    A page that shows a day shows all texts of every item: what is missing could not
    be looked at, so it counts as wrong, too.
    """
    known = {slip.iso_day: slip for slip in portal.repost_days}
    for path, page in pages.items():
        found = read_copyable(page)
        named = path.removeprefix(REPOST).partition("/")[0]
        days = {named} if named in known else {name.partition("/")[0] for name in found}
        for day in sorted(days & known.keys()):
            for asked in list_asked((known[day],), portal.by_path, portal.registry):
                name = name_item(asked.day, asked.item)
                texts = found.get(name, {})
                for network in Network:
                    if not ends_with_origin(texts.get(network.value, ""), asked.origin):
                        yield f"{path}：“{name}”的{network.title}文案末尾没有来源、单位和网址"
