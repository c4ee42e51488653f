"""The house as docs/architecture.md says it stands: floors, doors, and the size of rooms."""

from __future__ import annotations

import ast
import importlib.util
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.support import ROOT, miss

FLOORS = {
    "machine": 1,
    "model": 1,
    "contacts": 2,
    "office": 2,
    "reading": 2,
    "media": 2,
    "qrcodes": 2,
    "syndication": 2,
    "assessment": 3,
    "check": 3,
    "editor": 3,
    "forms": 3,
    "importing": 3,
    "inspection": 3,
    "portal": 3,
    "units": 3,
    "feeds": 3,
    "prompts": 3,
    "registration": 3,
    "repost": 3,
    "review": 3,
    "build": 4,
    "preview": 5,
    "commands": 6,
}
"""A room imports from itself and from the floors below it."""

ON_ONE_FLOOR = {("reading", "media")}
"""Reading asks media what a picture is; both only make things out of bytes."""

ON_TOP = {"plugins/build/launch.py"}
"""Files that may look down on everything, beside every ``plugin.py`` and the files at the root."""

DOORS = {
    "plugins/build/assets.py": "reads the theme",
    "plugins/build/launch.py": "starts Pelican",
    "plugins/build/manifest.py": "writes and reads the lists of releases",
    "plugins/build/plugin.py": "asks for the time and the environment",
    "plugins/build/progress.py": "speaks to the terminal",
    "plugins/build/publishing.py": "looks at the built site, and works in the repository",
    "plugins/build/staging.py": "writes the site",
    "plugins/build/store.py": "keeps what builds know",
    "plugins/build/templates.py": "reads the theme",
    "plugins/build/version.py": "reads the program itself",
    "plugins/build/world.py": "looks at what a build reads",
    "plugins/check/desk.py": "looks up what was typed",
    "plugins/check/fixing_desk.py": "writes what was mended",
    "plugins/commands/city.py": "reads the picture of a code, runs npm and speaks to the terminal",
    "plugins/commands/figures.py": "reads the table that was downloaded",
    "plugins/commands/following.py": "reads the sheet that was named and speaks to the terminal",
    "plugins/commands/inspection.py": "looks at the inbox and speaks to the terminal",
    "plugins/commands/registration.py": "writes blank sheets and counts, speaks to the terminal",
    "plugins/commands/reviewing.py": "reads what a run handed over and writes CODEOWNERS",
    "plugins/commands/site.py": "asks for the time, removes what was built, speaks to the terminal",
    "plugins/commands/upkeep.py": "looks for Chromium, writes docs/rules.md",
    "plugins/commands/workplace.py": "asks for the time, what was typed and where things lie",
    "plugins/commands/writing.py": "asks on the terminal and answers there",
    "plugins/editor/plugin.py": "reads the library that npm installed",
    "plugins/importing/desk.py": "looks whether files are there still",
    "plugins/importing/kept.py": "keeps Word files and what became of them",
    "plugins/importing/new_files.py": "writes articles and pictures",
    "plugins/importing/placing.py": "looks which articles are there",
    "plugins/importing/waiting.py": "reads what is to be imported",
    "plugins/inspection/desk.py": "reads the built site",
    "plugins/machine/files.py": "looks at files",
    "plugins/machine/git.py": "runs git",
    "plugins/machine/naming.py": "writes new files and gives them their names",
    "plugins/machine/workers.py": "starts processes",
    "plugins/media/kept_pictures.py": "keeps what pictures are published as",
    "plugins/media/plugin.py": "finds where pictures are kept",
    "plugins/preview/answers.py": "reads the built site",
    "plugins/preview/board.py": "lets threads wait for one another",
    "plugins/preview/server.py": "answers in threads",
    "plugins/preview/session.py": "asks for the time, speaks to the terminal and starts anew",
    "plugins/portal/gallery.py": "reads the examples of the theme",
    "plugins/prompts/plugin.py": "reads the calendar's code back",
    "plugins/reading/content_folder.py": "reads the content",
    "plugins/registration/desk.py": "reads sheets that came back, outside the repository",
    "plugins/repost/plugin.py": "reads texts to copy back",
    "plugins/repost/fonts.py": "asks fontconfig, reads the font and says where there is none",
    "plugins/review/desk.py": "writes what it found, and works in a scratch folder",
    "plugins/review/git.py": "says what running git came to",
    "plugins/review/scratch.py": "lays a commit out",
    "plugins/review/word_files.py": "removes Word files from the scratch copy",
    "plugins/units/plugin.py": "reads codes back",
}
"""The files that touch disk, clock, processes or the terminal, and what for; no other does."""

