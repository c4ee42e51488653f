"""One command run and measured: time, processor time, memory of the whole process tree."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_EVERY = 0.05
"""Seconds between two looks at memory: rare enough to cost no measurable time."""

_PAGE = os.sysconf("SC_PAGE_SIZE")
_MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Measurement:
    """What one run cost; ``failure`` is empty or says why it does not count.

    Times are in seconds, memory in megabytes (2**20 bytes).  ``tree_memory`` is the
    greatest sum over all processes of the run at one moment, a page shared by two
    of them counted in shares (PSS); of one process it is the resident set.
    ``largest_memory`` is the resident set of the biggest process, from the kernel.
    """

    wall: float
    processor: float
    tree_memory: float
    largest_memory: float
    failure: str = ""

    @property
    def peak_memory(self) -> float:
        """The most memory the run held, as far as the two ways of asking can tell."""
        return max(self.tree_memory, self.largest_memory)


def measure(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], log: Path, limit: float
) -> Measurement:
    """Run ``command`` in ``folder`` and return what it cost.

    What it says goes to ``log``.  A run that ends with another code than 0 or takes
    longer than ``limit`` seconds returns with a failure, and nothing of it lives on.
    """
    os.sync()
    with open(log, "wb") as sink:
        begun = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        watch = _Watch(process.pid, limit)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.stop()
    return Measurement(
        wall=wall,
        processor=usage.ru_utime + usage.ru_stime,
        tree_memory=watch.peak / _MEGABYTE,
        largest_memory=usage.ru_maxrss / 1024,
        failure=_name_failure(process.returncode, watch, log),
    )


def plain_environment() -> dict[str, str]:
    """Return what a program needs, and none of what this shell has set for Python or Node."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return {**kept, "LANG": "C.UTF-8"}


def time_files(folder: Path, count: int = 2000) -> tuple[float, float]:
    """Return the seconds to write ``count`` small files, and again after removing them.

    Where the second is much the greater, the file system remembers what was deleted
    (ext4 without a journal does) and measurements on it are worth little.
    """
    seconds = []
    for turn in range(2):
        place = folder / f"files-{turn}"
        begun = time.perf_counter()
        for number in range(count):
            path = place / f"{number}" / "index.html"
            path.parent.mkdir(parents=True)
            path.write_bytes(b"x" * 6000)
        seconds.append(time.perf_counter() - begun)
        shutil.rmtree(place)
    return seconds[0], seconds[1]


class _Watch(threading.Thread):
    """Looks at the memory of a process and its descendants until told to stop."""

    def __init__(self, root: int, limit: float) -> None:
        super().__init__(daemon=True)
        self.root = root
        self.limit = limit
        self.peak = 0
        self.has_killed = False
        self._done = threading.Event()

    def run(self) -> None:
        end = time.monotonic() + self.limit
        while not self._done.wait(_EVERY):
            self.peak = max(self.peak, _tree_memory(self.root))
            if time.monotonic() > end and not self.has_killed:
                self.has_killed = True
                os.killpg(self.root, signal.SIGKILL)

    def stop(self) -> None:
        """Stop looking."""
        self._done.set()
        self.join()


def _name_failure(code: int, watch: _Watch, log: Path) -> str:
    if watch.has_killed:
        return f"took longer than {watch.limit:.0f} s"
    if code == 0:
        return ""
    said = log.read_text("utf-8", "replace").strip().splitlines()
    return f"exit code {code}: {said[-1][:200] if said else 'said nothing'}"


def _tree_memory(root: int) -> int:
    """Return the bytes that ``root`` and its descendants hold now."""
    processes = _descend(root)
    if len(processes) == 1:
        return _resident(root)
    return sum(_proportional(process) for process in processes)


def _descend(process: int) -> list[int]:
    found = [process]
    for parent in found:
        for path in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(word) for word in (_read(path) or "").split()]
    return found


def _resident(process: int) -> int:
    fields = (_read(Path(f"/proc/{process}/statm")) or "0 0").split()
    return int(fields[1]) * _PAGE


def _proportional(process: int) -> int:
    for line in (_read(Path(f"/proc/{process}/smaps_rollup")) or "").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


def _read(path: Path) -> str | None:
    """Return a file of /proc, or nothing where the process has ended meanwhile."""
    try:
        return path.read_text()
    except OSError:
        return None
