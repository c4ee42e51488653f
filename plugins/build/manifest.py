"""What a release holds: for each path the fingerprint of what it was made from, by section.

A manifest lies beside its release and is there only while the two agree: it goes
before the first change to the release and comes back after the last.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from plugins.model.fingerprint import fingerprint_bytes

ENDING = ".list"
_SECTION = "\n\t"
"""What a section begins with; no path begins with a tab."""


class Row(NamedTuple):
    """One file of a release: what it was made from, in short, and its state on the disk.

    ``parts`` are the names of single inputs, cut short: they say which of them
    changed, not whether one did.
    """

    fingerprint: str
    parts: str
    state: str


class SectionRows(NamedTuple):
    """The files of one section as they stand in the manifest; most are never looked into.

    ``fingerprint`` names all that they follow from, ``lines`` have a path and its
    row each.
    """

    fingerprint: str
    lines: str

    @property
    def paths(self) -> list[str]:
        """The paths of the section."""
        return [line.partition("\t")[0] for line in self._split()]

    @property
    def rows(self) -> dict[str, Row]:
        """The rows by path."""
        cells = (line.split("\t") for line in self._split())
        return {path: Row(*row) for path, *row in cells}

    def count_files(self) -> int:
        """Return the number of files."""
        return self.lines.count("\n")

    def stands_in(self, release: str) -> bool:
        """Tell whether all its files are in the folder ``release`` as they were written."""
        cells = (line.split("\t") for line in self._split())
        return all(tell_file_state(f"{release}/{path}") == state for path, _, _, state in cells)

    def _split(self) -> list[str]:
        return self.lines.split("\n")[:-1]


def write_rows(fingerprint: str, rows: Mapping[str, Row]) -> SectionRows:
    """Return a section as it stands in the manifest."""
    lines = "".join("\t".join((path, *row)) + "\n" for path, row in rows.items())
    return SectionRows(fingerprint, lines)


@dataclass(frozen=True)
class Manifest:
    """``sections`` by key; ``facts`` are those of the build as a whole: plain JSON values.

    ``seal`` is the fingerprint of the file it was read from.
    """

    facts: Mapping[str, Any] = field(default_factory=dict)
    sections: Mapping[str, SectionRows] = field(default_factory=dict)
    seal: str = field(default="", compare=False)

    def find_row(self, path: str) -> Row | None:
        """Return the row of the file at ``path``."""
        for section in self.sections.values():
            if f"\n{path}\t" in f"\n{section.lines}":
                return section.rows[path]
        return None

    def count_files(self) -> int:
        """Return the number of files."""
        return sum(section.count_files() for section in self.sections.values())


def manifest_path(release: Path) -> Path:
    """Return where the manifest of ``release`` lies."""
    return release.with_name(release.name + ENDING)


def write_manifest(release: Path, manifest: Manifest) -> None:
    """Write a release's manifest, whole or not at all; raises ``OSError``."""
    pieces = [json.dumps(manifest.facts, ensure_ascii=False, sort_keys=True)]
    pieces += [f"{key}\t{s.fingerprint}\n{s.lines}" for key, s in manifest.sections.items()]
    data = _SECTION.join(pieces).encode()
    target = manifest_path(release)
    fresh = target.with_name(f".{target.name}")
    try:
        with open(fresh, "wb") as file:
            file.write(fingerprint_bytes(data).encode() + b"\n" + data)
            file.flush()
            os.fsync(file.fileno())
        os.rename(fresh, target)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise


def read_manifest(release: Path, known: Manifest | None = None) -> Manifest | None:
    """Return a release's manifest; nothing where there is none or it is torn.

    Where it still is the one that is ``known``, it is not read again.
    """
    with (
        contextlib.suppress(OSError, ValueError, TypeError),
        manifest_path(release).open("rb") as f,
    ):
        seal = f.readline().rstrip(b"\n").decode()
        if known and known.seal == seal:
            return known
        data = f.read()
        if seal != fingerprint_bytes(data):
            return None
        facts, *pieces = data.decode().split(_SECTION)
        return Manifest(json.loads(facts), dict(_read_sections(pieces)), seal)
    return None


def _read_sections(pieces: Iterable[str]) -> Iterable[tuple[str, SectionRows]]:
    for piece in pieces:
        head, _, lines = piece.partition("\n")
        key, fingerprint = head.split("\t")
        yield key, SectionRows(fingerprint, lines)


def remove_manifest(release: Path) -> None:
    """Say that ``release`` is about to change."""
    manifest_path(release).unlink(missing_ok=True)


def tell_file_state(path: str) -> str:
    """Return size and time of the file at ``path``, or that there is none."""
    try:
        facts = os.stat(path, follow_symlinks=False)
    except OSError:
        return "missing"
    return f"{facts.st_size}-{facts.st_mtime_ns}"
