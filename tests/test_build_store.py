"""The content store: what it keeps, and that it is trusted for nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from plugins.build.account import Account
from plugins.build.errors import BuildStopped
from plugins.build.launch import launch_build
from plugins.build.store import CONTENT, Store, store_folder
from plugins.model.fingerprint import fingerprint_bytes
from plugins.reading.memory import NO_WARNINGS, Batch, MemoryLost, PictureRow, TextRow
from tests.builds import SMALL_CONTENT, SMALL_SETTINGS, differing, write_article
from tests.support import EPOCH, ROOT, read_site

EDITED = "wenzhou/2026/2026-10-08-a-signed-word.md"
"""An article that no other text leads to."""
FAULTY = "wenzhou/2026/2026-11-21-no-column.md"

BODY = b"a packed body"
NAME = fingerprint_bytes(BODY)


@pytest.fixture(autouse=True)
def _on_the_tests_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


def build(content: Path, output: Path) -> Account:
    return launch_build(ROOT / SMALL_SETTINGS, content, output)


def store_of(output: Path) -> Path:
    return store_folder(output) / CONTENT


def edit(content: Path, text: str = "改过的一句话。") -> None:
    write_article(content, EDITED, text)


# ---------------------------------------------------------------- rows


def text_row(state: str = "1", body: str = NAME, warnings: str = NO_WARNINGS) -> TextRow:
    return TextRow(state, "digest", "slip", "card", "trace", body, warnings)


def batch_of(**texts: TextRow) -> Batch:
    return Batch(
        texts=texts,
        pictures={"a.png": PictureRow("p", "digest", "facts")},
        bodies={NAME: BODY},
        asked={name: ("a.png", "b.md") for name in texts},
    )


def open_again(store: Store, path: Path, version: str = "1") -> Store:
    store.close()
    return Store(path, version)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "store" / CONTENT


def test_what_is_kept_outlives_the_process(path: Path) -> None:
    store = Store(path, "1")
    store.keep(batch_of(one=text_row(), two=text_row(warnings="[[1]]")))
    store.note_passed(["one", "a.png"])

    again = open_again(store, path)

    assert {"one": "1", "two": "1", "a.png": "p"} == again.states
    assert text_row() == again.find_text("one")
    assert PictureRow("p", "digest", "facts") == again.find_picture("a.png")
    assert BODY == again.find_body(NAME)
    assert [("one", "slip"), ("two", "slip")] == sorted(again.list_slips())
    assert [("two", "[[1]]")] == list(again.list_warned())
    assert {"a.png", "b.md"} == again.list_asked()
    assert {"one", "two"} == again.find_askers(["b.md"])
    assert set() == again.find_askers(["c.md"])
    assert {"one", "a.png"} == again.passed
    again.close()


def test_a_text_that_has_not_passed_is_not_kept(path: Path) -> None:
    """Whoever reads it again will want every word of what is wrong with it."""
    store = Store(path, "1")
    store.keep(batch_of(one=text_row()))
    store.keep(batch_of(one=text_row(warnings="")))

    for known in (store, again := open_again(store, path)):
        assert "one" not in known.states
    assert again.find_text("one") is None
    assert [] == list(again.list_slips())
    assert set() == again.find_askers(["b.md"])
    assert again.find_body(NAME) is None
    again.close()


def test_new_states_of_the_same_bytes_are_kept(path: Path) -> None:
    store = Store(path, "1")
    store.keep(batch_of(one=text_row()))
    store.keep(Batch(states={"one": "2", "a.png": "3"}))

    again = open_again(store, path)

    assert {"one": "2", "a.png": "3"} == again.states == store.states
    assert text_row(state="2") == again.find_text("one")
    again.close()


def test_what_is_gone_is_let_go_of(path: Path) -> None:
    store = Store(path, "1")
    store.keep(batch_of(one=text_row(), two=text_row()))
    store.forget(["one", "a.png", "never-there"])

    again = open_again(store, path)

    assert {"two": "1"} == again.states
    assert again.find_text("one") is None is again.find_picture("a.png")
    assert {"two"} == again.find_askers(["b.md"])
    assert BODY == again.find_body(NAME), "the other text has it, too"
    again.close()


def test_rows_of_another_version_are_let_go_of(path: Path) -> None:
    """Another reader, other units or other columns may make something else of the same bytes."""
    store = Store(path, "1")
    store.keep(batch_of(one=text_row()))
    store.note_passed(["one"])

    other = open_again(store, path, "2")

    assert ({}, frozenset()) == (other.states, other.passed)
    assert other.find_text("one") is None
    again = open_again(other, path, "1")
    assert {} == again.states
    again.close()


def test_a_body_counts_only_under_its_own_name(path: Path) -> None:
    store = Store(path, "1")
    store.keep(batch_of(one=text_row()))
    with closing(sqlite3.connect(path)) as other, other:
        other.execute("update bodies set data = ?", (BODY + b"!",))

    assert store.find_body(NAME) is None
    store.close()


def test_a_store_is_one_file_of_plain_values(tmp_path: Path) -> None:
    """It can be copied whole, and nothing in it is ever run."""
    build(SMALL_CONTENT, tmp_path / "output")

    folder = store_folder(tmp_path / "output")
    left = {path.name for path in folder.iterdir() if path.is_dir() or path.stat().st_size}
    assert {CONTENT, "templates"} == left
    with closing(sqlite3.connect(folder / CONTENT)) as database:
        query = "select name from sqlite_master where type = 'table'"
        tables = [table for (table,) in database.execute(query)]
        kinds = {
            kind
            for table in tables
            for (_, column, *_) in database.execute(f"pragma table_info({table})")
            for (kind,) in database.execute(f"select distinct typeof({column}) from {table}")
            if (table, column) != ("bodies", "data")
        }
        bodies = [data for (data,) in database.execute("select data from bodies")]
    assert {"text"} == kinds
    assert bodies
    assert all(data.startswith(b"\x78") for data in bodies), "zlib, of JSON"


# ---------------------------------------------------------------- what is trusted


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the small site built, and its store."""
    folder = tmp_path_factory.mktemp("kept")
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    build(SMALL_CONTENT, folder / "output")
    del os.environ["SOURCE_DATE_EPOCH"]
    return folder


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The small content with one text edited, and what a build from nothing makes of it."""
    folder = tmp_path_factory.mktemp("edited")
    content = shutil.copytree(SMALL_CONTENT, folder / "content")
    edit(content)
    os.environ["SOURCE_DATE_EPOCH"] = EPOCH
    build(content, folder / "output")
    del os.environ["SOURCE_DATE_EPOCH"]
    return content, read_site(folder / "output")


@pytest.fixture
def output(kept: Path, tmp_path: Path) -> Path:
    """A copy of the built site with its store."""
    shutil.copytree(kept, tmp_path / "site", symlinks=True)
    return tmp_path / "site" / "output"


def truncate(eighths: int) -> Callable[[Path], None]:
    def spoil(store: Path) -> None:
        os.truncate(store, store.stat().st_size * eighths // 8)

    spoil.__name__ = f"cut-to-{eighths}-eighths"
    return spoil


def overwrite(place: int) -> Callable[[Path], None]:
    """Lay garbage over one page of many."""

    def spoil(store: Path) -> None:
        with open(store, "r+b") as file:
            file.seek(store.stat().st_size // 4096 * place // 12 * 4096)
            file.write(bytes(range(256)) * 16)

    spoil.__name__ = f"garbage-at-{place}-twelfths"
    return spoil


def write_garbage(store: Path) -> None:
    store.write_bytes(b"not a database at all" * 1000)


def write_foreign(store: Path) -> None:
    """Another program's database, as if somebody had mixed up two files."""
    store.unlink()
    with closing(sqlite3.connect(store)) as database, database:
        database.execute("create table texts (id integer primary key, words text)")
        database.execute("insert into texts values (1, 'somebody else')")