OUTSIDE = {
    "fcntl", "glob", "http", "logging", "multiprocessing", "random", "requests", "secrets",
    "shutil", "signal", "socket", "sqlite3", "subprocess", "tempfile", "threading",
    "urllib.request",
}  # fmt: skip
"""Modules through which a program reaches the world outside its values."""

CALLS = {
    "open", "print", "input",
    "os.environ", "os.fork", "os.getcwd", "os.getenv", "os.link", "os.listdir", "os.mkdir",
    "os.open", "os.path.abspath", "os.path.exists", "os.path.isdir", "os.path.isfile",
    "os.path.lexists", "os.readlink", "os.remove", "os.rename", "os.replace", "os.rmdir",
    "os.scandir", "os.stat", "os.unlink", "os.walk", "sys.argv", "sys.stderr", "sys.stdin",
    "sys.stdout", "time.monotonic", "time.sleep", "time.time", "time.time_ns", "date.today",
    "datetime.now", "datetime.today", "datetime.utcnow",
}  # fmt: skip

METHODS = {
    "read_bytes", "read_text", "write_bytes", "write_text", "iterdir", "rglob", "glob", "mkdir",
    "unlink", "symlink_to", "is_file", "is_dir", "is_symlink", "exists", "stat", "touch", "rename",
}  # fmt: skip
"""Methods of ``pathlib.Path`` that go to the disk."""

OWN_METHODS = {("plugins/check", "read_bytes")}
"""Methods of ours with such a name: a rule asks the content folder, which is the door."""

LONGEST = 40
"""Lines of a function with its docstring: more than that tells two stories."""

MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "plugins").rglob("*.py"))


@cache
def _tree(path: str) -> ast.Module:
    return ast.parse((ROOT / path).read_text("utf-8"))


def _room(module: str) -> str:
    """Return the room of a dotted name or of a path below ``plugins``."""
    return module.replace("/", ".").split(".")[1]


