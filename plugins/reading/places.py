"""Where content lies: what a path in the content folder says by itself."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import date

from plugins.model.address import article_address

ARTICLES = "articles"
PAGES = "pages"
DATA = "data"
INBOX = "inbox"

NAME_LIMIT = 60
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_ARTICLE = re.compile(
    rf"^{ARTICLES}/(?P<unit>[a-z0-9-]+)/(?P<year>\d{{4}})/"
    rf"(?P<day>\d{{4}}-\d{{2}}-\d{{2}})-(?P<name>{_NAME})\.md\Z"
)
_INSIDE_FOLDER = re.compile(r"^[^/\\:?#]+$")
_PAGE = re.compile(rf"^{PAGES}/(?P<name>{_NAME})\.md\Z")


@dataclass(frozen=True)
class ArticlePlace:
    """What an article's path says: its unit, its day and its name."""

    unit: str
    day: date
    name: str

    @property
    def address(self) -> str:
        """The address that follows from the path."""
        return article_address(self.unit, self.day, self.name)


def find_article_place(path: str) -> ArticlePlace | None:
    """Return what an article's path says, or nothing where the path is not in form.

    The folder of the year and the day in the file's name must agree.
    """
    found = _ARTICLE.match(path)
    if not found or len(found["name"]) > NAME_LIMIT:
        return None
    try:
        day = date.fromisoformat(found["day"])
    except ValueError:
        return None
    if f"{day:%Y}" != found["year"]:
        return None
    return ArticlePlace(found["unit"], day, found["name"])


def find_page_name(path: str) -> str | None:
    """Return a page's name from its path, or nothing where the path is not in form."""
    found = _PAGE.match(path)
    return found["name"] if found else None


def find_address(path: str) -> str | None:
    """Return the address of the article or page at ``path``, or nothing for other files."""
    if place := find_article_place(path):
        return place.address
    name = find_page_name(path)
    return f"{name}/" if name else None


def picture_path(name: str, from_path: str) -> str:
    """Return where a picture called ``name`` beside ``from_path`` lies; elsewhere is refused."""
    plain = name.removeprefix("./")
    if not _INSIDE_FOLDER.match(plain) or plain in (".", ".."):
        return ""
    return posixpath.join(posixpath.dirname(from_path), plain)
