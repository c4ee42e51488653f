"""Staging and the swap: what is served is one whole release, and nothing of others is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.build.errors import BuildStopped
from plugins.build.staging import Staging, close_staging, open_staging, swap
from tests.builds import list_releases
from tests.support import read_site


def release(live: Path, text: str) -> Staging:
    """Put a release with one page in the live site's place."""
    staging = open_staging(live)
    staging.write("index.html", text.encode())
    swap(staging)
    close_staging(staging)
    return staging


@pytest.fixture
def live(tmp_path: Path) -> Path:
    return tmp_path / "served" / "output"


def test_the_first_release_is_served_through_a_relative_link(live: Path) -> None:
    """So that the folder that holds both can be moved."""
    release(live, "one")

    moved = live.parent.rename(live.parent.with_name("moved"))

    assert {"index.html": b"one"} == read_site(moved / "output")


def test_nothing_is_served_before_the_swap(live: Path) -> None:
    release(live, "one")
    staging = open_staging(live)
    staging.write("index.html", b"two")

    assert {"index.html": b"one"} == read_site(live)
    swap(staging)
    assert {"index.html": b"two"} == read_site(live)
    close_staging(staging)


def test_the_release_served_until_now_stays_and_older_ones_go(live: Path) -> None:
    """A reader with a page half loaded finds the rest of it."""
    releases = [release(live, text).folder for text in ("one", "two", "three")]

    assert {folder.name for folder in releases[1:]} == list_releases(live)
    assert b"two" == (releases[1] / "index.html").read_bytes()


def test_a_second_build_waits_outside_until_the_first_has_ended(live: Path) -> None:
    first = open_staging(live)

    with pytest.raises(BuildStopped, match="另一个构建正在进行"):
        open_staging(live)

    close_staging(first)
    close_staging(open_staging(live))


def test_builds_of_two_sites_in_one_folder_do_not_meet(tmp_path: Path) -> None:
    first = open_staging(tmp_path / "one")
    release(tmp_path / "two", "two")
    first.write("index.html", b"one")
    swap(first)
    close_staging(first)

    assert {"index.html": b"one"} == read_site(tmp_path / "one")
    assert {"index.html": b"two"} == read_site(tmp_path / "two")


def test_a_release_that_did_not_become_whole_is_removed(live: Path) -> None:
    release(live, "one")
    staging = open_staging(live)
    staging.write("half.html", b"two")

    close_staging(staging)

    assert {"index.html": b"one"} == read_site(live)
    assert {os.path.basename(os.readlink(live))} == list_releases(live)


def test_what_killed_builds_left_is_cleared_by_the_next(live: Path) -> None:
    served = release(live, "one").folder
    left = open_staging(live)
    left.write("half.html", b"half")
    (served.parent / ".swap-release-gone").symlink_to("release-gone")
    left.lock.close()

    staging = open_staging(live)

    assert {served.name, staging.folder.name} == list_releases(live)
    close_staging(staging)


def make_folder(place: Path) -> None:
    place.mkdir()
    (place / "thesis.txt").write_text("somebody's", "utf-8")


def make_file(place: Path) -> None:
    place.write_text("somebody's", "utf-8")


def make_link(place: Path) -> None:
    (place.parent / "elsewhere").mkdir()
    (place.parent / "elsewhere" / "thesis.txt").write_text("somebody's", "utf-8")
    place.symlink_to("elsewhere")


@pytest.mark.parametrize("make", [make_folder, make_file, make_link])
def test_what_is_not_ours_is_refused_and_left_alone(make: object, live: Path) -> None:
    live.parent.mkdir()
    make(live)  # type: ignore[operator]
    before = {path: path.lstat().st_mtime_ns for path in live.parent.rglob("*")}

    with pytest.raises(BuildStopped, match="没有动它"):
        open_staging(live)

    assert before == {path: path.lstat().st_mtime_ns for path in live.parent.rglob("*")}


def test_a_link_whose_release_is_gone_is_replaced(live: Path) -> None:
    folder = release(live, "one").folder
    (folder / "index.html").unlink()
    folder.rmdir()

    release(live, "two")

    assert {"index.html": b"two"} == read_site(live)


def test_two_files_of_one_path_are_never_written_over_each_other(live: Path) -> None:
    staging = open_staging(live)
    staging.write("index.html", b"one")

    with pytest.raises(FileExistsError):
        staging.write("index.html", b"two")
    close_staging(staging)


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_umask")
def test_a_web_server_may_read_the_site_whatever_the_umask(live: Path) -> None:
    """It runs as another user than who builds: from the folder of the link down to each file."""
    live.parent.parent.chmod(0o755)
    staging = open_staging(live)
    staging.write("wenzhou/2026/index.html", b"one")
    swap(staging)
    close_staging(staging)

    places = [live.parent, live.parent / ".releases", *live.parent.rglob("[!.]*")]
    rights = {path: path.stat().st_mode & 0o777 for path in places if path.name != ".lock"}
    assert {path: 0o755 if path.is_dir() else 0o644 for path in rights} == rights
    assert staging.folder / "wenzhou" / "2026" / "index.html" in rights
