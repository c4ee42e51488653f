"""Markdown made to cost time: each piece, repeated until a limit would be passed."""

from __future__ import annotations

import re
from itertools import count

from plugins.reading.limits import BLOCK_LIMIT, find_excess

PIECES = {
    "open-brackets": "[",
    "open-pictures": "![",
    "brackets-open-and-closed": "[]",
    "empty-links": "[](",
    "links-without-end": "[a](<b",
    "short-links": "[a](b) ",
    "short-links-on-lines": "[a](b)\n",
    "quoted-titles": '[a](b "c',
    "open-parentheses": "[a](((((((((((",
    "reference-links": "[a][b] ",
    "short-references": "[a] ",
    "footnote-marks": "[^a] ",
    "stars": "*",
    "star-and-letter": "*a ",
    "letter-and-star": "a*",
    "strong-and-letter": "**a ",
    "stars-in-threes": "***a** ",
    "stars-and-underscores": "*a_ ",
    "underscores": "_",
    "underscore-and-letter": "_a ",
    "double-underscores": "__a_ ",
    "backticks": "`",
    "backtick-and-letter": "`a",
    "double-backticks": "``a` ",
    "less-than": "<",
    "tag-like": "<a ",
    "tags": "<b>",
    "comments": "<!-- ",
    "autolink-like": "<http://",
    "autolinks": "<http://a.cn> ",
    "bare-addresses": "http://a.cn ",
    "bare-address-marks": "http://a.cn/((((",
    "address-dots": "http://" + "a." * 40 + " ",
    "entities": "&#9999;",
    "entity-like": "&amp",
    "backslashes": "\\",
    "escapes": "\\*",
    "exclamation-marks": "!",
    "spaces": "a                ",
    "line-breaks": "a  \n",
    "soft-breaks": "文\n",
    "soft-breaks-and-emphasis": "*文*\n",
    "table-rows": "|a|b|\n",
    "wide-table-rows": "|" * 30 + "\n",
    "quotes": "> a\n",
    "deep-quotes": "> > > > > > a\n",
    "lazy-quotes": "> > > > > > a\nb\n",
    "lists": "- a\n",
    "deep-lists": "- - - - - - a\n",
    "growing-lists": "- a\n    - a\n        - a\n            - a\n",
    "ordered-lists": "1. a\n",
    "loose-lists": "- a\n\n",
    "loose-deep-lists": "- a\n\n    - a\n\n        - a\n\n",
    "lists-and-quotes": "- > - > - > a\n",
    "definitions": "a\n:   b\n\n",
    "definitions-close": "a\n: b\n",
    "headings": "# a\n",
    "same-headings": "## 标题\n\n",
    "heading-marks": "######",
    "underlined": "a\n===\n",
    "dividers": "- - -\n",
    "divider-like": "- " * 40 + "a\n",
    "fences": "```\n",
    "fences-and-letters": "```a\n",
    "long-fences": "`" * 40 + "\n",
    "indented-code": "    a\n\n",
    "link-definitions": "[a]: b\n",
    "link-definitions-and-uses": "[a]: b\n\n[a] [a]\n\n",
    "footnotes": "[^a]: b\n\n",
    "footnotes-and-uses": "[^a]\n\n[^a]: b\n\n",
    "distinct-footnotes": "[^{0}]: b\n\n",
    "distinct-references": "[a{0}]: b\n\n",
    "pictures": "![a](b.png)\n",
    "distinct-pictures": "![a](b{0}.png)\n\n",
    "distinct-links": "[a](b{0}.md)\n\n",
    "letters": "文",
    "ascii-letters": "a",
    "stars-between-letters": "文*文**文",
    "placeholders": "klzzwxh:0001",
    "numbers": "1、a\n",
    "dates": "3月21日（星期一",
    "notes-in-headings": "[^a]: 1、a\n######",
    "notes-in-notes": "[^a]: " * 5,
    "tabs": "`````" + "\t" * 50,
    "spaces-in-headings": "# a" + " " * 200 + "x\n",
    "spaces-in-fences": "```" + " " * 200 + "(\n",
    "spaces-in-rulers": "|" + " " * 200 + "x\n",
    "spaces-in-links": "[a](b" + " " * 200 + "c)\n",
    "spaces-in-emphasis": "**" + " " * 200 + "**\n",
    "spaces-in-tags": "<a" + " " * 200 + "b\n",
    "spaces-in-items": "- a" + " " * 200 + "x\n",
    "many-spaces": "a" + " " * 201 + "b",
    "full-width": "＃｜＞［］（",
}
"""By name; ``{0}`` stands for a number that grows."""


def fill_body(piece: str, block: int = BLOCK_LIMIT) -> str:
    """Return the largest body made of ``piece`` that the limits let in; empty where none is.

    Blocks are filled up to ``block`` characters or their own limits, and as many
    blocks are set below each other as the body's limits allow.
    """
    times = max(1, block // len(piece))
    while times and find_excess(_write(piece, times, 1)):
        times -= max(1, times // 8)
    if not times:
        return ""
    few, many = 1, 2
    while not find_excess(_write(piece, times, many)):
        few, many = many, 2 * many
    while many - few > 1:
        middle = (few + many) // 2
        if find_excess(_write(piece, times, middle)):
            many = middle
        else:
            few = middle
    return _write(piece, times, few)


def _write(piece: str, times: int, blocks: int) -> str:
    """Return blocks of repeated pieces, the numbers in them growing throughout."""
    numbers = count(1_000)
    one = piece * times
    if "{0}" not in piece:
        return (one.rstrip("\n") + "\n\n") * blocks
    parts = (re.sub(r"\{0\}", lambda _: str(next(numbers)), one) for _ in range(blocks))
    return "".join(part.rstrip("\n") + "\n\n" for part in parts)
