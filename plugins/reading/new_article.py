"""Articles that are yet to be: the file's text and its place, from what is known of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from plugins.reading.front_matter import FENCE, read_plain_pairs
from plugins.reading.pinyin import to_slug
from plugins.reading.places import ARTICLES, NAME_LIMIT
from plugins.reading.schema import ARTICLE_KEYS, chinese_name


def compose_article_file(fields: Mapping[str, str], body: str) -> str:
    """Return an article's file: ``fields`` by English name, in the order of the schema.

    A field that is there and empty gets a line to be filled in.  Raises
    ``ValueError`` for a field that the schema does not know.
    """
    unknown = fields.keys() - {key.name for key in ARTICLE_KEYS}
    if unknown:
        raise ValueError(f"文件开头没有“{'、'.join(sorted(unknown))}”这样的名称")
    pairs = [
        write_pair(chinese_name(key.name), fields[key.name])
        for key in ARTICLE_KEYS
        if key.name in fields
    ]
    text = body.strip("\n")
    return "\n".join([FENCE, *pairs, FENCE, "", *([text, ""] if text else [])])


def write_pair(key: str, value: str) -> str:
    """Return a line of front matter that is read back as ``value``, quoted where YAML asks."""
    plain = " ".join(value.split())
    line = f"{key}: {plain}" if plain else f"{key}:"
    return line if read_plain_pairs([line]) is not None else f"{key}: {quote_value(plain)}"


def quote_value(value: str) -> str:
    """Return ``value`` in quotes that YAML reads as plain text."""
    if '"' not in value and "\\" not in value:
        return f'"{value}"'
    return "'" + value.replace("'", "''") + "'"


def name_article(unit: str, day: date, title: str) -> str:
    """Return the path in the content folder for a new article of ``unit`` (its slug).

    The name is the title's pinyin, cut at a word's end.  Raises ``ValueError``
    for a title that has no sound.
    """
    name = to_slug(title, NAME_LIMIT)
    if not name:
        raise ValueError(f"从标题“{title}”拼不出文件名，标题里要有汉字、字母或数字")
    return f"{ARTICLES}/{unit}/{day:%Y}/{day.isoformat()}-{name}.md"
