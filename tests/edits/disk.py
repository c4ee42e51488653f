"""What befalls files as such, and what builds keep of them: store and releases."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
from pathlib import Path

from tests.desk import Desk, looking_later
from tests.edits.pictures import draw_picture
from tests.edits.steps import EDITS, Choice, edit
from tests.edits.texts import pick, read_sheet, write_sheet


def pick_input(desk: Desk, choice: Choice) -> Path:
    """Return some file of content or theme."""
    folder = choice.choice((desk.content, desk.theme))
    return choice.choice(sorted(path for path in folder.rglob("*") if path.is_file()))


@edit
def change_nothing(desk: Desk, choice: Choice) -> None:
    """Two builds one after the other."""


@edit
def touch_file(desk: Desk, choice: Choice) -> None:
    path = pick_input(desk, choice)
    os.utime(path, (choice.randrange(10**9), choice.randrange(10**9)))


@edit
def write_same_bytes(desk: Desk, choice: Choice) -> None:
    path = pick_input(desk, choice)
    fresh = path.with_name(".fresh")
    fresh.write_bytes(path.read_bytes())
    fresh.rename(path)


@edit
def check_out_anew(desk: Desk, choice: Choice) -> None:
    """All content as a fresh clone has it: the same bytes in other files."""
    shutil.copytree(desk.content, desk.root / "clone", symlinks=True)
    shutil.rmtree(desk.content)
    (desk.root / "clone").rename(desk.content)


@edit
def change_text_keeping_size_and_time(desk: Desk, choice: Choice) -> None:
    path = pick(desk, choice)
    facts = path.stat()
    fields, body = read_sheet(path)
    place = body.rfind("。")
    if place > 0:
        write_sheet(path, fields, f"{body[:place]}{choice.choice('！？；')}{body[place + 1 :]}")
        os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))


@edit
def undo(desk: Desk, choice: Choice) -> None:
    """What the inputs were before the last build that went through, or before an earlier one."""
    if desk.past:
        desk.put_back(choice.choice((desk.past[-1], *desk.past)))


@edit
def leave_a_stray_file(desk: Desk, choice: Choice) -> None:
    name = choice.choice((".DS_Store", "notes.txt", "articles/wenzhou/2026/unused.png"))
    path = desk.content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(draw_picture(choice))


@edit
def lose_store(desk: Desk, choice: Choice) -> None:
    shutil.rmtree(desk.store, ignore_errors=True)


@edit
def tear_store(desk: Desk, choice: Choice) -> None:
    for path in sorted(desk.store.rglob("*.*")):
        if path.name.endswith((".sqlite", ".cache")) and choice.random() < 0.8:
            data = path.read_bytes()
            start = choice.randrange(len(data) + 1)
            block = data[:start] + bytes(len(data[start : start + 4096])) + data[start + 4096 :]
            path.write_bytes(choice.choice((b"", b"garbage", data[:start], block)))


@edit
def put_foreign_store(desk: Desk, choice: Choice) -> None:
    desk.store.mkdir(parents=True, exist_ok=True)
    path = desk.store / "content.sqlite"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as database:
        database.execute("create table about (version text)")
        database.execute("create table texts (path text)")
    database.close()


@edit
def keep_or_restore_store(desk: Desk, choice: Choice) -> None:
    """A store of an earlier day, as a cache between machines brings it."""
    kept = desk.root / "old-store"
    if kept.exists() and choice.random() < 0.7:
        shutil.rmtree(desk.store, ignore_errors=True)
        shutil.copytree(kept, desk.store)
    elif desk.store.exists():
        shutil.rmtree(kept, ignore_errors=True)
        shutil.copytree(desk.store, kept)


@edit
def lose_bodies(desk: Desk, choice: Choice) -> None:
    """They are looked for by their hash, and read again where there is none."""
    path = desk.store / "content.sqlite"
    try:
        with sqlite3.connect(path) as database:
            database.execute("delete from bodies")
        database.close()
    except sqlite3.Error:
        path.unlink(missing_ok=True)


def served(desk: Desk) -> Path:
    """Return the release that is served."""
    return desk.live.resolve()


@edit
def lose_older_release(desk: Desk, choice: Choice) -> None:
    for folder in desk.releases.glob("release-*"):
        if folder.is_dir() and folder != served(desk):
            shutil.rmtree(folder)


@edit
def lose_manifest(desk: Desk, choice: Choice) -> None:
    for path in sorted(desk.releases.glob("release-*.list")):
        if choice.random() < 0.6:
            path.unlink()


@edit
def tear_manifest(desk: Desk, choice: Choice) -> None:
    for path in sorted(desk.releases.glob("release-*.list")):
        data = path.read_bytes()
        path.write_bytes(
            choice.choice((b"", b"\n", data[: choice.randrange(len(data) + 1)], data[::-1]))
        )


@edit
def lose_all_releases(desk: Desk, choice: Choice) -> None:
    shutil.rmtree(desk.releases)


@edit
def lose_link(desk: Desk, choice: Choice) -> None:
    desk.live.unlink(missing_ok=True)


@edit
def damage_served_file(desk: Desk, choice: Choice) -> None:
    """A power cut has lost a file of the site, or what it held; or somebody changed it."""
    files = sorted(path for path in served(desk).rglob("*") if path.is_file())
    if files:
        path = choice.choice(files)
        kind = choice.randrange(3)
        if kind:
            path.unlink()
        if kind != 1:
            path.write_bytes(b"torn")


@edit
def damage_older_file(desk: Desk, choice: Choice) -> None:
    """The same in the release that the next build brings up to date."""
    for folder in sorted(desk.releases.glob("release-*")):
        if folder.is_dir() and folder != served(desk):
            path = choice.choice(sorted(path for path in folder.rglob("*") if path.is_file()))
            path.unlink()
            if choice.random() < 0.5:
                path.write_bytes(b"torn")


CHANGES = ("os.mkdir", "os.chmod", "os.link", "os.symlink", "os.rename", "os.remove", "open")
"""Audit events at which a build is killed, among others that change nothing."""


@edit
def kill_a_build(desk: Desk, choice: Choice) -> None:
    """A build of another edit is killed somewhere on its way."""
    EDITS[choice.choice(("add_article", "change_title", "change_base", "withdraw"))](desk, choice)
    break_build(desk, choice.randrange(1, 120))


def break_build(desk: Desk, moment: int) -> None:
    """Begin a build and kill it just before its change number ``moment`` to the disk."""
    child = os.fork()
    if child == 0:
        _build_until(desk, moment)
    os.waitpid(child, 0)


def _build_until(desk: Desk, moment: int) -> None:

    left = iter(range(moment, -1, -1))

    def listen(event: str, arguments: tuple[object, ...]) -> None:
        is_near = bool(arguments) and str(desk.live.parent) in str(arguments[0])
        if event in CHANGES and is_near and not next(left, 0):
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(listen)
    try:
        with looking_later():
            desk.build(desk.live)
    finally:
        os._exit(0)
