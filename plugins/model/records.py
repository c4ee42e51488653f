"""What the city enters beside the registry, as tables: adoptions, followers, teams, corrections.

They grow with every day and shape few pages, so no page but those that show them has
them among its inputs.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from plugins.model.adoption import Adoption, order_adoptions
from plugins.model.correction import Correction
from plugins.model.following import Following
from plugins.model.team import Team


@dataclass(frozen=True)
class Records:
    """All tables, each in the order of its file."""

    adoptions: tuple[Adoption, ...] = ()
    followings: tuple[Following, ...] = ()
    teams: tuple[Team, ...] = ()
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def adoptions_by_article(self) -> dict[str, tuple[Adoption, ...]]:
        """Adoptions by the path of their article, the nearest level first."""
        found: defaultdict[str, list[Adoption]] = defaultdict(list)
        for adoption in sorted(self.adoptions, key=order_adoptions):
            found[adoption.article].append(adoption)
        return {article: tuple(rows) for article, rows in found.items()}
