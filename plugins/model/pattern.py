"""Regular expressions that few runs need, compiled when one does."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what ``re.compile`` would, but compile it when it is first used.

    A set with a range of Chinese characters takes a millisecond or two to compile:
    Python 3.11 walks over every character of it (``_optimize_charset`` in ``re``),
    and a day's build would compile dozens that it never asks.  It can be asked as any
    other, but not be handed to the functions of ``re`` itself; a mistake in
    ``pattern`` raises ``re.error`` only when it is used.
    """
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


class _LatePattern:
    """Stands for a pattern; each method is looked up once, and then is the pattern's own."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._written = pattern, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(*self._written)

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._compiled, name)
        setattr(self, name, value)
        return value
