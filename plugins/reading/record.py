"""What is kept of a text once read: enough for every page but its own, and its own apart.

A record goes to the memory and comes back as JSON, so that nothing but plain values
can come out of a file that somebody else may have written.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any

from plugins.media.metadata import Trace
from plugins.media.pictures import PictureFacts, PictureFault
from plugins.model.article import Article, Body, Heading, Page, Picture, Shelf, Slip
from plugins.model.fingerprint import fingerprint_bytes, fingerprint_text
from plugins.model.prompt import Prompt
from plugins.model.repost import RepostDay, RepostItem, RepostShelf, RepostSlip
from plugins.reading.article import Entry
from plugins.reading.memory import MemoryLost
from plugins.reading.places import picture_path

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ARTICLE_FIELDS = tuple(f.name for f in fields(Article) if f.name != "fingerprint")
_PAGE_FIELDS = tuple(f.name for f in fields(Page) if f.name != "fingerprint")
_DAY, _TAGS, _TAG_SLUGS, _COVER = (
    _ARTICLE_FIELDS.index(name) for name in ("day", "tags", "tag_slugs", "cover")
)
_QUICKLY = 1
"""zlib's level: half the size for a tenth of the time that reading took."""

_ARTICLE, _PAGE, _REPOST, _PROMPT, _NOTHING = "article", "page", "repost", "prompt", ""


