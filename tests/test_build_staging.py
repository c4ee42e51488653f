"""Staging and the swap: what is served is one whole release, and nothing of others is touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from plugins.build.errors import BuildStopped
from plugins.build.manifest import Manifest, Row, read_manifest, write_rows
from plugins.build.staging import Staging, close_staging, open_staging, read_served, swap
from tests.builds import list_releases
from tests.support import read_site

KEY = "pages"


def fill(staging: Staging, files: dict[str, str]) -> None:
    """Make the release hold these files."""
    staging.begin()
    for path in staging.standing.sections[KEY].paths if staging.standing.sections else ():
        staging.remove(path)
    rows = {path: Row(text, "", staging.write(path, text.encode())) for path, text in files.items()}
    staging.finish(Manifest({}, {KEY: write_rows("all", rows)}))


def release(live: Path, text: str, **more: str) -> Staging:
    """Put a release with one page, and others by their name, in the live site's place."""
    staging = open_staging(live)
    fill(staging, {"index.html": text, **{f"{name}.html": page for name, page in more.items()}})
    swap(staging)
    close_staging(staging)
    return staging


def name_with_list(*stagings: Staging) -> set[str]:
    """Return what whole releases leave beside the live link: themselves and their manifests."""
    names = {staging.folder.name for staging in stagings}
    return names | {f"{name}.list" for name in names}


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
    fill(staging, {"index.html": "two"})

    assert {"index.html": b"one"} == read_site(live)
    swap(staging)
    assert {"index.html": b"two"} == read_site(live)
    close_staging(staging)


def test_the_release_served_until_now_stays_and_is_brought_up_to_date_next(live: Path) -> None:
    """A reader with a page half loaded finds the rest of it; there are never more than two."""
    one, two, three = (release(live, text) for text in ("one", "two", "three"))

    assert one.folder == three.folder != two.folder
    assert name_with_list(two, three) == list_releases(live)
    assert {"index.html": b"two"} == read_site(two.folder)
    assert {"index.html": b"three"} == read_site(live)


def test_a_second_build_waits_outside_until_the_first_has_ended(live: Path) -> None:
    first = open_staging(live)

    with pytest.raises(BuildStopped, match="另一个构建正在进行"):
        open_staging(live)

    close_staging(first)
    close_staging(open_staging(live))


def test_builds_of_two_sites_in_one_folder_do_not_meet(tmp_path: Path) -> None:
    first = open_staging(tmp_path / "one")
    release(tmp_path / "two", "two")
    fill(first, {"index.html": "one"})
    swap(first)
    close_staging(first)

    assert {"index.html": b"one"} == read_site(tmp_path / "one")
    assert {"index.html": b"two"} == read_site(tmp_path / "two")


# ---------------------------------------------------------------- what is whole


def test_a_release_that_did_not_become_whole_is_removed(live: Path) -> None:
    one = release(live, "one")
    staging = open_staging(live)
    staging.begin()
    staging.write("half.html", b"two")

    close_staging(staging)

    assert {"index.html": b"one"} == read_site(live)
    assert name_with_list(one) == list_releases(live)


def test_a_release_left_as_it_was_stays_for_the_next_build(live: Path) -> None:
    """A build that is refused before its first change costs the next one nothing."""
    one, two = release(live, "one"), release(live, "two")
    close_staging(open_staging(live))

    staging = open_staging(live)

    assert one.folder == staging.folder
    assert ["index.html"] == staging.standing.sections[KEY].paths
    assert name_with_list(one, two) == list_releases(live)
    close_staging(staging)


def test_a_release_is_not_said_to_be_whole_while_it_changes(live: Path) -> None:
    """Its manifest goes before the first change and comes back after the last."""
    release(live, "one")
    release(live, "two")
    staging = open_staging(live)
    whole = read_manifest(staging.folder)
    staging.begin()
    staging.write("index.html", b"three")
    assert whole
    assert read_manifest(staging.folder) is None

    fill(staging, {"index.html": "three"})

    after = read_manifest(staging.folder)
    assert after and "three" == after.sections[KEY].rows["index.html"].fingerprint
    close_staging(staging)


def test_a_release_without_a_home_page_is_never_served(live: Path) -> None:
    release(live, "one")
    staging = open_staging(live)
    staging.begin()
    staging.write("about.html", b"two")

    with pytest.raises(BuildStopped, match="没有写出首页，站点没有更新"):
        staging.finish(Manifest())

    assert not staging.is_finished
    close_staging(staging)
    assert {"index.html": b"one"} == read_site(live)


def test_what_killed_builds_left_is_cleared_by_the_next(live: Path) -> None:
    served = release(live, "one")
    left = open_staging(live)
    left.begin()
    left.write("half.html", b"half")
    releases = served.folder.parent
    (releases / ".swap-release-gone").symlink_to("release-gone")
    (releases / ".release-gone.list").write_bytes(b"half")
    (releases / "release-gone.list").write_bytes(b"whole")
    left.lock.close()

    staging = open_staging(live)

    assert name_with_list(served) | {staging.folder.name} == list_releases(live)
    assert {} == read_site(staging.folder)
    close_staging(staging)


def test_a_release_killed_while_it_was_brought_up_to_date_is_begun_anew(live: Path) -> None:
    release(live, "one", old="old")
    release(live, "two")
    left = open_staging(live)
    left.begin()
    left.write("half.html", b"half")
    left.lock.close()

    staging = open_staging(live)

    assert {} == read_site(staging.folder) == staging.standing.sections
    close_staging(staging)


