"""Bringing a release up to date: keep what stands, take over what is served, make the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from plugins.build.errors import BuildStopped
from plugins.build.ledger import Ledger
from plugins.build.manifest import Manifest, Row, SectionRows, write_rows
from plugins.build.plan import Plan
from plugins.build.render import Renderer
from plugins.build.signals import Inspect
from plugins.build.staging import Staging
from plugins.machine.workers import share_out
from plugins.model.output import Output, Section

Advance = Callable[[int, int], None]
"""Hears how many of how many are done."""

_SHOWN_COMPLAINTS = 10


class Made(NamedTuple):
    """A file that was made: its path and state, or what speaks against publishing it."""

    path: str
    state: str
    complaints: tuple[str, ...] = ()


@dataclass
class Work:
    """What there is to do.

    ``kept`` are the sections that stay as they stand, or as they are served;
    ``rows`` are the files of the others, by section and path: those to ``make`` still
    have no state.  ``taken`` are the paths to take over from the live release,
    ``gone`` those that the release under way has and the site no longer has.
    ``asked`` is the output that somebody asked about.
    """

    kept: dict[str, SectionRows] = field(default_factory=dict)
    fingerprints: dict[str, str] = field(default_factory=dict)
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    make: list[Output] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    asked: Output | None = None

    def list_paths(self) -> Iterator[str]:
        """Yield the path of every file that the site will have."""
        yield from _list_paths(self.kept)
        for rows in self.rows.values():
            yield from rows

    def count_files(self) -> int:
        """Return the number of files that the site will have."""
        kept = sum(section.count_files() for section in self.kept.values())
        return kept + sum(map(len, self.rows.values()))

    def write_sections(self) -> dict[str, SectionRows]:
        """Return all sections as they stand in the manifest, in the order of their keys."""
        written = {key: write_rows(self.fingerprints[key], rows) for key, rows in self.rows.items()}
        return dict(sorted({**self.kept, **written}.items()))


def sort_sections(
    sections: Iterable[Section], plan: Plan, staging: Staging, asked: str = ""
) -> Work:
    """Tell for each section what has to be done; raises ``BuildStopped`` where paths meet.

    The output at the path ``asked`` about is kept, whatever is to be done with it.
    """
    work, changed = Work(), []
    everything = list(sections)
    for section in everything:
        name = plan.enter_section(section)
        if section.key in work.fingerprints:
            raise ValueError(f"two sections are called {section.key!r}")
        work.fingerprints[section.key] = name
        standing = staging.standing.sections.get(section.key)
        served = staging.served.sections.get(section.key)
        if standing and standing.fingerprint == name and staging.keeps(standing):
            work.kept[section.key] = standing
        elif served and served.fingerprint == name and staging.serves(served):
            work.kept[section.key] = served
            here = standing.rows if standing else {}
            work.taken += served.paths
            work.gone |= here.keys() - set(served.paths)
        else:
            changed.append(section)
    ledger = Ledger(_list_paths(work.kept))
    for section in changed:
        _sort_outputs(section, plan, staging, ledger, work)
    for key in staging.standing.sections.keys() - work.fingerprints.keys():
        work.gone.update(staging.standing.sections[key].paths)
    ledger.settle(everything)
    work.asked = _find_output(asked, everything, work) if asked else None
    return work


def is_served_already(work: Work, staging: Staging) -> bool:
    """Tell whether the live release is just what is wanted."""
    sections = staging.served.sections
    served = {key: section.fingerprint for key, section in sections.items()}
    return served == work.fingerprints and all(map(staging.serves, sections.values()))


def carry_out(
    work: Work,
    staging: Staging,
    renderer: Renderer,
    inspectors: Sequence[Inspect],
    workers: int,
    advance: Advance,
) -> None:
    """Do the work in the release under way; afterwards every row has its state.

    Raises ``BuildStopped`` with all that the ``inspectors`` have to say.
    """
    staging.begin()
    staging.clear_strangers({path.partition("/")[0] for path in work.list_paths()})
    for path in sorted(work.gone):
        staging.remove(path)
    for path in work.taken:
        staging.take_over(path)
    states: dict[str, str] = {}
    complaints: list[str] = []
    make = partial(_make, staging, renderer, inspectors)
    for chunk in share_out(work.make, make, workers):
        for made in chunk:
            states[made.path] = made.state
            complaints += made.complaints
        advance(len(states), len(work.make))
    if complaints:
        raise BuildStopped(_say_refused(complaints))
    for rows in work.rows.values():
        for path in states.keys() & rows.keys():
            rows[path] = rows[path]._replace(state=states[path])


def _sort_outputs(
    section: Section, plan: Plan, staging: Staging, ledger: Ledger, work: Work
) -> None:
    """Tell for each output of a section that has changed what has to be done."""
    here = _rows_of(staging.standing, section.key)
    served = _rows_of(staging.served, section.key)
    rows = work.rows[section.key] = {}
    for output in section.list(**section.inputs):
        path = output.path
        ledger.claim(path, output.owner)
        wanted = plan.enter(output)
        if row := staging.find_intact(path, wanted, here):
            rows[path] = row
        elif row := staging.find_served(path, wanted, served):
            rows[path] = row
            work.taken.append(path)
        else:
            rows[path] = wanted
            work.make.append(output)
    work.gone |= here.keys() - rows.keys()


def _rows_of(manifest: Manifest, key: str) -> Mapping[str, Row]:
    section = manifest.sections.get(key)
    return section.rows if section else {}


def _list_paths(sections: Mapping[str, SectionRows]) -> Iterator[str]:
    for section in sections.values():
        yield from section.paths


def _find_output(asked: str, sections: Iterable[Section], work: Work) -> Output | None:
    """Return the output at the path ``asked`` about."""
    for section in sections:
        kept = work.kept.get(section.key)
        paths = kept.paths if kept else work.rows[section.key]
        if asked in paths:
            outputs = section.list(**section.inputs)
            return next((output for output in outputs if output.path == asked), None)
    return None


def _make(
    staging: Staging, renderer: Renderer, inspectors: Sequence[Inspect], outputs: Sequence[Output]
) -> list[Made]:
    """Make and write outputs: the work of one process.  What is complained of is not written."""
    made = []
    for output in outputs:
        data = renderer.make(output)
        complaints = tuple(filter(None, (inspect(output, data) for inspect in inspectors)))
        state = "" if complaints else staging.write(output.path, data)
        made.append(Made(output.path, state, complaints))
    return made


def _say_refused(complaints: Sequence[str]) -> str:
    """Return one message of many complaints, in order: processes are done in none."""
    lines = [f"  {complaint}。" for complaint in sorted(complaints)[:_SHOWN_COMPLAINTS]]
    if len(complaints) > _SHOWN_COMPLAINTS:
        lines.append(f"  一共有 {len(complaints)} 处，这里只列了前 {_SHOWN_COMPLAINTS} 处。")
    return "\n".join(("做好的文件里有不能公开的内容，站点没有更新。", *lines))
