"""Work prompts: their deadlines, the agenda of a day, the calendar, and the page without script."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Event

from plugins.build.content import compose_portal
from plugins.check.linter import Report, check_content, check_entry
from plugins.check.survey import Survey
from plugins.model.days import SHANGHAI
from plugins.model.output import FileOutput
from plugins.model.portal import Portal
from plugins.model.problem import Level
from plugins.model.prompt import Prompt
from plugins.prompts.occurrences import compose_agenda
from plugins.prompts.pages import list_prompts
from plugins.reading.article import read_prompt
from plugins.reading.content_folder import ContentFolder
from plugins.reading.schema import PROMPT_KEYS
from tests.builds import SMALL_CONTENT, build_small_site, stop_build
from tests.site_pages import read_pages
from tests.support import TODAY, read_site

LATER = date(2030, 1, 1)
FIELDS = {
    "标题": "核对公众号",
    "发布单位": "测试单位",
    "依据": "测试办法",
    "对象": "联络员、志愿者",
    "截止": "2026年11月25日（星期三）18:00",
    "用时": "30分钟",
}


def write_prompt(content: Path, name: str, body: str = "逐项核对。", **fields: str) -> None:
    lines = {**FIELDS, **fields}
    text = "".join(f"{key}: {value}\n" for key, value in lines.items() if value)
    (content / "prompts").mkdir(parents=True, exist_ok=True)
    file = content / "prompts" / f"{name}.md"
    file.write_text(f"---\n{text}---\n\n{body}\n", "utf-8")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The small site with a prompt for once, a monthly one, one with an end, and old ones."""
    content = shutil.copytree(SMALL_CONTENT, tmp_path / "content")
    body = (
        "## 怎样做\n\n打开[本站](../pages/about.md)，逐项核对；"
        "有逗号, 分号; 和反斜杠\\\\。\n\n1. 甲\n2. 乙"
    )
    write_prompt(content, "2026-11-02-once", body)
    write_prompt(
        content, "2026-01-05-monthly", body, 标题="每月一篇", 截止="2026-01-25", 重复="每月"
    )
    until = {"重复": "每月", "重复到": "2027-02-10", "截止": "2026-09-20 09:30"}
    write_prompt(content, "2026-09-01-ends", 标题="做到明年二月", **until)
    write_prompt(content, "2026-03-01-over", 标题="春天做完的", 截止="2026-03-31")
    write_prompt(content, "2025-03-01-long-over", 标题="去年春天做完的", 截止="2025-03-31")
    write_prompt(content, "2026-12-01-to-come", 标题="还没有发布", 截止="2026-12-20")
    return content


def portal_of(content: Path, today: date = TODAY) -> Portal:
    return compose_portal(ContentFolder(content), today)


def prompts_of(content: Path) -> dict[str, Prompt]:
    return {prompt.name: prompt for prompt in portal_of(content).prompts}


def calendar_of(portal: Portal) -> bytes:
    (section,) = list_prompts(portal)
    outputs = {output.path: output for output in section.list(**section.inputs)}
    output = outputs["prompts/calendar.ics"]
    assert isinstance(output, FileOutput)
    return output.make(**output.inputs)


def events_of(data: bytes) -> dict[str, Event]:
    """Return the events by the end of the address that each leads to."""
    events = Calendar.from_ical(data).walk("VEVENT")
    return {str(event["URL"]).partition("#")[2][11:]: event for event in events}


# ---------------------------------------------------------------- deadlines


def test_a_prompt_that_ends_has_its_last_deadline_before_the_end(content: Path) -> None:
    prompts = prompts_of(content)

    assert datetime(2027, 1, 20, 9, 30, tzinfo=SHANGHAI) == prompts["ends"].final_deadline
    assert prompts["ends"].deadline_after(date(2027, 1, 21)) is None
    assert prompts["monthly"].final_deadline is None
    assert prompts["once"].deadline == prompts["once"].final_deadline


def test_the_deadlines_of_a_time_are_those_between_its_days(content: Path) -> None:
    prompts = prompts_of(content)
    first, last = date(2026, 11, 25), date(2027, 1, 25)

    days = [due.date().isoformat() for due in prompts["monthly"].list_deadlines(first, last)]

    assert ["2026-11-25", "2026-12-25", "2027-01-25"] == days
    assert [] == list(prompts["over"].list_deadlines(first, last))


def test_the_agenda_has_the_soonest_first_and_a_year_of_the_past(content: Path) -> None:
    agenda = compose_agenda(portal_of(content).prompts, TODAY)

    assert ["once", "monthly", "ends"] == [o.prompt.name for o in agenda.open]
    assert ["over"] == [occurrence.prompt.name for occurrence in agenda.past]


