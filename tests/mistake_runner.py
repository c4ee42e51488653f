"""Runs the ten most common mistakes of liaisons through the check, the fixer and the check again.

A mistake is a folder in ``tests/mistakes``: ``sent/``, the files as they lie under
``content/``; ``report.txt``, what the check says of them; ``mended/``, what the
fixer makes of them.  The registry of ``tests/sites/registry`` is laid beneath.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from plugins.check.desk import ExitCode, run_check
from plugins.check.fixing_desk import run_fix
from tests.case_runner import REGISTRY
from tests.support import ROOT, TODAY, read_site

MISTAKES = ROOT / "tests" / "mistakes"
SENT, MENDED, REPORT = "sent", "mended", "report.txt"


@dataclass(frozen=True)
class Course:
    """What came of a mistake: the first report, how the fixer ended, the files, the last report."""

    report: str
    found: ExitCode
    fixed: ExitCode
    mended: dict[str, bytes]
    last: str


def list_mistakes() -> list[str]:
    """Return the names of all mistakes."""
    return sorted(folder.name for folder in MISTAKES.iterdir() if folder.is_dir())


def run_mistake(name: str, content: Path) -> Course:
    """Lay the mistake out at ``content``, check it, mend it and check it again."""
    shutil.copytree(REGISTRY, content)
    registry = read_site(content)
    shutil.copytree(MISTAKES / name / SENT, content, dirs_exist_ok=True)
    first = run_check(content, [], "text", TODAY)
    fixed = run_fix(content, [], TODAY)
    last = run_check(content, [], "text", TODAY)
    mended = {path: data for path, data in read_site(content).items() if path not in registry}
    return Course(first.text, first.exit, fixed.exit, mended, last.text)
