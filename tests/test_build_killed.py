"""A build that is killed, or can't write: what is served is one whole site, old or new."""

from __future__ import annotations

import fcntl
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
    withdraw,
    write_article,
)
from tests.support import read_site

CHANGES = ("os.mkdir", "os.chmod", "os.link", "os.symlink", "os.rename", "os.remove", "os.rmdir")
"""Python's audit events (docs.python.org, "Audit events table") of calls that change a disk."""

SWAP = "swap"
LISTED = "listed"
"""What the two renames that count are called here: the one of the live link, and the one
that says that the release beside it is whole."""

SPREAD = 7
"""At so many moments on the way to the end of writing builds are killed, and at each one after."""

MANY = 120
"""Articles; with so many, pages are written by several processes."""

SECONDS = 30
"""Whoever takes longer to end does not end by itself."""


@dataclass(frozen=True)
class World:
    """A served site with an older release beside it, and the content of the next build."""

    live: Path
    new_content: Path
    old: dict[str, bytes]
    new: dict[str, bytes]


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """In the next build one article is new, one is changed and one is withdrawn.

    In the release before one more unit had an article, and one picture another name: what
    the next build brings up to date is neither what is served nor what is wanted.
    """
    folder = tmp_path_factory.mktemp("world")
    before, content = folder / "before", folder / "next"
    shutil.copytree(SMALL_CONTENT, before)
    write_article(before, "longgang/2025/2025-12-31-gone-by-now.md", 标签="不再用的标签")
    write_article(before, "dongtou/2026/2026-11-19-gone-too.md")
    shutil.copytree(SMALL_CONTENT, content)
    write_article(content, "longgang/2026/2026-11-22-new.md")
    write_article(content, "wenzhou/2021/2021-03-05-lend-an-umbrella.md", "改过的一句话。")
    withdraw(content, "dongtou/2015/2015-05-20-pick-up-litter.md")
    new = read_site(build_small_site(folder / "other" / "output", content))
    live = folder / "served" / "output"
    build_small_site(live, before)
    old = read_site(build_small_site(live))
    assert old == read_site(build_small_site(folder / "clean" / "output"))
    shutil.copytree(live.parent, folder / "kept", symlinks=True)
    return World(live, content, old, new)


def restore(live: Path) -> None:
    """Serve the old site again, with an older release beside it, as every build finds it."""
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
    """Call ``on_change`` with number and name just before each change in ``folder``, for ever.

    Each process counts its own.
    """
    count = iter(range(sys.maxsize))

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        is_change = event in CHANGES or (event == "open" and is_writing(arguments))
        if is_change and is_inside(arguments[0], folder):
            on_change(next(count), name_change(event, arguments))

    sys.addaudithook(listen)


