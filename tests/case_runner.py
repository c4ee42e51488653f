"""Runs the check over one case: what a liaison sent, and the report it gets.

A case is a folder in ``tests/cases``, named after the mistake: the files as they
lie under ``content/``, and ``report.txt``.  The registry of ``tests/sites/registry``
is laid beneath, where the case brings none of its own.  What git can't keep on
every desk (links, names that differ by case, large files) is made by a function of
``tests/made_cases.py`` with the case's name.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from plugins.check.linter import Report, check_content
from plugins.check.survey import Survey
from plugins.reading.content_folder import ContentFolder
from tests import made_cases
from tests.support import ROOT, SITES, TODAY

CASES = ROOT / "tests" / "cases"
REGISTRY = SITES / "registry"
REPORT = "report.txt"


def list_cases() -> list[str]:
    """Return the names of all cases."""
    return sorted(folder.name for folder in CASES.iterdir() if folder.is_dir())


def check_case(name: str, content: Path) -> Report:
    """Lay the case out at ``content`` and check it."""
    shutil.copytree(REGISTRY, content)
    shutil.copytree(
        CASES / name, content, ignore=shutil.ignore_patterns(REPORT), dirs_exist_ok=True
    )
    make = getattr(made_cases, name.replace("-", "_"), None)
    if make:
        make(content)
    return check_content(Survey(ContentFolder(content), TODAY))
