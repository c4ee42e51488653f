"""Files as the disk tells them: a state is another one whenever the file may be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from plugins.machine.files import FoundFile, find_files, tell_state

SECOND = 1_000_000_000
"""Nanoseconds."""


def last_change(file: Path) -> int:
    facts = file.stat()
    return max(facts.st_mtime_ns, facts.st_ctime_ns)


def state_of(file: Path) -> str:
    """Return the state of a file that nobody has touched for a while."""
    return tell_state(str(file), last_change(file) + 3 * SECOND)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "content" / "one.md"
    file.parent.mkdir()
    file.write_bytes(b"one")
    return file


def lengthen(file: Path) -> None:
    file.write_bytes(b"one more")


def touch(file: Path) -> None:
    os.utime(file, ns=(0, 5))


def change_and_set_back(file: Path) -> None:
    """Of the same size and the same time of change; the system's own note of it can't be set."""
    before = file.stat().st_mtime_ns
    file.write_bytes(b"two")
    os.utime(file, ns=(before, before))


def replace(file: Path) -> None:
    """By another file of the same size and time, as version control and editors do."""
    other = file.with_name("other")
    other.write_bytes(b"two")
    os.utime(other, ns=(file.stat().st_atime_ns, file.stat().st_mtime_ns))
    os.replace(other, file)


@pytest.mark.parametrize("change", [lengthen, touch, change_and_set_back, replace])
def test_a_state_changes_with_the_file(change: object, file: Path) -> None:
    before = state_of(file)
    change(file)  # type: ignore[operator]

    assert before
    assert before != state_of(file)


def test_the_inode_tells_two_files_of_one_size_and_time_apart(file: Path) -> None:
    other = file.with_name("other")
    other.write_bytes(b"two")
    one, two = (path.stat() for path in (file, other))

    assert state_of(file).endswith(f"-{one.st_ino}")
    assert state_of(other).endswith(f"-{two.st_ino}")
    assert one.st_ino != two.st_ino


def test_a_state_is_the_same_while_nobody_touches_the_file(file: Path) -> None:
    assert state_of(file) == state_of(file)
    later = last_change(file) + 1_000_000 * SECOND
    assert state_of(file) == tell_state(str(file), later)


@pytest.mark.parametrize(("after", "is_known"), [(0, False), (1.9, False), (2.1, True)])
def test_a_file_touched_within_two_seconds_has_no_state(
    file: Path, after: float, is_known: bool
) -> None:
    """A further change in the same tick of the disk's clock would not show."""
    now = last_change(file) + int(after * SECOND)

    assert is_known == bool(tell_state(str(file), now))
    (found,) = find_files(str(file.parent), now)
    assert tell_state(str(file), now) == found.state


@pytest.mark.parametrize("days", [1, 10_000])
def test_a_file_from_the_future_has_no_state(file: Path, days: int) -> None:
    """Its clock, or this one, is wrong."""
    future = last_change(file) + days * 86_400 * SECOND
    os.utime(file, ns=(future, future))

    assert "" == tell_state(str(file), last_change(file))


def test_a_file_made_old_by_hand_has_no_state_either(file: Path) -> None:
    os.utime(file, ns=(0, 0))

    assert "" == tell_state(str(file), last_change(file) + SECOND)


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    """So that its coming shows."""
    (tmp_path / "file").write_bytes(b"")

    assert "missing" == tell_state(str(tmp_path / "none"), 0)
    assert "missing" == tell_state(str(tmp_path / "file" / "none"), 0)


def test_every_file_of_every_folder_is_found_by_its_path(file: Path) -> None:
    root = file.parent
    for path in ("a/b/c.md", "a/b.md", ".hidden", "a/.git/x", "一 二/三.png"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(b"12")
    (root / "empty").mkdir()

    found = {file.path: file for file in find_files(str(root), 0)}

    assert {"one.md", "a/b/c.md", "a/b.md", ".hidden", "a/.git/x", "一 二/三.png"} == found.keys()
    assert FoundFile("a/b/c.md", 2, False, "") == found["a/b/c.md"]
    assert ".png" == found["一 二/三.png"].suffix


def test_links_are_named_and_never_followed(file: Path, tmp_path: Path) -> None:
    root = file.parent
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key").write_bytes(b"secret")
    (root / "to-folder").symlink_to(tmp_path / "secret")
    (root / "to-file").symlink_to(tmp_path / "secret" / "key")
    (root / "to-nothing").symlink_to("nowhere")
    (root / "to-itself").symlink_to(".")

    found = list(find_files(str(root), last_change(file) + 3 * SECOND))

    links = {file for file in found if file.is_link}
    assert links == {
        FoundFile(name, 0, True, "") for name in ("to-folder", "to-file", "to-nothing", "to-itself")
    }
    assert ["one.md"] == [file.path for file in found if not file.is_link]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(find_files(str(tmp_path / "none"), 0))