def name_change(event: str, arguments: tuple[object, ...]) -> str:
    """Tell the two renames that count from all other changes."""
    if event == "os.rename" and Path(os.fsdecode(str(arguments[1]))).name == "output":
        return SWAP
    return LISTED if event == "os.rename" and str(arguments[1]).endswith(".list") else event


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
    late = changes.index(LISTED) - 3
    yield from range(0, late, late // SPREAD)
    yield from range(late, len(changes))


def test_a_build_killed_at_any_moment_leaves_one_whole_site_and_the_next_succeeds(
    world: World, changes: list[str]
) -> None:
    """Killed by the system, with no chance to tidy up, just before one change to the disk.

    Up to the swap the old site is served, after it the new one; the next build, of
    the same content or of what it was before, makes what a build from nothing makes;
    what was left half done is gone after it.
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
        contents = [(world.new_content, world.new), (SMALL_CONTENT, world.old)]
        for content, wanted in contents if moment % 2 else reversed(contents):
            build_small_site(world.live, content)
            assert wanted == read_site(world.live), moment
        assert_two_whole_releases(world.live)


def assert_two_whole_releases(live: Path) -> None:
    """Beside the live link lie two releases with their lists, and nothing else."""
    releases = list_releases(live)
    folders = {name for name in releases if not name.endswith(".list")}
    assert 2 == len(folders)
    assert folders | {f"{name}.list" for name in folders} == releases


def test_there_is_one_swap_and_many_moments_before_and_after(changes: list[str]) -> None:
    """The test above would prove little if the build were not seen at work."""
    swap, listed = changes.index(SWAP), changes.index(LISTED)

    assert 1 == changes.count(SWAP) == changes.count(LISTED)
    assert 40 < listed < swap < len(changes) - 1
    assert "os.symlink" in changes[listed:swap]
    assert {"os.link", "os.remove", "os.rmdir", "os.mkdir", "open"} <= {*changes[:listed]}


# ---------------------------------------------------------------- several processes


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> World:
    """In the next build the site has another name: every page is another one."""
    folder = tmp_path_factory.mktemp("large")
    content, renamed = folder / "content", folder / "next"
    shutil.copytree(SMALL_CONTENT, content)
    for number in range(MANY):
        day = f"{2016 + number // 28}-02-{1 + number % 28:02}"
        write_article(content, f"wenzhou/{day[:4]}/{day}-number-{number}.md")
    shutil.copytree(content, renamed)
    site = renamed / "data" / "site.toml"
    site.write_text(site.read_text("utf-8").replace("\nname = ", '\nname = "新" # ', 1), "utf-8")
    new = read_site(build_small_site(folder / "other" / "output", renamed))
    live = folder / "served" / "output"
    old = read_site(build_small_site(live, content))
    assert all(new[path] != old[path] for path in new if path.endswith(".html"))
    shutil.copytree(live.parent, folder / "kept", symlinks=True)
    return World(live, renamed, old, new)


def build_with_workers(world: World, on_change: Callable[[int, int], None]) -> None:
    """Build in two workers; ``on_change`` hears in each of its changes, by number.

    It hears the id of the parent, too.
    """
    parent, count = os.getpid(), iter(range(sys.maxsize))

    def listen(number: int, event: str) -> None:
        if os.getpid() != parent:
            on_change(parent, next(count))

    watch_changes(world.live.parent, listen)
    import plugins.build.plugin

    vars(plugins.build.plugin)["count_cores"] = lambda: 2
    build_small_site(world.live, world.new_content)


def wait_for_lock(live: Path) -> None:
    """Wait until nobody holds the lock of the site's builds: not even whoever lost its parent."""
    with open(live.parent / ".releases" / live.name / ".lock", "ab") as lock:
        previous = signal.signal(signal.SIGALRM, fail_late)
        signal.alarm(SECONDS)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
        finally:
            signal.alarm(0)
            signal.signal(signal.SIGALRM, previous)


def fail_late(number: int, frame: object) -> None:
    raise AssertionError("没有爹娘的工作进程还占着锁")


@pytest.mark.parametrize("moment", [0, 40, 90])
def test_a_worker_killed_by_the_system_stops_the_build_and_leaves_the_old_site(
    large: World, moment: int, tmp_path: Path
) -> None:
    """For want of memory, say: the sentence says so, and no half of a site is served."""

    def kill_worker(parent: int, number: int) -> None:
        if number == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def build_and_tell() -> None:
        try:
            build_with_workers(large, kill_worker)
        except BuildStopped as stop:
            (tmp_path / "said").write_text(str(stop), "utf-8")
            raise

    restore(large.live)
    assert BuildStopped.exitcode == run_in_child(build_and_tell)

    said = (tmp_path / "said").read_text("utf-8")
    assert said.startswith("构建没有完成，站点没有更新：一个工作进程中途停了")
    assert large.old == read_site(large.live)
    assert large.new == read_site(build_small_site(large.live, large.new_content))


@pytest.mark.parametrize("moment", [0, 40, 90])
def test_a_build_killed_while_others_write_for_it_leaves_nobody_behind(
    large: World, moment: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """The workers end by themselves, silently, and let the next build in."""

    def kill_parent(parent: int, number: int) -> None:
        if number == moment:
            os.kill(parent, signal.SIGKILL)

    restore(large.live)
    assert -signal.SIGKILL == run_in_child(lambda: build_with_workers(large, kill_parent))
    wait_for_lock(large.live)

    assert "" == capfd.readouterr().err
    assert large.old == read_site(large.live)
    assert large.new == read_site(build_small_site(large.live, large.new_content))


def test_a_build_interrupted_from_the_keyboard_leaves_the_old_site_and_nobody_behind(
    large: World, capfd: pytest.CaptureFixture[str]
) -> None:
    """A terminal sends the signal to all processes at once; none of them complains."""

    def interrupt(parent: int, number: int) -> None:
        if number == 40:
            os.killpg(0, signal.SIGINT)

    def build_in_a_group() -> None:
        os.setpgid(0, 0)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            build_with_workers(large, interrupt)
        except KeyboardInterrupt:
            os._exit(130)

    restore(large.live)
    assert 130 == run_in_child(build_in_a_group)
    wait_for_lock(large.live)

    assert "" == capfd.readouterr().err
    assert large.old == read_site(large.live)
    assert large.new == read_site(build_small_site(large.live, large.new_content))


# ---------------------------------------------------------------- no room


def build_with_little_room(world: World) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, 5_000))
    build_small_site(world.live, world.new_content)


def test_a_build_that_may_write_no_more_leaves_the_old_site(world: World) -> None:
    """Half a file is written, then the system refuses the rest (setrlimit(2), RLIMIT_FSIZE)."""
    restore(world.live)
    served, releases = os.readlink(world.live), list_releases(world.live)

    assert BuildStopped.exitcode == run_in_child(lambda: build_with_little_room(world))

    assert served == os.readlink(world.live)
    assert world.old == read_site(world.live)
    assert os.path.basename(served) in list_releases(world.live) <= releases
    assert world.new == read_site(build_small_site(world.live, world.new_content))


def test_a_build_that_may_not_write_its_list_leaves_the_old_site(world: World) -> None:
    """Every page stands already; what is missing is the word that the release is whole."""
    restore(world.live)
    build_small_site(world.live, world.new_content)
    build_small_site(world.live)
    served, releases = os.readlink(world.live), list_releases(world.live)

    assert BuildStopped.exitcode == run_in_child(lambda: build_with_little_room(world))

    assert served == os.readlink(world.live)
    assert world.old == read_site(world.live)
    assert os.path.basename(served) in list_releases(world.live) <= releases
    assert world.new == read_site(build_small_site(world.live, world.new_content))


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
    """A disk of four megabytes, where this system lets us mount one."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(tmp_path)]
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
