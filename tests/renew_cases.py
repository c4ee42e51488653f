"""Writes every case's report anew: ``python -m tests.renew_cases``; review the difference."""

from __future__ import annotations

import tempfile
from pathlib import Path

from plugins.check.report import write_text
from tests.case_runner import CASES, REPORT, check_case, list_cases


def renew_cases() -> list[str]:
    """Rewrite the reports that differ and return the names of their cases."""
    changed = []
    for name in list_cases():
        with tempfile.TemporaryDirectory() as folder:
            text = write_text(check_case(name, Path(folder) / "content"))
        kept = CASES / name / REPORT
        if not kept.is_file() or kept.read_text(encoding="utf-8") != text:
            kept.write_text(text, encoding="utf-8", newline="\n")
            changed.append(name)
    return changed


if __name__ == "__main__":
    for case in renew_cases():
        print(case)
