"""From one file's bytes to what it says: a pure function, with all it saw on the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from plugins.model.article import Article, Page, Picture
from plugins.model.prompt import Prompt
from plugins.model.registry import Registry
from plugins.model.repost import RepostDay
from plugins.reading.body import BodyReading, read_body
from plugins.reading.dates import read_date
from plugins.reading.encoding import Decoded, decode_text
from plugins.reading.front_matter import FrontMatter, split_front_matter
from plugins.reading.limits import find_excess
from plugins.reading.picture_use import FindPicture
from plugins.reading.pinyin import to_tag_slug
from plugins.reading.places import (
    ARTICLES,
    PROMPTS,
    REPOSTS,
    ArticlePlace,
    find_article_place,
    find_page_name,
    find_prompt_place,
    find_repost_day,
    picture_path,
)
from plugins.reading.prompt import compose_prompt
from plugins.reading.prose import summarize
from plugins.reading.repost_day import RepostReading, compose_items, read_items
from plugins.reading.schema import (
    ARTICLE_KEYS,
    AUTHOR_LIMIT,
    COVER_ALT_LIMIT,
    NO,
    OFFICE_LIMIT,
    PAGE_KEYS,
    PROMPT_KEYS,
    REPOST_KEYS,
    SOURCE_LIMIT,
    STATUS_DRAFT,
    STATUS_PUBLISHED,
    SUMMARY_LIMIT,
    TAG_LENGTH_LIMIT,
    TAGS_LIMIT,
    TITLE_LIMIT,
    YES,
)
from plugins.reading.tags import split_tags
from plugins.reading.web_address import is_web_address

FindSlug = Callable[[str], str]
"""Gives the slug of a tag."""


@dataclass(frozen=True)
class Entry:
    """One Markdown file as read.

    It lies where articles, pages, days' lists or work prompts lie, and is one of
    these; that one is missing where anything the schema asks for is missing or
    wrong: then at least one rule of the check says what.  ``items`` are those of a
    day's list as written.
    """

    path: str
    decoded: Decoded
    front_matter: FrontMatter
    body: BodyReading
    place: ArticlePlace | None = None
    article: Article | None = None
    page: Page | None = None
    items: RepostReading | None = None
    repost_day: RepostDay | None = None
    prompt: Prompt | None = None

    @property
    def is_article(self) -> bool:
        """Whether the file lies where articles lie."""
        return self.path.startswith(f"{ARTICLES}/")

    @property
    def is_repost_day(self) -> bool:
        """Whether the file lies where days' lists lie."""
        return self.path.startswith(f"{REPOSTS}/")

    @property
    def is_prompt(self) -> bool:
        """Whether the file lies where work prompts lie."""
        return self.path.startswith(f"{PROMPTS}/")

    @property
    def is_read(self) -> bool:
        """Whether the file is what it should be, with nothing missing."""
        return any((self.article, self.page, self.repost_day, self.prompt))


def read_article(
    path: str,
    data: bytes,
    registry: Registry,
    find_picture: FindPicture,
    find_slug: FindSlug = to_tag_slug,
) -> Entry:
    """Read the article at ``path`` in the content folder; never raises on its content.

    ``find_slug`` gives the slug of a tag: somebody may know it already.
    """
    decoded = decode_text(data)
    front = split_front_matter(decoded.text, ARTICLE_KEYS)
    has_cover = bool(front.text_of("cover"))
    body = read_body(front.body, front.body_line, path, find_picture, has_cover=has_cover)
    place = find_article_place(path)
    article = None
    if place and body.says_anything and not decoded.fault and not front.faults:
        article = _compose_article(path, place, front, body, registry, find_picture)
    if article:
        article = replace(article, tag_slugs=tuple(map(find_slug, article.tags)))
    return Entry(path, decoded, front, body, place=place, article=article)


def read_page(path: str, data: bytes, find_picture: FindPicture) -> Entry:
    """Read the page at ``path`` in the content folder; never raises on its content."""
    decoded = decode_text(data)
    front = split_front_matter(decoded.text, PAGE_KEYS)
    body = read_body(front.body, front.body_line, path, find_picture)
    name = find_page_name(path)
    page = None
    title = front.text_of("title")
    is_whole = body.says_anything and not decoded.fault and not front.faults
    if name and title and body.body and is_whole:
        summary = front.text_of("summary") or summarize(body.body.html, SUMMARY_LIMIT)
        page = Page(path, name, title, summary)
    return Entry(path, decoded, front, body, page=page)


