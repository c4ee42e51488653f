"""The page with all prompts, their calendar and its code, as outputs of one section."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.model.address import mark_address, output_path
from plugins.model.article import Text
from plugins.model.days import describe_day, describe_weekday
from plugins.model.feed_links import site_feeds
from plugins.model.head import Crumb, compose_head
from plugins.model.output import FileOutput, Output, Owner, PageOutput, Section
from plugins.model.portal import Portal
from plugins.model.prompt import CALENDAR, CALENDAR_CODE, PROMPTS
from plugins.model.registry import Registry, Site
from plugins.prompts.calendar import make_calendar
from plugins.prompts.occurrences import Agenda, Occurrence, compose_agenda
from plugins.qrcodes.drawing import draw_bitmap
from plugins.reading.places import PROMPTS as FOLDER

_ID = re.compile(r'(<[^<>]*\s(?:id="|href="#))')
"""An id in a text, or a link to one."""

_OWNER = Owner(FOLDER)
_SCHEME = "webcal:"
"""Opened by the calendar of an iPhone, a Mac and of Outlook as a subscription."""


def list_prompts(portal: Portal) -> Iterator[Section]:
    """Yield everything of the room: its outputs follow from the day's agenda."""
    agenda = compose_agenda(portal.prompts, portal.today)
    texts = {p.source_path: portal.page_texts[p.source_path] for p in agenda.prompts}
    inputs = {"registry": portal.registry, "agenda": agenda, "texts": texts}
    yield Section("prompts", list_prompt_outputs, inputs)


def list_prompt_outputs(
    registry: Registry, agenda: Agenda, texts: Mapping[str, Text]
) -> Iterator[Output]:
    """Yield the page, the calendar and the calendar's code."""
    site = registry.site
    inputs = {"registry": registry, "agenda": agenda, "texts": texts}
    yield PageOutput(output_path(PROMPTS), _OWNER, "prompts.html", compose_prompts_page, inputs)
    inputs = {"site": site, "prompts": agenda.prompts, "texts": texts}
    yield FileOutput(CALENDAR, _OWNER, make_calendar, inputs)
    yield FileOutput(CALENDAR_CODE, _OWNER, draw_bitmap, {"encoded": calendar_url(site)})


def calendar_url(site: Site) -> str:
    """Return what the calendar's code encodes: its address by https.

    WeChat and Android open no other; what an iPhone opens stands beside it as a link.
    """
    return site.url + CALENDAR


def compose_prompts_page(
    registry: Registry, agenda: Agenda, texts: Mapping[str, Text]
) -> Mapping[str, Any]:
    """Return what the page with all prompts shows."""
    site = registry.site
    head = compose_head(
        site,
        Crumb("工作提示", PROMPTS),
        description="各级文明办发给联络员、评论员、志愿者和全国文明单位的工作提示：做什么，到什么时候。",
        feeds=site_feeds(site.name),
    )
    return {
        "head": head,
        "open": [describe_occurrence(o, texts[o.prompt.source_path]) for o in agenda.open],
        "past": [describe_occurrence(o, None) for o in agenda.past],
        "calendar": {
            "src": mark_address(CALENDAR_CODE),
            "address": calendar_url(site),
            "href": _SCHEME + calendar_url(site).partition(":")[2],
        },
    }


def describe_occurrence(occurrence: Occurrence, text: Text | None) -> dict[str, Any]:
    """Return a prompt as the component of that name shows it; without a text it is brief."""
    prompt, due = occurrence.prompt, occurrence.due
    last_day = prompt.last_day
    return {
        "id": prompt.key,
        "title": prompt.title,
        "datetime": due.isoformat(timespec="minutes"),
        "deadline": f"{describe_day(due)} {describe_weekday(due)} {due:%H:%M}",
        "monthly": prompt.deadline.day if prompt.is_monthly else 0,
        "until": last_day.isoformat() if last_day else "",
        "until_text": describe_day(last_day) if last_day else "",
        "audiences": list(prompt.audiences),
        "office": prompt.office,
        "basis": prompt.basis,
        "minutes": prompt.minutes,
        "html": _own_ids(text.read().html, prompt.key) if text else "",
    }


def _own_ids(markup: str, key: str) -> str:
    """Return a text whose ids begin with its prompt's key: many texts share the page."""
    return _ID.sub(rf"\g<1>{key}-", markup)