def write_other_columns(store: Path) -> None:
    """The right version in the wrong tables."""
    with closing(sqlite3.connect(store)) as database, database:
        (version,) = database.execute("select version from about").fetchone()
    store.unlink()
    with closing(sqlite3.connect(store)) as database, database:
        database.execute("create table about (version text)")
        database.execute("insert into about values (?)", (version,))
        database.execute("create table texts (path text, words text)")


def leave_journal(store: Path) -> None:
    """A journal of another file, as a killed writer or a careless copy leaves it."""
    store.with_name(f"{CONTENT}-journal").write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" * 512)


def run_sql(statement: str, *values: object) -> Callable[[Path], None]:
    def spoil(store: Path) -> None:
        with closing(sqlite3.connect(store)) as database, database:
            assert database.execute(statement, values).rowcount

    spoil.__name__ = statement.partition(" set ")[2] or statement
    return spoil


WRONG = ("'not json'", "'{}'", "'[]'", "'null'", "'[1,2]'", "7", "x'00ff'", "''")
SPOILS = [
    *map(truncate, range(8)),
    *map(overwrite, range(12)),
    write_garbage,
    write_foreign,
    write_other_columns,
    leave_journal,
    *(run_sql(f"update texts set {c} = {w}") for c in ("slip", "card", "trace") for w in WRONG),
    *(run_sql(f"update texts set warnings = {w}") for w in WRONG if w not in ("'[]'",)),
    *(run_sql(f"update texts set {c} = {w}") for c in ("state", "digest", "body") for w in WRONG),
    *(run_sql(f"update pictures set facts = {w}") for w in WRONG),
    *(run_sql(f"update bodies set data = {w}") for w in ("x''", "x'00ff'", "'text'", "7")),
    run_sql("delete from bodies"),
    run_sql("delete from asked"),
    run_sql("delete from passed"),
]


