"""Whether a text that people copy still says where it comes from."""

from __future__ import annotations

from plugins.model.repost import Origin
from plugins.repost.origin import list_ending


def ends_with_origin(text: str, origin: Origin) -> bool:
    """Tell whether the last lines of ``text`` are the marks, source, office and link.

    A line break after the link is no fault.  An origin that is itself without
    source, office or link is none, whatever the text says.
    """
    if not all(part.strip() for part in (origin.source, origin.office, origin.url)):
        return False
    ending = list_ending(origin)
    return tuple(text.rstrip("\n").split("\n")[-len(ending) :]) == ending
