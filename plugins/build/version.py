"""The version of the program: whatever could make something else of the same content."""

from __future__ import annotations

import platform
from pathlib import Path

from plugins.build.world import list_libraries
from plugins.model.fingerprint import fingerprint, fingerprint_bytes

PROGRAM = Path(__file__).resolve().parent.parent
"""The folder of our code."""


def read_version() -> str:
    """Return the fingerprint of our code and of the libraries it runs with."""
    code = {
        path.relative_to(PROGRAM).as_posix(): fingerprint_bytes(path.read_bytes())
        for path in PROGRAM.rglob("*.py")
    }
    return fingerprint([platform.python_version(), code, list_libraries()])
