"""Long lists cut into pages that keep their content for ever.

Pages are numbered from the oldest: page 1 holds the oldest articles and keeps them
once full.  The front (the list's own address) shows the newest ones, so
a new article touches the front alone until it fills up.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from plugins.model.article import Article, Run, Slip

NOTICES_ON_HOME = 5
"""How many notices stand on the home page where its settings say nothing else."""


@dataclass(frozen=True)
class ListPage:
    """One page of a list.

    ``number`` counts from the oldest; ``newer`` and ``older`` are addresses or
    empty.  The front alone says how many articles the list has in ``total``: on
    an older page, where it would change with every article, it is 0.
    """

    run: Run
    address: str
    number: int
    is_front: bool
    total: int
    newer: str
    older: str

    @property
    def articles(self) -> tuple[Article, ...]:
        """The articles themselves."""
        return tuple(slip.article for slip in self.run.slips)


def cut_list(slips: tuple[Slip, ...], address: str, size: int) -> Iterator[ListPage]:
    """Yield the pages of a list given newest first, the front page first.

    The front holds ``size`` to ``2 * size - 1`` articles when there are older
    pages, each of which holds exactly ``size``.
    """
    full_pages = max(0, len(slips) // size - 1)
    count = full_pages + 1
    for number in range(count, 0, -1):
        stop = len(slips) - (number - 1) * size
        start = 0 if number == count else stop - size
        yield ListPage(
            run=Run(slips[start:stop]),
            address=_page_address(address, number, count),
            number=number,
            is_front=number == count,
            total=len(slips) if number == count else 0,
            newer=_page_address(address, number + 1, count) if number < count else "",
            older=_page_address(address, number - 1, count) if number > 1 else "",
        )


def _page_address(address: str, number: int, count: int) -> str:
    return address if number == count else f"{address}page/{number}/"
