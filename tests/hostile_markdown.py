"""Markdown made to cost time: each piece, repeated until a limit would be passed."""

from __future__ import annotations

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
    "footnotes-and-uses": "[^{0}]\n\n[^{0}]: b\n\n",
    "distinct-references": "[{0}]\n\n[{0}]: b{0}\n\n",
    "pictures": "![a](b.png)\n",
    "distinct-pictures": "![a](b{0}.png)\n\n",
    "distinct-links": "[a](b{0}.md)\n\n",
    "letters": "文",
    "ascii-letters": "a",
    "stars-between-letters": "文*文**文",
    "placeholders": "klzzwxh:0001",
    "numbers": "1、a\n",
    "dates": "3月21日（星期一",
    "full-width": "＃｜＞［］（",
}
"""By name; ``{0}`` stands for a number that grows."""


def fill_body(piece: str, block: int = BLOCK_LIMIT) -> str:
    """Return the largest body made of ``piece`` that the limits let in; empty where none is.

    Blocks are filled up to ``block`` characters or their own limits, then new
    ones are begun until the body's limits are reached.
    """
    numbers = count()

    def write(times: int) -> str:
        pieces = "".join(piece.replace("{0}", str(next(numbers))) for _ in range(times))
        return pieces.rstrip("\n") + "\n\n"

    times = max(1, block // len(piece))
    while times and find_excess(write(times)):
        times -= max(1, times // 8)
    body = ""
    while times and not find_excess(more := body + write(times)):
        body = more
    return body
