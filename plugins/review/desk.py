"""The review as a person calls it: a pull request in, the facts, a comment and labels out."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from plugins.model.problem import Problem
from plugins.model.registry import Registry, Site
from plugins.qrcodes.decoding import read_codes
from plugins.qrcodes.drawing import draw_bitmap
from plugins.reading.places import CONTENT
from plugins.reading.registry import FILES, SITE, UNITS, read_registry
from plugins.review.changes import Change, is_cut_off, parse_raw, read_list
from plugins.review.comment import compose_comment
from plugins.review.git import Git, ReviewStopped
from plugins.review.judging import Touched, hold, make_sheet, refuse_modules
from plugins.review.labels import choose_labels, list_known_labels
from plugins.review.owners_file import OWNERS_FILE, write_owners
from plugins.review.ownership import Scope, find_author, sort_changes
from plugins.review.scratch import Scratch, lay_scratch
from plugins.review.sheet import Sheet, read_sheet, write_sheet
from plugins.review.word_files import (
    Check,
    Convert,
    convert_word_files,
    list_word_files,
)

SHEET, COMMENT, LABELS, KNOWN_LABELS = "sheet.json", "comment.md", "labels.txt", "labels-known.txt"
PATCH, PREVIEW = "word.patch", "preview.png"
_WRITTEN = (SHEET, COMMENT, LABELS, KNOWN_LABELS, PATCH, PREVIEW)

Fix = Callable[[Path, Sequence[str]], Mapping[str, str]]
"""Mends files of the content folder given first and returns the new names of renamed ones."""


@dataclass(frozen=True)
class Tools:
    """What other rooms do for a review."""

    check: Check
    convert: Convert
    fix: Fix


@dataclass(frozen=True)
class Review:
    """What a review found: the facts, what is touched, and the commit in place of Word files.

    ``registry`` is the one that files are owned by; ``problems`` are those held against
    the pull request.
    """

    sheet: Sheet
    scope: Scope
    registry: Registry
    problems: tuple[Problem, ...] = ()
    patch: bytes = b""


def review_branch(repository: Path, base: str, login: str, today: date, tools: Tools) -> Review:
    """Look at what the checked-out commit changes since it left ``base``.

    Raises ``ReviewStopped``, and ``OSError`` where the disk refuses.
    """
    git = Git(repository)
    fork = _find_fork(git, base)
    changes = parse_raw(
        git.run("diff", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff",
                "--ignore-submodules=none", fork, "HEAD", "--")
    )  # fmt: skip
    registry = _read_registry(git, fork) or _read_registry(git, "HEAD") or _NO_REGISTRY
    scope = sort_changes(registry, changes, find_author(registry, login))
    touched = Touched(changes)
    if not changes:
        return Review(Sheet(), scope, registry)
    with tempfile.TemporaryDirectory(prefix="review-") as folder:
        head = lay_scratch(git, "HEAD", Path(folder) / "head")
        checked = tools.check(head.content, ())
        waiting = list_word_files(changes)
        words = convert_word_files(head, waiting, tools.convert, tools.check, str(today))
        held = hold(checked, touched, [word.path for word in words.words])
        held = refuse_modules(changes) + _leave_out_old(git, fork, held, touched, tools, folder)
        fixed = _find_fixable(head, held, tools)
    sheet = make_sheet(checked.files, held, fixed, touched, words)
    sheet = replace(sheet, needs_owners=_needs_owners(git, changes))
    return Review(sheet, scope, registry, tuple(held), words.patch)


_NO_REGISTRY = Registry(Site("", "", ""), (), ())
"""What stands for one that can't be read: then the city is asked about everything."""


def _find_fork(git: Git, base: str) -> str:
    """Return the commit at which the branch left ``base``."""
    if git.ask("rev-parse", "--git-dir") is None:
        raise ReviewStopped("这里不是 git 仓库，请在仓库的最上层运行")
    if git.run("rev-parse", "--is-shallow-repository").strip() == b"true":
        raise ReviewStopped(
            "只取了最近的几次提交，找不到分支从哪里分出来。取回全部历史：git fetch --unshallow"
        )
    if (
        base.startswith("-")
        or git.ask("rev-parse", "--verify", "--quiet", f"{base}^{{commit}}") is None
    ):
        raise ReviewStopped(
            f"没有找到“{base}”。先取回它：git fetch origin，再写成 origin/main 这样"
        )
    found = git.ask("merge-base", base, "HEAD")
    if not found:
        raise ReviewStopped(f"这条分支和“{base}”没有共同的来历，不能比较")
    return found.decode("ascii").strip()


