"""The ten most common mistakes: sent, reported, mended by the fixer, and passing."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.check.desk import ExitCode
from tests.mistake_runner import MENDED, MISTAKES, REPORT, list_mistakes, run_mistake
from tests.support import read_site


def test_there_are_ten() -> None:
    assert 10 == len(list_mistakes())


@pytest.mark.parametrize("name", list_mistakes())
def test_a_mistake_is_reported_mended_and_passes(name: str, tmp_path: Path) -> None:
    """After a change of words: ``invoke renew``, then read the difference."""
    course = run_mistake(name, tmp_path / "content")

    assert (ExitCode.PROBLEMS, ExitCode.CLEAN) == (course.found, course.fixed)
    assert (MISTAKES / name / REPORT).read_text("utf-8") == course.report
    assert read_site(MISTAKES / name / MENDED) == course.mended
    assert "没有发现问题" in course.last
