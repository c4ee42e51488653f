"""Which prompts stand on the page on a day, and with which of their deadlines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from plugins.model.prompt import Prompt


@dataclass(frozen=True)
class Occurrence:
    """One prompt with the deadline that counts: the next one, or the last where all passed."""

    prompt: Prompt
    due: datetime


@dataclass(frozen=True)
class Agenda:
    """What is open, the soonest deadline first, and what has passed, the latest first."""

    open: tuple[Occurrence, ...]
    past: tuple[Occurrence, ...]

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """All prompts of the agenda, newest first: an order that no deadline moves."""
        found = (occurrence.prompt for occurrence in (*self.open, *self.past))
        return tuple(sorted(found, key=lambda prompt: prompt.key, reverse=True))


def compose_agenda(prompts: Iterable[Prompt], today: date) -> Agenda:
    """Return the agenda of ``today``; what passed more than twelve months ago is left out.

    What is dated later is not issued yet.  The agenda changes on those days alone on
    which something is issued or a deadline has passed.
    """
    oldest = _year_before(today)
    opened, past = [], []
    for prompt in (prompt for prompt in prompts if prompt.day <= today):
        due, final = prompt.deadline_after(today), prompt.final_deadline
        if due:
            opened.append(Occurrence(prompt, due))
        elif final and final.date() >= oldest:
            past.append(Occurrence(prompt, final))
    by_due = sorted(opened, key=lambda occurrence: (occurrence.due, occurrence.prompt.key))
    by_end = sorted(past, key=lambda occurrence: (occurrence.due, occurrence.prompt.key))
    return Agenda(tuple(by_due), tuple(by_end[::-1]))


def _year_before(day: date) -> date:
    """Return the same day of the year before; of 29 February the 28th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
