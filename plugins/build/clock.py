"""The day of the build, passed in so that a build can be repeated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from plugins.model.days import shanghai_day

VARIABLE = "SOURCE_DATE_EPOCH"
"""Seconds since 1970 UTC (reproducible-builds.org, SOURCE_DATE_EPOCH specification)."""

_SECONDS = re.compile(r"[0-9]{1,11}")


def read_clock(environment: Mapping[str, str], now: float) -> date:
    """Return today in Shanghai: by ``SOURCE_DATE_EPOCH`` where it is set, else by ``now``.

    Raises ``ValueError`` where the variable is no number.
    """
    given = environment.get(VARIABLE, "")
    if not given:
        return shanghai_day(now)
    if not _SECONDS.fullmatch(given):
        raise ValueError(f"{VARIABLE} 应当是 1970 年以来的秒数，写成了 {given!r}")
    return shanghai_day(int(given))
