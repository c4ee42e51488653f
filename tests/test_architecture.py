"""The house stands as docs/architecture.md says: floors, seams, names, and short functions."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support import ROOT, miss

PLUGINS = ROOT / "plugins"
MODULES = sorted(PLUGINS.rglob("*.py"))
FLOORS = {
    "model": 1,
    "reading": 2,
    "media": 2,
    "qrcodes": 2,
    "check": 3,
    "portal": 3,
    "units": 3,
    "feeds": 3,
    "build": 4,
}
TOP = 5
NEIGHBOURS = {("reading", "media")}
"""Rooms of one floor of which the first may call the second: a text shows pictures."""

TOUCHES_PELICAN = {"plugin.py", "launch.py"}
TOUCHES_THE_WORLD = {
    "plugin.py",
    "reading/content_folder.py",
    "build/assets.py",
    "build/launch.py",
    "build/publishing.py",
    "build/staging.py",
    "check/desk.py",
    "portal/gallery.py",
}
WORLD = {"logging", "time", "random", "socket", "subprocess", "shutil", "tempfile"}
LONGEST_FUNCTION = 40


def _name(path: Path) -> str:
    return path.relative_to(PLUGINS).as_posix()


def _room(path: Path) -> str:
    return path.relative_to(PLUGINS).parts[0]


def _floor(path: Path) -> int:
    on_top = path.name == "plugin.py" or _name(path) == "build/launch.py"
    return TOP if on_top else FLOORS[_room(path)]


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def _rooms_used(path: Path) -> set[str]:
    return {name.split(".")[1] for name in _imports(path) if name.startswith("plugins.")}


def test_every_room_is_on_a_floor() -> None:
    rooms = {path.name for path in PLUGINS.iterdir() if (path / "__init__.py").is_file()}

    assert set(FLOORS) == rooms


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_imports_point_down(path: Path) -> None:
    """A room imports from its own room and from lower floors only."""
    if path == PLUGINS / "__init__.py":
        return
    here = _room(path)
    wrong = {
        room
        for room in _rooms_used(path) - {here}
        if FLOORS[room] >= _floor(path) and (here, room) not in NEIGHBOURS
    }

    assert set() == wrong


@pytest.mark.parametrize("path", sorted(PLUGINS.rglob("__init__.py")), ids=_name)
def test_the_front_of_a_room_imports_nothing(path: Path) -> None:
    assert [] == list(_imports(path))


@pytest.mark.parametrize("path", [*MODULES, ROOT / "tasks.py"], ids=str)
def test_nobody_imports_a_plugin(path: Path) -> None:
    assert [] == [name for name in _imports(path) if name.endswith(".plugin")]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_only_plugins_and_the_launch_meet_pelican(path: Path) -> None:
    uses = any(name.split(".")[0] == "pelican" for name in _imports(path))

    assert not uses or path.name in TOUCHES_PELICAN


def test_the_model_stands_on_the_standard_library_alone() -> None:
    used = {
        name.split(".")[0]
        for path in (PLUGINS / "model").glob("*.py")
        for name in _imports(path)
        if not name.startswith("plugins.model")
    }

    assert set() == used - sys.stdlib_module_names


def _touches(path: Path) -> Iterator[str]:
    """Yield what a module does that is not taking values and returning values."""
    yield from (name for name in _imports(path) if name.split(".")[0] in WORLD)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            is_disk = called.endswith((".read_text", ".read_bytes", ".write_text", ".write_bytes"))
            if called in ("open", "print") or is_disk or called.endswith((".today", ".now")):
                yield called


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_plain_files_take_values_and_return_values(path: Path) -> None:
    """No disk, clock, log or process but in the files that are named for it."""
    if path.name != "plugin.py" and _name(path) not in TOUCHES_THE_WORLD:
        assert [] == list(_touches(path))


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_are_short(path: Path) -> None:
    functions = [
        node
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
    ]
    long = [
        node.name for node in functions if (node.end_lineno or 0) - node.lineno > LONGEST_FUNCTION
    ]

    assert [] == long


@pytest.mark.parametrize("room", sorted(FLOORS))
def test_every_room_is_described(room: str) -> None:
    assert f"`plugins/{room}`" in (ROOT / "docs" / "architecture.md").read_text("utf-8")


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["ruff-check", "ruff-format", "mypy"],
)
def test_the_code_is_clean(command: list[str]) -> None:
    if find_spec(command[0]) is None:
        miss(f"没有安装 {command[0]}，requirements-dev.lock 里有它")

    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode, done.stdout + done.stderr
