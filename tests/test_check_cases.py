"""What liaisons really send, and the report each of them gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.check.report import write_text
from tests.case_runner import CASES, REPORT, check_case, list_cases


@pytest.mark.parametrize("name", list_cases())
def test_case_gets_the_report_that_is_kept(name: str, tmp_path: Path) -> None:
    """After a change of words: ``invoke renew``, then read the difference."""
    report = write_text(check_case(name, tmp_path / "content"))

    assert (CASES / name / REPORT).read_text("utf-8") == report
