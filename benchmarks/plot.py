"""Draw cost against number of articles: run by the environment that has matplotlib.

``python plot.py results.json plot.svg``
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib  # type: ignore[import-not-found]  # lives in the peers' environment

matplotlib.use("svg")
from matplotlib import pyplot as plt
from matplotlib.ticker import NullLocator  # type: ignore[import-not-found]

_CASES = ("cold", "daily edit")


def draw(results: Path, target: Path) -> None:
    """Write the plot of the runs in ``results`` to ``target`` (SVG, the same bytes each time)."""
    found = json.loads(results.read_text("utf-8"))
    # Text stays text, names of parts do not change from run to run.
    plt.rcParams.update({"svg.fonttype": "none", "svg.hashsalt": "benchmarks", "font.size": 9})
    figure, (times, memories) = plt.subplots(2, 2, figsize=(10, 9), layout="constrained")
    for column, case in enumerate(_CASES):
        runs = [run for run in found["runs"] if run["case"] == case]
        runs = [run for run in runs if not run["measured"]["failure"]]
        _draw_lines(times[column], runs, found["labels"], _wall)
        _draw_lines(memories[column], runs, found["labels"], _memory)
        times[column].set_title(case)
        memories[column].set_xlabel("articles")
    times[0].set_ylabel("seconds, median")
    memories[0].set_ylabel("memory, MB, median")
    figure.legend(*times[0].get_legend_handles_labels(), loc="outside lower center", ncols=3)
    figure.savefig(target, metadata={"Date": None})


def _draw_lines(
    axes: Any,
    runs: list[dict[str, Any]],
    labels: dict[str, str],
    what: Callable[[dict[str, float]], float],
) -> None:
    """Draw one line a contender, both axes logarithmic: a slope of one is linear growth."""
    points: dict[str, dict[int, list[float]]] = {}
    for run in runs:
        by_size = points.setdefault(run["contender"], {})
        by_size.setdefault(run["articles"], []).append(what(run["measured"]))
    for contender, by_size in points.items():
        sizes = sorted(by_size)
        values = [median(by_size[size]) for size in sizes]
        axes.plot(sizes, values, marker="o", markersize=3, label=labels[contender])
    axes.set_xscale("log")
    axes.set_yscale("log")
    axes.set_xticks(sorted({run["articles"] for run in runs}))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter("{x:,g}")
        axis.set_minor_formatter("{x:,g}")
    axes.xaxis.set_minor_locator(NullLocator())
    axes.grid(visible=True, which="both", linewidth=0.3)


def _wall(measured: dict[str, float]) -> float:
    return measured["wall"]


def _memory(measured: dict[str, float]) -> float:
    return max(measured["tree_memory"], measured["largest_memory"])


if __name__ == "__main__":
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
