"""Building small sites: the kept good one, copies of it with something changed, broken ones."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from plugins.build.errors import BuildStopped
from tests.support import EPOCH, ROOT, SITES, build_site

SMALL = SITES / "small"
SMALL_CONTENT = SMALL / "content"
SMALL_OUTPUT = SMALL / "output"
SMALL_SETTINGS = "tests/sites/small/settings.py"
SMALL_DRAFT = ("草稿不该出现", "草稿标签", "草稿正文")
"""Words of the small site's draft that no page may show: title, tag and text."""

BROKEN = SITES / "broken"
EXPECTED = "expected.txt"

CODE = ("plugins", "theme", "tasks.py", "pelicanconf.py", "publishconf.py", ".gitignore")
"""What a working copy of this repository needs besides its content."""


def build_small_site(output: Path, content: Path = SMALL_CONTENT) -> Path:
    """Build the small site, or changed content of it, by the small site's settings."""
    return build_site(content, output, SMALL_SETTINGS)


def list_faults() -> list[str]:
    """Return the names of all broken sites."""
    return sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())


def lay_broken_content(fault: str, content: Path) -> Path:
    """Lay the small site's content out at ``content`` and the broken site's files over it."""
    shutil.copytree(SMALL_CONTENT, content)
    shutil.copytree(BROKEN / fault / "content", content, symlinks=True, dirs_exist_ok=True)
    return content


def stop_build(content: Path, output: Path) -> str:
    """Build ``content``, which must stop the build, and return the sentences it stops with."""
    try:
        build_small_site(output, content)
    except BuildStopped as stop:
        return str(stop).replace(str(content), "content").strip() + "\n"
    raise AssertionError("构建没有停下")


def withdraw(content: Path, name: str) -> None:
    """Take an article away, and what the city has entered of it."""
    (content / "articles" / name).unlink()
    table = content / "data" / "adoptions.csv"
    lines = table.read_text("utf-8").splitlines(keepends=True)
    table.write_text("".join(line for line in lines if not line.startswith(name)), "utf-8")


def write_article(content: Path, path: str, body: str = "一句话就够了。", /, **fields: str) -> Path:
    """Write an article that keeps every rule; ``fields`` replace or add lines of front matter."""
    lines = {"标题": "一篇测试稿件", "栏目": "志愿服务", "供稿": "测试单位", **fields}
    text = "".join(f"{key}: {value}\n" for key, value in lines.items())
    file = content / "articles" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"---\n{text}---\n\n{body}\n", "utf-8")
    return file


def copy_repository(target: Path, content: Path = SMALL_CONTENT) -> Path:
    """Copy this working tree's code to ``target``, with ``content`` as its content folder."""
    target.mkdir()
    for name in CODE:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(source, target / name)
    shutil.copytree(content, target / "content")
    return target


def run_python(
    *arguments: str, folder: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run this Python with ``arguments`` in ``folder`` on the tests' day."""
    settled = {**os.environ, "SOURCE_DATE_EPOCH": EPOCH, "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**settled, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from plugins.build.errors import BuildStopped
from plugins.build.launch import launch_build
try:
    launch_build(*map(Path, sys.argv[2:]))
except BuildStopped as stop:
    sys.exit(str(stop))
"""


def build_apart(settings: Path, content: Path, output: Path) -> str:
    """Build in a process of its own, where no other test has connected a plugin.

    Returns what the build stopped with.
    """
    places = map(str, (ROOT, settings, content, output))
    return run_python("-c", BUILD, *places, folder=settings.parent).stderr


def list_releases(output: Path) -> set[str]:
    """Return the names of the releases that lie beside the live site at ``output``."""
    folder = output.parent / ".releases" / output.name
    return {path.name for path in folder.iterdir() if path.name != ".lock"}


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    """Return the paths of files that only one of two sites has, or has otherwise."""
    return sorted(path for path in {*one, *other} if one.get(path) != other.get(path))
