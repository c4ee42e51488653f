"""From an asked address to what is answered: the built site, read anew each time."""

from __future__ import annotations

import os
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote

from plugins.build.ledger import is_safe_path
from plugins.model.address import INDEX
from plugins.preview.board import News
from plugins.preview.pages import SCRIPT, SHEET, adapt_page, place_at_root, write_plain_page

HTML = "text/html; charset=utf-8"

_TYPES = {
    ".html": HTML,
    ".css": "text/css; charset=utf-8",
    ".js": "application/javascript; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "text/xml; charset=utf-8",
    ".atom.xml": "application/atom+xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}
"""Every kind of file the site is made of, as deploy/nginx.conf names them."""

_OTHER = "application/octet-stream"
_MISSING = "404.html"
_TOKENS = "static/css/tokens"
_OWN_FILES = Path(__file__).parent


@dataclass(frozen=True)
class Answer:
    """What is answered; ``location`` is where a folder's page is asked for with its slash."""

    status: HTTPStatus
    media_type: str
    body: bytes
    location: str = ""


def answer_site(output: Path, address: str, news: News) -> Answer:
    """Answer ``address`` (a path, percent-encoded) from the site that ``output`` links to.

    What is asked for outside the site is missing, as any other address that no
    output has.  No file of the site is changed: pages are on their way out.
    """
    # one answer comes from one release, whatever is swapped in meanwhile
    site = Path(os.path.realpath(output))
    if not site.is_dir():
        return Answer(HTTPStatus.SERVICE_UNAVAILABLE, HTML, write_plain_page(news))
    path = unquote(address).removeprefix("/")
    if not path or path.endswith("/"):
        path += INDEX
    if is_safe_path(path):
        if os.path.isdir(site / path):
            return Answer(HTTPStatus.FOUND, HTML, b"", f"/{quote(path)}/")
        if (data := _read(site / path)) is not None:
            return _answer_file(path, data, news)
    page = place_at_root(_read(site / _MISSING) or b"")
    return Answer(HTTPStatus.NOT_FOUND, HTML, adapt_page(page, news))


def answer_own(theme: Path, address: str) -> Answer | None:
    """Answer an address of the preview's own files, or nothing for any other.

    The panel wears the theme's colours and sizes: its sheet begins with them.
    """
    if address == SCRIPT:
        data = (_OWN_FILES / "reload.js").read_bytes()
        return Answer(HTTPStatus.OK, _TYPES[".js"], data)
    if address == SHEET:
        sheets = [*sorted((theme / _TOKENS).glob("*.css")), _OWN_FILES / "panel.css"]
        data = b"\n".join(sheet.read_bytes() for sheet in sheets)
        return Answer(HTTPStatus.OK, _TYPES[".css"], data)
    return None


def _answer_file(path: str, data: bytes, news: News) -> Answer:
    media_type = _media_type(path)
    body = adapt_page(data, news) if media_type == HTML else data
    return Answer(HTTPStatus.OK, media_type, body)


def _media_type(path: str) -> str:
    """Return the type of a path by the longest ending that is known."""
    suffixes = Path(path.lower()).suffixes
    endings = ["".join(suffixes[start:]) for start in range(len(suffixes))]
    return next((_TYPES[ending] for ending in endings if ending in _TYPES), _OTHER)


def _read(file: Path) -> bytes | None:
    """Return a file's bytes; nothing where there is no such file, or no such name."""
    try:
        return file.read_bytes()
    except OSError:
        return None
