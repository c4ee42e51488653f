"""Where an imported article goes, so that none is made twice and no other is touched."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Sequence
from pathlib import Path

from plugins.importing.clerk import Head
from plugins.importing.refusal import ImportRefused
from plugins.reading.encoding import decode_text
from plugins.reading.front_matter import split_front_matter
from plugins.reading.new_article import name_article
from plugins.reading.places import ARTICLES, NAME_LIMIT
from plugins.reading.schema import ARTICLE_KEYS

_NUMBERS = range(2, 100)
_NUMBER_ROOM = 3
"""Characters of ``-99`` behind a name."""


def choose_place(content: Path, head: Head) -> str:
    """Return the path in the content folder for a new article; raises ``ImportRefused``.

    An article of the same title on the same day is taken for the same; where
    nobody named the day, one of any day is.  Another title that sounds alike gets
    a number behind its name.
    """
    wanted = name_article(head.unit, head.day, head.title)
    if not head.is_day_certain:
        _refuse_twin(content, _list_likes(content, head.unit, wanted), head)
    stem = wanted.removesuffix(".md")
    start = len(stem) - len(_name_of(wanted))
    short = stem[: start + NAME_LIMIT - _NUMBER_ROOM].rstrip("-")
    for path in (wanted, *(f"{short}-{number}.md" for number in _NUMBERS)):
        if not os.path.lexists(content / path):
            return path
        _refuse_twin(content, [path], head)
    raise ImportRefused(f"{posixpath.dirname(wanted)} 里同名的稿件太多了，改一改标题")


def list_free_names(folder: Path, stem: str, suffixes: Sequence[str]) -> list[str]:
    """Return names in ``folder`` for pictures of the article ``stem``, none of them taken."""
    names: list[str] = []
    number = 0
    for suffix in suffixes:
        number += 1
        while _is_taken(folder, f"{stem}-{number}"):
            number += 1
        names.append(f"{stem}-{number}{suffix}")
    return names


def _is_taken(folder: Path, stem: str) -> bool:
    """Tell whether a file of that name is there, whatever its ending."""
    return any(folder.glob(f"{stem}.*"))


def _name_of(path: str) -> str:
    """Return an article's name without its day and ending."""
    return posixpath.basename(path)[len("2026-01-01-") : -len(".md")]


def _list_likes(content: Path, unit: str, wanted: str) -> Iterator[str]:
    """Yield the unit's articles of any day whose names begin like the wanted one."""
    for file in sorted((content / ARTICLES / unit).glob(f"*/*-{_name_of(wanted)}*.md")):
        yield file.relative_to(content).as_posix()


def _refuse_twin(content: Path, paths: Iterator[str] | Sequence[str], head: Head) -> None:
    for path in paths:
        if _plain(_read_title(content / path)) == _plain(head.title):
            raise ImportRefused(
                f"content/{path} 的标题和它一样。是同一篇，就改那一篇，从收件箱删去 Word 文件；"
                f"是另一篇，改一改标题，或者写明日期"
            )


def _read_title(path: Path) -> str:
    try:
        text = decode_text(path.read_bytes()).text
    except OSError:
        return ""
    return split_front_matter(text, ARTICLE_KEYS).text_of("title")


def _plain(title: str) -> str:
    return "".join(title.split())
