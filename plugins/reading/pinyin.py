"""Names for addresses from Chinese text."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache

LOCAL_READINGS = {"乐清": ("yue", "qing"), "瓯海": ("ou", "hai")}
"""Local names that general dictionaries read wrongly: 乐清 is yuè, not lè."""

_MARK_LENGTH = 10
_is_prepared = False


def to_slug(text: str, limit: int = 60) -> str:
    """Return ``text`` as lower-case pinyin and ASCII words joined by hyphens.

    Text without a letter or digit gives an empty slug; the slug never breaks a
    syllable to keep within ``limit`` characters.
    """
    words = re.findall(r"[a-z0-9]+", " ".join(_read_aloud(text)).lower())
    slug = ""
    for word in words:
        longer = f"{slug}-{word}" if slug else word
        if len(longer) > limit:
            break
        slug = longer
    return slug


def list_syllables() -> dict[str, str]:
    """Return the 6,763 characters of GB/T 2312 by the syllable each is most often read as.

    For whoever has to name a file where this program can't run.
    """
    rows, cells = range(0xB0, 0xF8), range(0xA1, 0xFF)
    pairs = b"".join(bytes((row, cell)) for row in rows for cell in cells)
    found: dict[str, str] = {}
    for character in pairs.decode("gb2312", "ignore"):
        syllable = to_slug(character)
        found[syllable] = found.get(syllable, "") + character
    return dict(sorted(found.items()))


@lru_cache(maxsize=4096)
def to_tag_slug(tag: str) -> str:
    """Return the slug of a tag: its pinyin, told apart from its homophones for ever.

    Two tags may sound alike (实施, 事实); ten characters of a hash of the tag
    keep their addresses apart whatever other tags exist.  Somebody who looks for
    two with the same hash finds them: the rule ``tags`` refuses those.
    """
    mark = to_tag_mark(tag)
    name = to_slug(tag, 40)
    return f"{name}-{mark}" if name else mark


def to_tag_mark(tag: str) -> str:
    """Return the part of a tag's slug that comes from its hash."""
    return hashlib.sha256(tag.encode()).hexdigest()[:_MARK_LENGTH]


def _read_aloud(text: str) -> list[str]:
    from pypinyin import lazy_pinyin, load_phrases_dict

    global _is_prepared
    if not _is_prepared:
        load_phrases_dict(
            {name: [[syllable] for syllable in read] for name, read in LOCAL_READINGS.items()}
        )
        _is_prepared = True
    return lazy_pinyin(text)
