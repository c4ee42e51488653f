"""Other people's words in a comment: nothing in them is a mark, a link, a mention or a tag.

A code host looks for mentions, numbers of requests and commits in what its Markdown
became, so a backslash does not keep it from them; in code it looks for nothing
(GitHub docs: Mentioning people and teams, Autolinked references and URLs; GitHub
Flavored Markdown Spec 0.29, section 6.3, Code spans).  Whatever is more than Chinese
characters, Chinese marks, short numbers and words is therefore shown as code.
"""

from __future__ import annotations

import re

from plugins.contacts.masking import mask_contacts, mask_path
from plugins.model.printable import make_printable

_WIDE = "\u3400-\u4dbf\u4e00-\u9fff\u3001-\u3011\u3014-\u301b\uff01-\uff5e“”‘’—…·×"
"""Characters that mean nothing to Markdown nor to a code host."""

_QUOTED = re.compile(r"“([^“”]*)”")
_OTHER = re.compile(rf"[^{_WIDE}]+")
_PLAIN = re.compile(r" *(?:(?:[0-9]{1,6}|[A-Za-z]{1,6})(?: +|\Z))*\Z")
"""Short numbers and words; from seven signs on they may be taken for a commit."""

_LINE_LIMIT = 240


def quote(text: str) -> str:
    """Return ``text`` as code, on one line; an empty text stays empty."""
    shown = _flatten(text)
    if not shown:
        return ""
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    room = " " if shown[0] == "`" or shown[-1] == "`" else ""
    return f"{fence}{room}{shown}{room}{fence}"


def quote_path(path: str) -> str:
    """Return a path as code, with people's contact data in it masked."""
    return quote(mask_path(path))


def quote_sentence(text: str) -> str:
    """Return a sentence on one line: its Chinese as it is, all else in it as code.

    A quotation (“…”) that has anything else in it is code from end to end, so that it
    can be copied.  Contact data is masked.
    """
    shown = _flatten(mask_contacts(text))
    pieces, end = [], 0
    for found in _QUOTED.finditer(shown):
        pieces += [_quote_others(shown[end : found.start()]), f"“{_quote_whole(found[1])}”"]
        end = found.end()
    return "".join([*pieces, _quote_others(shown[end:])])


def _flatten(text: str) -> str:
    """Return ``text`` on one line, printable, and cut where it is long."""
    shown = make_printable(" ".join(text.split()))
    return shown if len(shown) <= _LINE_LIMIT else shown[: _LINE_LIMIT - 1] + "…"


def _quote_whole(text: str) -> str:
    others = _OTHER.findall(text)
    return text if all(map(_PLAIN.match, others)) else quote(text)


def _quote_others(text: str) -> str:
    return _OTHER.sub(lambda found: _quote_run(found[0]), text)


def _quote_run(run: str) -> str:
    if _PLAIN.match(run):
        return run
    inner = run.strip()
    start = run.index(inner)
    return f"{run[:start]}{quote(inner)}{run[start + len(inner) :]}"
