"""Work prompts: what an office asks others to do, until when, and how much work that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

PROMPTS = "prompts/"
"""The address of the page with all prompts."""

CALENDAR = "prompts/calendar.ics"
"""The address of their calendar."""

CALENDAR_CODE = "prompts/calendar.png"
"""The address of the QR code that holds the calendar's own."""

DAY_LIMIT = 28
"""Every month has so many days: a prompt that comes back monthly is due on one of them."""


class Audience(StrEnum):
    """Whom a prompt is for."""

    LIAISONS = "联络员"
    COMMENTATORS = "评论员"
    VOLUNTEERS = "志愿者"
    CIVILIZED_UNITS = "全国文明单位"


@dataclass(frozen=True)
class Prompt:
    """One work prompt without its text.

    ``day`` is when ``office`` issued it, ``basis`` the document it rests on;
    ``deadline`` is a moment in Asia/Shanghai, ``minutes`` what it takes one person.
    A prompt that ``is_monthly`` is due again on the same day of every month until
    ``last_day``, where that is set.
    """

    source_path: str
    name: str
    day: date
    title: str
    office: str
    audiences: tuple[str, ...]
    deadline: datetime
    minutes: int
    basis: str = ""
    is_monthly: bool = False
    last_day: date | None = None
    fingerprint: str = field(default="", compare=False)

    @property
    def address(self) -> str:
        """Where the prompt stands, such as ``prompts/#2026-11-20-yue-du``."""
        return f"{PROMPTS}#{self.key}"

    @property
    def key(self) -> str:
        """Its name among all prompts."""
        return f"{self.day.isoformat()}-{self.name}"

    def deadline_after(self, day: date) -> datetime | None:
        """Return its first deadline on ``day`` or later; nothing where all have passed."""
        if not self.is_monthly or self.deadline.date() >= day:
            return self.deadline if self.deadline.date() >= day else None
        due = self.deadline.replace(year=day.year, month=day.month)
        if due.date() < day:
            due = (due.replace(day=1) + timedelta(days=32)).replace(day=self.deadline.day)
        return due if self.last_day is None or due.date() <= self.last_day else None

    @property
    def final_deadline(self) -> datetime | None:
        """Its last deadline; nothing for one that comes back without end."""
        if not self.is_monthly:
            return self.deadline
        if self.last_day is None:
            return None
        due = self.deadline.replace(year=self.last_day.year, month=self.last_day.month)
        if due.date() > self.last_day:
            due = (due.replace(day=1) - timedelta(days=1)).replace(day=self.deadline.day)
        return due

    def list_deadlines(self, first: date, last: date) -> Iterator[datetime]:
        """Yield its deadlines from ``first`` to ``last``, both days included."""
        due = self.deadline_after(first)
        while due and due.date() <= last:
            yield due
            due = self.deadline_after(due.date() + timedelta(days=1))