@pytest.mark.parametrize("spoil", SPOILS, ids=lambda spoil: str(spoil.__name__))
def test_whatever_became_of_the_store_the_site_is_the_same(
    spoil: Callable[[Path], None], output: Path, edited: tuple[Path, dict[str, bytes]]
) -> None:
    """The next build makes a store anew where it has to; the one after it reads what is new."""
    content, wanted = edited
    spoil(store_of(output))

    build(content, output)

    assert [] == differing(wanted, read_site(output))
    try:
        for text in ("再改一次。", "又改一次。"):
            edit(content, text)
            account = build(content, output)
    finally:
        edit(content)
    assert 1 == account.read


def test_a_spoilt_page_of_the_store_hides_no_text_that_is_known(path: Path) -> None:
    """Whoever asks for all that is known hears of all of it, or that the store is lost."""
    store = Store(path, "1")
    rows = {f"articles/{n:03}.md": text_row(state="s" * 40) for n in range(300)}
    store.keep(Batch(texts=rows, bodies={NAME: BODY}, asked={name: ("a.png",) for name in rows}))
    store.close()
    whole = path.read_bytes()
    outcomes = set()

    for place in range(4096, len(whole), 4096):
        path.write_bytes(whole[:place] + bytes(range(256)) * 16 + whole[place + 4096 :])
        again = Store(path, "1")
        try:
            assert again.states.keys() == {path for path, _ in again.list_slips()}
            assert again.states.keys() in (set(), again.find_askers(["a.png"]))
            outcomes.add("begun anew" if not again.states else "whole")
        except MemoryLost:
            outcomes.add("lost")
        again.close()

    assert {"begun anew", "whole", "lost"} == outcomes


def test_a_store_that_was_carried_to_another_machine_spares_reading(
    kept: Path, tmp_path: Path
) -> None:
    """Beside a fresh checkout: every file has another time and another inode there."""
    content = shutil.copytree(SMALL_CONTENT, tmp_path / "content", copy_function=shutil.copy)
    output = tmp_path / "site" / "output"
    store_of(output).parent.mkdir(parents=True)
    shutil.copyfile(store_of(kept / "output"), store_of(output))

    account = build(content, output)

    assert 0 == account.read
    assert [] == differing(read_site(kept / "output"), read_site(output))


def test_after_many_edits_the_store_holds_no_more_than_the_texts(tmp_path: Path) -> None:
    content, output = shutil.copytree(SMALL_CONTENT, tmp_path / "content"), tmp_path / "output"
    build(content, output)
    before = count_rows(store_of(output))
    size = store_of(output).stat().st_size

    for number in range(6):
        edit(content, f"第 {number} 次改动。")
        added = write_article(content, f"longgang/2026/2026-11-0{number + 1}-added.md", f"{number}")
        build(content, output)
        added.unlink()
    build(content, output)

    assert before == count_rows(store_of(output))
    assert store_of(output).stat().st_size < size + 40_000
    assert before["bodies"] == before["texts"]


def test_refused_texts_leave_nothing_in_the_store(tmp_path: Path) -> None:
    """Each attempt has another text; none of them is ever asked for again."""
    content, output = shutil.copytree(SMALL_CONTENT, tmp_path / "content"), tmp_path / "output"
    build(content, output)
    before = count_rows(store_of(output))

    for number in range(3):
        faulty = write_article(content, FAULTY, f"第 {number} 次尝试。", 栏目="没有这个栏目")
        with pytest.raises(BuildStopped):
            build(content, output)
    faulty.unlink()
    build(content, output)

    assert before == count_rows(store_of(output))


def count_rows(store: Path) -> dict[str, int]:
    with closing(sqlite3.connect(store)) as database:
        return {
            table: database.execute(f"select count(*) from {table}").fetchone()[0]
            for table in ("texts", "bodies", "pictures", "asked", "passed")
        }


