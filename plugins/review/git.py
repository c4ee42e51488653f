"""Git as the review calls it: what it prints, or a clear end."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from plugins.machine.git import call_git
from plugins.model.printable import make_printable
from plugins.model.trouble import say_trouble


class ReviewStopped(Exception):  # noqa: N818 (it says what happened)
    """There is no review; says in Chinese why, and what to do."""


@dataclass(frozen=True)
class Git:
    """The repository at ``folder``; ``environ`` is set for its git alone."""

    folder: Path
    environ: Mapping[str, str] = field(default_factory=dict)

    def run(self, *words: str, given: bytes = b"") -> bytes:
        """Return what git prints; raises ``ReviewStopped`` where it refuses."""
        done = self._call(words, given)
        if done.returncode:
            said = make_printable(" ".join(done.stderr.decode("utf-8", "replace").split()))
            raise ReviewStopped(f"git {words[0]} 没有成功：{said[:300]}")
        return done.stdout

    def ask(self, *words: str) -> bytes | None:
        """Return what git prints, or nothing where it refuses."""
        done = self._call(words, b"")
        return None if done.returncode else done.stdout

    def _call(self, words: tuple[str, ...], given: bytes) -> subprocess.CompletedProcess[bytes]:
        try:
            return call_git(self.folder, *words, given=given, environ=self.environ)
        except OSError as error:
            raise ReviewStopped(f"git 用不了（{say_trouble(error)}）") from error
