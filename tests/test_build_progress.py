"""How far a long step has come: a bar on a terminal, nothing anywhere else."""

from __future__ import annotations

import os
import pty
import subprocess
import sys

from tests.support import ROOT

STEP = """
from plugins.build.progress import show_progress
with show_progress("写页面") as advance:
    for done in (0, 30, 90):
        advance(done, 90)
"""


def run_step(stderr: int) -> subprocess.CompletedProcess[bytes]:
    settled = {**os.environ, "TERM": "xterm", "COLUMNS": "100", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-c", STEP], cwd=ROOT, env=settled, stdout=subprocess.PIPE,
        stderr=stderr, check=False,
    )  # fmt: skip


def test_a_terminal_shows_what_is_done_of_how_many_and_is_left_clean() -> None:
    ours, theirs = pty.openpty()
    try:
        done = run_step(theirs)
    finally:
        os.close(theirs)
    shown = read_all(ours).decode()

    assert (0, b"") == (done.returncode, done.stdout)
    assert "写页面" in shown
    assert "90/90" in shown
    assert shown.rstrip("\r\n").endswith("\x1b[2K"), "the bar is taken away again"


def read_all(terminal: int) -> bytes:
    """Read what was written to a terminal that is closed by now."""
    found = b""
    try:
        while data := os.read(terminal, 65_536):
            found += data
    except OSError:
        pass  # Linux says so where others end with nothing (pty(7))
    finally:
        os.close(terminal)
    return found


def test_a_pipe_hears_nothing() -> None:
    done = run_step(subprocess.PIPE)

    assert (0, b"", b"") == (done.returncode, done.stdout, done.stderr)


def test_a_pipe_does_not_wait_for_what_draws_bars() -> None:
    """A build on a server starts without it."""
    script = STEP + "\nimport sys\nsys.exit('rich.progress' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, check=False
    )

    assert 0 == done.returncode
