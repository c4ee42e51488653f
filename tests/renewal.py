"""Writes everything kept beside the tests anew, for ``invoke renew``; review the difference."""

from __future__ import annotations

import tempfile
from pathlib import Path

from plugins.check.report import write_text
from tests.builds import (
    BROKEN,
    EXPECTED,
    SMALL_OUTPUT,
    build_small_site,
    lay_broken_content,
    list_faults,
    stop_build,
)
from tests.case_runner import CASES, REPORT, check_case, list_cases
from tests.host_templates import GITEE_ISSUE, GITEE_PULL, PULL, write_gitee_issue
from tests.mistake_runner import MENDED, MISTAKES, list_mistakes, run_mistake
from tests.pull_requests import COMMENT, COMMENTS, KEPT, comment_on_kept
from tests.support import read_site


def renew_kept_outputs() -> list[Path]:
    """Rewrite the small site, the broken sites' sentences, the reports, the mended files, comments.

    And what Gitee is given of the templates.  Returns the files that changed or went away.
    """
    with tempfile.TemporaryDirectory() as folder:
        changed = _renew_small_site(Path(folder))
        changed += _renew_broken_sites(Path(folder))
        changed += _renew_cases(Path(folder))
        changed += _renew_mistakes(Path(folder))
        changed += renew_comments(Path(folder))
    return changed + _renew_gitee_templates()


def _renew_small_site(folder: Path) -> list[Path]:
    built = read_site(build_small_site(folder / "small"))
    kept = read_site(SMALL_OUTPUT) if SMALL_OUTPUT.is_dir() else {}
    for path in kept.keys() - built.keys():
        (SMALL_OUTPUT / path).unlink()
    files = {SMALL_OUTPUT / path: data for path, data in built.items()}
    gone = [SMALL_OUTPUT / path for path in sorted(kept.keys() - built.keys())]
    return gone + [path for path, data in files.items() if _write_changed(path, data)]


def _renew_broken_sites(folder: Path) -> list[Path]:
    changed = []
    for fault in list_faults():
        content = lay_broken_content(fault, folder / fault / "content")
        sentences = stop_build(content, folder / fault / "output").encode()
        path = BROKEN / fault / EXPECTED
        if _write_changed(path, sentences):
            changed.append(path)
    return changed


def _renew_cases(folder: Path) -> list[Path]:
    changed = []
    for name in list_cases():
        report = write_text(check_case(name, folder / "cases" / name)).encode()
        path = CASES / name / REPORT
        if _write_changed(path, report):
            changed.append(path)
    return changed


def _renew_mistakes(folder: Path) -> list[Path]:
    changed = []
    for name in list_mistakes():
        course = run_mistake(name, folder / "mistakes" / name)
        kept = MISTAKES / name / MENDED
        gone = {*(read_site(kept) if kept.is_dir() else ())} - course.mended.keys()
        for path in gone:
            (kept / path).unlink()
        files = {kept / path: data for path, data in course.mended.items()}
        files[MISTAKES / name / REPORT] = course.report.encode()
        changed += [kept / path for path in sorted(gone)]
        changed += [path for path, data in files.items() if _write_changed(path, data)]
    return changed


def _renew_gitee_templates() -> list[Path]:
    files = {GITEE_PULL: PULL.read_bytes(), GITEE_ISSUE: write_gitee_issue().encode()}
    return [path for path, data in files.items() if _write_changed(path, data)]


def renew_comments(folder: Path) -> list[Path]:
    """Rewrite the comments on the kept pull requests; returns those that changed."""
    changed = []
    for name in KEPT:
        (root := folder / "pull-requests" / name).mkdir(parents=True)
        path = COMMENTS / name / COMMENT
        if _write_changed(path, comment_on_kept(name, root).encode()):
            changed.append(path)
    return changed


def _write_changed(path: Path, data: bytes) -> bool:
    """Write ``data`` where it is not there yet, and tell whether it was not."""
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return True
