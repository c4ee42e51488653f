"""What changes on disk, told soon."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from watchfiles import DefaultFilter, watch

_STEP = 15
"""Milliseconds of quiet after which a change is told: editors write a file in several steps."""

_LONGEST = 60
"""Milliseconds after which it is told though the changes go on."""

_BEAT = 100
"""Milliseconds after which the watch surely stands."""

_WHAT_COUNTS = DefaultFilter(
    ignore_dirs=("__pycache__",),
    ignore_entity_patterns=(
        r"\.py[cod]$",
        r"^\..*\.sw[a-z]$",
        r"^~\$",
        r"^\.DS_Store$",
        r"^Thumbs\.db$",
    ),
)
"""Everything but what a running editor or the system rewrites and the check lets pass.

What the check refuses has to be seen when it comes and when it goes.
"""


def watch_files(*places: Path) -> Iterator[tuple[Path, ...]]:
    """Yield what changed below folders and in files, in order, for ever.

    Comes first without a change, as soon as none can be missed any more.  Changes
    during the caller's work are told afterwards.  Raises ``OSError`` where a place
    is missing or the system has no watch to give.
    """
    stands = False
    for changes in watch(
        *places,
        watch_filter=_WHAT_COUNTS,
        debounce=_LONGEST,
        step=_STEP,
        rust_timeout=_BEAT,
        yield_on_timeout=True,
    ):
        if changes or not stands:
            stands = True
            yield tuple(sorted({Path(path) for _, path in changes}))
