"""Names that have to be right: offices, places, campaigns, as the city's list gives them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ProperName:
    """A name as it is written, and spellings that are known to be wrong.

    No wrong spelling is part of a right one; ``note`` is a word for the report, such as
    since when the name is used.
    """

    right: str
    wrong: tuple[str, ...]
    note: str = ""
