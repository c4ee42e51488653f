"""The preview at work: a change on disk, a build, the news for the pages that are open."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from plugins.build.errors import BuildStopped
from plugins.build.launch import launch_build
from plugins.model.printable import make_printable
from plugins.preview.board import Board
from plugins.preview.watch import watch_files

_REHEARSAL = """
import runpy, sys
runpy.run_path(sys.argv[1])
import plugins.preview.session
"""
"""What a fresh start imports: settings, every plugin, and this room."""

_FRAMES = 3
"""So many calls of a fault in the code are shown, the innermost ones."""


@dataclass(frozen=True)
class Workplace:
    """What is built, from what: the settings, the three folders, and where the site goes."""

    settings: Path
    content: Path
    theme: Path
    code: Path
    output: Path

    @property
    def root(self) -> Path:
        """The folder that paths are told from."""
        return self.settings.parent

    def is_code(self, path: Path) -> bool:
        """Tell whether what is at ``path`` is in the running process already."""
        return path == self.settings or path.is_relative_to(self.code)


class Session:
    """Builds, and builds again after each change; a refused build leaves the site as it is."""

    def __init__(self, place: Workplace, board: Board) -> None:
        self._place = place
        self._board = board
        self._is_outdated = False

    def run(self, greeting: str) -> NoReturn:
        """Build, say ``greeting``, and keep building until interrupted.

        A change in the code starts the process anew in its own place (execv(2)),
        once it is known that the code starts.  Raises ``OSError`` where the
        folders can't be watched.
        """
        place = self._place
        is_first = True
        for changed in watch_files(place.content, place.theme, place.code, place.settings):
            self._meet(changed)
            if is_first:
                print(greeting, flush=True)
            is_first = False
        raise AssertionError("a watch has no end")

    def _meet(self, changed: Sequence[Path]) -> None:
        """Bring the site up to what changed, or say why it can't be."""
        begun = time.monotonic()
        self._is_outdated |= any(map(self._place.is_code, changed))
        refusal = self._start_anew(changed) if self._is_outdated else self._build()
        if refusal:
            self._board.tell_refused(refusal, has_site=self._place.output.exists())
            self._say(f"{self._name(changed)}\n\n{refusal.strip()}\n")
        else:
            self._board.tell_built()
            self._say(f"{self._name(changed)}，用时 {time.monotonic() - begun:.2f} 秒")

    def _start_anew(self, changed: Sequence[Path]) -> str:
        """Run the code as it is on disk in this process's place; return why it can't."""
        refusal = rehearse_start(self._place.settings)
        if not refusal:
            self._say(f"{self._name(changed)}，预览重新启动")
            os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])
        return refusal

    def _build(self) -> str:
        """Build; return why it was refused, or nothing."""
        place = self._place
        try:
            launch_build(place.settings, place.content, place.output)
        except BuildStopped as stop:
            return str(stop)
        except Exception as error:  # a template that is being written can raise anything
            fault = "".join(traceback.format_exception(error, limit=-_FRAMES))
            return f"构建没有完成，站点没有更新：模板或程序出错。\n\n{fault}"
        return ""

    def _name(self, changed: Sequence[Path]) -> str:
        if not changed:
            return "构建站点"
        first = make_printable(os.path.relpath(changed[0], self._place.root))
        return f"改了 {first}" + (f" 等 {len(changed)} 处" if len(changed) > 1 else "")

    def _say(self, sentence: str) -> None:
        print(f"{time.strftime('%H:%M:%S')}  {sentence}", flush=True)


def rehearse_start(settings: Path) -> str:
    """Return why the code as it is on disk does not start, or nothing where it does."""
    done = subprocess.run(
        [sys.executable, "-c", _REHEARSAL, str(settings)],
        cwd=settings.parent,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if not done.returncode:
        return ""
    return f"程序启动不了，预览还是改动之前的样子。\n\n{done.stderr.strip()}\n"
