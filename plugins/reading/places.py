"""Where content lies: what a path in the content folder says by itself."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from datetime import date

from plugins.model.address import article_address
from plugins.model.prompt import PROMPTS as PROMPTS_ADDRESS
from plugins.model.repost import repost_address

CONTENT = "content"
"""The content folder, as the repository calls it."""

ARTICLES = "articles"
PAGES = "pages"
REPOSTS = "reposts"
PROMPTS = "prompts"
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
_REPOST_DAY = re.compile(rf"^{REPOSTS}/(?P<day>\d{{4}}-\d{{2}}-\d{{2}})\.md\Z")
_PROMPT = re.compile(rf"^{PROMPTS}/(?P<day>\d{{4}}-\d{{2}}-\d{{2}})-(?P<name>{_NAME})\.md\Z")
_WAITING = re.compile(rf"^{INBOX}/(?P<unit>[a-z0-9-]+)/(?!~\$|\._)[^/]+\.docx\Z", re.IGNORECASE)
"""Beside a document that is open, Word keeps one whose name begins with ~$."""

_ARTICLE_ADDRESS = re.compile(
    rf"^(?P<unit>[a-z0-9-]+)/(?P<year>\d{{4}})/(?P<day>\d{{2}}-\d{{2}})-(?P<name>{_NAME})/?\Z"
)

_MARKDOWN_LINK = re.compile(r"\]\(([^()]*)\)")


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
    day = _read_iso(found["day"])
    if day is None or f"{day:%Y}" != found["year"]:
        return None
    return ArticlePlace(found["unit"], day, found["name"])


def find_page_name(path: str) -> str | None:
    """Return a page's name from its path, or nothing where the path is not in form."""
    found = _PAGE.match(path)
    return found["name"] if found else None


def find_repost_day(path: str) -> date | None:
    """Return the day of a day's list from its path, or nothing where that is not in form."""
    found = _REPOST_DAY.match(path)
    return _read_iso(found["day"]) if found else None


def find_inbox_unit(path: str) -> str:
    """Return the unit's folder of a Word file that waits in the inbox, empty for other files."""
    found = _WAITING.match(path)
    return found["unit"] if found else ""


@dataclass(frozen=True)
class PromptPlace:
    """What a work prompt's path says: when it was issued, and its name."""

    day: date
    name: str


def find_prompt_place(path: str) -> PromptPlace | None:
    """Return what a work prompt's path says, or nothing where the path is not in form."""
    found = _PROMPT.match(path)
    day = _read_iso(found["day"]) if found else None
    if not found or not day or len(found["name"]) > NAME_LIMIT:
        return None
    return PromptPlace(day, found["name"])


def find_article_path(written: str) -> str:
    """Return the path of the article that is named by its path or its address in the site.

    What lies before ``articles/`` or the unit's folder is left aside; what names no
    article at all comes back as an empty text.
    """
    plain = written.strip().removeprefix("./").lstrip("/")
    plain = plain.removeprefix("content/").removeprefix(f"{ARTICLES}/")
    found = _ARTICLE_ADDRESS.match(plain)
    if found:
        plain = f"{found['unit']}/{found['year']}/{found['year']}-{found['day']}-{found['name']}.md"
    path = f"{ARTICLES}/{plain}"
    return path if find_article_place(path) else ""


def find_named_article(written: str, site: str) -> str:
    """Return the path of the article meant by what somebody pasted; empty where it is none.

    Beside what ``find_article_path`` takes that is an address with ``site`` (the site's
    own, with its final slash) before it, a Markdown link, a path of Windows, and one
    without its ending.
    """
    plain = written.replace(site, "").replace("\\", "/").strip("<> ")
    inner = _MARKDOWN_LINK.search(plain)
    plain = (inner[1] if inner else plain).partition("#")[0].partition("?")[0]
    plain = plain.removesuffix("index.html")
    return find_article_path(plain) or find_article_path(f"{plain}.md")


def find_address(path: str) -> str | None:
    """Return the address of the text at ``path``, or nothing for other files."""
    if place := find_article_place(path):
        return place.address
    if day := find_repost_day(path):
        return repost_address(day)
    if find_prompt_place(path):
        return PROMPTS_ADDRESS
    name = find_page_name(path)
    return f"{name}/" if name else None


def _read_iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def picture_path(name: str, from_path: str) -> str:
    """Return where a picture called ``name`` beside ``from_path`` lies; elsewhere is refused."""
    plain = name.removeprefix("./")
    if not _INSIDE_FOLDER.match(plain) or plain in (".", ".."):
        return ""
    return posixpath.join(posixpath.dirname(from_path), plain)
