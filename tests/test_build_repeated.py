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

LIST_BACKWARDS = """
import os
class Backwards:
    def __init__(self, *path):
        with list_folder(*path) as found:
            self.found = reversed(sorted(found, key=lambda item: item.name))
    def __enter__(self):
        return self
    def __exit__(self, *error):
        return None
    def __iter__(self):
        return self
    def __next__(self):
        return next(self.found)
    def close(self):
        return None
list_folder, os.scandir = os.scandir, Backwards
"""
"""File systems list a folder in any order: this desk's does it from last to first."""

DESKS = [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "20261123", "TZ": "America/Los_Angeles", "LC_ALL": "C",
     "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]  # fmt: skip
"""Desks that differ in how Python orders sets, in time zone and in what text files default to."""


def build_on_desk(
    program: str, settings: str, content: Path, desk: Path, environment: dict[str, str]
) -> Path:
    desk.mkdir(parents=True)
    output = desk / "site"
    done = run_python(
        "-c", program, str(ROOT), settings, str(content), str(output),
        folder=desk, environment=environment,
    )  # fmt: skip
    assert 0 == done.returncode, done.stderr
    return output


@pytest.mark.parametrize("settings", ["pelicanconf.py", "publishconf.py"])
def test_two_clean_builds_of_one_content_are_the_same_to_the_byte(
    settings: str, tmp_path: Path
) -> None:
    content = ROOT / "content"
    elsewhere = shutil.copytree(content, tmp_path / "一个 文件夹" / "content")
    one_desk, other_desk = tmp_path / "one", tmp_path / "an other" / "desk"

    one = read_site(build_on_desk(BUILD, settings, content, one_desk, DESKS[0]))
    other = read_site(
        build_on_desk(LIST_BACKWARDS + BUILD, settings, elsewhere, other_desk, DESKS[1])
    )

    assert [] == differing(one, other)
    assert len(one) > 200


def test_no_file_of_a_site_says_where_it_was_built(site: Path) -> None:
    for path, data in read_site(site).items():
        assert str(ROOT).encode() not in data, path
        assert b"/tmp/" not in data, path
