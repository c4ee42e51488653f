"""过期的通知：首页上摆着的通知和全站提示都还有效。

看了全站提示，以及首页上“通知”一栏的日子和正文里写的截止日期。

全站提示通到 30 天以前的稿件、已经过去的一天，或写着过去的期限，要改；通知写着的期限已过，
或登出超过一年又没有标“长期有效”，请留意：程序看不出事情是不是真的过去了。
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from plugins.inspection.deadlines import find_deadlines
from plugins.inspection.evidence import View
from plugins.inspection.finding import Finding, Severity
from plugins.inspection.findings.footer import SITE_FILE
from plugins.model.article import Slip, Text
from plugins.model.days import describe_day
from plugins.model.repost import REPOST
from plugins.reading.places import CONTENT, find_article_path, find_article_place
from plugins.reading.prose import strip_markup

ALERT_DAYS = 30
"""An alert that leads to an article older than this is found."""

NOTICE_DAYS = 365
"""A notice older than this is found, unless its text is marked 长期有效."""


def find_in_view(view: View) -> Iterator[Finding]:
    """Yield a finding for the alert and for every notice on the home page that is past."""
    yield from _find_in_alert(view)
    for slip, text in zip(view.notices, view.notice_texts, strict=True):
        yield from _find_in_notice(view, slip, text)


def _find_in_alert(view: View) -> Iterator[Finding]:
    site = view.registry.site
    if not site.alert:
        return
    fix = "把 alert 和 alert_address 留空，或者换成现在的提示"
    address = site.alert_address.removeprefix(site.url)
    leads_to = _find_day(address)
    past = [day for day in find_deadlines(site.alert, view.today) if day < view.today]
    if past:
        seen = f"全站提示里写的 {describe_day(max(past))} 已经过去"
        yield Finding("全站提示", seen, fix, "", SITE_FILE)
    elif leads_to and (view.today - leads_to).days > ALERT_DAYS:
        seen = f"全站提示通到{describe_day(leads_to)}的稿件"
        yield Finding("全站提示", seen, fix, "", SITE_FILE)
    elif address.startswith(REPOST) and address[len(REPOST) :] and _is_past(address, view.today):
        seen = f"全站提示通到已经过去的一天：{address}"
        yield Finding("全站提示", seen, fix, "", SITE_FILE)


def _find_in_notice(view: View, slip: Slip, text: Text) -> Iterator[Finding]:
    title, file = slip.article.title, f"{CONTENT}/{slip.source_path}"
    days = [day for day in find_deadlines(strip_markup(text.read().html), slip.day)]
    if days and max(days) < view.today:
        seen = f"写着{describe_day(max(days))}截止，已经过去"
        fix = "在正文开头写明已经结束；要做的事还在继续的，发一篇新的通知"
        yield Finding(title, seen, fix, slip.address, file, Severity.NOTE)
    elif (view.today - slip.day).days > NOTICE_DAYS and not slip.is_evergreen:
        seen = f"{describe_day(slip.day)}的通知还在首页上"
        fix = "还有效的，在开头写上“长期有效: 是”；不再有效的，在正文开头写明"
        yield Finding(title, seen, fix, slip.address, file, Severity.NOTE)


def _find_day(address: str) -> date | None:
    """Return the day of the article at an address of the site; nothing for any other page."""
    place = find_article_place(find_article_path(address.partition("#")[0]))
    return place.day if place else None


def _is_past(address: str, today: date) -> bool:
    """Tell whether the day that is named by an address such as ``repost/2026-11-25/`` is past."""
    try:
        return date.fromisoformat(address.removeprefix(REPOST)[:10]) < today
    except ValueError:
        return False
