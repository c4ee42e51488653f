"""Days as the portal counts and writes them: Asia/Shanghai, in Chinese."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept one zone at UTC+8 without summer time since 1991 (IANA tz database)."""

WEEKDAYS = "一二三四五六日"


def shanghai_day(moment: float) -> date:
    """Return the day in Shanghai at ``moment`` (seconds since 1970 UTC)."""
    return datetime.fromtimestamp(moment, SHANGHAI).date()


def describe_day(day: date) -> str:
    """Write a day as 2026年11月22日."""
    return f"{day.year}年{day.month}月{day.day}日"


def describe_weekday(day: date) -> str:
    """Write a day's weekday as 星期日."""
    return f"星期{WEEKDAYS[day.weekday()]}"


def describe_month(day: date) -> str:
    """Write a day's month as 2026年11月."""
    return f"{day.year}年{day.month}月"


def midnight(day: date) -> datetime:
    """Return the first moment of ``day`` in Shanghai."""
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
