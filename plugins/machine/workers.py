"""Work shared out over all cores, by processes that begin with all that this one knows.

A worker ends with its parent, however that ends: it writes to a pipe that nobody
else holds open.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkContext, ForkProcess
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

_FEW = 96
"""Items that one process has done before others have begun."""

_CHUNK = 32
"""Items a worker takes at a time: few enough that the last ones are shared out, too."""


class WorkerLost(RuntimeError):  # noqa: N818 (it says what happened)
    """A worker ended before its work, such as by the system for want of memory."""


def count_cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1


def share_out(
    items: Sequence[Item], work: Callable[[Sequence[Item]], Result], workers: int
) -> Iterator[Result]:
    """Yield what ``work`` returns for chunks of ``items``, in the order in which they are done.

    Every item is in one chunk.  With one worker, few items, or where the system
    can't fork, this process does all of it.  Raises what ``work`` raises, and
    ``WorkerLost``.
    """
    if len(items) <= _FEW or not _can_fork(workers):
        yield from _do_all(items, work)
        return
    crew = _Crew(items, work)
    try:
        crew.begin(workers)
        yield from crew.gather()
    finally:
        crew.end()


class Aside(Generic[Item, Result]):
    """Work that one other process does while this one does something else.

    It begins at once, where the machine has another of the ``cores`` and can fork;
    else it is done when it is asked for.  Whoever began it has to ``end`` it.
    """

    def __init__(
        self, items: Sequence[Item], work: Callable[[Sequence[Item]], Result], cores: int
    ) -> None:
        self._items = items
        self._work = work
        self._crew = _Crew(items, work) if _can_fork(cores) else None
        if self._crew:
            self._crew.begin(1)

    def gather(self) -> Iterator[Result]:
        """Yield results for chunks of the items in their order, once; raises as ``share_out``."""
        return self._crew.gather() if self._crew else _do_all(self._items, self._work)

    def end(self) -> None:
        """Stop whoever is still at work; may be said twice."""
        if self._crew:
            self._crew.end()
            self._crew = None


def _can_fork(workers: int) -> bool:
    return workers > 1 and hasattr(os, "fork")


def _do_all(items: Sequence[Item], work: Callable[[Sequence[Item]], Result]) -> Iterator[Result]:
    for start in range(0, len(items), _CHUNK):
        yield work(items[start : start + _CHUNK])


class _Crew:
    """The workers of one task, each with a pipe to their parent."""

    def __init__(self, items: Sequence[Any], work: Callable[[Sequence[Any]], Any]) -> None:
        self._items = items
        self._work = work
        self._context: ForkContext = multiprocessing.get_context("fork")
        self._next = self._context.Value("q", 0)
        self._pipes: list[Connection] = []
        self._processes: list[ForkProcess] = []

    def begin(self, workers: int) -> None:
        """Start the workers.  What is known by now is theirs, too, and is not copied again."""
        gc.freeze()
        for _ in range(workers):
            ours, theirs = self._context.Pipe(duplex=False)
            self._pipes.append(ours)
            process = self._context.Process(target=self._run, args=(theirs,), daemon=True)
            process.start()
            self._processes.append(process)
            theirs.close()

    def gather(self) -> Iterator[Any]:
        """Yield results until every worker has said that it is done."""
        open_pipes = list(self._pipes)
        while open_pipes:
            for pipe in wait(open_pipes):
                assert isinstance(pipe, Connection)
                try:
                    kind, value = pipe.recv()
                except (EOFError, OSError):  # a message may break off halfway
                    raise WorkerLost("一个工作进程中途停了，多半是内存不够") from None
                if kind == "done":
                    open_pipes.remove(pipe)
                elif kind == "failed":
                    raise pickle.loads(value)
                else:
                    yield value

    def end(self) -> None:
        """Stop whoever is still at work."""
        for process in self._processes:
            process.kill()
            process.join()
            process.close()
        for pipe in self._pipes:
            pipe.close()
        gc.unfreeze()

    def _run(self, pipe: Connection) -> None:
        """Do chunk after chunk and send what came of each: in the worker."""
        for other in self._pipes:
            other.close()
        gc.disable()
        try:
            while chunk := self._take_chunk():
                pipe.send(("result", self._work(chunk)))
            pipe.send(("done", None))
        except BrokenPipeError:
            pass  # the parent is gone, and with it whoever wants to know
        except BaseException as error:
            with contextlib.suppress(OSError):
                pipe.send(("failed", _pack_error(error)))
        os._exit(0)

    def _take_chunk(self) -> Sequence[Any]:
        with self._next.get_lock():
            start = self._next.value
            self._next.value = start + _CHUNK
        return self._items[start : start + _CHUNK]


def _pack_error(error: BaseException) -> bytes:
    """Return an error as it can be raised elsewhere: in its own kind, else in its words."""
    try:
        packed = pickle.dumps(error)
        pickle.loads(packed)
    except Exception:
        return pickle.dumps(RuntimeError(f"{type(error).__name__}: {error}"))
    return packed
