"""The inspection as a person calls it: the built site's files in, a text and an exit code out."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import partial
from pathlib import Path

from plugins.inspection.built_page import (
    FeedFacts,
    PageFacts,
    Place,
    is_feed,
    note_feed,
    note_page,
)
from plugins.inspection.engine import inspect_evidence
from plugins.inspection.evidence import BuiltSite, Evidence, take_view
from plugins.inspection.finding import Severity, count_findings
from plugins.inspection.report import FORMATS, Inspection
from plugins.machine.files import find_files
from plugins.machine.workers import share_out
from plugins.model.portal import Portal
from plugins.model.problem import Problem


class ExitCode(IntEnum):
    """How an inspection ended."""

    CLEAN = 0
    FOUND = 1
    COULD_NOT_RUN = 2


@dataclass(frozen=True)
class Outcome:
    """The text to print and the exit code to end with."""

    text: str
    exit: ExitCode


def run_inspection(
    portal: Portal, problems: Sequence[Problem], site: BuiltSite | None, remark: str, form: str
) -> Outcome:
    """Inspect the portal, what the check has said of it, and the built site where there is one.

    ``remark`` is a sentence on the built site, such as that it is old.  Raises
    ``ValueError`` for a format that is not known.
    """
    if form not in FORMATS:
        raise ValueError(f"没有“{form}”这种格式，可用的有：{'、'.join(FORMATS)}")
    view = replace(take_view(portal), opened=portal.articles)
    results = inspect_evidence(Evidence(view, tuple(problems), site))
    inspection = Inspection(portal.today, results, remark, len(site.pages) if site else 0)
    code = ExitCode.FOUND if count_findings(results, Severity.MEND) else ExitCode.CLEAN
    return Outcome(FORMATS[form](inspection), code)


def read_built_site(output: Path, url: str, workers: int) -> BuiltSite | None:
    """Read the site at ``output`` over so many processes; nothing where there is none.

    Raises ``OSError`` where the disk refuses.
    """
    folder = os.path.realpath(output)
    if not os.path.isfile(os.path.join(folder, "index.html")):
        return None
    files = frozenset(file.path for file in find_files(folder, 0))
    place = Place(files, url)
    pages: list[PageFacts] = []
    feeds: list[FeedFacts] = []
    wanted = sorted(path for path in files if path.endswith(".html") or is_feed(path))
    for noted in share_out(wanted, partial(_note_files, folder, place), workers):
        pages += noted[0]
        feeds += noted[1]
    pages.sort(key=lambda page: page.path)
    feeds.sort(key=lambda feed: feed.path)
    return BuiltSite(tuple(pages), tuple(feeds))


def _note_files(
    folder: str, place: Place, paths: Sequence[str]
) -> tuple[list[PageFacts], list[FeedFacts]]:
    """Note what is asked of a few files: the work of one process."""
    pages, feeds = [], []
    for path in paths:
        with open(os.path.join(folder, path), "rb") as file:
            data = file.read()
        if path.endswith(".html"):
            pages.append(note_page(path, data, place))
        else:
            feeds.append(note_feed(path, data, place))
    return pages, feeds


def find_newest_change(content: Path) -> float:
    """Return when a file or folder of the content was last changed (seconds since 1970)."""
    newest = os.stat(content).st_mtime
    for folder, folders, files in os.walk(content):
        for name in (*folders, *files):
            newest = max(newest, os.lstat(os.path.join(folder, name)).st_mtime)
    return newest
