"""The content store: what reading and checking made of every text, kept on disk (SQLite).

It is made of plain values and trusted for nothing: a row counts only for the very
bytes it was made from and under its own check sum, a body only under its own hash.
A file that is torn, of another version or no store at all is made anew.  Losing it
costs time, not content.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar
from zlib import crc32

from plugins.reading.memory import NO_WARNINGS, Batch, Memory, MemoryLost, PictureRow, TextRow

STORES = ".store"
CONTENT = "content.sqlite"
"""The one file of the store's folder that is good to keep between machines."""

_SCHEMA = """
create table about (version text not null);
create table texts (
    path text primary key, state text not null, digest text not null, slip text not null,
    card text not null, trace text not null, body text not null, warnings text not null
);
create index slips on texts (path, state, slip);
create index texts_by_body on texts (body);
create table asked (path text, by text, primary key (path, by)) without rowid;
create index asked_by on asked (by);
create table pictures (
    path text primary key, state text not null, digest text not null, facts text not null
);
create index picture_states on pictures (path, state);
create table bodies (fingerprint text primary key, data blob not null);
create table passed (path text primary key) without rowid;
"""
_PATIENCE = 5
"""Seconds to wait for another process that is writing."""

_SEAL = 8
"""Hexadecimal digits before a sealed text."""

Database = sqlite3.Connection
Found = TypeVar("Found")


def store_folder(live: Path) -> Path:
    """Return the folder that keeps what builds of the site at ``live`` know."""
    return live.parent / STORES / live.name


class Store(Memory):
    """A memory whose rows outlive the process.

    ``path`` is the file; rows of another ``version`` are let go of: it names all
    that shapes them, from the reader's code to the units and columns.  Raises
    ``OSError`` or ``MemoryLost`` where there can be no file.
    """

    def __init__(self, path: Path, version: str) -> None:
        super().__init__()
        self._path = path
        self._connection: tuple[int, Database] | None = None
        self._inherited: Database | None = None
        self._is_in_use = False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._load(version)
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            if _is_in_use(error):
                raise MemoryLost("另一个程序正在写内容缓存") from error
            self.drop()
            with self._writing() as database:
                database.executescript(_SCHEMA)
                database.execute("insert into about values (?)", (version,))

    def find_text(self, path: str) -> TextRow | None:
        """Return the row of a text."""
        query = "select state, digest, slip, card, trace, body, warnings from texts where path = ?"
        return self._find(query, path, _unseal_text)

    def find_picture(self, path: str) -> PictureRow | None:
        """Return the row of a picture."""
        query = "select state, digest, facts from pictures where path = ?"
        return self._find(query, path, _unseal_picture)

    def list_slips(self) -> list[tuple[str, str]]:
        """Return the paths of all known texts with their slips."""
        rows = self._list("select path, slip from texts")
        return [(path, _unseal(slip)) for path, slip in rows]

    def list_warned(self) -> list[tuple[str, str]]:
        """Return the paths of texts with warnings, and these."""
        query = f"select path, warnings from texts where warnings <> '{_seal(NO_WARNINGS)}'"
        return [(path, _unseal(warnings)) for path, warnings in self._list(query)]

    def list_asked(self) -> set[str]:
        """Return every file that a known text was read or checked by."""
        return {path for (path,) in self._list("select distinct path from asked")}

    def find_askers(self, paths: Iterable[str]) -> set[str]:
        """Return the texts that were read or checked by any of the files at ``paths``."""
        query = "select by from asked where path = ?"
        plain = filter(_has_plain_name, paths)
        return {text for path in plain for (text,) in self._list(query, path)}

    def keep(self, batch: Batch) -> None:
        """Add the rows of ``batch`` and write them; one transaction."""
        texts = {path: row for path, row in batch.texts.items() if row.warnings}
        texts = {path: row for path, row in texts.items() if _has_plain_name(path)}
        pictures = {p: row for p, row in batch.pictures.items() if _has_plain_name(p)}
        same = self.states.keys() - batch.texts.keys()
        fresh = {path: state for path, state in batch.states.items() if path in same}
        bodies = {row.body for row in texts.values()} & batch.bodies.keys()
        asked = [
            (path, text)
            for text in texts
            for path in {*batch.asked.get(text, ())}
            if _has_plain_name(path)
        ]
        known = [path for path in batch.texts if path in self.states]
        if not (texts or pictures or fresh or known):
            return
        with self._writing() as database:
            _remove(database, known)
            _fill(database, "texts", ((p, *_seal_text(row)) for p, row in texts.items()), 8)
            _fill(database, "pictures", ((p, *_seal_picture(r)) for p, r in pictures.items()), 4)
            _fill(database, "bodies", ((name, batch.bodies[name]) for name in bodies), 2)
            _fill(database, "asked", asked, 2)
            for table in ("texts", "pictures"):
                query = f"update {table} set state = ? where path = ?"
                database.executemany(query, ((state, path) for path, state in fresh.items()))
        for path in known:
            self.states.pop(path, None)  # the memory may have let go of it just now
        self.states.update(fresh)
        self.states.update((path, row.state) for path, row in texts.items())
        self.states.update((path, row.state) for path, row in pictures.items())

    def forget(self, paths: Collection[str]) -> None:
        """Let go of the rows of files that are gone."""
        gone = [path for path in paths if path in self.states]
        if not gone:
            return
        with self._writing() as database:
            _remove(database, gone)
        for path in gone:
            del self.states[path]

    def note_passed(self, paths: Iterable[str]) -> None:
        """Note that a folder of the files at ``paths`` has passed the whole check."""
        before, now = self.passed, frozenset(filter(_has_plain_name, paths))
        self.passed = now
        if before == now:
            return
        with self._writing() as database:
            gone = ((path,) for path in before - now)
            database.executemany("delete from passed where path = ?", gone)
            _fill(database, "passed", ((path,) for path in now - before), 1)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection[1].close()
            self._connection = None

    def drop(self) -> None:
        """Remove the file, unless another process is using it; raises ``OSError``."""
        self.close()
        if self._is_in_use:
            return
        for ending in ("", "-journal"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self.states, self.passed = {}, frozenset()

    def _load_body(self, fingerprint: str) -> bytes | None:
        query = "select data from bodies where fingerprint = ?"
        found: object = self._find(query, fingerprint, lambda data: data)
        return found if isinstance(found, bytes) else None

    def _find(self, query: str, key: str, unseal: Callable[..., Found]) -> Found | None:
        """Return one row; nothing where it can't be read: whoever asks reads the text itself."""
        try:
            row = self._open().execute(query, (key,)).fetchone()
            return unseal(*row) if row else None
        except (sqlite3.DatabaseError, MemoryLost, UnicodeEncodeError):
            return None

    def _list(self, query: str, *values: str) -> list[tuple[str, ...]]:
        """Return rows; raises ``MemoryLost``: without one of them an article would vanish."""
        try:
            return self._open().execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._lose(error) from error

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        """Give the file for one transaction; raises ``MemoryLost``."""
        try:
            with self._open() as database:
                yield database
        except sqlite3.DatabaseError as error:
            raise self._lose(error) from error

    def _lose(self, error: sqlite3.DatabaseError) -> MemoryLost:
        self._is_in_use = _is_in_use(error)
        return MemoryLost(str(error))

    def _open(self) -> Database:
        """Return this process's connection.

        SQLite's must not be used across a fork, nor closed there (sqlite.org, "How To
        Corrupt An SQLite Database File", 2.6).
        """
        if self._connection is None or self._connection[0] != os.getpid():
            self._inherited = self._connection[1] if self._connection else None
            connection = sqlite3.connect(self._path, timeout=_PATIENCE)
            # One file, so that a copy of it is whole, and nothing is lost that can't be made anew.
            connection.execute("pragma journal_mode = truncate")
            connection.execute("pragma synchronous = normal")
            self._connection = (os.getpid(), connection)
        return self._connection[1]

    def _load(self, version: str) -> None:
        database = self._open()
        if database.execute("select version from about").fetchall() != [(version,)]:
            raise ValueError("a store of another version")
        self.states = dict(database.execute("select path, state from texts"))
        self.states.update(database.execute("select path, state from pictures"))
        self.passed = frozenset(path for (path,) in database.execute("select path from passed"))


def _is_in_use(error: Exception) -> bool:
    """Tell whether another process has been writing for longer than our patience."""
    code = getattr(error, "sqlite_errorcode", None)
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _has_plain_name(path: str) -> bool:
    """Tell whether a name is text: what is not UTF-8 on the disk comes as lone surrogates."""
    return path.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in path)


