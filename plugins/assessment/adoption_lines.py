"""Adoptions through time: what each version of their table adds and takes away.

A table of years has thousands of versions, and each differs from the last by a line or
two: only lines that were not there before are read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from plugins.model.adoption import Level
from plugins.reading.csv_table import read_table
from plugins.reading.encoding import decode_text
from plugins.reading.records import ADOPTIONS, read_adoption

TakenUp = tuple[str, Level]
"""The path of an article, and a level that took it up."""


@dataclass(frozen=True)
class AdoptionNews:
    """What a version has that the one before had not, and the other way round."""

    added: frozenset[TakenUp] = frozenset()
    removed: frozenset[TakenUp] = frozenset()


@dataclass
class AdoptionLines:
    """The table as its last version left it."""

    _head: bytes = b""
    _lines: frozenset[bytes] = frozenset()
    _read: dict[bytes, TakenUp | None] = field(default_factory=dict)
    _rows: Counter[TakenUp] = field(default_factory=Counter)

    def follow(self, data: bytes) -> AdoptionNews:
        """Go on to the next version (nothing: there is no table) and tell what is new in it.

        A version that can't be read at all says nothing: the one before stays.
        """
        head, _, rest = data.lstrip(b"\r\n").partition(b"\n")
        if data and (decode_text(data).fault or read_table(ADOPTIONS, head, read_adoption)[1]):
            return AdoptionNews()
        if head != self._head:
            self._head, self._read = head, {}
            before, self._lines, self._rows = set(self._rows), frozenset(), Counter()
        else:
            before = set()
        lines = frozenset(line for line in rest.split(b"\n") if line.strip())
        touched = self._enter(lines - self._lines, self._lines - lines)
        self._lines = lines
        before |= {key for key, count in touched.items() if self._rows[key] - count > 0}
        after = {key for key in {*before, *touched} if self._rows[key] > 0}
        return AdoptionNews(frozenset(after - before), frozenset(before - after))

    def _enter(self, fresh: frozenset[bytes], gone: frozenset[bytes]) -> Counter[TakenUp]:
        """Count lines in and out; returned is by how much each row's number changed."""
        changed: Counter[TakenUp] = Counter()
        for lines, step in ((fresh, 1), (gone, -1)):
            for line in lines:
                key = self._read_line(line)
                if key:
                    changed[key] += step
                    self._rows[key] += step
        return changed

    def _read_line(self, line: bytes) -> TakenUp | None:
        if line not in self._read:
            found, _ = read_table(ADOPTIONS, self._head + b"\n" + line, read_adoption)
            row = found[0].record if found else None
            self._read[line] = (row.article, row.level) if row else None
        return self._read[line]
