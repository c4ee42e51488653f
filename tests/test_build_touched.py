"""A site that somebody touched by hand: the next build that has work to do finds its way."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from plugins.build.launch import launch_build
from tests.builds import SMALL_CONTENT, SMALL_SETTINGS, differing, write_article
from tests.support import EPOCH, ROOT, read_site

FIRST = "wenzhou/2026/2026-10-08-a-signed-word.md"
SECOND = "longgang/2026/2026-11-22-new.md"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    return shutil.copytree(SMALL_CONTENT, tmp_path / "content")


@pytest.fixture
def output(content: Path, tmp_path: Path) -> Path:
    """A site built twice: the release beside the served one lacks the first edit."""
    output = tmp_path / "site" / "output"
    build(content, output)
    write_article(content, FIRST, "改过的一句话。")
    build(content, output)
    return output


def build(content: Path, output: Path) -> None:
    launch_build(ROOT / SMALL_SETTINGS, content, output)


def releases_of(output: Path) -> Path:
    return output.parent / ".releases" / output.name


def remove_a_page(output: Path) -> None:
    """Which the other release does not have as it should be."""
    (output / "wenzhou/2026/10-08-a-signed-word/index.html").unlink()


def remove_a_folder(output: Path) -> None:
    shutil.rmtree(output / "wenzhou")


def remove_the_served_release(output: Path) -> None:
    shutil.rmtree(output.resolve())


def remove_what_is_in_the_served_release(output: Path) -> None:
    for item in output.resolve().iterdir():
        shutil.rmtree(item) if item.is_dir() else item.unlink()


def remove_the_other_release(output: Path) -> None:
    (other,) = {
        p for p in releases_of(output).iterdir() if p.is_dir() and p != output.resolve()
    }  # fmt: skip
    shutil.rmtree(other)


def remove_a_page_of_the_other_release(output: Path) -> None:
    for folder in releases_of(output).iterdir():
        if folder.is_dir() and folder != output.resolve():
            (folder / "about/index.html").unlink()


def remove_the_link(output: Path) -> None:
    output.unlink()


def remove_all_releases(output: Path) -> None:
    shutil.rmtree(output.parent / ".releases")


def remove_the_lists(output: Path) -> None:
    for manifest in releases_of(output).glob("*.list"):
        manifest.unlink()


def remove_the_store(output: Path) -> None:
    shutil.rmtree(output.parent / ".store")


def change_pages(output: Path) -> None:
    """As whoever can't wait for a correction does."""
    for page in ("index.html", "about/index.html", "wenzhou/2026/10-08-a-signed-word/index.html"):
        (output / page).write_text("改在这里了", "utf-8")


@pytest.mark.parametrize(
    "touch",
    [
        remove_a_page, remove_a_folder, remove_the_served_release,
        remove_what_is_in_the_served_release, remove_the_other_release,
        remove_a_page_of_the_other_release, remove_the_link, remove_all_releases,
        remove_the_lists, remove_the_store, change_pages,
    ],
)  # fmt: skip
def test_whatever_somebody_did_to_the_site_by_hand_builds_go_on(
    touch: Callable[[Path], None], content: Path, output: Path, tmp_path: Path
) -> None:
    """What was touched is made anew at the latest when something of it changes."""
    touch(output)
    for text in ("新的一篇。", "再改一次。", "又改一次。"):
        write_article(content, SECOND, text)
        build(content, output)

    build(content, tmp_path / "clean")
    different = differing(read_site(tmp_path / "clean"), read_site(output))
    assert [] == different


def test_a_site_whose_release_was_taken_away_is_built_again_without_any_change(
    content: Path, output: Path
) -> None:
    """``output`` leads nowhere: that nothing else has changed is no reason to leave it so."""
    settle(content)
    build(content, output)
    before = read_site(output)
    shutil.rmtree(output.resolve())

    build(content, output)

    assert [] == differing(before, read_site(output))


def settle(content: Path) -> None:
    """Make the files as old as those of a folder in which nobody has worked for a while."""
    for path in content.rglob("*"):
        os.utime(path, ns=(0, 0))


def test_what_somebody_laid_at_the_root_is_gone_for_good(content: Path, output: Path) -> None:
    """It would come back with the release it was laid into; a file for others' proof as well."""
    (output / "proof.txt").write_text("somebody's", "utf-8")
    (output / "notes").mkdir()
    (output / "notes" / "draft.html").write_text("somebody's", "utf-8")

    for number in range(3):
        write_article(content, SECOND, f"第{number}句话。")
        build(content, output)
        if number:
            assert {"proof.txt", "notes/draft.html"}.isdisjoint(read_site(output.resolve()))
