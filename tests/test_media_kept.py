"""A picture is worked on once ever: what it is published as is kept, and trusted for nothing."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import shutil
from collections.abc import Iterable
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from plugins.media.kept_pictures import FOLDER, KeptPictures
from plugins.model.fingerprint import fingerprint
from tests.builds import SMALL_CONTENT, build_small_site, copy_repository, run_python, write_article
from tests.made_pictures import make_noise, save
from tests.support import read_site

DIGEST = "0" * 64
FILES = {0: b"jpeg", 480: b"small", 960: b"large"}
WIDTHS = tuple(FILES)


class Maker:
    """Makes files and counts how often it was asked to."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, ...]] = []

    def __call__(self, widths: Iterable[int]) -> dict[int, bytes]:
        self.asked.append(tuple(widths))
        return {width: FILES[width] for width in self.asked[-1]}


@pytest.fixture
def kept(tmp_path: Path) -> KeptPictures:
    return KeptPictures(str(tmp_path / FOLDER))


def list_kept(folder: Path) -> dict[str, int]:
    """Return the kept files with the times they were written, in nanoseconds."""
    files = (path for path in (folder / FOLDER).rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in files
        if path.name != "lock"
    }


def test_all_files_of_a_picture_are_made_at_once_and_never_again(kept: KeptPictures) -> None:
    make = Maker()
    given = [kept.give(DIGEST, WIDTHS, width, make) for width in (480, 0, 960, 480)]

    assert [b"small", b"jpeg", b"large", b"small"] == given
    assert [WIDTHS] == make.asked


def test_another_picture_is_another_one(kept: KeptPictures) -> None:
    make = Maker()
    for digest in (DIGEST, "1" * 64):
        kept.give(digest, WIDTHS, 0, make)

    assert [WIDTHS, WIDTHS] == make.asked


def damage(data: bytes) -> list[bytes]:
    """Return what may have become of a file."""
    body = b"[[0, 9]]\nforged"
    return [
        b"",
        data[:20],
        data[:-1],
        data + b"x",
        data[:40] + b"\x00" + data[41:],
        hashlib.sha256(body).digest() + body,
    ]


def test_a_torn_or_forged_file_is_made_anew(kept: KeptPictures, tmp_path: Path) -> None:
    make = Maker()
    kept.give(DIGEST, WIDTHS, 0, make)
    (path,) = list_kept(tmp_path)
    data = (tmp_path / path).read_bytes()

    for count, damaged in enumerate(damage(data), 2):
        (tmp_path / path).write_bytes(damaged)
        assert b"large" == kept.give(DIGEST, WIDTHS, 960, make)
        assert count == len(make.asked)
        assert data == (tmp_path / path).read_bytes()


def test_links_among_what_is_kept_are_never_followed(kept: KeptPictures, tmp_path: Path) -> None:
    """A pull request might hold such a folder: one leads to what has no end, one to a file."""
    kept.give(DIGEST, WIDTHS, 480, Maker())
    (place,) = (tmp_path / path for path in list_kept(tmp_path))
    place.unlink()
    place.symlink_to("/dev/zero")
    precious = tmp_path / "precious"
    precious.write_bytes(b"precious")
    place.with_name(f".{place.name}.new").symlink_to(precious)
    make = Maker()

    assert b"small" == kept.give(DIGEST, WIDTHS, 480, make)
    assert b"small" == kept.give(DIGEST, WIDTHS, 480, make)
    assert [WIDTHS] == make.asked
    assert b"precious" == precious.read_bytes()


def test_what_another_picture_is_published_as_is_not_taken_for_this_one(
    kept: KeptPictures, tmp_path: Path
) -> None:
    """A file that was moved to another's name."""
    make = Maker()
    kept.give(DIGEST, WIDTHS, 0, make)
    (first,) = list_kept(tmp_path)
    kept.give("1" * 64, WIDTHS, 0, make)
    (second,) = list_kept(tmp_path).keys() - {first}
    shutil.copy(tmp_path / first, tmp_path / second)

    kept.give("1" * 64, WIDTHS, 0, make)
    assert 3 == len(make.asked)


def test_where_nothing_can_be_kept_only_what_is_wanted_is_made(tmp_path: Path) -> None:
    """A file stands where the folder should be, as on a disk that takes none."""
    (tmp_path / FOLDER).write_bytes(b"")
    make = Maker()

    assert b"small" == KeptPictures(str(tmp_path / FOLDER)).give(DIGEST, WIDTHS, 480, make)
    assert [(480,)] == make.asked


