"""A build that is killed, or can't write: what is served is one whole site, old or new."""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plugins.build.errors import BuildStopped
from tests.builds import (
    SMALL_CONTENT,
    build_small_site,
    list_releases,
    stop_build,
    write_article,
)
from tests.support import read_site

CHANGES = ("os.mkdir", "os.chmod", "os.symlink", "os.rename", "os.remove", "os.rmdir")
"""Python's audit events (docs.python.org, "Audit events table") of calls that change a disk."""

SWAP = "os.rename"
SPREAD = 7
"""At so many moments on the way to the swap builds are killed, and at each one around it."""


@dataclass(frozen=True)
class World:
    """A served site, and the content of the next build."""

    live: Path
    new_content: Path
    old: dict[str, bytes]
    new: dict[str, bytes]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """In the next build one article is new, one is changed and one is withdrawn."""
    folder = tmp_path_factory.mktemp("world")
    content = folder / "next"
    shutil.copytree(SMALL_CONTENT, content)
    write_article(content, "longgang/2026/2026-11-22-new.md")
    write_article(content, "wenzhou/2021/2021-03-05-lend-an-umbrella.md", "改过的一句话。")
    (content / "articles/dongtou/2015/2015-05-20-pick-up-litter.md").unlink()
    new = read_site(build_small_site(folder / "other" / "output", content))
    live = folder / "served" / "output"
    build_small_site(live)
    old = read_site(build_small_site(live))
    shutil.copytree(live.parent, folder / "kept", symlinks=True)
    return World(live, content, old, new)


def restore(live: Path) -> None:
    """Serve the old site again, with one earlier release beside it, as every build finds it."""
    shutil.rmtree(live.parent)
    shutil.copytree(live.parent.with_name("kept"), live.parent, symlinks=True)


def run_in_child(work: Callable[[], None]) -> int:
    """Do ``work`` in a process of its own and return how it ended: its code, or minus a signal."""
    child = os.fork()
    if child == 0:
        try:
            work()
        except BuildStopped:
            os._exit(BuildStopped.exitcode)
        except BaseException:
            os._exit(70)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def watch_changes(folder: Path, on_change: Callable[[int, str], None]) -> None:
    """Call ``on_change`` with number and name just before each change in ``folder``, for ever."""
    count = iter(range(sys.maxsize))

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        is_change = event in CHANGES or (event == "open" and is_writing(arguments))
        if is_change and is_inside(arguments[0], folder):
            on_change(next(count), event)

    sys.addaudithook(listen)


def is_writing(arguments: tuple[object, ...]) -> bool:
    """Opening a folder (without a mode) counts, too: it is how the build flushes one."""
    _, mode, flags = arguments
    return mode is None or bool(int(str(flags)) & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


def is_inside(path: object, folder: Path) -> bool:
    """Names relative to an open folder, which ``shutil.rmtree`` uses, count as inside."""
    text = os.fsdecode(path) if isinstance(path, (str, bytes, os.PathLike)) else ""
    return bool(text) and (not os.path.isabs(text) or f"{text}/".startswith(f"{folder}/"))


@pytest.fixture(scope="module")
def changes(world: World, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Every change to the disk that the next build makes, in order."""
    noted = tmp_path_factory.mktemp("noted") / "changes.json"

    def build_and_note() -> None:
        seen: list[str] = []
        watch_changes(world.live.parent, lambda number, event: seen.append(event))
        build_small_site(world.live, world.new_content)
        noted.write_text(json.dumps(seen), "utf-8")

    restore(world.live)
    assert 0 == run_in_child(build_and_note)
    restore(world.live)
    found: list[str] = json.loads(noted.read_text("utf-8"))
    return found


def list_moments(changes: list[str]) -> Iterator[int]:
    """Yield the moments at which builds are killed."""
    swap = changes.index(SWAP)
    yield from range(0, swap - 3, swap // SPREAD)
    yield from range(swap - 3, len(changes))


def test_a_build_killed_at_any_moment_leaves_one_whole_site_and_the_next_succeeds(
    world: World, changes: list[str]
) -> None:
    """Killed by the system, with no chance to tidy up, just before one change to the disk.

    Up to the swap the old site is served, after it the new one; what was left
    half done is gone after the next build.
    """
    swap = changes.index(SWAP)
    for moment in list_moments(changes):

        def build_until_killed(moment: int = moment) -> None:
            def kill(number: int, event: str) -> None:
                if number == moment:
                    os.kill(os.getpid(), signal.SIGKILL)

            watch_changes(world.live.parent, kill)
            build_small_site(world.live, world.new_content)

        restore(world.live)
        assert -signal.SIGKILL == run_in_child(build_until_killed), moment

        assert (world.new if moment > swap else world.old) == read_site(world.live), moment
        build_small_site(world.live)
        assert world.old == read_site(world.live), moment
        assert 2 == len(list_releases(world.live)), moment


def test_there_is_one_swap_and_many_moments_before_and_after(changes: list[str]) -> None:
    """The test above would prove little if the build were not seen at work."""
    assert 1 == changes.count(SWAP)
    assert 100 < changes.index(SWAP) < len(changes) - 1
    assert "os.symlink" in changes[changes.index(SWAP) - 3 :]
    assert "os.rmdir" in changes[: changes.index(SWAP)]


def test_a_build_that_may_write_no_more_leaves_the_old_site(world: World) -> None:
    """Half a file is written, then the system refuses the rest (setrlimit(2), RLIMIT_FSIZE)."""
    served, releases = os.readlink(world.live), list_releases(world.live)

    def build_with_little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
        build_small_site(world.live, world.new_content)

    assert BuildStopped.exitcode == run_in_child(build_with_little_room)

    assert served == os.readlink(world.live)
    assert world.old == read_site(world.live)
    assert os.path.basename(served) in list_releases(world.live) <= releases


def test_a_full_disk_leaves_the_old_site(world: World, small_disk: Path) -> None:
    live = small_disk / "output"
    old = read_site(build_small_site(live))
    filler = small_disk / "filler"
    filler.write_bytes(bytes(shutil.disk_usage(small_disk).free - 100_000))

    sentence = stop_build(world.new_content, live)

    assert sentence.startswith("构建没有完成，站点没有更新：磁盘满了")
    assert old == read_site(live)
    filler.unlink()
    assert world.new == read_site(build_small_site(live, world.new_content))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of two megabytes, where this system lets us mount one."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(tmp_path)]
    if (
        not shutil.which("mount")
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("要有管理员权限才能挂上一个小磁盘；写不下的情形由另一个测试证明")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_a_withdrawn_article_is_gone_after_the_next_build(world: World, tmp_path: Path) -> None:
    name = "dongtou/2015/05-20-pick-up-litter/index.html"
    live = tmp_path / "output"

    assert name in read_site(build_small_site(live))
    after = read_site(build_small_site(live, world.new_content))

    assert name not in after
    assert world.new == after
    assert not [path for path, data in after.items() if b"pick-up-litter" in data]
