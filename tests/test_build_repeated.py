"""The same content gives the same bytes, on whatever desk it is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.builds import differing, run_python
from tests.support import ROOT, read_site

BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from plugins.build.launch import launch_build
launch_build(Path(sys.argv[1], sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]))
"""

DESKS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "20261123", "TZ": "America/Los_Angeles", "LC_ALL": "C",
     "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]  # fmt: skip
"""Desks that differ in how Python orders sets, in time zone and in what text files default to."""


def build_on_desk(settings: str, content: Path, desk: Path, environment: dict[str, str]) -> Path:
    desk.mkdir(parents=True)
    output = desk / "site"
    done = run_python(
        "-c", BUILD, str(ROOT), settings, str(content), str(output),
        folder=desk, environment=environment,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    return output


def copy_backwards(content: Path, target: Path) -> Path:
    """Copy a folder file by file from last to first, as folders on disk keep that order."""
    for file in sorted(content.rglob("*"), reverse=True):
        if file.is_file():
            place = target / file.relative_to(content)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, place)
    return target


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_two_clean_builds_of_one_content_are_the_same_to_the_byte(
    settings: str, tmp_path: Path
) -> None:
    content = ROOT / "content"
    backwards = copy_backwards(content, tmp_path / "一个 文件夹" / "content")

    one = read_site(build_on_desk(settings, content, tmp_path / "one", DESKS[0]))
    other = read_site(build_on_desk(settings, backwards, tmp_path / "an other" / "desk", DESKS[1]))

    assert [] == differing(one, other)
    assert len(one) > 200


def test_no_file_of_a_site_says_where_it_was_built(site: Path) -> None:
    for path, data in read_site(site).items():
        assert str(ROOT).encode() not in data, path
        assert b"/tmp/" not in data, path
