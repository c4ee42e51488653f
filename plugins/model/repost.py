"""What volunteers are asked to pass on, day by day, and where it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import NamedTuple, Protocol

from plugins.model.article import Picture, Shelf, Text

REPOST = "repost/"
"""The address of the page that shows the day."""

FEED_CODE = "repost/feed.png"
"""The address of the code that holds the address of the days' Atom feed."""

_FIRST, _LAST = time(0, 0), time(23, 59)
"""A window that names no time is open from the first minute of a day to its last."""


class Level(StrEnum):
    """Whose site asks for something to be passed on."""

    NATION = "国家"
    PROVINCE = "省"
    CITY = "市"


@dataclass(frozen=True)
class RepostItem:
    """One item of a day, as the city's editor wrote it.

    ``key`` names it for ever among all items of its day.  It leads to an article of
    this site (``article``, the path of its source) or to a page of another one
    (``link``, of the site called ``source``, which is a site at ``level``): one of
    the two is empty.  ``text`` is the official text, plain, in paragraphs.  The item
    is open from ``opens`` until ``closes``, both moments in Asia/Shanghai.
    """

    key: str
    title: str
    text: str
    opens: datetime
    closes: datetime
    article: str = ""
    link: str = ""
    source: str = ""
    level: str = ""
    topics: tuple[str, ...] = ()
    picture: Picture | None = None
    picture_alt: str = ""


@dataclass(frozen=True)
class RepostDay:
    """The items of one day in their order; ``fingerprint`` names all that stands here."""

    source_path: str
    day: date
    items: tuple[RepostItem, ...]
    fingerprint: str = field(default="", compare=False)

    @property
    def address(self) -> str:
        """The address of the day's page, such as ``repost/2026-11-25/``."""
        return repost_address(self.day)


class RepostShelf(Shelf, Protocol):
    """Where days lie until somebody opens them."""

    def open_repost_day(self, path: str) -> RepostDay:
        """Return the day whose source is at ``path``."""


class RepostSlip(NamedTuple):
    """A catalogue's slip of a day: enough to order it and to tell whether it has changed.

    ``articles`` are the paths of the articles of this site that it leads to;
    ``has_pictures`` says whether it shows a picture of its own.
    """

    source_path: str
    iso_day: str
    fingerprint: str
    articles: Sequence[str]
    has_pictures: bool
    shelf: RepostShelf

    @property
    def day(self) -> date:
        """The day itself."""
        return date.fromisoformat(self.iso_day)

    @property
    def text(self) -> Text:
        """The day as a text that shows pictures."""
        return Text(self.fingerprint, self.source_path, self.shelf)

    def open(self) -> RepostDay:
        """Return the day with its items."""
        return self.shelf.open_repost_day(self.source_path)


@dataclass(frozen=True)
class Origin:
    """Where an item comes from: what every copy of it says at its end.

    ``source`` is who published it, ``office`` who asks for it to be passed on,
    ``url`` the absolute address of the original.  ``marks`` are sentences that go
    with every copy, such as that a text was made by AI.
    """

    source: str
    office: str
    url: str
    marks: tuple[str, ...] = ()


def repost_address(day: date) -> str:
    """Return the address of the page of ``day``."""
    return f"{REPOST}{day.isoformat()}/"


def describe_window(item: RepostItem, day: date) -> str:
    """Say when an item of ``day`` can be passed on, such as ``8:00 至 20:00``."""
    is_from_first = (item.opens.date(), item.opens.time()) == (day, _FIRST)
    is_to_last = (item.closes.date(), item.closes.time()) == (day, _LAST)
    if is_from_first and is_to_last:
        return "全天"
    opens, closes = _describe_moment(item.opens, day), _describe_end(item.closes, day)
    if is_from_first:
        return f"到 {closes}"
    return f"{opens} 起" if is_to_last else f"{opens} 至 {closes}"


def describe_latest_end(day: RepostDay) -> str:
    """Say until when the last item of a day can be passed on."""
    return _describe_end(max(item.closes for item in day.items), day.day)


def _describe_end(moment: datetime, day: date) -> str:
    if moment.time() < _LAST:
        return _describe_moment(moment, day)
    return "24:00" if moment.date() == day else _describe_short_day(moment.date())


def _describe_moment(moment: datetime, day: date) -> str:
    clock = f"{moment.hour}:{moment.minute:02}"
    return clock if moment.date() == day else f"{_describe_short_day(moment.date())} {clock}"


def _describe_short_day(day: date) -> str:
    return f"{day.month}月{day.day}日"