def test_a_release_killed_between_its_manifest_and_the_swap_is_taken_as_it_is(live: Path) -> None:
    release(live, "one")
    release(live, "two")
    left = open_staging(live)
    fill(left, {"index.html": "three"})
    left.lock.close()

    staging = open_staging(live)

    assert {"index.html": b"two"} == read_site(live)
    assert left.folder == staging.folder
    assert "three" == staging.standing.sections[KEY].rows["index.html"].fingerprint
    close_staging(staging)


def test_a_section_counts_only_while_all_of_its_files_are_as_they_were_written(
    live: Path,
) -> None:
    """What a build wrote may have been on its way to the disk when the power failed."""
    release(live, "one", other="other")
    release(live, "two", other="other")
    staging = open_staging(live)
    here, served = (m.sections[KEY] for m in (staging.standing, staging.served))

    assert staging.keeps(here)
    assert staging.serves(served)
    assert not staging.keeps(served)
    os.truncate(staging.folder / "other.html", 0)
    (live / "other.html").unlink()
    assert not staging.keeps(here)
    assert not staging.serves(served)
    close_staging(staging)


# ---------------------------------------------------------------- files


def test_a_file_that_is_as_it_was_made_is_known_by_what_it_was_made_from(live: Path) -> None:
    release(live, "one")
    release(live, "two")
    staging = open_staging(live)
    here, served = (m.sections[KEY].rows for m in (staging.standing, staging.served))
    one, two = (Row(text, "", "") for text in ("one", "two"))

    assert here["index.html"] == staging.find_intact("index.html", one, here)
    assert staging.find_intact("index.html", two, here) is None
    assert staging.find_intact("other.html", one, here) is None
    assert served["index.html"] == staging.find_served("index.html", two, served)
    assert staging.find_served("index.html", one, served) is None
    close_staging(staging)


def test_a_file_that_somebody_touched_is_not_as_it_was_made(live: Path) -> None:
    staging = release(live, "one")
    manifest = read_served(live)
    assert manifest
    rows = manifest.sections[KEY].rows
    (live / "index.html").write_text("eno", "utf-8")
    os.utime(live / "index.html", ns=(0, 0))

    assert staging.find_served("index.html", Row("one", "", ""), rows) is None
    (live / "index.html").unlink()
    assert staging.find_served("index.html", Row("one", "", ""), rows) is None


def test_a_file_taken_over_is_not_written_twice_and_never_written_over(live: Path) -> None:
    """Both releases name the same bytes; when one changes, the other's stay."""
    release(live, "one", other="kept")
    staging = open_staging(live)
    staging.begin()
    staging.write("other.html/page.html", b"a folder where a file comes")
    staging.remove("other.html/page.html")
    staging.take_over("other.html")
    assert (live / "other.html").samefile(staging.folder / "other.html")

    staging.write("other.html", b"new")

    assert b"kept" == (live / "other.html").read_bytes()
    assert b"new" == (staging.folder / "other.html").read_bytes()
    close_staging(staging)


def test_a_disk_without_hard_links_serves_copies(
    live: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the time of the original: what was made from the same is known again."""

    def refuse(*paths: object, **options: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    release(live, "one", other="kept")
    staging = open_staging(live)
    staging.begin()
    monkeypatch.setattr(os, "link", refuse)
    staging.take_over("other.html")
    monkeypatch.undo()

    row = staging.served.sections[KEY].rows["other.html"]
    assert row == staging.find_intact("other.html", row, {"other.html": row})
    assert not (live / "other.html").samefile(staging.folder / "other.html")
    close_staging(staging)


def test_a_file_taken_away_leaves_no_empty_folder(live: Path) -> None:
    staging = open_staging(live)
    staging.begin()
    staging.write("a/b/c/one.html", b"one")
    staging.write("a/two.html", b"two")

    staging.remove("a/b/c/one.html")
    staging.remove("a/b/c/none.html")

    assert ["a", "a/two.html"] == sorted(
        path.relative_to(staging.folder).as_posix() for path in staging.folder.rglob("*")
    )
    staging.remove("a/two.html")
    assert [] == list(staging.folder.iterdir())
    close_staging(staging)


# ---------------------------------------------------------------- what is not ours


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

    assert read_served(live) is None
    with pytest.raises(BuildStopped, match="没有动它"):
        open_staging(live)

    assert before == {path: path.lstat().st_mtime_ns for path in live.parent.rglob("*")}


def test_a_link_whose_release_is_gone_is_replaced(live: Path) -> None:
    shutil.rmtree(release(live, "one").folder)

    staging = release(live, "two")

    assert {"index.html": b"two"} == read_site(live)
    assert staging.folder.name == os.path.basename(os.readlink(live))


@pytest.fixture
def strict_umask() -> Iterator[None]:
    before = os.umask(0o077)
    yield
    os.umask(before)


@pytest.mark.usefixtures("strict_umask")
def test_a_web_server_may_read_the_site_whatever_the_umask(live: Path) -> None:
    """It runs as another user than who builds: from the folder of the link down to each file."""
    live.parent.parent.chmod(0o755)
    release(live, "zero", page="zero")
    staging = open_staging(live)
    staging.begin()
    rows = {"index.html": Row("one", "", staging.write("index.html", b"one"))}
    staging.write("wenzhou/2026/index.html", b"one")
    staging.take_over("page.html")
    staging.finish(Manifest({}, {KEY: write_rows("all", rows)}))
    swap(staging)
    close_staging(staging)

    places = [live.parent, live.parent / ".releases", *live.parent.rglob("[!.]*")]
    served = [path for path in places if not path.name.endswith((".lock", ".list"))]
    rights = {path: path.stat().st_mode & 0o777 for path in served}
    assert {path: 0o755 if path.is_dir() else 0o644 for path in rights} == rights
    assert staging.folder / "wenzhou" / "2026" / "index.html" in rights
