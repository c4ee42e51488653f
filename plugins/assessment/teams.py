"""How many people each unit has reported, as ``/figures/`` shows it: counts, and whether due again.

The work prompt that ``teams_prompt`` in ``site.toml`` names says by when.  A report
counts for a round from the day the round begins: when the prompt was issued, and,
where it comes back monthly, the day after each deadline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from plugins.model.address import mark_address
from plugins.model.days import describe_day
from plugins.model.prompt import Prompt
from plugins.model.registry import Registry
from plugins.model.team import Role, Team


class TeamState(StrEnum):
    """How a unit stands to the round that runs, as readers see it."""

    REPORTED = "已报"
    AGAIN = "该重报了"
    AWAITED = "待报"


@dataclass(frozen=True)
class Round:
    """One time that units are asked to report: from ``since`` on, by ``due``."""

    since: date
    due: datetime


def find_round(prompt: Prompt, today: date) -> Round:
    """Return the round that runs on ``today``, or the last where all have ended."""
    due = prompt.deadline_after(today) or prompt.final_deadline or prompt.deadline
    if due <= prompt.deadline:
        return Round(prompt.day, due)
    before = (due.replace(day=1) - timedelta(days=1)).replace(day=due.day)
    return Round(before.date() + timedelta(days=1), due)


def find_state(team: Team | None, asked: Round | None) -> TeamState:
    """Return how a unit stands that reported ``team`` last, or never."""
    if team is None:
        return TeamState.AWAITED
    return TeamState.AGAIN if asked and team.day < asked.since else TeamState.REPORTED


def find_teams_prompt(registry: Registry, prompts: Iterable[Prompt], today: date) -> Prompt | None:
    """Return the prompt that asks units for their teams, once it is issued."""
    key = registry.site.figures.teams_prompt
    return next((each for each in prompts if each.key == key and each.day <= today), None)


def find_latest(teams: Iterable[Team], today: date) -> dict[str, Team]:
    """Return each unit's newest report up to ``today``, by the unit's slug."""
    known = [each for each in teams if each.day <= today]
    return {each.unit: each for each in sorted(known, key=lambda each: each.day)}


def compose_teams(
    registry: Registry, teams: Iterable[Team], prompts: Sequence[Prompt], today: date
) -> dict[str, Any]:
    """Return what the region ``teams`` shows; ``is_shown`` says whether there is anything.

    With no report and no prompt that asks for one there is not.  ``roles`` head the
    columns, each row has its counts in their order.
    """
    prompt = find_teams_prompt(registry, prompts, today)
    latest = find_latest(teams, today)
    asked = find_round(prompt, today) if prompt else None
    rows = []
    for unit in registry.units:
        team = latest.get(unit.slug)
        row: dict[str, Any] = {
            "name": unit.name,
            "href": mark_address(unit.address),
            "state": find_state(team, asked).value,
        }
        if team:
            row["counts"] = [team.count(role) for role in Role]
            row["datetime"], row["day"] = team.day.isoformat(), describe_day(team.day)
        rows.append(row)
    shown: dict[str, Any] = {"is_shown": bool(prompt or latest), "rows": rows, "prompt": {}}
    shown["roles"] = [role.label for role in Role]
    if prompt and asked:
        shown["prompt"] = {"title": prompt.title, "href": mark_address(prompt.address)}
        shown["datetime"] = asked.due.isoformat(timespec="minutes")
        shown["due"] = f"{describe_day(asked.due)} {asked.due:%H:%M}"
        shown["is_over"] = asked.due.date() < today
    return shown
