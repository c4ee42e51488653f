"""Our build beside Hugo's, Eleventy's and stock Pelican's, on the same articles.

``python -m benchmarks.compare`` does everything: installs the peers, generates the
articles, runs the cases in turn, checks what was built, prints the tables, writes
the results.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.cases import Case, Run, make_corpus, run_cases
from benchmarks.contenders import ROOT, Contender, Tools, copy_code, list_contenders
from benchmarks.install import InstallFailed, install_peers
from benchmarks.machine import describe_commit, describe_machine, take_cores
from benchmarks.report import Setting, write_report
from benchmarks.results import TARGET_SIZE

RESULTS = ROOT / "benchmarks" / "results"
SIZES = (1000, 3000, 10_000, 30_000, 44_000)
_WARM_UP = 100


@dataclass(frozen=True)
class Plan:
    """What to measure: ``runs`` turns of all cases at ``articles``, and, for the plot,
    ``scale_runs`` turns of the cold build and the daily edit at each of ``sizes``.

    ``only`` names contenders; empty means all.
    """

    articles: int = TARGET_SIZE
    runs: int = 5
    sizes: tuple[int, ...] = SIZES
    scale_runs: int = 3
    only: tuple[str, ...] = ()


def compare(plan: Plan, scratch: Path, results: Path) -> list[Run]:
    """Measure as planned, print the tables, write ``results``; return all runs.

    ``scratch`` takes the programs and all that is built; it should lie on a disk that is
    as quick after deleting as before (the report says whether it does).
    """
    take_cores()
    print("installing the peers", file=sys.stderr)
    tools = install_peers(scratch / "programs")
    code = copy_code(scratch / "code")
    contenders = [c for c in list_contenders(tools, code) if not plan.only or c.name in plan.only]
    machine = describe_machine(scratch)
    commit = describe_commit(ROOT)
    runs = _measure(plan, contenders, scratch / "runs")
    day = date.today().isoformat()
    labels = {contender.name: contender.label for contender in contenders}
    versions = {"Wenming Matrix": commit, **tools.versions}
    setting = Setting(day, labels, machine, versions)
    name = f"{day}-{plan.articles}-articles"
    print(write_report(runs, setting, results, name))
    if len({run.articles for run in runs}) > 1:
        _draw(tools, results / f"{name}.json", results / f"{name}.svg")
    return runs


def main(words: Sequence[str] | None = None) -> int:
    """Compare as the command line says; 1 where a peer could not be installed or a run failed."""
    options = _parse(words)
    plan = Plan(options.articles, options.runs, options.sizes, options.scale_runs, options.only)
    scratch = Path(tempfile.mkdtemp(prefix="benchmark-", dir=options.scratch))
    try:
        runs = compare(plan, scratch, options.results)
    except InstallFailed as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        shutil.rmtree(scratch)
    return int(any(run.measured.failure for run in runs))


def _measure(plan: Plan, contenders: Sequence[Contender], folder: Path) -> list[Run]:
    content = ROOT / "content"
    warm_up = make_corpus(content, _WARM_UP)
    list(run_cases(contenders, warm_up, [Case.COLD], 1, folder))
    corpus = make_corpus(content, plan.articles)
    runs = list(run_cases(contenders, corpus, list(Case), plan.runs, folder))
    for size in plan.sizes:
        if size != plan.articles:
            corpus = make_corpus(content, size)
            cases = [Case.COLD, Case.FIRST, Case.EDIT]
            runs += run_cases(contenders, corpus, cases, plan.scale_runs, folder)
    return runs


def _draw(tools: Tools, source: Path, target: Path) -> None:
    script = Path(__file__).with_name("plot.py")
    command = [tools.plotting, str(script), str(source), str(target)]
    subprocess.run(command, check=True)


def _parse(words: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.compare")
    plan = Plan()
    parser.add_argument("--articles", type=int, default=plan.articles)
    parser.add_argument("--runs", type=int, default=plan.runs)
    parser.add_argument("--sizes", type=_numbers, default=plan.sizes, help="1000,3000,…")
    parser.add_argument("--scale-runs", type=int, default=plan.scale_runs)
    parser.add_argument("--only", type=_words, default=(), help="ours,hugo,…")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--results", type=Path, default=RESULTS)
    return parser.parse_args(words)


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(word) for word in text.split(",") if word)


if __name__ == "__main__":
    sys.exit(main())
