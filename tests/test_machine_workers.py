"""Work shared out: each item once, what went wrong told, and nobody left behind."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError

from plugins.build.errors import BuildStopped
from plugins.machine.workers import Aside, WorkerLost, count_cores, share_out

Found = TypeVar("Found")

MANY = 500
"""Items; enough that processes are started."""
FEW = 96
"""Items; so many are done by one process."""
SECONDS = 20
"""A process that takes longer to end does not end by itself."""


@pytest.fixture(scope="module", autouse=True)
def _settled() -> None:
    """What the libraries open once and keep for all later tasks is open before tests count."""
    list(share_out(range(MANY), square, 2))


@pytest.fixture(autouse=True)
def nobody_left() -> Iterator[None]:
    """After each test every worker has ended and been waited for, and every pipe is closed."""
    before = list_open_files()
    yield
    assert [] == multiprocessing.active_children()
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert before == list_open_files()


def list_open_files() -> list[str]:
    """Return what this process has open, but for the folder that is looked into."""
    folder = Path("/proc/self/fd")
    links = (os.readlink(entry) for entry in folder.iterdir() if entry.is_symlink())
    return sorted(link for link in links if not link.endswith("/fd"))


def square(numbers: Sequence[int]) -> list[tuple[int, int]]:
    return [(number, number * number) for number in numbers]


def tell_process(numbers: Sequence[int]) -> int:
    return os.getpid()


@settings(max_examples=20)
@given(st.integers(0, 300), st.integers(1, 4))
def test_every_item_is_done_once_however_many_there_are(count: int, workers: int) -> None:
    done = list(chain.from_iterable(share_out(range(count), square, workers)))

    assert square(range(count)) == sorted(done)


def test_many_items_are_shared_out_over_other_processes() -> None:
    assert os.getpid() not in set(share_out(range(MANY), tell_process, 2))


@pytest.mark.parametrize(("count", "workers"), [(MANY, 1), (FEW, 4)])
def test_one_worker_or_few_items_need_no_other_process(count: int, workers: int) -> None:
    assert {os.getpid()} == set(share_out(range(count), tell_process, workers))


def test_work_begins_with_all_that_is_known_here() -> None:
    """Nothing of it has to be written to a pipe: not even what no pipe would take."""
    known, lock = {"key": "value"}, threading.Lock()

    def look(numbers: Sequence[int]) -> str:
        with lock:
            return known["key"]

    assert {"value"} == set(share_out(range(MANY), look, 2))


def test_work_is_shared_out_from_a_thread_too() -> None:
    found: list[tuple[int, int]] = []

    def run() -> None:
        found.extend(chain.from_iterable(share_out(range(MANY), square, 2)))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()

    assert square(range(MANY)) == sorted(found)


def test_whoever_asks_no_further_stops_the_workers() -> None:
    results = share_out(range(MANY), square, 2)
    next(results)
    results.close()  # type: ignore[attr-defined]


# ---------------------------------------------------------------- work done aside


@contextlib.contextmanager
def work_aside(work: Callable[[Sequence[int]], Found], cores: int) -> Iterator[Aside[int, Found]]:
    aside = Aside(range(MANY), work, cores)
    try:
        yield aside
    finally:
        aside.end()


@pytest.mark.parametrize("cores", [1, 2])
def test_work_done_aside_answers_in_the_order_of_the_items(cores: int) -> None:
    with work_aside(square, cores) as aside:
        assert square(range(MANY)) == list(chain.from_iterable(aside.gather()))


def test_work_aside_is_done_by_one_other_process_where_there_is_another_core() -> None:
    with work_aside(tell_process, 2) as aside:
        found = set(aside.gather())

    assert 1 == len(found)
    assert os.getpid() not in found
    with work_aside(tell_process, 1) as aside:
        assert {os.getpid()} == set(aside.gather())


def test_work_aside_that_nobody_asks_for_ends_with_who_began_it() -> None:
    with work_aside(hang, 2) as aside:
        aside.end()


def test_work_aside_that_fails_says_so_where_it_is_asked_for() -> None:
    with work_aside(partial(kill_self, 3), 2) as aside, pytest.raises(WorkerLost):
        list(aside.gather())


# ---------------------------------------------------------------- what goes wrong


class Unpackable(Exception):  # noqa: N818
    """An exception that comes out of a pipe otherwise than it went in: it asks for two values."""

    def __init__(self, what: str, why: str) -> None:
        super().__init__(f"{what}: {why}")


class Unsendable(Exception):  # noqa: N818
    """An exception that no pipe takes."""

    def __init__(self) -> None:
        super().__init__("held by a lock")
        self.lock = threading.Lock()


def stop(numbers: Sequence[int]) -> None:
    raise BuildStopped("第三篇写不下")


def misspell(numbers: Sequence[int]) -> None:
    Environment().from_string("{% fi %}")


def run_out_of_disk(numbers: Sequence[int]) -> None:
    raise OSError(28, "No space left on device", "output/index.html")


def raise_unpackable(numbers: Sequence[int]) -> None:
    raise Unpackable("held by a lock", "for ever")


def raise_unsendable(numbers: Sequence[int]) -> None:
    raise Unsendable


def give_unsendable(numbers: Sequence[int]) -> object:
    return threading.Lock()


@pytest.mark.parametrize(
    ("work", "kind", "said"),
    [
        (stop, BuildStopped, "第三篇写不下"),
        (misspell, TemplateSyntaxError, "unknown tag 'fi'"),
        (run_out_of_disk, OSError, "No space left on device: 'output/index.html'"),
    ],
)
def test_what_a_worker_raises_is_raised_here(
    work: partial[None], kind: type[Exception], said: str
) -> None:
    with pytest.raises(kind, match=said):
        list(share_out(range(MANY), work, 2))


@pytest.mark.parametrize("work", [raise_unpackable, raise_unsendable])
def test_what_no_pipe_takes_is_told_in_words(
    work: partial[None], capfd: pytest.CaptureFixture[str]
) -> None:
    """Not as a worker that the system took away: memory has nothing to do with it."""
    with pytest.raises(Exception, match="held by a lock"):
        list(share_out(range(MANY), work, 2))

    assert "" == capfd.readouterr().err


def test_a_result_that_no_pipe_takes_is_an_error_here() -> None:
    with pytest.raises(TypeError, match="pickle"):
        list(share_out(range(MANY), give_unsendable, 2))


def kill_self(last: int, numbers: Sequence[int]) -> int:
    if last in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    return os.getpid()


@pytest.mark.parametrize("item", [0, 200, MANY - 1])
def test_a_killed_worker_is_noticed(item: int) -> None:
    """By the system for want of memory, say: what it had begun is not done."""
    with pytest.raises(WorkerLost, match="一个工作进程中途停了"):
        list(share_out(range(MANY), partial(kill_self, item), 2))


def grow(numbers: Sequence[int]) -> bytes:
    """Return more than fits into a pipe, and be killed while nobody takes it out."""
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    return bytes(1_000_000)


def test_a_worker_killed_half_through_its_answer_is_noticed() -> None:
    results = share_out(range(MANY), grow, 2)
    with pytest.raises(WorkerLost, match="一个工作进程中途停了"):
        next(results)
        for worker in multiprocessing.active_children():
            worker.join(SECONDS)
        list(results)


def test_workers_end_by_themselves_when_their_parent_is_killed(
    capfd: pytest.CaptureFixture[str],
) -> None:
    """They hold a pipe open that nobody else does: once it is closed, none is left."""
    ours, theirs = os.pipe()
    parent = os.fork()
    if parent == 0:
        os.close(ours)
        list(share_out(range(MANY), partial(lose_parent, os.getpid()), 2))
        os._exit(0)
    os.close(theirs)

    assert -signal.SIGKILL == os.waitstatus_to_exitcode(os.waitpid(parent, 0)[1])
    assert [ours] == select.select([ours], [], [], SECONDS)[0]
    assert b"" == os.read(ours, 1)
    os.close(ours)
    assert "" == capfd.readouterr().err


def lose_parent(parent: int, numbers: Sequence[int]) -> bytes:
    """Kill the parent, and have more to say than fits into a pipe that nobody reads."""
    signal.alarm(2 * SECONDS)
    with contextlib.suppress(ProcessLookupError):
        os.kill(parent, signal.SIGKILL)
    return bytes(200_000)


def test_a_worker_lost_is_no_reason_to_wait(capfd: pytest.CaptureFixture[str]) -> None:
    """The others are stopped, whatever they are doing."""
    begun = time.monotonic()
    with pytest.raises(WorkerLost):
        list(share_out(range(MANY), hang, 2))
    assert time.monotonic() - begun < SECONDS


def hang(numbers: Sequence[int]) -> None:
    if 0 in numbers:
        os.kill(os.getpid(), signal.SIGKILL)
    signal.pause()


def test_there_is_a_core_to_work_on() -> None:
    assert 1 <= count_cores() <= (os.cpu_count() or 1)
