"""The word that was probably meant."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

CUTOFF = 0.5
"""Two Chinese words of two characters with one in common are just alike enough."""

_LENGTH_LIMIT = 80
_CANDIDATES_LIMIT = 400


def find_nearest(word: str, candidates: Iterable[str], cutoff: float = CUTOFF) -> str:
    """Return the candidate most like ``word``, or an empty text where none is like it.

    Upper and lower case count as alike.  Only the first few hundred candidates
    are looked at, so that a bad word costs no more than a good one.
    """
    by_folded: dict[str, str] = {}
    for candidate in candidates:
        if len(by_folded) >= _CANDIDATES_LIMIT:
            break
        by_folded.setdefault(candidate.casefold()[:_LENGTH_LIMIT], candidate)
    found = get_close_matches(word.casefold()[:_LENGTH_LIMIT], list(by_folded), 1, cutoff)
    return by_folded[found[0]] if found else ""
