"""Share cards: which pictures an item has, where they stand, and what is read back from them.

A card costs about a tenth of a second, so only the days of this month, of the last one
and of those to come have cards: a month's cards stay as they are until the month after
the next has begun, and no day's build draws what stands.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from plugins.model.article import Run
from plugins.model.output import FileOutput, Output, Owner, Section
from plugins.model.portal import Portal
from plugins.model.registry import Registry
from plugins.model.repost import RepostItem, RepostSlip, repost_address
from plugins.qrcodes.decoding import find_misread
from plugins.repost.asked import AskedItem, list_asked
from plugins.repost.card_form import COVER, MOMENTS, SQUARE, CardWords
from plugins.repost.fonts import FONT_PLACES, Faces
from plugins.repost.settings import RepostSettings


@dataclass(frozen=True)
class Card:
    """One picture of an item: what it is for, where it stands, and its size in pixels."""

    title: str
    address: str
    width: int
    height: int


_KINDS: Mapping[str, tuple[str, tuple[int, int]]] = {
    "card": ("朋友圈竖图", MOMENTS),
    "cover": ("宽封面", COVER),
    "square": ("方封面", SQUARE),
}
"""By the end of the file's name: what people call it, and its size."""

_WITH_CODE = "card"


def cards_of(day: date, item: RepostItem) -> tuple[Card, ...]:
    """Return the cards of an item of ``day``, the one for Moments first."""
    return tuple(
        Card(title, _card_address(day, item, end), *size) for end, (title, size) in _KINDS.items()
    )


def keeps_cards(day: date, today: date) -> bool:
    """Tell whether the items of ``day`` have cards ``today``: from the last month's first day."""
    last_month = today.replace(day=1) - timedelta(days=1)
    return day >= last_month.replace(day=1)


def wants_cards(portal: Portal, settings: RepostSettings) -> bool:
    """Tell whether there are cards to draw, so that somebody has to look for a font."""
    return settings.draws_cards and bool(_list_slips(portal))


def list_cards(portal: Portal, faces: Faces | None) -> Iterator[Section]:
    """Yield the cards month by month; without ``faces`` there are none until there is a font."""
    if faces is None:
        yield Section("cards", list_no_cards, {}, FONT_PLACES)
        return
    reads = (faces.title.path, faces.text.path)
    for month, days in groupby(_list_slips(portal), lambda slip: slip.iso_day[:7]):
        slips = tuple(days)
        paths = dict.fromkeys(path for slip in slips for path in slip.articles)
        known = tuple(portal.by_path[path] for path in paths if path in portal.by_path)
        inputs = {
            "registry": portal.registry,
            "slips": slips,
            "articles": Run(known),
            "faces": faces,
        }
        yield Section(f"cards {month}", list_month_cards, inputs, reads)


def list_no_cards() -> Iterator[Output]:
    """Yield nothing."""
    yield from ()


def list_month_cards(
    registry: Registry, slips: tuple[RepostSlip, ...], articles: Run, faces: Faces
) -> Iterator[Output]:
    """Yield the cards of a month's days; ``articles`` are those that the days lead to."""
    by_path = {slip.source_path: slip for slip in articles.slips}
    for slip in slips:
        for asked in list_asked((slip,), by_path, registry):
            words = compose_words(asked, registry)
            for end in _KINDS:
                path = _card_address(slip.day, asked.item, end)
                inputs = {"end": end, "words": words, "faces": faces}
                yield FileOutput(path, Owner(slip.source_path), draw_card, inputs)


def draw_card(end: str, words: CardWords, faces: Faces) -> bytes:
    """Return the card whose file's name has this ``end``, as PNG.

    What draws is loaded here: the builds of most days draw nothing.
    """
    from plugins.repost.card_drawing import draw_cover, draw_moments, draw_square

    draw = {"card": draw_moments, "cover": draw_cover, "square": draw_square}[end]
    return draw(words, faces)


def compose_words(asked: AskedItem, registry: Registry) -> CardWords:
    """Return what an item's cards say; the mark is that of the unit whose office asks."""
    city = registry.city or registry.units[0]
    unit = registry.unit_by_slug[asked.article.unit] if asked.article else city
    return CardWords(unit.short, asked.day, asked.item.title, asked.item.text, asked.origin)


def find_wrong_cards(
    portal: Portal, made: Collection[str], read_file: Callable[[str], bytes]
) -> Iterator[str]:
    """Yield a sentence for each card whose code does not lead to its item's original.

    Only cards among the paths ``made`` are looked at; the others were when they were
    made.  ``read_file`` gives the bytes of a file of the finished site.
    """
    for slip in _list_slips(portal):
        if not any(path.startswith(repost_address(slip.day)) for path in made):
            continue
        for asked in list_asked((slip,), portal.by_path, portal.registry):
            path = _card_address(slip.day, asked.item, _WITH_CODE)
            if path in made and (wrong := find_misread(path, asked.origin.url, read_file)):
                yield f"转发图片 {wrong}"


def _list_slips(portal: Portal) -> tuple[RepostSlip, ...]:
    """Return the days that have cards, newest first."""
    return tuple(slip for slip in portal.repost_days if keeps_cards(slip.day, portal.today))


def _card_address(day: date, item: RepostItem, end: str) -> str:
    return f"{repost_address(day)}{item.key}-{end}.png"
