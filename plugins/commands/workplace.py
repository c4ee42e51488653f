"""What all tasks share: where things lie, what day it is, and how a refusal is told."""

from __future__ import annotations

import os
import shutil
import sys
import time
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from invoke.exceptions import Exit

if TYPE_CHECKING:
    from plugins.model.portal import Portal
    from plugins.model.registry import Registry
    from plugins.reading.content_folder import ContentFolder

ROOT = Path(__file__).resolve().parent.parent.parent
CONTENT = ROOT / "content"
OUTPUT = ROOT / "output"


def say(line: str) -> None:
    """Show a line at once, in a pipe as well."""
    print(line, flush=True)


def tell(error: Exception) -> str:
    """Say what was refused, by us or by the system."""
    from plugins.model.trouble import say_trouble

    return say_trouble(error) if isinstance(error, OSError) else str(error)


def need(*modules: str) -> None:
    """End with a sentence where what only ``make test`` installs is not there."""
    if not all(find_spec(name) for name in modules):
        raise Exit("先运行 make test，它会装好测试要用的东西。", 1)


def list_named_files() -> list[str]:
    """Return what stands behind ``--``: Invoke would join file names with spaces in them."""
    return sys.argv[sys.argv.index("--") + 1 :] if "--" in sys.argv else []


def find_today() -> date:
    """Return the day of this run; raises ``ValueError`` where it was set to none."""
    from plugins.build.clock import read_clock

    return read_clock(os.environ, time.time())


def read_registry() -> Registry:
    """Return the registry; raises ``ValueError`` where it can't be read."""
    from plugins.reading.content_folder import ContentFolder

    return ContentFolder(CONTENT).registry


def open_known_content(content: Path) -> ContentFolder:
    """Return the content folder with what earlier builds and checks know of it."""
    from plugins.build.content import open_content
    from plugins.build.store import store_folder
    from plugins.machine.files import find_files

    return open_content(content, store_folder(OUTPUT), find_files(str(content), time.time_ns()))


def read_portal() -> tuple[Portal, ContentFolder]:
    """Return today's portal and the folder it was read from; what can't be read is not in it.

    Raises ``ValueError`` where the registry can't be read.
    """
    from plugins.build.content import compose_portal
    from plugins.reading.content_folder import ContentFolder
    from plugins.reading.memory import MemoryLost

    folder, today = open_known_content(CONTENT), find_today()
    try:
        return compose_portal(folder, today), folder
    except MemoryLost:
        folder = ContentFolder(CONTENT)
        return compose_portal(folder, today), folder


def mend_imported(path: str, data: bytes) -> bytes:
    """Return the text of an article that was just made, put into form by the fixer."""
    from plugins.check.fixer import mend

    return mend(path, data).data


def write_new(path: Path, text: str) -> None:
    """Write a file that must not be there yet; raises ``OSError``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "x", encoding="utf-8", newline="\n") as file:
        file.write(text)


def replace_file(path: Path, data: bytes) -> None:
    """Put ``data`` in a file's place, whole or not at all; raises ``OSError``."""
    from plugins.machine.naming import write_through

    fresh = path.with_name(f".{path.name}.new")
    try:
        fresh.unlink(missing_ok=True)  # what a killed run left
        write_through(fresh, data)
        if path.exists():
            shutil.copymode(path, fresh)
        os.replace(fresh, path)
    finally:
        fresh.unlink(missing_ok=True)
