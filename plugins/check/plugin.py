"""The check before every build: the same rules as ``invoke check``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from plugins.build.errors import BuildStopped
from plugins.build.signals import content_read
from plugins.check.linter import check_content
from plugins.check.report import write_text
from plugins.check.survey import Survey
from plugins.machine.workers import count_cores
from plugins.model.problem import Level
from plugins.reading.content_folder import ContentFolder


def refuse_problems(
    folder: ContentFolder, today: date, advance: Callable[[int, int], None]
) -> None:
    """Stop the build where the check finds anything that would be left out or wrong."""
    report = check_content(Survey(folder, today), workers=count_cores(), advance=advance)
    if report.errors:
        # what texts waive is for a check to list: it is no reason to stop
        told = tuple(p for p in report.problems if p.level is not Level.WAIVED)
        text = write_text(replace(report, problems=told))
        raise BuildStopped(f"检查发现问题，站点没有更新。\n\n{text}")


def register() -> None:
    """Connect the check to the build."""
    content_read.connect(refuse_problems)