def test_a_prompt_is_open_on_its_last_day_and_past_on_the_next(content: Path) -> None:
    prompts = portal_of(content).prompts
    on, after = (compose_agenda(prompts, date(2026, 11, day)) for day in (25, 26))

    assert "once" in {o.prompt.name for o in on.open}
    assert ["once", "over"] == [o.prompt.name for o in after.past]


def test_a_day_on_which_nothing_is_due_changes_nothing(content: Path) -> None:
    """The page's inputs do not hold the day: a build of another day makes nothing anew."""
    prompts = portal_of(content).prompts

    assert compose_agenda(prompts, TODAY) == compose_agenda(prompts, TODAY + timedelta(days=2))


# ---------------------------------------------------------------- calendar


def test_the_calendar_says_of_every_prompt_what_its_page_says(content: Path) -> None:
    event = events_of(calendar_of(portal_of(content)))["once"]

    assert "截止：核对公众号（联络员、志愿者）" == event["SUMMARY"]
    assert datetime(2026, 11, 25, 18, tzinfo=SHANGHAI) == event["DTSTART"].dt
    assert "Asia/Shanghai" == event["DTSTART"].params["TZID"]
    said = str(event["DESCRIPTION"])
    for part in (
        "发布：测试单位",
        "依据：测试办法",
        "预计用时：30 分钟",
        "逗号, 分号; 和反斜杠\\",
        "甲\n乙",
    ):
        assert part in said
    assert said.endswith("https://small.example/prompts/#2026-11-02-once")
    assert "ATTENDEE" not in event and "ORGANIZER" not in event


def test_phones_remind_the_day_before_and_two_hours_before(content: Path) -> None:
    for event in events_of(calendar_of(portal_of(content))).values():
        alarms = event.walk("VALARM")

        assert [timedelta(days=-1), timedelta(hours=-2)] == [a["TRIGGER"].dt for a in alarms]
        assert {"DISPLAY"} == {str(alarm["ACTION"]) for alarm in alarms}


@pytest.mark.parametrize("name", ["once", "monthly", "ends"])
def test_the_calendars_recurrence_gives_the_prompts_deadlines(content: Path, name: str) -> None:
    """Expanded by dateutil, which knows nothing of ours."""
    event, prompt = events_of(calendar_of(portal_of(content)))[name], prompts_of(content)[name]
    start = event["DTSTART"].dt.astimezone(SHANGHAI)
    rule = event["RRULE"].to_ical().decode() if "RRULE" in event else "FREQ=DAILY;COUNT=1"

    wanted = list(prompt.list_deadlines(prompt.day, LATER))

    end = datetime(2029, 12, 31, tzinfo=SHANGHAI)
    assert wanted == rrulestr(rule, dtstart=start).between(start, end, inc=True)


def test_an_end_is_told_in_utc(content: Path) -> None:
    (until,) = events_of(calendar_of(portal_of(content)))["ends"]["RRULE"]["UNTIL"]

    assert datetime(2027, 1, 20, 1, 30, tzinfo=UTC) == until


def test_the_calendar_is_the_same_on_every_day_and_its_events_keep_their_names(
    content: Path,
) -> None:
    one = calendar_of(portal_of(content))
    assert one == calendar_of(portal_of(content, TODAY + timedelta(days=2)))
    before = events_of(one)
    write_prompt(content, "2026-11-02-once", 标题="换了一个标题", 截止="2026-11-30")

    after = events_of(calendar_of(portal_of(content)))

    assert {n: e["UID"] for n, e in before.items()} == {n: e["UID"] for n, e in after.items()}
    assert len(before) == len({str(event["UID"]) for event in before.values()})


def test_an_events_stamp_is_its_prompts_day_and_no_clock(content: Path) -> None:
    event = events_of(calendar_of(portal_of(content)))["once"]

    assert datetime(2026, 11, 1, 16, tzinfo=UTC) == event["DTSTAMP"].dt


