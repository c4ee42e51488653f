"""Work prompts: front matter to the model, by the same schema as the check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from plugins.model.prompt import DAY_LIMIT, Audience, Prompt
from plugins.reading.dates import read_date
from plugins.reading.front_matter import FrontMatter
from plugins.reading.moments import read_moment
from plugins.reading.places import PromptPlace
from plugins.reading.schema import (
    BASIS_LIMIT,
    MINUTES_LIMIT,
    MONTHLY,
    OFFICE_LIMIT,
    TITLE_LIMIT,
)
from plugins.reading.tags import split_tags


def read_deadline(front: FrontMatter, place: PromptPlace) -> datetime | None:
    """Return until when a prompt is to be done; nothing for a text that is no moment."""
    text = front.text_of("deadline")
    return read_moment(text, place.day, is_end=True) if text else None


def read_minutes(front: FrontMatter) -> int | None:
    """Return the minutes that a prompt takes, such as of ``30``, ``30分钟``; else nothing."""
    plain = front.text_of("minutes").removesuffix("钟").removesuffix("分").strip()
    minutes = int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 5 else 0
    return minutes if 0 < minutes <= MINUTES_LIMIT else None


def compose_prompt(path: str, place: PromptPlace, front: FrontMatter) -> Prompt | None:
    """Return the prompt, or nothing where a field does not keep to the schema."""
    deadline, minutes = read_deadline(front, place), read_minutes(front)
    last_day = read_date(front.text_of("last_day")).day
    if deadline is None or minutes is None or deadline.date() < place.day:
        return None
    if not all(_list_kept(front, place, deadline)):
        return None
    return Prompt(
        source_path=path,
        name=place.name,
        day=place.day,
        title=front.text_of("title"),
        office=front.text_of("office"),
        audiences=split_tags(front.text_of("audiences")),
        deadline=deadline,
        minutes=minutes,
        basis=front.text_of("basis"),
        is_monthly=front.text_of("repeats") == MONTHLY,
        last_day=last_day,
    )


def _list_kept(front: FrontMatter, place: PromptPlace, deadline: datetime) -> Iterator[bool]:
    """Yield for each condition of the schema whether it is kept; the rules say which is not."""
    text = front.text_of
    audiences = split_tags(text("audiences"))
    yield 0 < len(text("title")) <= TITLE_LIMIT
    yield 0 < len(text("office")) <= OFFICE_LIMIT
    yield len(text("basis")) <= BASIS_LIMIT
    yield bool(audiences) and all(audience in set(Audience) for audience in audiences)
    yield not text("date") or read_date(text("date")).day == place.day
    yield text("repeats") in ("", MONTHLY)
    yield not text("repeats") or deadline.day <= DAY_LIMIT
    last_day = read_date(text("last_day")).day
    yield not text("last_day") or bool(text("repeats") and last_day and last_day >= deadline.date())