def read_repost_day(path: str, data: bytes, find_picture: FindPicture) -> Entry:
    """Read the day's list at ``path`` in the content folder; never raises on its content."""
    decoded = decode_text(data)
    front = split_front_matter(decoded.text, REPOST_KEYS, is_required=False)
    # Items are plain text: nothing of them is rendered.
    body = BodyReading(None, excess=find_excess(front.body))
    day = find_repost_day(path)
    if day is None or body.excess:
        return Entry(path, decoded, front, body)
    reading = read_items(front.body, front.body_line, day)
    found = None
    if not decoded.fault and not front.faults:
        items = compose_items(reading, front, path, find_picture)
        is_right = not front.text_of("date") or read_date(front.text_of("date")).day == day
        found = RepostDay(path, day, items) if items and is_right else None
    return Entry(path, decoded, front, body, items=reading, repost_day=found)


def read_prompt(path: str, data: bytes, find_picture: FindPicture) -> Entry:
    """Read the work prompt at ``path`` in the content folder; never raises on its content."""
    decoded = decode_text(data)
    front = split_front_matter(decoded.text, PROMPT_KEYS)
    body = read_body(front.body, front.body_line, path, find_picture)
    place = find_prompt_place(path)
    prompt = None
    if place and body.says_anything and not decoded.fault and not front.faults:
        prompt = compose_prompt(path, place, front)
    return Entry(path, decoded, front, body, prompt=prompt)


def _compose_article(
    path: str,
    place: ArticlePlace,
    front: FrontMatter,
    reading: BodyReading,
    registry: Registry,
    find_picture: FindPicture,
) -> Article | None:
    column = registry.find_column(front.text_of("column"))
    cover = _find_cover(front, path, find_picture)
    if column is None or reading.body is None or place.unit not in registry.unit_by_slug:
        return None
    if not _is_complete(front, place, column.is_signed, cover):
        return None
    return Article(
        source_path=path,
        unit=place.unit,
        day=place.day,
        name=place.name,
        title=front.text_of("title"),
        column=column.slug,
        office=front.text_of("office"),
        summary=front.text_of("summary") or summarize(reading.body.html, SUMMARY_LIMIT),
        author=front.text_of("author"),
        tags=split_tags(front.text_of("tags")),
        source=front.text_of("source"),
        source_url=front.text_of("source_url"),
        cover=cover,
        cover_alt=front.text_of("cover_alt") if cover else "",
        is_draft=front.text_of("status") == STATUS_DRAFT,
        is_ai_generated=front.text_of("ai_generated") == YES,
        is_evergreen=front.text_of("evergreen") == YES,
        is_sample=front.text_of("sample") == YES,
    )


def _is_complete(
    front: FrontMatter, place: ArticlePlace, is_signed: bool, cover: Picture | None
) -> bool:
    """Tell whether every field keeps to the schema; the rules of the check say which does not."""
    text = front.text_of
    tags = split_tags(text("tags"))
    return all(
        (
            0 < len(text("title")) <= TITLE_LIMIT,
            0 < len(text("office")) <= OFFICE_LIMIT,
            len(text("source")) <= SOURCE_LIMIT,
            len(text("cover_alt")) <= COVER_ALT_LIMIT,
            not text("date") or read_date(text("date")).day == place.day,
            bool(text("author")) or not is_signed,
            len(text("author")) <= AUTHOR_LIMIT,
            len(text("summary")) <= SUMMARY_LIMIT,
            len(tags) <= TAGS_LIMIT and all(len(tag) <= TAG_LENGTH_LIMIT for tag in tags),
            bool(text("source")) == bool(text("source_url")),
            not text("source_url") or is_web_address(text("source_url")),
            bool(text("cover")) == bool(text("cover_alt")),
            bool(cover) or not text("cover"),
            text("status") in ("", STATUS_PUBLISHED, STATUS_DRAFT),
            all(text(key) in ("", YES, NO) for key in ("ai_generated", "evergreen", "sample")),
        )
    )


def _find_cover(front: FrontMatter, path: str, find_picture: FindPicture) -> Picture | None:
    name = front.text_of("cover")
    place = picture_path(name, path) if name else ""
    return find_picture(place) if place else None
