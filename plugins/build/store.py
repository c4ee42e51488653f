"""The content store: what reading and checking made of every text, kept on disk (SQLite).

It is made of plain values and trusted for nothing: a row counts only for the very
bytes it was made from, a body only under its own hash; a file that is torn, of
another version or no store at all is made anew.  Losing it costs time, not content.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from plugins.reading.memory import NO_WARNINGS, Batch, Memory, PictureRow, TextRow

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

Database = sqlite3.Connection


def store_folder(live: Path) -> Path:
    """Return the folder that keeps what builds of the site at ``live`` know."""
    return live.parent / STORES / live.name


class Store(Memory):
    """A memory whose rows outlive the process.

    ``path`` is the file; rows of another ``version`` are let go of: it names all
    that shapes them, from the reader's code to the units and columns.  Where the file
    can't be used, this is a memory that forgets.
    """

    def __init__(self, path: Path, version: str) -> None:
        super().__init__()
        self._path = path
        self._connection: tuple[int, Database] | None = None
        self._inherited: Database | None = None
        self._is_shut = False
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            self._load(version)
        except (sqlite3.DatabaseError, ValueError) as error:
            if _is_in_use(error):
                self._is_shut = True
            else:
                self._begin_anew(version)

    def find_text(self, path: str) -> TextRow | None:
        """Return the row of a text."""
        query = "select state, digest, slip, card, trace, body, warnings from texts where path = ?"
        rows = self._ask(query, path)
        return TextRow(*rows[0]) if rows else super().find_text(path)

    def find_picture(self, path: str) -> PictureRow | None:
        """Return the row of a picture."""
        rows = self._ask("select state, digest, facts from pictures where path = ?", path)
        return PictureRow(*rows[0]) if rows else super().find_picture(path)

    def list_slips(self) -> list[tuple[str, str]]:
        """Return the paths of all known texts with their slips."""
        return [*self._ask_pairs("select path, slip from texts"), *super().list_slips()]

    def list_warned(self) -> list[tuple[str, str]]:
        """Return the paths of texts with warnings, and these."""
        query = f"select path, warnings from texts where warnings <> '{NO_WARNINGS}'"
        return [*self._ask_pairs(query), *super().list_warned()]

    def list_asked(self) -> set[str]:
        """Return every file that a known text was read or checked by."""
        rows = self._ask("select distinct path from asked")
        return {path for (path,) in rows} | super().list_asked()

    def find_askers(self, paths: Iterable[str]) -> set[str]:
        """Return the texts that were read or checked by any of the files at ``paths``."""
        query = "select by from asked where path = ?"
        return {text for path in paths for (text,) in self._ask(query, path)}

    def keep(self, batch: Batch) -> None:
        """Add the rows of ``batch`` and write them; one transaction."""
        if self._is_shut:
            super().keep(batch)
            return
        batch = _leave_out_nameless(batch)
        texts = {path: row for path, row in batch.texts.items() if row.warnings}
        asked = [(path, text) for text in texts for path in {*batch.asked.get(text, ())}]

        known = [path for path in batch.texts if path in self.states]

        def write(database: Database) -> None:
            _remove(database, known)
            _fill(database, "texts", ((path, *row) for path, row in texts.items()), 8)
            _fill(database, "pictures", ((p, *row) for p, row in batch.pictures.items()), 4)
            _fill(database, "bodies", batch.bodies.items(), 2)
            _fill(database, "asked", asked, 2)
            for table in ("texts", "pictures"):
                query = f"update {table} set state = ? where path = ?"
                database.executemany(query, ((s, path) for path, s in batch.states.items()))

        if batch.texts or batch.pictures or batch.states:
            self._attempt(write, lambda: super(Store, self).keep(batch))
        for path in known:
            del self.states[path]
        self.states.update((path, row.state) for path, row in texts.items())
        self.states.update((path, row.state) for path, row in batch.pictures.items())
        self.states.update(batch.states)

    def forget(self, paths: Collection[str]) -> None:
        """Let go of the rows of files that are gone."""
        gone = list(paths)
        super().forget(gone)
        if gone:
            self._attempt(lambda database: _remove(database, gone))

    def note_passed(self, paths: Iterable[str]) -> None:
        """Note that a folder of the files at ``paths`` has passed the whole check."""
        before, now = self.passed, frozenset(filter(_has_plain_name, paths))
        super().note_passed(now)

        def write(database: Database) -> None:
            gone = ((path,) for path in before - now)
            database.executemany("delete from passed where path = ?", gone)
            _fill(database, "passed", ((path,) for path in now - before), 1)

        if before != now:
            self._attempt(write)

    def close(self) -> None:
        """Let go of the file."""
        if self._connection:
            self._connection[1].close()
            self._connection = None

    def _ask(self, query: str, *values: str) -> list[tuple[str, ...]]:
        if self._is_shut:
            return []
        try:
            return self._open().execute(query, values).fetchall()
        except (sqlite3.DatabaseError, UnicodeEncodeError):  # no text: a name of no known coding
            return []

    def _ask_pairs(self, query: str) -> list[tuple[str, str]]:
        return [(path, value) for path, value in self._ask(query)]

    def _attempt(
        self, write: Callable[[Database], None], instead: Callable[[], None] = lambda: None
    ) -> None:
        """Write to the file; from its first fault on it is left alone, and ``instead`` is done."""
        try:
            if not self._is_shut:
                with self._open() as database:
                    write(database)
                return
        except sqlite3.DatabaseError:
            self._is_shut = True
        instead()

    def _load_body(self, fingerprint: str) -> bytes | None:
        rows: list[tuple[object, ...]] = list(
            self._ask("select data from bodies where fingerprint = ?", fingerprint)
        )
        data = rows[0][0] if rows else super()._load_body(fingerprint)
        return data if isinstance(data, bytes) else None

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

    def _begin_anew(self, version: str) -> None:
        self.close()
        for ending in ("", "-journal", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)
        self.states, self.passed = {}, frozenset()

        def write(database: Database) -> None:
            database.executescript(_SCHEMA)
            database.execute("insert into about values (?)", (version,))

        self._attempt(write)


def _is_in_use(error: Exception) -> bool:
    """Tell whether another process has been writing for longer than our patience."""
    code = getattr(error, "sqlite_errorcode", None)
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _has_plain_name(path: str) -> bool:
    """Tell whether a name is text: what is not UTF-8 on the disk comes as lone surrogates."""
    return path.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in path)


def _leave_out_nameless(batch: Batch) -> Batch:
    """Return the batch without files that have no plain name: the check refuses them anyway."""
    plain = {*filter(_has_plain_name, {*batch.texts, *batch.pictures, *batch.states})}
    return Batch(
        {path: row for path, row in batch.texts.items() if path in plain},
        {path: row for path, row in batch.pictures.items() if path in plain},
        batch.bodies,
        {path: tuple(filter(_has_plain_name, asked)) for path, asked in batch.asked.items()},
        {path: state for path, state in batch.states.items() if path in plain},
    )


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
