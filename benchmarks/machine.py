"""What a measurement was made on: read from the system, nothing that names the machine."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Mapping
from pathlib import Path

from benchmarks.measuring import time_files

CORES = 2


def take_cores() -> None:
    """Keep this process, and all it starts, to two cores."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])


def describe_machine(scratch: Path) -> Mapping[str, str]:
    """Return processor, memory, system, and what the disk below ``scratch`` is like."""
    first, second = time_files(scratch)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / (1 << 30)
    return {
        "processor": _field("/proc/cpuinfo", "model name") or platform.machine(),
        "cores used": str(len(os.sched_getaffinity(0))),
        "memory": f"{memory:.0f} GB",
        "kernel": platform.release(),
        "file system": f"{_file_system(scratch)}, 2,000 files written in {first:.2f} s, "
        f"and after removing them in {second:.2f} s",
    }


def describe_commit(repository: Path) -> str:
    """Return the short name of the commit, and whether the files differ from it."""
    command = ["git", "-C", str(repository), "describe", "--always", "--dirty", "--exclude=*"]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout.strip() or "not a repository"


def _field(path: str, name: str) -> str:
    for line in Path(path).read_text().splitlines():
        key, _, value = line.partition(":")
        if key.strip() == name:
            return value.strip()
    return ""


def _file_system(folder: Path) -> str:
    command = ["stat", "--file-system", "--format=%T", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
