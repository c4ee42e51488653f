"""What stops a build before it begins: plugins that can't load, settings that are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.build.errors import BuildStopped
from tests.builds import SMALL_CONTENT, copy_repository, list_releases, run_python
from tests.support import ROOT, build_site, read_site

PLUGINS = ("build", "check", "contacts", "feeds", "media", "portal", "units")

HEAD = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
THEME = {str(ROOT / "theme")!r}
"""


def write_settings(folder: Path, *lines: str) -> Path:
    settings = folder / "settings.py"
    settings.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return settings


def stop(settings: Path, output: Path) -> str:
    with pytest.raises(BuildStopped) as stopped:
        build_site(SMALL_CONTENT, output, str(settings))
    assert stopped.value.exitcode
    return str(stopped.value)


def test_a_plugin_that_is_not_there_stops_the_build_and_is_named(tmp_path: Path) -> None:
    settings = write_settings(tmp_path, 'PLUGINS = [*PLUGINS, "plugins.nowhere.plugin"]')

    said = stop(settings, tmp_path / "output")

    assert "plugins.nowhere" in said
    assert not (tmp_path / "output").exists()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    return copy_repository(tmp_path / "repository")


IMPORT_FAILS = 'raise ImportError("a library is missing")'
REGISTER_FAILS = 'def register():\n    raise KeyError("a slip")'


@pytest.mark.parametrize(
    ("room", "fault"),
    [(room, IMPORT_FAILS) for room in PLUGINS]
    + [(room, REGISTER_FAILS) for room in PLUGINS if room != "build"],
)
def test_pelican_on_the_command_line_stops_where_a_plugin_can_not_load(
    repository: Path, room: str, fault: str
) -> None:
    """Pelican itself would go on without the plugin and end with 0."""
    (repository / "plugins" / room / "plugin.py").write_text(fault + "\n", "utf-8")

    done = run_python("-m", "pelican", "-s", "pelicanconf.py", folder=repository)

    assert 0 != done.returncode
    assert not (repository / "output").exists()


def test_pelican_on_the_command_line_builds_the_same_site(repository: Path, tmp_path: Path) -> None:
    done = run_python("-m", "pelican", "-s", "pelicanconf.py", folder=repository)

    assert 0 == done.returncode, done.stderr
    assert read_site(build_site(SMALL_CONTENT, tmp_path / "site")) == read_site(
        repository / "output"
    )


def test_pelican_on_the_command_line_stops_where_the_check_finds_a_problem(
    repository: Path,
) -> None:
    (repository / "content" / "articles" / "dongtou" / "note.html").write_text("x", "utf-8")

    done = run_python("-m", "pelican", "-s", "pelicanconf.py", folder=repository)

    assert 1 == done.returncode
    assert not (repository / "output").exists()


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('BUILD = {"name_index": True}', "BUILD 里有不认识的设置 name_index，是不是 names_index"),
        ('PORTAL = {"page_sise": 5}', "PORTAL 里有不认识的设置 page_sise，是不是 page_size"),
        ('UNITS = {"page_size": "20"}', "UNITS 的 page_size 应当是 int，写成了 '20'"),
        ('FEEDS = {"lenght": 9}', "FEEDS 里有不认识的设置 lenght，是不是 length"),
    ],
)
def test_a_setting_that_is_not_known_stops_the_build_and_is_named(
    line: str, named: str, tmp_path: Path
) -> None:
    said = stop(write_settings(tmp_path, line), tmp_path / "output")

    assert named in said
    assert not (tmp_path / "output").exists()
    assert set() == list_releases(tmp_path / "output")


def test_a_day_that_is_no_number_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.support.EPOCH", "yesterday")

    with pytest.raises(BuildStopped, match="SOURCE_DATE_EPOCH 应当是 1970 年以来的秒数"):
        build_site(SMALL_CONTENT, tmp_path / "output")
