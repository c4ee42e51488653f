"""The page of the self-check: what the registry and the lists say on the day of the build."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from plugins.inspection.engine import inspect_evidence
from plugins.inspection.evidence import Evidence, View, take_view
from plugins.inspection.finding import Finding, Result, Severity, count_findings
from plugins.model.address import mark_address, output_path
from plugins.model.assessment import FIGURES, SELF_CHECK
from plugins.model.days import describe_day, describe_weekday
from plugins.model.head import HOME, Crumb, Head
from plugins.model.output import Output, Owner, PageOutput, Section
from plugins.model.portal import Portal

_OWNER = Owner("plugins/inspection")
_PARENTS = (HOME, Crumb("工作数据", FIGURES))


def list_self_check(portal: Portal, notices_on_home: int) -> Iterator[Section]:
    """Yield the page: made anew each day, of the newest articles alone."""
    view = take_view(portal, notices_on_home)
    yield Section("self-check", list_self_check_page, {"view": view})


def list_self_check_page(view: View) -> Iterator[Output]:
    """Yield the page itself."""
    path = output_path(SELF_CHECK)
    yield PageOutput(path, _OWNER, "self_check.html", compose_self_check, {"view": view})


def compose_self_check(view: View) -> Mapping[str, Any]:
    """Return what the page shows: what was found, what was not, and what is looked at elsewhere.

    Not for search engines: it is about the site, and true for a day.
    """
    results = inspect_evidence(Evidence(view=view))
    return {
        "head": Head(title="自查", address=SELF_CHECK, crumbs=_PARENTS, is_indexed=False),
        "datetime": view.today.isoformat(),
        "day": f"{describe_day(view.today)} {describe_weekday(view.today)}",
        "mend": count_findings(results, Severity.MEND),
        "note": count_findings(results, Severity.NOTE),
        "found": [_show_result(result) for result in results if result.findings],
        "clean": [_show_kind(r) for r in results if r.was_looked and not r.findings],
        "elsewhere": [_show_kind(result) for result in results if not result.was_looked],
    }


def _show_kind(result: Result) -> dict[str, str]:
    return {"name": result.name, "title": result.title, "looked_at": result.looked_at}


def _show_result(result: Result) -> dict[str, Any]:
    """Return a kind with its findings; those that say the same are one entry."""
    entries = [
        {
            "subjects": [_show_subject(finding) for finding in findings],
            "severity": severity,
            "seen": seen,
            "fix": fix,
        }
        for (severity, seen, fix), findings in _group_alike(result.findings).items()
    ]
    return {**_show_kind(result), "entries": entries}


def _group_alike(findings: Iterable[Finding]) -> dict[tuple[str, str, str], list[Finding]]:
    groups: defaultdict[tuple[str, str, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.severity.value, finding.seen, finding.fix].append(finding)
    return groups


def _show_subject(finding: Finding) -> dict[str, str]:
    """Return what a finding is about; ``href`` is empty where no page is meant."""
    href = "" if finding.address is None else mark_address(finding.address)
    return {"title": finding.subject, "href": href}
