"""All that a build reads, as the disk tells it without opening one file.

Where nothing there has changed since the last build, neither has the site.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from plugins.machine.files import FoundFile, find_files, tell_state
from plugins.model.fingerprint import fingerprint_text

_ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class Sight:
    """What lies in a content folder, looked at ``now`` (nanoseconds since 1970) on ``today``."""

    content: str
    files: tuple[FoundFile, ...]
    now: int
    today: date


def look_at_content(content: str, now: int, today: date) -> Sight:
    """Look at every file of the content folder, opening none."""
    return Sight(content, tuple(sorted(find_files(content, now))), now, today)


def tell_world(sight: Sight, places: Iterable[str]) -> str:
    """Return what changes with anything that a build reads.

    ``places`` are the files and folders it reads beside the content.  The answer is
    empty where something was touched so lately, or since ``sight`` was taken, that a
    further change might not show.
    """
    seen = [sight.today.isoformat(), *list_libraries(), sight.content]
    for file in sight.files:
        if not (file.state or file.is_link):
            return ""
        seen += [file.path, file.state]
    for place in sorted(places):
        is_folder = os.path.isdir(place)
        files = [
            (file.path, file.state)
            for file in (sorted(find_files(place, sight.now)) if is_folder else ())
        ] or [("", tell_state(place, sight.now))]
        for path, state in files:
            if not state:
                return ""
            seen += [place, path, state]
    return fingerprint_text("\n".join(seen))


def list_read_code() -> set[str]:
    """Return every file of our own code that is loaded by now."""
    libraries = sysconfig.get_path("purelib")
    loaded = {str(getattr(module, "__file__", "") or "") for module in list(sys.modules.values())}
    own = {path for path in loaded if path.startswith(f"{_ROOT}{os.sep}")}
    return {path for path in own if not path.startswith(libraries)}


def list_libraries() -> list[str]:
    """Return the names and versions of the libraries that are installed."""
    installed = os.listdir(sysconfig.get_path("purelib"))
    return sorted(name for name in installed if name.endswith(".dist-info"))