def _seal(text: str) -> str:
    """Return a text behind its check sum, which tells a torn one."""
    return f"{crc32(text.encode()):0{_SEAL}x}{text}"


def _unseal(sealed: object) -> str:
    """Return the text that was sealed; raises ``MemoryLost`` where it is another one."""
    if isinstance(sealed, str):
        text = sealed[_SEAL:]
        if f"{crc32(text.encode('utf-8', 'replace')):0{_SEAL}x}" == sealed[:_SEAL]:
            return text
    raise MemoryLost("内容缓存里有一行坏了")


def _seal_text(row: TextRow) -> TextRow:
    return row._replace(
        slip=_seal(row.slip),
        card=_seal(row.card),
        trace=_seal(row.trace),
        warnings=_seal(row.warnings),
    )


def _unseal_text(*cells: str) -> TextRow:
    row = TextRow(*cells)
    return row._replace(
        slip=_unseal(row.slip),
        card=_unseal(row.card),
        trace=_unseal(row.trace),
        warnings=_unseal(row.warnings),
    )


def _seal_picture(row: PictureRow) -> PictureRow:
    return row._replace(facts=_seal(row.facts))


def _unseal_picture(*cells: str) -> PictureRow:
    row = PictureRow(*cells)
    return row._replace(facts=_unseal(row.facts))


def _fill(database: Database, table: str, rows: Iterable[tuple[object, ...]], cells: int) -> None:
    marks = ",".join("?" * cells)
    database.executemany(f"insert or replace into {table} values ({marks})", rows)


def _remove(database: Database, paths: Iterable[str]) -> None:
    """Remove the rows of files, and bodies that no text has any more."""
    cells = [(path,) for path in paths]
    query = "select body from texts where path = ?"
    bodies = {body for cell in cells for body in database.execute(query, cell)}
    database.executemany("delete from texts where path = ?", cells)
    database.executemany("delete from pictures where path = ?", cells)
    database.executemany("delete from asked where by = ?", cells)
    database.executemany(
        "delete from bodies where fingerprint = ?1"
        " and not exists (select 1 from texts where body = ?1)",
        bodies,
    )
