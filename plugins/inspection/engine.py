"""The engine: asks every kind of finding about the evidence.  It knows none by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from functools import cache
from inspect import cleandoc
from types import ModuleType

import plugins.inspection.findings as findings_package
from plugins.inspection.evidence import Evidence
from plugins.inspection.finding import Finding, Result, Severity

_SOURCES = {
    "find_in_view": "view",
    "find_in_problems": "problems",
    "find_in_site": "site",
}
"""The functions of a kind of finding, and the part of the evidence that each is asked about."""


@cache
def find_kinds() -> tuple[ModuleType, ...]:
    """Return every kind of finding, in order of name.

    A kind is a module with ``find_in_view(view)``, ``find_in_problems(problems)`` or
    ``find_in_site(site)``, each of which yields findings.  The first line of its
    docstring is its title and what it asks for, the second says what is looked at.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(findings_package.__path__))
    return tuple(importlib.import_module(f"{findings_package.__name__}.{name}") for name in names)


def inspect_evidence(evidence: Evidence) -> tuple[Result, ...]:
    """Return what every kind of finding has come to, in order of name."""
    return tuple(_ask(kind, evidence) for kind in find_kinds())


def describe_kind(kind: ModuleType) -> tuple[str, str]:
    """Return a kind's title, and what it looks at."""
    head, _, rest = cleandoc(kind.__doc__ or "").partition("\n\n")
    title = head.partition("：")[0]
    return title, " ".join(rest.split("\n\n")[0].split("\n"))


def _ask(kind: ModuleType, evidence: Evidence) -> Result:
    name = kind.__name__.rpartition(".")[2]
    title, looked_at = describe_kind(kind)
    there = [
        (function, part)
        for function, field in _SOURCES.items()
        if hasattr(kind, function) and (part := getattr(evidence, field)) is not None
    ]
    found = [each for function, part in there for each in _run(kind, function, part)]
    by_severity = sorted(found, key=lambda each: [*Severity].index(each.severity))
    return Result(name, title, looked_at, bool(there), tuple(dict.fromkeys(by_severity)))


def _run(kind: ModuleType, function: str, part: object) -> Iterator[Finding]:
    found: Iterator[Finding] = getattr(kind, function)(part)
    return found
