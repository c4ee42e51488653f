"""What a check had to say of a text that passed, packed for the content folder's memory."""

from __future__ import annotations

import json
from collections.abc import Iterable

from plugins.model.problem import Level, Problem
from plugins.reading.memory import NO_WARNINGS, MemoryLost


def pack_warnings(problems: Iterable[Problem]) -> str:
    """Return the warnings of a text, waived ones too; of one with an error, nothing.

    A text with an error has not passed.
    """
    found = list(problems)
    if any(problem.level is Level.ERROR for problem in found):
        return ""
    warnings = [[p.line, p.rule, p.seen, p.wanted, p.fix, p.level] for p in found]
    return json.dumps(warnings, ensure_ascii=False) if warnings else NO_WARNINGS


def unpack_warnings(path: str, packed: str) -> list[Problem]:
    """Return the warnings of the text at ``path``; raises ``MemoryLost`` where these are none."""
    try:
        return [Problem(*[path, *cells, Level(level)]) for *cells, level in json.loads(packed)]
    except (ValueError, TypeError) as error:
        raise MemoryLost("内容缓存里有一行不是提醒") from error