def _read_registry(git: Git, commit: str) -> Registry | None:
    """Return the registry as a commit holds it, or nothing where it can't be read."""
    found = {path: git.ask("cat-file", "blob", f"{commit}:{CONTENT}/{path}") for path in FILES}
    return read_registry({path: data for path, data in found.items() if data is not None}).registry


def _leave_out_old(
    git: Git, fork: str, held: list[Problem], touched: Touched, tools: Tools, folder: str
) -> list[Problem]:
    """Leave out what was wrong elsewhere before the branch began.

    With a registry that can't be read nothing else was checked: it is held, whoever broke it.
    """
    if not any(map(touched.leaves, held)) or _read_registry(git, "HEAD") is None:
        return held
    before = lay_scratch(git, fork, Path(folder) / "base")
    old = set(tools.check(before.content, ()).problems)
    return [problem for problem in held if problem not in old or not touched.leaves(problem)]


def _find_fixable(head: Scratch, held: Sequence[Problem], tools: Tools) -> frozenset[Problem]:
    """Return the problems that are gone after the fixer, which works in the scratch copy."""
    paths = sorted({problem.path for problem in held if (head.content / problem.path).is_file()})
    if not paths:
        return frozenset()
    names = tools.fix(head.content, paths)
    after = tools.check(head.content, [names.get(path, path) for path in paths])
    left = Counter((problem.path, problem.rule) for problem in after.problems)
    return frozenset(
        problem
        for problem in held
        if problem.path in paths and not left[names.get(problem.path, problem.path), problem.rule]
    )


def _needs_owners(git: Git, changes: Sequence[Change]) -> bool:
    """Tell whether changes leave ``CODEOWNERS`` behind the registry."""
    sources = {OWNERS_FILE, f"{CONTENT}/{SITE}", f"{CONTENT}/{UNITS}"}
    registry = _read_registry(git, "HEAD") if sources & {each.path for each in changes} else None
    written = git.ask("cat-file", "blob", f"HEAD:{OWNERS_FILE}")
    return registry is not None and written != write_owners(registry).encode()


def review_sheet(sheet: bytes, listed: bytes, login: str, registry: Registry) -> Review:
    """Look at the facts that an untrusted run handed over, and at the host's list of files.

    Raises ``ReviewStopped`` where either is out of form.
    """
    try:
        facts, changes = read_sheet(sheet), read_list(listed)
    except ValueError as error:
        raise ReviewStopped(str(error)) from None
    author = find_author(registry, login)
    scope = sort_changes(registry, changes, author, is_cut_off=is_cut_off(changes))
    return Review(facts, scope, registry)


def write_review(review: Review, folder: Path, number: int) -> str:
    """Write all that a review hands over into ``folder`` and return the comment.

    ``number`` is that of the pull request, 0 where it has none.  What an earlier one
    left there is removed.  Raises ``ReviewStopped`` and ``OSError``.
    """
    comment = compose_comment(review.sheet, review.scope, review.registry, number)
    labels = choose_labels(review.sheet, review.scope)
    files = {
        SHEET: write_sheet(review.sheet).encode(),
        COMMENT: comment.encode(),
        LABELS: _write_lines(labels),
        KNOWN_LABELS: _write_lines(list_known_labels(review.registry)),
        PATCH: review.patch,
        PREVIEW: _draw_preview(review.registry, number),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for name in _WRITTEN:
        (folder / name).unlink(missing_ok=True)
    for name, data in files.items():
        if data or name not in (PATCH, PREVIEW):
            (folder / name).write_bytes(data)
    return comment


def _write_lines(lines: Sequence[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()


def _draw_preview(registry: Registry, number: int) -> bytes:
    """Return the code that opens the preview, read back; nothing where there is no preview."""
    repository = registry.site.repository
    address = repository.locate_preview(number) if repository and number else ""
    if not address:
        return b""
    picture = draw_bitmap(address)
    if read_codes(picture) != (address,):
        raise ReviewStopped(f"画出来的二维码读不回 {address}")
    return picture
