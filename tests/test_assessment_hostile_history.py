"""Repositories made to run something, to tell a false history, or to show people's numbers."""

from __future__ import annotations

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from plugins.assessment.comings_file import write_comings
from plugins.assessment.git_objects import GitObjects
from plugins.assessment.recounting import Recount, recount
from tests.written_histories import LATER, ONE, OTHER, TWO, Written, list_paths, write_article

DAY = date(2026, 9, 12)
LONG = "".join(f"第{number}句，各不相同。\n" for number in range(40))


@pytest.fixture
def city(tmp_path: Path) -> Written:
    written = Written(tmp_path / "city")
    written.commit({ONE: write_article(LONG)}, DAY, "联络员")
    written.commit({ONE: None, TWO: write_article(LONG)}, LATER, "编辑")
    return written


def git(city: Written, *words: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(city.folder), *words], capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout.strip()


def read_again(city: Written) -> Recount:
    return recount(GitObjects(city.folder), date(2026, 11, 25), lambda done, total: None)


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a trace where it is run."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\ncat\n", "utf-8")
    program.chmod(0o755)
    return program


def test_nothing_that_a_repository_is_set_up_with_is_run(city: Written, trap: Path) -> None:
    before = city.read()
    attributes = "*.md diff=trap filter=trap\n"
    (city.folder / ".git" / "info").mkdir(exist_ok=True)
    (city.folder / ".git" / "info" / "attributes").write_text(attributes, "utf-8")
    for key in (
        "core.fsmonitor", "core.pager", "diff.external", "diff.trap.textconv",
        "diff.trap.command", "filter.trap.smudge", "filter.trap.clean", "gpg.program",
        "core.sshCommand", "core.editor", "core.alternateRefsCommand",
    ):  # fmt: skip
        git(city, "config", key, str(trap))
    git(city, "config", "log.showSignature", "true")
    hooks = city.folder / ".git" / "hooks"
    hooks.mkdir(exist_ok=True)
    for name in ("post-index-change", "reference-transaction", "post-checkout"):
        os.symlink(trap, hooks / name)

    assert before == read_again(city)
    assert not (trap.parent / "sprung").exists()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("log.showRoot", "false"),
        ("diff.renames", "false"),
        ("diff.renameLimit", "1"),
        ("diff.ignoreSubmodules", "all"),
        ("diff.relative", "true"),
        ("core.quotePath", "true"),
        ("core.abbrev", "4"),
        ("i18n.logOutputEncoding", "GB18030"),
        ("log.mailmap", "true"),
    ],
)
def test_settings_tell_no_other_history(city: Written, key: str, value: str) -> None:
    before = city.read()
    git(city, "config", key, value)
    (city.folder / ".mailmap").write_text("别人 <nobody@example.invalid>\n", "utf-8")

    assert before == read_again(city)


def test_replaced_commits_and_grafts_tell_no_other_history(city: Written) -> None:
    before = city.read()
    tip, parent = git(city, "rev-parse", "HEAD", "HEAD~1").split()
    git(city, "replace", tip, parent)
    (city.folder / ".git" / "info").mkdir(exist_ok=True)
    (city.folder / ".git" / "info" / "grafts").write_text(f"{tip}\n", "utf-8")

    assert before == read_again(city)


def test_another_repository_in_the_environment_is_not_read(
    city: Written, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = city.read()
    other = Written(tmp_path / "other")
    other.commit({OTHER: write_article()})
    other.read()
    monkeypatch.setenv("GIT_DIR", str(other.folder / ".git"))

    assert before == read_again(city)


def test_an_authors_name_shows_no_contact_data_and_commands_nothing(tmp_path: Path) -> None:
    city = Written(tmp_path / "city")
    mobile, mailbox = "1380577" + "1234", "someone" + "@mail.test"
    city.commit({ONE: write_article()}, DAY, f"联络员 {mobile}")
    city.commit({TWO: write_article()}, DAY, "=1+1\x1b[2J")
    city.commit({OTHER: write_article()}, DAY, mailbox)

    found = city.read()
    table = write_comings(found)

    assert 3 == len(list_paths(found))
    assert "nobody@example.invalid" not in table
    assert not [piece for piece in (mobile, mailbox, "\x1b", ",=1") if piece in table]
    assert ",'=1+1" in table
