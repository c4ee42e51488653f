"""Paths that some computers take for one: they tell neither case nor composition apart."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator

_BETWEEN = "\0"
"""No path on any system holds this sign."""


def find_twins(paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield each path that has twins with one of them, in the order of ``paths``."""
    joined = unicodedata.normalize("NFC", _BETWEEN.join(paths)).casefold()
    folded = joined.split(_BETWEEN)
    if len({*folded}) == len(folded):
        return
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for path, key in zip(paths, folded, strict=True):
        groups[key].append(path)
    for first, *others in groups.values():
        for other in others:
            yield other, first
            yield first, other
