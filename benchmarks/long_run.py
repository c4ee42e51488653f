"""Edits at random for as long as wanted: does a build that brings up to date ever differ?

``python -m benchmarks.long_run --steps 1000 --seed 7`` takes the steps of
``tests/edits`` in walks of some length, each on a fresh desk.  Where one fails it is
cut down to the shortest sequence that fails in the same way, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.edits import EDITS, Step, walk

_WALK = 60
"""Steps: enough for a store and two releases to grow old together."""


def plan_walk(seed: str, count: int) -> list[Step]:
    """Return the ``count`` steps that belong to ``seed``."""
    choose = random.Random(seed)
    names = sorted(EDITS)
    return [
        Step(
            choose.choice(names),
            choose.randrange(2**32),
            builds=choose.random() < 0.75,
            is_later=choose.random() < 0.7,
        )
        for _ in range(count)
    ]


def try_walk(steps: Sequence[Step], done: list[Step] | None = None) -> Exception | None:
    """Take the steps on a fresh desk and return what came of it; ``done`` hears each."""
    with TemporaryDirectory() as folder:
        try:
            walk(
                Path(folder), steps, lambda _, step: done.append(step) if done is not None else None
            )
        except Exception as error:
            return error
    return None


def shorten_walk(steps: list[Step], failure: Exception) -> tuple[list[Step], Exception]:
    """Return the fewest of ``steps`` that still fail in the way of ``failure``."""
    size = max(1, len(steps) // 2)
    while size:
        start = 0
        while start < len(steps):
            fewer = steps[:start] + steps[start + size :]
            found = try_walk(fewer)
            if found and _name_way(found) == _name_way(failure):
                steps, failure = fewer, found
            else:
                start += size
        size //= 2
    return steps, failure


def run(count: int, seed: int) -> int:
    """Take ``count`` steps in all, tell how it goes, and return the exit code."""
    begun, taken, number = time.monotonic(), 0, 0
    while taken < count:
        name, done = f"{seed}-{number}", list[Step]()
        steps = plan_walk(name, min(_WALK, count - taken))
        failure = try_walk(steps, done)
        if failure:
            print(f"seed {seed}, walk {number}, step {len(done)}: {failure}")
            print("looking for the shortest sequence that fails so ...", file=sys.stderr)
            fewest, failure = shorten_walk(done, failure)
            print("\n".join(map(repr, fewest)), failure, sep="\n")
            return 1
        taken, number = taken + len(steps), number + 1
        seconds = time.monotonic() - begun
        print(f"{taken} of {count} steps, {seconds:.0f} s, seed {seed}", file=sys.stderr)
    print(f"{count} steps, seed {seed}: no difference")
    return 0


def _name_way(failure: Exception) -> tuple[type[Exception], str]:
    """Return what tells one way to fail from another, whatever files it hits."""
    return type(failure), str(failure).partition(":")[0]


def main() -> int:
    """Read the arguments and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    chosen = parser.parse_args()
    return run(chosen.steps, chosen.seed)


if __name__ == "__main__":
    sys.exit(main())
