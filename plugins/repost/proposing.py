"""Which articles a day asks for: fairly over the units, and none twice.

Pure choice: portal in, proposals out, and the text of the day's file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from plugins.model.article import Article, Slip
from plugins.model.days import describe_day
from plugins.model.portal import Portal
from plugins.model.unit import Unit
from plugins.reading.dates import read_date
from plugins.reading.places import ARTICLES, REPOSTS
from plugins.reading.schema import ITEMS_LIMIT, TOPIC_LENGTH_LIMIT, TOPICS_LIMIT

OLDEST = timedelta(days=60)
"""An article older than that is proposed only where it is evergreen."""

CLOSES = "23:59"
"""An item is open the whole day unless the editor says otherwise."""

FARTHEST = timedelta(days=30)
"""How far ahead a day is prepared; beyond that it is a typing error."""

_HEADING_SIGNS = re.compile(r"^[#\s]+|[#\s]+$")
"""What a heading of Markdown would lose at its ends, and what makes one of a text."""


@dataclass(frozen=True)
class Proposal:
    """An article of ``unit``, proposed because the unit was last chosen on ``waited_since``.

    A unit that was never chosen has no such day.
    """

    unit: Unit
    article: Article
    waited_since: date | None

    @property
    def reason(self) -> str:
        """Why the unit's turn has come."""
        if self.waited_since is None:
            return "还没有选过"
        return f"上次选用是 {describe_day(self.waited_since)}"


class _Turn(NamedTuple):
    """When a unit was last chosen, and at which place of that day; sorts the longest wait first.

    The place makes a queue of it: by the day alone, units of one day would go on by
    their code for ever, and low codes would be chosen half as often again as high ones.
    """

    day: date
    place: int


_NEVER = _Turn(date.min, 0)


@dataclass(frozen=True)
class _Candidate:
    """A unit with its turn and the article that it would be chosen for."""

    unit: Unit
    turn: _Turn
    slip: Slip

    @property
    def rank(self) -> tuple[_Turn, int]:
        """Sorts candidates: by turn, those never chosen by their newest article."""
        return self.turn, -self.slip.day.toordinal()

    def propose(self) -> Proposal:
        """Return the proposal of its article."""
        since = None if self.turn == _NEVER else self.turn.day
        return Proposal(self.unit, self.slip.article, since)


def choose_day(written: str, today: date, taken: Collection[date]) -> date:
    """Return the day that is to be prepared; raises ``ValueError`` where there is none.

    Nothing ``written`` means today, or tomorrow where today is ``taken`` already.
    """
    if not written:
        day = today + timedelta(days=1) if today in taken else today
    elif found := read_date(written).day:
        day = found
    else:
        raise ValueError(f"“{written}”不是日期，请写成 {today}")
    if not today <= day <= today + FARTHEST:
        raise ValueError(f"{day} 不在今天起的 {FARTHEST.days} 天里")
    if day in taken:
        raise ValueError(f"content/{REPOSTS}/{day}.md 已经有了")
    return day


def propose_day(portal: Portal, day: date, count: int) -> tuple[Proposal, ...]:
    """Return at most ``count`` articles for ``day``, one a unit, in order of their turn.

    The unit that has waited longest since it was last chosen for any day comes
    first; one never chosen has waited for ever, and among these the one with the
    newest article, then the lowest code.  Each gives its newest article that
    was never chosen.  Raises ``ValueError`` for a count that no day can hold.
    """
    if not 0 < count <= ITEMS_LIMIT:
        raise ValueError(f"一天可以有 1 到 {ITEMS_LIMIT} 条，写成了 {count}")
    # The registry's units stand in order of code, and sorting keeps that among equals.
    candidates = sorted(_list_candidates(portal, day), key=lambda one: one.rank)
    return tuple(one.propose() for one in candidates[:count])


def write_day(proposals: Sequence[Proposal]) -> str:
    """Return the file of a day for the editor to accept or change."""
    items = "\n".join(map(_write_item, proposals))
    return f"---\n截止: {CLOSES}\n---\n\n{items}"


def describe_choice(proposals: Sequence[Proposal], count: int) -> str:
    """Say what was chosen and why, one a line, and whether ``count`` could not be reached."""
    lines = [
        f"{number}. {one.unit.name}《{one.article.title}》"
        f"（{describe_day(one.article.day)}）：{one.reason}"
        for number, one in enumerate(proposals, 1)
    ]
    if len(proposals) < count:
        lines.append(f"只有 {len(proposals)} 个单位有没选过的新稿件或长期有效的稿件。")
    return "\n".join(lines)


def _list_candidates(portal: Portal, day: date) -> Iterator[_Candidate]:
    chosen = {path for slip in portal.repost_days for path in slip.articles}
    turns = _find_turns(portal)
    for unit in portal.registry.units:
        left = (s for s in portal.by_unit[unit.slug] if s.source_path not in chosen)
        slip = next((s for s in left if _is_fit(s, day)), None)  # the newest: they stand so
        if slip:
            yield _Candidate(unit, turns.get(unit.slug, _NEVER), slip)


def _is_fit(slip: Slip, day: date) -> bool:
    return slip.day <= day and (slip.is_evergreen or day - slip.day <= OLDEST)


def _find_turns(portal: Portal) -> dict[str, _Turn]:
    """Return for each unit ever chosen when it was last so, prepared days included."""
    turns: dict[str, _Turn] = {}
    for slip in portal.repost_days:  # newest first
        for place, path in enumerate(slip.articles):
            if path in portal.by_path:
                turns.setdefault(portal.by_path[path].unit, _Turn(slip.day, place))
    return turns


def _write_item(proposal: Proposal) -> str:
    article = proposal.article
    topics = [tag for tag in article.tags if len(tag) <= TOPIC_LENGTH_LIMIT][:TOPICS_LIMIT]
    lines = [f"## {_HEADING_SIGNS.sub('', article.title)}", ""]
    lines.append(f"稿件: {article.source_path.removeprefix(f'{ARTICLES}/')}")
    if topics:
        lines.append(f"话题: {'、'.join(topics)}")
    text = _HEADING_SIGNS.sub("", " ".join(article.summary.split()))
    return "\n".join([*lines, "", text or article.title, ""])
