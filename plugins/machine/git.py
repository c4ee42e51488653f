"""Git as this program calls it: one process, in the repository asked for and in no other."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY")
"""What a hook sets, and what would lead git to another repository than the one asked for."""


def call_git(
    folder: Path, *words: str, given: bytes = b"", environ: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run git in ``folder``, give it ``given`` to read, and return what it prints and how it ends.

    ``environ`` is set for this git alone.  Raises ``OSError`` where there is no git.
    """
    own = {name: value for name, value in os.environ.items() if name not in _ELSEWHERE}
    return subprocess.run(
        ["git", "-C", str(folder), *words],
        input=given,
        capture_output=True,
        check=False,
        env={**own, "LC_ALL": "C", **(environ or {})},
    )
