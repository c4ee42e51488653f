"""A Word file (.docx) as bytes to the parts of an article; pure, it touches no disk."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PICTURE_TARGET = re.compile(r"(?<=\]\()picture-(\d+)(?=\))")


class NotWord(ValueError):
    """The bytes are no Word file that can be read; says in Chinese what to send instead."""


@dataclass(frozen=True)
class WordPicture:
    """A picture of the document: its bytes as they stand there, and what describes it."""

    data: bytes
    alt: str


@dataclass(frozen=True)
class WordReading:
    """What a Word file holds, ready to become an article.

    ``fields`` are those found at the document's head, by the English names of
    ``ARTICLE_KEYS`` in ``reading/schema.py``, as they are written there.  ``body``
    is Markdown in which the n-th of ``pictures``, from 1, is ``![alt](picture-n)``.
    ``remarks`` are Chinese sentences on everything that was changed or left out.
    """

    fields: Mapping[str, str]
    body: str
    pictures: tuple[WordPicture, ...]
    remarks: tuple[str, ...]


def read_word(data: bytes) -> WordReading:
    """Read the .docx ``data``; raises ``NotWord`` where it is none or can't be read."""
    raise NotWord("这个文件不是 Word 文档，请在 WPS 或 Word 里另存为 .docx 再交")


def name_pictures(body: str, names: Sequence[str]) -> str:
    """Return ``body`` with the file names of its pictures, the first for ``picture-1``."""
    return _PICTURE_TARGET.sub(lambda found: names[int(found[1]) - 1], body)
