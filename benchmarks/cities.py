"""A province and a nation in small: a portal per city, each built alone, joined by their feeds.

``python -m benchmarks.cities`` generates cities that differ in registry and articles,
builds each cold and after a daily edit, and joins what their feeds say.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from statistics import median

from benchmarks.cases import LIMIT, Case, Run, Session, make_corpus, open_session, take_turn
from benchmarks.contenders import ROOT, copy_code, our_portal
from benchmarks.joining import LENGTH
from benchmarks.machine import describe_machine, take_cores
from benchmarks.measuring import Measurement, measure, plain_environment

CITIES = (1, 4, 16)
MORE_FEEDS = (333, 3000)
"""As many as the nation has cities, and counties: copies of the feeds that were built."""

_COUNTIES = 12


@dataclass(frozen=True)
class City:
    """What one city's portal cost; sizes are in bytes.

    ``kept`` is what lies beside the site for the next build.
    """

    cold: Measurement
    edit: Measurement
    pages: int
    site: int
    kept: int
    feed: int


@dataclass(frozen=True)
class Join:
    """What joining ``feeds`` feeds cost; sizes are in bytes."""

    feeds: int
    measured: Measurement
    read: int
    page: int
    feed: int


def measure_cities(cities: int, articles: int, folder: Path) -> tuple[list[City], list[Path]]:
    """Build ``cities`` portals one after the other; return their costs and their feeds."""
    found, feeds = [], []
    contender = our_portal(copy_code(folder / "code"))
    for number in range(1, cities + 1):
        content = folder / f"registry-{number}"
        write_registry(content, number)
        session = open_session(contender, make_corpus(content, articles, number), folder / "city")
        found.append(_measure_city(session))
        feeds.append(folder / f"{number}.json")
        shutil.copy(session.place.output / "feeds" / "all.json", feeds[-1])
        shutil.rmtree(folder / "city")
    return found, feeds


def measure_join(feeds: Sequence[Path], folder: Path) -> Join:
    """Join ``feeds`` in a process of its own and return what that cost."""
    listed, target = folder / "feeds.txt", folder / "joined"
    listed.write_text("\n".join(map(str, feeds)), "utf-8")
    command = [sys.executable, "-m", "benchmarks.joining", str(target), str(listed)]
    environment = plain_environment()
    measured = measure(command, ROOT, environment, folder / "log.txt", LIMIT)
    if measured.failure:
        raise RuntimeError(measured.failure)
    return Join(
        feeds=len(feeds),
        measured=measured,
        read=sum(path.stat().st_size for path in feeds),
        page=(target / "index.html").stat().st_size,
        feed=(target / "all.json").stat().st_size,
    )


def write_registry(content: Path, number: int) -> None:
    """Write the registry of an invented city: its office, its counties, its address."""
    data = content / "data"
    shutil.copytree(ROOT / "content" / "data", data)
    city = f"示例{number}市"
    site = (data / "site.toml").read_text("utf-8")
    site = site.replace("https://wenming.example/", f"https://city-{number}.example/")
    (data / "site.toml").write_text(site.replace("温州", f"示例{number}"), "utf-8")
    units = [_write_unit("city", f"city-{number}", city, 900_000 + 100 * number)]
    for place in range(1, _COUNTIES + 1):
        slug, name = f"county-{number}-{place}", f"示例{number}第{place}区"
        units.append(_write_unit("county", slug, name, 900_000 + 100 * number + place))
    (data / "units.toml").write_text("\n".join(units), "utf-8")


def _write_unit(kind: str, slug: str, name: str, code: int) -> str:
    names = f'[[unit.name]]\nname = "{name}"\nshort = "示例"\ncode = "{code}"\n'
    return f'[[unit]]\nslug = "{slug}"\nkind = "{kind}"\noffice = "{name}文明办"\n\n{names}'


def _measure_city(session: Session) -> City:
    cold, edit = (_take(session, case) for case in (Case.COLD, Case.EDIT))
    output = session.place.output.resolve()
    site = _count_bytes(output)
    return City(
        cold=cold.measured,
        edit=edit.measured,
        pages=edit.pages,
        site=site,
        kept=_count_bytes(session.place.site) - site,
        feed=(output / "feeds" / "all.json").stat().st_size,
    )


def _take(session: Session, case: Case) -> Run:
    run = take_turn(session, case, 1)
    if run.measured.failure:
        raise RuntimeError(run.measured.failure)
    return run


def _count_bytes(folder: Path) -> int:
    """Return the bytes of all files below, one with several names counted once."""
    stats = [path.lstat() for path in folder.rglob("*") if not path.is_dir()]
    return sum({(stat.st_dev, stat.st_ino): stat.st_size for stat in stats}.values())


def _copy_feeds(feeds: Sequence[Path], count: int, folder: Path) -> list[Path]:
    """Return ``count`` feeds: those that were built, over and over, at other addresses."""
    folder.mkdir()
    copies = []
    for number in range(count):
        text = feeds[number % len(feeds)].read_text("utf-8")
        copies.append(folder / f"{number}.json")
        copies[-1].write_text(text.replace("https://city-", f"https://copy-{number}-"), "utf-8")
    return copies


def _compose(cities: Sequence[City], joins: Sequence[Join], articles: int) -> Iterator[str]:
    costs = [("cold", [city.cold for city in cities]), ("daily edit", [c.edit for c in cities])]
    yield f"# {len(cities)} cities of {articles:,} articles, each built alone, joined by feeds"
    yield ""
    yield "| A city's build | median s | range s | memory MB |"
    yield "|---|--:|--:|--:|"
    for name, measured in costs:
        walls = [cost.wall for cost in measured]
        memory = max(cost.peak_memory for cost in measured)
        yield f"| {name} | {median(walls):.2f} | {min(walls):.2f}–{max(walls):.2f} | {memory:.0f} |"
    yield ""
    yield (
        f"A city's site: {cities[0].pages:,} pages, {_megabytes(cities[0].site)}; kept beside it "
        f"for the next build: {_megabytes(cities[0].kept)}; its feed of all units: "
        f"{_kilobytes(cities[0].feed)}."
    )
    yield ""
    yield f"| Feeds joined into the newest {LENGTH} | s | memory MB | read | page | feed |"
    yield "|--:|--:|--:|--:|--:|--:|"
    for join in joins:
        cost = join.measured
        sizes = f"{_megabytes(join.read)} | {_kilobytes(join.page)} | {_kilobytes(join.feed)}"
        yield f"| {join.feeds:,} | {cost.wall:.2f} | {cost.peak_memory:.0f} | {sizes} |"
    yield ""


def _megabytes(size: int) -> str:
    return f"{size / (1 << 20):.1f} MB"


def _kilobytes(size: int) -> str:
    return f"{size / (1 << 10):.0f} KB"


def simulate(counts: Sequence[int], articles: int, scratch: Path, results: Path) -> None:
    """Build the greatest of ``counts`` cities, join each of ``counts``, and write what it cost."""
    take_cores()
    machine = describe_machine(scratch)
    cities, feeds = measure_cities(max(counts), articles, scratch)
    joins = [measure_join(feeds[:count], scratch) for count in counts]
    copies = _copy_feeds(feeds, max(MORE_FEEDS), scratch / "copies")
    joins += [measure_join(copies[:count], scratch) for count in MORE_FEEDS]
    text = "\n".join(_compose(cities, joins, articles))
    lines = "\n".join(f"- {key}: {value}" for key, value in machine.items())
    name = f"{date.today().isoformat()}-{len(cities)}-cities"
    results.mkdir(parents=True, exist_ok=True)
    (results / f"{name}.md").write_text(f"{text}\n{lines}\n", "utf-8")
    found = {"machine": machine, "cities": [asdict(city) for city in cities]}
    whole = {**found, "joins": [asdict(join) for join in joins]}
    (results / f"{name}.json").write_text(json.dumps(whole, indent=1) + "\n", "utf-8")
    print(text)


def main(words: Sequence[str] | None = None) -> int:
    """Simulate as the command line says."""
    parser = argparse.ArgumentParser(prog="benchmarks.cities")
    parser.add_argument("--cities", type=int, nargs="+", default=CITIES)
    parser.add_argument("--articles", type=int, default=10_000, help="of each city")
    parser.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()))
    parser.add_argument("--results", type=Path, default=ROOT / "benchmarks" / "results")
    options = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="cities-", dir=options.scratch) as scratch:
        simulate(options.cities, options.articles, Path(scratch), options.results)
    return 0


if __name__ == "__main__":
    sys.exit(main())
