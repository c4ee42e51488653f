"""How long a clean build takes: the sample site, and a site of generated articles."""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.articles import write_articles

ROOT = Path(__file__).resolve().parent.parent


def measure_builds(articles: int, runs: int) -> str:
    """Return a table of medians over ``runs`` clean builds, each in a process of its own."""
    with tempfile.TemporaryDirectory() as scratch:
        generated = Path(scratch) / "content"
        write_articles(ROOT / "content", generated, articles)
        rows = [
            ("sample site", _measure(ROOT / "content", Path(scratch) / "sample", runs)),
            (f"and {articles} more", _measure(generated, Path(scratch) / "generated", runs)),
        ]
    lines = [f"{'case':<16} {'median s':>9} {'files':>7}"]
    lines += [f"{name:<16} {seconds:>9.2f} {files:>7}" for name, (seconds, files) in rows]
    lines.append(f"peak memory of any build: {_peak_megabytes():.0f} MB; cores: {os.cpu_count()}")
    return "\n".join(lines)


def _measure(content: Path, output: Path, runs: int) -> tuple[float, int]:
    seconds = []
    for run in range(runs):
        target = output / f"{run}" / "output"
        target.parent.mkdir(parents=True)
        command = [sys.executable, "-m", "invoke", "build", "--content", str(content)]
        begun = time.perf_counter()
        subprocess.run(
            [*command, "--settings", "publishconf.py", "--output", str(target)],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
        seconds.append(time.perf_counter() - begun)
    files = sum(1 for path in target.resolve().rglob("*") if path.is_file())
    return statistics.median(seconds), files


def _peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
