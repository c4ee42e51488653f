"""Where a line and its correction first differ: a piece of each, to show and to copy."""

from __future__ import annotations

LENGTH_LIMIT = 40
"""Signs of the longest piece; a shorter line is shown whole."""

_AROUND = 6
"""Signs shown on either side, enough to find the place."""

_REACH = 24


def show_first_difference(written: str, right: str) -> tuple[str, str]:
    """Return the pieces of two lines around their first difference.

    Short lines are shown whole.  Pieces of longer ones begin and end alike; changes
    that stand close together are shown together.
    """
    if max(len(written), len(right)) <= LENGTH_LIMIT:
        return written.strip(), right.strip()
    pairs = zip(written, right, strict=False)
    shorter = min(len(written), len(right))
    start = next((n for n, (one, other) in enumerate(pairs) if one != other), shorter)
    begin = max(0, start - _AROUND)
    for end in range(start, min(len(written), start + _REACH)):
        after = written[end : end + _AROUND]
        place = right.find(after, start, end + _REACH)
        if place >= 0 and (len(after) == _AROUND or place + len(after) == len(right)):
            return written[begin : end + len(after)], right[begin : place + len(after)]
    return written[begin:], right[begin:]
