"""Files that come into being together: all of them, or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from glob import escape
from pathlib import Path

from plugins.machine.naming import name_new, write_through


def write_together(files: Mapping[Path, bytes], seal: Callable[[], None]) -> None:
    """Write new files in their order, the last being the one that speaks of the others.

    ``seal`` is done when all stand.  Raises ``FileExistsError`` for a name that is
    taken, and whatever stopped the writing (no room, Ctrl+C): then nothing that was
    written is left, and no folder that was made for it.
    """
    made: list[Path] = []
    folders: list[Path] = []
    try:
        for path, data in files.items():
            folders += _make_folder(path.parent)
            made.append(draft := _clear_draft(path))
            write_through(draft, data)
            name_new(draft, path)
            made.append(path)
        seal()
    except BaseException:
        for path in reversed(made):
            with suppress(OSError):
                path.unlink()
        for folder in reversed(folders):
            with suppress(OSError):
                folder.rmdir()
        raise


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it; return the ones that were not there."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    for place in reversed(missing):
        place.mkdir()
    return missing[::-1]


def _clear_draft(path: Path) -> Path:
    """Return where this process drafts ``path``; drafts that were left behind are removed.

    Another import at work on the same file misses its draft and gives up.
    """
    for left in path.parent.glob(f".{escape(path.name)}.*tmp"):
        left.unlink(missing_ok=True)
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")