def test_where_a_file_cannot_be_written_it_is_given_all_the_same(
    kept: KeptPictures, tmp_path: Path
) -> None:
    """A folder stands in its place; a full disk ends in the same error."""
    make = Maker()
    kept.give(DIGEST, WIDTHS, 0, make)
    (path,) = list_kept(tmp_path)
    (tmp_path / path).unlink()
    (tmp_path / path).mkdir()

    assert [b"jpeg", b"small"] == [kept.give(DIGEST, WIDTHS, w, make) for w in (0, 480)]
    assert [] == [name for name in os.listdir((tmp_path / path).parent) if name.endswith(".new")]


def test_what_cannot_be_made_is_not_kept(kept: KeptPictures, tmp_path: Path) -> None:
    def fail(widths: Iterable[int]) -> dict[int, bytes]:
        raise OSError("broken data stream")

    with pytest.raises(OSError, match="broken"):
        kept.give(DIGEST, WIDTHS, 0, fail)
    assert {} == list_kept(tmp_path)


def _give_slowly(folder: str, log: str, start: Barrier) -> None:
    def make(widths: Iterable[int]) -> dict[int, bytes]:
        with open(log, "a", encoding="utf-8") as file:
            file.write("made\n")
        return {width: os.urandom(200_000) for width in widths}

    start.wait()
    for number in range(20):
        KeptPictures(folder).give(f"{number:064}", WIDTHS, 0, make)


def test_two_processes_never_work_on_the_same_picture(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    start = context.Barrier(4)
    arguments = (str(tmp_path / FOLDER), str(tmp_path / "log"), start)
    processes = [context.Process(target=_give_slowly, args=arguments) for _ in range(4)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()

    assert [0] * 4 == [process.exitcode for process in processes]
    assert 20 == (tmp_path / "log").read_text("utf-8").count("made")


def test_where_pictures_are_kept_shapes_no_page() -> None:
    assert fingerprint(KeptPictures("/a")) == fingerprint(KeptPictures("/b"))


def lay_hundred_pictures(content: Path) -> None:
    """Add one article for every ten pictures of a hundred."""
    folder = content / "articles" / "dongtou" / "2026"
    for article in range(10):
        names = [f"p-{article}-{number}.png" for number in range(10)]
        for number, name in enumerate(names):
            (folder / name).write_bytes(save(make_noise(20, 16, article * 10 + number), "PNG"))
        body = "\n\n".join(f"![沙滩上的第几样东西]({name})" for name in names)
        write_article(content, f"dongtou/2026/2026-09-{article + 1:02}-things.md", body)


def test_a_folder_of_a_hundred_pictures_is_worked_on_once_and_never_again(tmp_path: Path) -> None:
    """Not after a change of the program, in another output, after ``invoke clean``."""
    copy = copy_repository(tmp_path / "copy")
    lay_hundred_pictures(copy / "content")

    def build(*words: str) -> dict[str, int]:
        done = run_python("-m", "invoke", *(words or ("build",)), folder=copy)
        assert 0 == done.returncode, done.stdout + done.stderr
        return list_kept(copy)

    first = build()
    site = read_site(copy / "output")
    assert 100 <= len(first)

    with open(copy / "plugins" / "model" / "days.py", "a", encoding="utf-8") as program:
        program.write("\n# another program\n")
    assert first == build()
    shutil.rmtree(copy / ".releases")
    assert first == build()
    assert first == build("build", "--output", "elsewhere/site")
    assert first == build("clean")
    assert first == build()
    assert site == read_site(copy / "output")
    assert {} == build("clean", "--pictures")


def test_a_site_is_the_same_with_and_without_what_was_kept(tmp_path: Path) -> None:
    content = tmp_path / "one" / "content"
    shutil.copytree(SMALL_CONTENT, content)
    first = read_site(build_small_site(tmp_path / "first", content))
    second = read_site(build_small_site(tmp_path / "second", content))
    shutil.rmtree(tmp_path / "one" / FOLDER)
    third = read_site(build_small_site(tmp_path / "third", content))

    assert [path for path in first if path.startswith("media/")]
    assert first == second == third