# ---------------------------------------------------------------- a store out of reach

HOLD = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture(params=["begin immediate", "begin exclusive"])
def held(request: pytest.FixtureRequest, output: Path) -> Iterator[Path]:
    """The output of a site whose store another process is writing to."""
    command = [sys.executable, "-c", HOLD, str(store_of(output)), request.param]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout and child.stdin
        assert "held\n" == child.stdout.readline()
        yield output
        child.stdin.close()


def test_a_store_that_another_process_writes_to_is_gone_without(
    held: Path, edited: tuple[Path, dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build takes longer and makes the same; what the other one writes is left alone."""
    monkeypatch.setattr("plugins.build.store._PATIENCE", 0.05)
    content, wanted = edited
    inode = store_of(held).stat().st_ino

    build(content, held)

    assert [] == differing(wanted, read_site(held))
    assert inode == store_of(held).stat().st_ino


def test_after_another_process_has_written_the_store_is_used_again(
    output: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = shutil.copytree(SMALL_CONTENT, tmp_path / "content")
    edit(content)
    monkeypatch.setattr("plugins.build.store._PATIENCE", 0.05)
    command = [sys.executable, "-c", HOLD, str(store_of(output)), "begin exclusive"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout and child.stdout.readline()
        build(content, output)
        assert child.stdin
        child.stdin.close()

    edit(content, "再改一次。")
    assert 1 == build(content, output).read


def put_file(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(exist_ok=True)
    folder.write_bytes(b"")


def put_file_above(folder: Path) -> None:
    shutil.rmtree(folder.parent, ignore_errors=True)
    folder.parent.write_bytes(b"")


def put_folder(folder: Path) -> None:
    (folder / CONTENT).unlink(missing_ok=True)
    (folder / CONTENT / "somebody's").mkdir(parents=True)


@pytest.mark.parametrize("block", [put_file, put_file_above, put_folder])
def test_a_store_that_can_not_be_made_is_gone_without(
    block: Callable[[Path], None], output: Path, edited: tuple[Path, dict[str, bytes]]
) -> None:
    block(store_folder(output))

    build(edited[0], output)

    assert [] == differing(edited[1], read_site(output))


@pytest.mark.parametrize("is_there", [True, False])
def test_a_store_in_a_folder_that_may_only_be_read_is_gone_without(
    is_there: bool, output: Path, edited: tuple[Path, dict[str, bytes]]
) -> None:
    folder = store_folder(output)
    if not is_there:
        shutil.rmtree(folder)
        folder.mkdir()
    with may_only_be_read(folder):
        build(edited[0], output)

    assert [] == differing(edited[1], read_site(output))


class may_only_be_read:  # noqa: N801 (a context)
    """A folder in which nothing can be written; by a mount where rights mean nothing (root)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __enter__(self) -> None:
        if os.getuid():
            self.folder.chmod(0o555)
            return
        place = str(self.folder)
        for command in (["--bind", place, place], ["-o", "remount,bind,ro", place]):
            done = subprocess.run(["mount", *command], capture_output=True, check=False)
            if done.returncode:
                pytest.skip("要能挂载才能让管理员也写不进一个文件夹")

    def __exit__(self, *error: object) -> None:
        if os.getuid():
            self.folder.chmod(0o755)
        else:
            subprocess.run(["umount", str(self.folder)], check=True)


def test_a_file_name_that_is_no_text_is_left_to_the_check(tmp_path: Path) -> None:
    """A store takes no such name; the sentence is about the name, not about codecs."""
    content, output = shutil.copytree(SMALL_CONTENT, tmp_path / "content"), tmp_path / "output"
    build(content, output)
    folder = os.fsencode(content / "articles" / "dongtou" / "2026")
    for name in (b"2026-11-20-\xff.md", b"\xff.png"):
        shutil.copyfile(SMALL_CONTENT / "pages" / "about.md", os.path.join(folder, name))

    with pytest.raises(BuildStopped) as stopped:
        build(content, output)

    assert "检查发现问题，站点没有更新" in str(stopped.value)
    assert "codec" not in str(stopped.value)


def test_the_store_is_let_go_of_when_a_build_ends(tmp_path: Path) -> None:
    """A preview builds a hundred times a day; a disk is taken away after one."""
    build(SMALL_CONTENT, tmp_path / "output")

    links = (os.readlink(entry) for entry in Path("/proc/self/fd").iterdir() if entry.is_symlink())
    assert [] == [link for link in links if link.startswith(str(tmp_path))]