@dataclass(frozen=True, slots=True)
class Record:
    """What other texts, lists and checks may ask of one text.

    What it is (``article``, ``page``, ``repost_day``, ``prompt``) is missing where
    reading refused it; ``body`` is the fingerprint of its body, if it has one.
    ``shown`` are the pictures on its page, the cover first; ``named`` are the paths
    of all pictures it names; ``links`` are the content files it leads to.
    """

    path: str
    article: Article | None = None
    page: Page | None = None
    repost_day: RepostDay | None = None
    prompt: Prompt | None = None
    body: str = ""
    shown: tuple[Picture, ...] = ()
    named: tuple[str, ...] = ()
    links: tuple[str, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether readers can't open it yet."""
        return bool(self.article and self.article.is_draft)


@dataclass(frozen=True, slots=True)
class Packed:
    """A record packed: its slip, what lists show (``card``), the rest, and the body apart.

    ``asked`` are the files it was read or checked by, beside itself.
    """

    slip: str
    card: str
    trace: str
    body: bytes
    body_fingerprint: str
    asked: tuple[str, ...]


def pack_entry(entry: Entry) -> Packed:
    """Return what is kept of ``entry``."""
    body = _pack_body(entry.body.body) if entry.body.body else b""
    name = fingerprint_bytes(body) if body else ""
    card = _pack_card(entry)
    links = _list_links(entry)
    shown = [asdict(picture) for picture in _shown_pictures(entry)]
    named = _named_pictures(entry)
    trace = _ENCODER.encode([name, shown, named, links])
    slip = _pack_slip(entry, fingerprint_text(card), name)
    return Packed(slip, card, trace, body, name, (*named, *links))


def unpack_record(path: str, card: str, trace: str) -> Record:
    """Return the record that was packed as ``card`` and ``trace``.

    Raises ``ValueError``, ``TypeError``, ``KeyError`` or ``IndexError`` where these
    are no record.
    """
    body, shown, named, links = json.loads(trace)
    kind, *values = json.loads(card)
    if kind not in (_ARTICLE, _PAGE, _REPOST, _PROMPT, _NOTHING):
        raise ValueError(kind)
    name = fingerprint_text(card)
    return Record(
        path,
        _unpack_article(values, name) if kind == _ARTICLE else None,
        _unpack_page(values, name) if kind == _PAGE else None,
        _unpack_repost_day(values, name) if kind == _REPOST else None,
        _unpack_prompt(values, name) if kind == _PROMPT else None,
        body,
        tuple(map(_make_picture, shown)),
        tuple(named),
        tuple(links),
    )


def unpack_slips(packed: Iterable[str], shelf: Shelf) -> list[Slip]:
    """Return the slips that were packed; raises ``MemoryLost`` where these are none."""
    try:
        found = json.loads(f"[{','.join(filter(None, packed))}]")
        return [Slip._make((*cells, shelf)) for cells in found]
    except (ValueError, TypeError) as error:
        raise MemoryLost("内容缓存里有一行不是稿件") from error


def make_slip(record: Record, shelf: Shelf) -> Slip | None:
    """Return the slip of a record's article; a draft and a page have none."""
    article = record.article
    if article is None or article.is_draft:
        return None
    cells = _list_cells(article, article.fingerprint, record.body, bool(record.shown))
    return Slip._make((*cells, shelf))


def make_repost_slip(record: Record, shelf: RepostShelf) -> RepostSlip | None:
    """Return the slip of a record's day."""
    day = record.repost_day
    if day is None:
        return None
    return RepostSlip._make((*_list_repost_cells(day, day.fingerprint), shelf))


def unpack_repost_slips(packed: Iterable[str], shelf: RepostShelf) -> list[RepostSlip]:
    """Return the days' slips that were packed; raises ``MemoryLost`` where these are none."""
    try:
        return [RepostSlip._make((*json.loads(cells), shelf)) for cells in packed if cells]
    except (ValueError, TypeError) as error:
        raise MemoryLost("内容缓存里有一行不是转发清单") from error


def _list_repost_cells(day: RepostDay, card: str) -> list[Any]:
    """Return what stands on a day's slip, but for the shelf, by the name of its card."""
    articles = [item.article for item in day.items if item.article]
    has_pictures = any(item.picture for item in day.items)
    return [day.source_path, day.day.isoformat(), card, articles, has_pictures]


def unpack_body(data: bytes) -> Body:
    """Return the body that was packed as ``data``."""
    html, minutes, headings, pictures = json.loads(zlib.decompress(data))
    return Body(
        html,
        minutes,
        tuple(Heading(*heading) for heading in headings),
        tuple(map(_make_picture, pictures)),
    )


def pack_picture(facts: PictureFacts, picture: Picture | None) -> str:
    """Return what a picture file turned out to be."""
    return _ENCODER.encode([asdict(facts), asdict(picture) if picture else None])


def unpack_picture(text: str) -> tuple[PictureFacts, Picture | None]:
    """Return what was packed as ``text``; raises as ``unpack_record`` does."""
    facts, picture = json.loads(text)
    facts["fault"] = PictureFault(facts["fault"]) if facts["fault"] else None
    facts["traces"] = tuple(map(Trace, facts["traces"]))
    return PictureFacts(**facts), _make_picture(picture) if picture else None


def _make_picture(cells: dict[str, Any]) -> Picture:
    """Return a picture from its cells, in which JSON has made its widths a list."""
    return Picture(**{**cells, "widths": tuple(cells["widths"])})


def _pack_body(body: Body) -> bytes:
    headings = [[heading.level, heading.text, heading.anchor] for heading in body.headings]
    pictures = [asdict(picture) for picture in body.pictures]
    packed = _ENCODER.encode([body.html, body.minutes, headings, pictures])
    return zlib.compress(packed.encode(), _QUICKLY)


def _pack_slip(entry: Entry, card: str, body: str) -> str:
    if entry.repost_day:
        return _ENCODER.encode(_list_repost_cells(entry.repost_day, card))
    if entry.article is None or entry.article.is_draft:
        return ""
    return _ENCODER.encode(_list_cells(entry.article, card, body, bool(_shown_pictures(entry))))


def _list_cells(article: Article, card: str, body: str, has_pictures: bool) -> list[Any]:
    """Return what stands on a slip, but for the shelf, by the names of card and body."""
    return [
        article.source_path,
        article.unit,
        article.day.isoformat(),
        article.name,
        article.column,
        list(zip(article.tags, article.tag_slugs, strict=True)),
        article.is_evergreen,
        article.cover is not None,
        has_pictures,
        card,
        body,
    ]


def _pack_card(entry: Entry) -> str:
    if entry.article:
        values: list[Any] = [getattr(entry.article, name) for name in _ARTICLE_FIELDS]
        values[_DAY] = entry.article.day.isoformat()
        values[_COVER] = asdict(entry.article.cover) if entry.article.cover else None
        return _ENCODER.encode([_ARTICLE, *values])
    if entry.page:
        return _ENCODER.encode([_PAGE, *(getattr(entry.page, name) for name in _PAGE_FIELDS)])
    if entry.repost_day:
        return _ENCODER.encode([_REPOST, *_pack_repost_day(entry.repost_day)])
    if entry.prompt:
        return _ENCODER.encode([_PROMPT, *_pack_prompt(entry.prompt)])
    return _ENCODER.encode([_NOTHING])


def _pack_repost_day(day: RepostDay) -> list[Any]:
    items = [asdict(item) for item in day.items]
    for item in items:
        item["opens"], item["closes"] = (item[key].isoformat() for key in ("opens", "closes"))
    return [day.source_path, day.day.isoformat(), items]


def _unpack_repost_day(values: list[Any], fingerprint: str) -> RepostDay:
    path, day, items = values
    return RepostDay(path, date.fromisoformat(day), tuple(map(_unpack_item, items)), fingerprint)


def _unpack_item(cells: dict[str, Any]) -> RepostItem:
    for key in ("opens", "closes"):
        cells[key] = datetime.fromisoformat(cells[key])
    cells["topics"] = tuple(cells["topics"])
    cells["picture"] = _make_picture(cells["picture"]) if cells["picture"] else None
    return RepostItem(**cells)


def _pack_prompt(prompt: Prompt) -> list[Any]:
    cells = {f.name: getattr(prompt, f.name) for f in fields(Prompt) if f.name != "fingerprint"}
    for key in ("day", "deadline", "last_day"):
        cells[key] = cells[key].isoformat() if cells[key] else None
    return [cells]


def _unpack_prompt(values: list[Any], fingerprint: str) -> Prompt:
    (cells,) = values
    cells["day"] = date.fromisoformat(cells["day"])
    cells["deadline"] = datetime.fromisoformat(cells["deadline"])
    cells["last_day"] = date.fromisoformat(cells["last_day"]) if cells["last_day"] else None
    cells["audiences"] = tuple(cells["audiences"])
    return Prompt(**cells, fingerprint=fingerprint)


def _unpack_article(values: list[Any], fingerprint: str) -> Article:
    values[_DAY] = date.fromisoformat(values[_DAY])
    values[_TAGS] = tuple(values[_TAGS])
    values[_TAG_SLUGS] = tuple(values[_TAG_SLUGS])
    if values[_COVER]:
        values[_COVER] = _make_picture(values[_COVER])
    return Article(*[*values, fingerprint])


def _unpack_page(values: list[str], fingerprint: str) -> Page:
    return Page(*[*values, fingerprint])


def _shown_pictures(entry: Entry) -> list[Picture]:
    """Return the pictures to be shown, the cover first, each once."""
    cover = (entry.article.cover,) if entry.article and entry.article.cover else ()
    items = entry.repost_day.items if entry.repost_day else ()
    body = entry.body.body.pictures if entry.body.body else ()
    return list(dict.fromkeys((*cover, *(i.picture for i in items if i.picture), *body)))


def _named_pictures(entry: Entry) -> list[str]:
    """Return the paths of the pictures a text names, the cover last, each once."""
    cover = picture_path(entry.front_matter.text_of("cover"), entry.path)
    items = entry.items.items if entry.items else ()
    chosen = [picture_path(item.text_of("picture"), entry.path) for item in items]
    used = [use.path for use in entry.body.pictures]
    return [path for path in dict.fromkeys((*used, *chosen, cover)) if path]


def _list_links(entry: Entry) -> list[str]:
    """Return the paths of the content files that a text leads to, each once."""
    items = entry.items.items if entry.items else ()
    paths = (*(link.path for link in entry.body.links), *(item.article for item in items))
    return [path for path in dict.fromkeys(paths) if path]
