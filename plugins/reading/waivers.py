"""Waivers in a text: a comment on a line of its own that names reminders to let pass.

Written ``<!-- 放过: paragraph -->``, several names with 、 between them.  The page shows
nothing of it; what it does is the check's to say.
"""

from __future__ import annotations

import re

COMMENT = "<!--"
"""What stands in every text that holds a waiver."""

_WAIVER = re.compile(r"^<!--[ \t]*放过(?P<names>[^<>\n]*)-->[ \t]*$")
_BETWEEN = re.compile(r"[\s:：、，,；;]+")


def is_waiver(line: str) -> bool:
    """Tell whether a line of a body is a waiver, whatever it names."""
    return line.startswith(COMMENT) and bool(_WAIVER.match(line))


def read_waiver(line: str) -> tuple[str, ...]:
    """Return the names that a waiver's line holds, as written; none where it is no waiver."""
    found = _WAIVER.match(line)
    return tuple(filter(None, _BETWEEN.split(found["names"]))) if found else ()