def test_the_calendars_lines_keep_to_the_standard(content: Path) -> None:
    """At most 75 octets, ended by CRLF (RFC 5545, 3.1), no character cut in two."""
    data = calendar_of(portal_of(content))

    assert data.endswith(b"END:VCALENDAR\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    for line in data.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()


def test_a_calendar_without_prompts_is_one(tmp_path: Path) -> None:
    data = calendar_of(portal_of(SMALL_CONTENT))

    assert [] == Calendar.from_ical(data).walk("VEVENT")


# ---------------------------------------------------------------- page


def test_the_page_without_script_says_what_is_open_and_until_when(
    content: Path, tmp_path: Path
) -> None:
    """No id stands there twice, though two texts have the same heading."""
    page = read_pages(build_small_site(tmp_path / "output", content))["prompts/index.html"]
    said = page.all("main")[0].text

    assert "2026年11月25日 星期三 18:00" in said
    assert "每月 20 日，到2027年2月10日为止" in said
    assert "春天做完的" in said
    assert "去年春天做完的" not in said
    assert "还没有发布" not in said
    assert len(page.ids) == len(set(page.ids))
    assert {"2026-11-02-once", "2026-03-01-over"} <= set(page.ids)
    assert page.one("a", href="webcal://small.example/prompts/calendar.ics")


def test_a_page_without_prompts_says_so(tmp_path: Path) -> None:
    page = read_pages(build_small_site(tmp_path / "output"))["prompts/index.html"]

    assert page.one("div", **{"data-place": "empty"}) is not None
    assert "现在没有要做的事" in page.all("main")[0].text


def test_a_code_drawn_wrongly_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from plugins.qrcodes.drawing import draw_code

    monkeypatch.setattr(
        "plugins.qrcodes.drawing.draw_code",
        lambda text: draw_code(text.replace("calendar.ics", "other.ics")),
    )

    said = stop_build(SMALL_CONTENT, tmp_path / "output")

    assert "工作提示的二维码不对，站点没有更新" in said
    assert "other.ics，应当是 https://small.example/prompts/calendar.ics" in said


def test_two_builds_write_the_same_bytes(content: Path, tmp_path: Path) -> None:
    one, other = (read_site(build_small_site(tmp_path / name, content)) for name in "ab")

    assert one["prompts/calendar.ics"] == other["prompts/calendar.ics"]
    assert one["prompts/index.html"] == other["prompts/index.html"]


# ---------------------------------------------------------------- load of a week


def check(content: Path, limit: int) -> Report:
    site = content / "data" / "site.toml"
    site.write_text(f"weekly_minutes = {limit}\n{site.read_text('utf-8')}", "utf-8")
    return check_content(Survey(ContentFolder(content), TODAY))


def loads_of(report: Report) -> list[str]:
    return [problem.seen for problem in report.problems if problem.rule == "workload"]


def test_the_load_of_a_week_is_added_up_for_each_audience(content: Path) -> None:
    """In the week of 23 November two prompts are due; of those that come back, one in others."""
    write_prompt(
        content, "2026-11-03-volunteers", 标题="只给志愿者", 对象="志愿者", 截止="2026-11-29"
    )

    (said,) = loads_of(check(content, 60))

    assert said.startswith("2026年11月23日到11月29日这一周，志愿者的提示加起来有 90 分钟：")
    assert all(
        title in said for title in ("核对公众号（30）", "每月一篇（30）", "只给志愿者（30）")
    )


def test_a_load_that_is_just_enough_is_not_spoken_of(content: Path) -> None:
    assert [] == loads_of(check(content, 60))


def test_no_limit_is_no_warning(content: Path) -> None:
    assert [] == loads_of(check(content, 0))


def test_what_is_over_counts_no_more_and_what_is_far_away_not_yet(content: Path) -> None:
    write_prompt(content, "2026-11-03-long-ago", 标题="早已截止", 用时="400", 截止="2026-11-20")
    write_prompt(content, "2026-11-03-far-away", 标题="还早", 用时="400", 截止="2027-06-20")

    assert [] == loads_of(check(content, 120))


# ---------------------------------------------------------------- hostile texts

_SURVEY = Survey(ContentFolder(SMALL_CONTENT), TODAY)
_WORDS = [
    *("每月", "每周", "2026-11-25", "11月31日", "12月31日（星期三）", "2月29日", "9999-12-31"),
    *("25:00", "24:00", "周四", "次日", "0", "480", "481分钟", "٣٠"),
    *("联络员 志愿者", "志愿者、", "、，；", "&", "#", '"'),
]
_VALUES = st.one_of(st.sampled_from(_WORDS), st.text(max_size=40))


@given(
    fields=st.dictionaries(st.sampled_from([key.chinese[0] for key in PROMPT_KEYS]), _VALUES),
    body=st.text(max_size=60),
)
def test_no_prompt_is_too_hostile_for_the_rules(fields: dict[str, str], body: str) -> None:
    """Nothing raises; what is not read is spoken of, and what is read has deadlines."""
    head = "".join(f"{key}: {value}\n" for key, value in {**FIELDS, **fields}.items())
    data = f"---\n{head}---\n\n{body}\n".encode("utf-8", "replace")
    entry = read_prompt("prompts/2026-11-10-he-dui.md", data, lambda path: None)

    problems = check_entry(entry, _SURVEY)

    assert "unread" not in {problem.rule for problem in problems}
    assert entry.prompt or any(problem.level is Level.ERROR for problem in problems)
    if entry.prompt:
        found = list(entry.prompt.list_deadlines(date(2026, 1, 1), LATER))
        assert found == sorted(set(found))
        assert compose_agenda([entry.prompt], TODAY) == compose_agenda([entry.prompt], TODAY)
