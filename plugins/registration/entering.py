"""The counts of returned sheets as rows of ``content/data/teams.csv``: numbers, no people."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from plugins.model.registry import Registry
from plugins.model.team import Role, Team
from plugins.reading.csv_table import read_table, write_table
from plugins.reading.records import TEAMS, read_team


def write_team(team: Team) -> str:
    """Return a team's line of the table, without its end: ``lucheng,2026-11-25,1,2,4,30``."""
    return ",".join(map(str, _list_cells(team)))


def enter_teams(data: bytes | None, registry: Registry, teams: Iterable[Team]) -> str:
    """Return the table ``data`` with these teams, by unit in order of code, then by day.

    A team of the same unit and day takes the earlier one's place: the sheet was put
    right.  Raises ``ValueError`` where the table has faults: what it says would be lost.
    """
    entered, problems = read_table(TEAMS, data, partial(read_team, registry))
    if problems:
        first = min(problems)
        raise ValueError(f"content/{first.path} 第 {first.line} 行还有问题，先运行 invoke check")
    known = {(each.record.unit, each.record.day): each.record for each in entered}
    if len(known) < len(entered):
        raise ValueError(f"content/{TEAMS.path} 里有单位一天记了两次，先运行 invoke check")
    known |= {(team.unit, team.day): team for team in teams}
    order = {slug: place for place, slug in enumerate(registry.unit_by_slug)}
    rows = sorted(known.values(), key=lambda team: (order[team.unit], team.day))
    return write_table(TEAMS.columns.values(), map(_list_cells, rows))


def _list_cells(team: Team) -> list[object]:
    return [team.unit, team.day.isoformat(), *(team.count(role) for role in Role)]
