"""Bringing a release up to date that is two builds behind: it ends as if built from nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.build.account import Account
from plugins.build.launch import launch_build
from tests.builds import SMALL_CONTENT, SMALL_SETTINGS, differing, write_article
from tests.support import EPOCH, ROOT, read_site

EDITED = "wenzhou/2026/2026-10-08-a-signed-word.md"
EXTRA = "wenzhou/2026/2026-10-09-extra.md"
ALONE = "longgang/2025/2025-12-31-alone.md"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return shutil.copytree(SMALL_CONTENT, tmp_path / "content")


def build(content: Path, output: Path) -> Account:
    return launch_build(ROOT / SMALL_SETTINGS, content, output)


def edit_about(content: Path) -> None:
    """Change one page that no list shows."""
    about = content / "pages" / "about.md"
    about.write_text(about.read_text("utf-8") + "\n又加了一句话。\n", "utf-8")


def add_extra(content: Path) -> None:
    write_article(content, EXTRA)


def remove_extra(content: Path) -> None:
    (content / "articles" / EXTRA).unlink()


def add_alone(content: Path) -> None:
    write_article(content, ALONE, 标签="只用一次的标签")


def remove_alone(content: Path) -> None:
    shutil.rmtree(content / "articles" / "longgang" / "2025")


def edit_text(content: Path) -> None:
    write_article(content, EDITED, "改过的一句话。")


def edit_back(content: Path) -> None:
    shutil.copyfile(SMALL_CONTENT / "articles" / EDITED, content / "articles" / EDITED)


def wait(content: Path) -> None:
    """Change nothing."""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (add_extra, remove_extra),
        (wait, add_extra),
        (add_alone, remove_alone),
        (wait, add_alone),
        (edit_text, edit_back),
        (wait, edit_text),
    ],
)
def test_a_release_two_builds_behind_becomes_what_is_wanted(
    first: Callable[[Path], None], second: Callable[[Path], None], content: Path, tmp_path: Path
) -> None:
    """What came with the build in between is taken over, what went with it is taken away.

    The third build itself has nothing to do with either.
    """
    output = tmp_path / "site" / "output"
    for change in (first, second, edit_about):
        change(content)
        build(content, output)

    build(content, tmp_path / "clean")

    assert [] == differing(read_site(tmp_path / "clean"), read_site(output))
    folders = [p for p in output.resolve().rglob("*") if p.is_dir() and not any(p.iterdir())]
    assert [] == folders, "a folder without a file"


def test_what_a_build_takes_over_is_not_made_again(content: Path, tmp_path: Path) -> None:
    output = tmp_path / "output"
    for change in (wait, add_extra):
        change(content)
        build(content, output)
    served = output.resolve()
    edit_about(content)

    account = build(content, output)

    assert 1 == account.made
    for path, data in read_site(output).items():
        is_same = (served / path).samefile(output / path)
        assert is_same or data == (served / path).read_bytes() or path == "about/index.html"
    extra = "wenzhou/2026/10-09-extra/index.html"
    assert (served / extra).samefile(output / extra)


def test_both_releases_of_a_site_together_hold_unchanged_files_once(
    content: Path, tmp_path: Path
) -> None:
    """A file that the first build made is the same file in the second, and in the fourth."""
    output = tmp_path / "output"
    inodes = []
    for _ in range(4):
        build(content, output)
        inodes.append(os.stat(output / "404.html").st_ino)
        edit_about(content)

    assert 1 == len({*inodes})


def test_a_build_without_a_change_makes_nothing_and_moves_nothing(
    content: Path, tmp_path: Path
) -> None:
    output = tmp_path / "output"
    build(content, output)
    link = os.readlink(output)

    account = build(content, output)

    assert (0, 0, 0) == (account.made, account.gone, account.read)
    assert not account.is_updated
    assert len(read_site(output)) == account.kept
    assert link == os.readlink(output)