def _imports(path: str) -> set[str]:
    """Return every module that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{path}: imports are written out in full"
            found.add(str(node.module))
            found.update(f"{node.module}.{alias.name}" for alias in node.names)
    return found


def _own_imports(path: str) -> set[str]:
    return {name for name in _imports(path) if name.startswith("plugins.")}


# ---------------------------------------------------------------- floors


def test_every_room_stands_on_a_floor() -> None:
    assert sorted(FLOORS) == sorted(p.name for p in (ROOT / "plugins").iterdir() if _is_room(p))


def _is_room(path: Path) -> bool:
    return path.is_dir() and any(path.glob("*.py"))


@pytest.mark.parametrize(
    "path", [p for p in MODULES if not p.endswith("/plugin.py") and p not in ON_TOP]
)
def test_a_module_imports_from_the_floors_below(path: str) -> None:
    room = _room(path)

    wrong = [
        name
        for name in _own_imports(path)
        if _room(name) != room
        and (room, _room(name)) not in ON_ONE_FLOOR
        and FLOORS[_room(name)] >= FLOORS[room]
    ]
    assert [] == sorted(wrong)


@pytest.mark.parametrize("path", [p for p in MODULES if FLOORS.get(_room(p)) == 1])
def test_the_ground_floor_is_made_of_the_standard_library(path: str) -> None:
    """Model and machine know each other as little as any other room."""
    foreign = {
        name.partition(".")[0]
        for name in _imports(path)
        if name != "plugins" and not f"{name}.".startswith(f"plugins.{_room(path)}.")
    }

    assert [] == sorted(foreign - sys.stdlib_module_names)


def test_nobody_imports_a_plugin() -> None:
    """Pelican finds them by name; tests and tasks go in by the plain files."""
    files = [*MODULES, "tasks.py", "pelicanconf.py", "publishconf.py"]
    doors = {path.removesuffix(".py").replace("/", ".") for path in MODULES if "plugin" in path}

    importing = [p for p in files for name in _imports(p) if name.endswith(".plugin")]
    assert doors
    assert [] == importing


def test_pelican_is_met_in_its_own_doors_alone() -> None:
    allowed = {path for path in MODULES if path.endswith("/plugin.py")} | ON_TOP

    meeting = {p for p in MODULES if any(n.partition(".")[0] == "pelican" for n in _imports(p))}
    assert [] == sorted(meeting - allowed)


def test_the_build_knows_no_capability() -> None:
    """Not even in its plugin: they meet in signals."""
    capabilities = {room for room, floor in FLOORS.items() if floor == 3}

    known = [
        f"{path} → {name}"
        for path in MODULES
        if _room(path) == "build"
        for name in _own_imports(path)
        if _room(name) in capabilities
    ]
    assert [] == known


def test_a_plugin_door_answers_for_its_own_room() -> None:
    """It meets the build by signals and knows no other capability."""
    known = [
        f"{path} → {name}"
        for path in MODULES
        if path.endswith("/plugin.py")
        for name in _own_imports(path)
        if FLOORS[_room(name)] == 3 and _room(name) != _room(path)
    ]
    assert [] == known


def test_the_settings_name_every_door() -> None:
    import pelicanconf

    doors = {p.removesuffix(".py").replace("/", ".") for p in MODULES if p.endswith("/plugin.py")}
    assert doors == set(pelicanconf.PLUGINS) == set(pelicanconf.REQUIRED_PLUGINS)


@pytest.mark.parametrize("room", sorted(FLOORS))
def test_the_front_of_a_room_says_what_it_is_and_imports_nothing(room: str) -> None:
    front = f"plugins/{room}/__init__.py"

    assert ast.get_docstring(_tree(front))
    assert 1 == len(_tree(front).body)


# ---------------------------------------------------------------- doors to the world


@pytest.mark.parametrize("path", [path for path in MODULES if path not in DOORS])
def test_a_plain_file_takes_values_and_returns_values(path: str) -> None:
    """No disk, no clock, no process, nothing printed or logged."""
    assert [] == sorted(set(_outside(path)))


@pytest.mark.parametrize("path", DOORS)
def test_a_door_is_still_used(path: str) -> None:
    """A name on the list that no longer goes outside is taken off it."""
    assert path in MODULES
    assert list(_outside(path))


def _outside(path: str) -> Iterator[str]:
    """Yield what a file calls or imports that reaches beyond its values."""
    yield from _imports(path) & OUTSIDE
    for node in ast.walk(_tree(path)):
        if isinstance(node, ast.Call | ast.Attribute | ast.Name):
            name = _dotted(node.func if isinstance(node, ast.Call) else node)
            if name in CALLS and (isinstance(node, ast.Call) or "." in name):
                yield name
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            method = node.func.attr
            own = any(path.startswith(place) for place, name in OWN_METHODS if name == method)
            if method in METHODS and not own:
                yield f".{method}()"


def _dotted(node: ast.AST) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_dotted(node.value)}.{node.attr}"
    return ""


def test_what_comes_from_a_file_is_never_run() -> None:
    """Stores hold plain values: whoever can write a file can't have code of theirs run by it."""
    running = {"marshal", "pickle", "shelve"}

    assert {"plugins/machine/workers.py"} >= {p for p in MODULES if _imports(p) & running}


# ---------------------------------------------------------------- the manner of the code


@pytest.mark.parametrize("path", [*MODULES, "tasks.py"])
def test_everything_public_says_what_it_is(path: str) -> None:
    silent = [name for name, node in _definitions(path) if not ast.get_docstring(node)]

    assert ast.get_docstring(_tree(path)), "the file itself"
    assert [] == silent


def _definitions(path: str) -> Iterator[tuple[str, ast.FunctionDef | ast.ClassDef]]:
    """Yield public functions, classes and methods of public classes with their names."""
    pending: list[tuple[str, ast.AST]] = [("", _tree(path))]
    while pending:
        place, parent = pending.pop()
        for node in ast.iter_child_nodes(parent):
            if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
                continue
            yield f"{place}{node.name}", node
            if isinstance(node, ast.ClassDef):
                pending.append((f"{node.name}.", node))


@pytest.mark.parametrize("path", [*MODULES, "tasks.py"])
def test_a_function_tells_one_story(path: str) -> None:
    long = [
        f"{node.name}: {length} lines"
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.FunctionDef)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > LONGEST
    ]

    assert [] == long


@pytest.mark.parametrize(
    "command",
    [["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"]],
    ids=["ruff-check", "ruff-format", "mypy-strict"],
)
def test_the_code_passes(command: list[str]) -> None:
    """By the settings in pyproject.toml; ``invoke lint`` runs the same."""
    if not importlib.util.find_spec(command[0]):
        miss(f"没有安装 {command[0]}，它在 requirements-dev.lock 里")

    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert 0 == done.returncode, done.stdout + done.stderr
