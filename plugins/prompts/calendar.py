"""The calendar that phones subscribe to (RFC 5545), by the icalendar library.

Prompts are events (VEVENT): the calendars of iOS and Android show no tasks (VTODO)
of a calendar that was subscribed to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from plugins.model.article import Text
from plugins.model.days import SHANGHAI, midnight
from plugins.model.prompt import Prompt
from plugins.model.registry import Site
from plugins.reading.prose import strip_markup

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event, Timezone

ALARMS = (timedelta(days=-1), timedelta(hours=-2))
"""When phones remind: before the deadline."""

REFRESH = timedelta(hours=12)
"""How often a calendar should look for news (RFC 7986, REFRESH-INTERVAL)."""

_CLOCK_SINCE = datetime(1991, 9, 15)
"""Since then China has kept UTC+8 without summer time (IANA tz database)."""

_UTC8 = timedelta(hours=8)


def make_calendar(site: Site, prompts: Sequence[Prompt], texts: Mapping[str, Text]) -> bytes:
    """Return the calendar of ``prompts``; ``texts`` are theirs by source path.

    Its bytes depend on its prompts alone, not on the clock.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", "-//Wenming Matrix//prompts//ZH")
    calendar.add("NAME", f"{site.name}工作提示")
    # Apple and Google read the older name alone.
    calendar.add("X-WR-CALNAME", f"{site.name}工作提示")
    calendar.add("X-WR-TIMEZONE", "Asia/Shanghai")
    calendar.add("REFRESH-INTERVAL", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add_component(_make_timezone())
    for prompt in prompts:
        calendar.add_component(_make_event(site, prompt, texts[prompt.source_path]))
    return _write(calendar)


def describe_event(prompt: Prompt, text: Text, url: str) -> str:
    """Return what an event says below its title: who asks, on what ground, what, and where."""
    lines = [f"发布：{prompt.office}"]
    if prompt.basis:
        lines.append(f"依据：{prompt.basis}")
    lines += [f"对象：{'、'.join(prompt.audiences)}", f"预计用时：{prompt.minutes} 分钟"]
    return "\n".join([*lines, "", strip_markup(text.read().html), "", url])


def _make_event(site: Site, prompt: Prompt, text: Text) -> Event:
    """Return the event at a prompt's deadline; nobody is named as taking part.

    Without an end it ends when it begins (RFC 5545, 3.6.1): the deadline is a moment,
    and nobody's time counts as taken.
    """
    from icalendar import Event

    url = site.url + prompt.address
    summary = f"截止：{prompt.title}（{'、'.join(prompt.audiences)}）"
    event = Event()
    event.add("UID", str(uuid5(NAMESPACE_URL, url)))
    event.add("DTSTAMP", midnight(prompt.day).astimezone(UTC))
    event.add("DTSTART", prompt.deadline.astimezone(SHANGHAI))
    event.add("SUMMARY", summary)
    event.add("DESCRIPTION", describe_event(prompt, text, url))
    event.add("URL", url)
    event.add("CATEGORIES", list(prompt.audiences))
    event.add("TRANSP", "TRANSPARENT")
    if prompt.is_monthly:
        event.add("RRULE", _make_rule(prompt))
    for before in ALARMS:
        event.add_component(_make_alarm(summary, before))
    return event


def _make_rule(prompt: Prompt) -> dict[str, object]:
    """Return how a prompt comes back; an end is told in UTC (RFC 5545, 3.3.10)."""
    final = prompt.final_deadline
    return {"FREQ": "MONTHLY", **({"UNTIL": final.astimezone(UTC)} if final else {})}


def _make_alarm(summary: str, before: timedelta) -> Alarm:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", summary)
    alarm.add("TRIGGER", before)
    return alarm


def _make_timezone() -> Timezone:
    """Return what the calendar says of its zone, so that no phone has to know it."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("DTSTART", _CLOCK_SINCE)
    standard.add("TZOFFSETFROM", _UTC8)
    standard.add("TZOFFSETTO", _UTC8)
    standard.add("TZNAME", "CST")
    zone = Timezone()
    zone.add("TZID", "Asia/Shanghai")
    zone.add_component(standard)
    return zone


def _write(calendar: Calendar) -> bytes:
    written: bytes = calendar.to_ical()
    return written
