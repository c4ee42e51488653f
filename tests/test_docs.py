"""What a person can use is documented: tasks, settings, rules, keys, addresses."""

from __future__ import annotations

import re
import subprocess
from dataclasses import fields
from pathlib import Path

import pytest
from invoke import Task

import tasks
from plugins.build.settings import BuildSettings
from plugins.feeds.settings import FeedsSettings
from plugins.model.registry import Column, Footer, Site
from plugins.model.unit import Account, Unit, UnitName
from plugins.portal.settings import PortalSettings
from plugins.reading.schema import ARTICLE_KEYS
from plugins.units.settings import UnitsSettings
from tests.support import ROOT

DOCS = ROOT / "docs"
SETTINGS = {
    "BUILD": BuildSettings,
    "FEEDS": FeedsSettings,
    "PORTAL": PortalSettings,
    "UNITS": UnitsSettings,
}
REGISTRY = {
    "units.toml": (Unit, UnitName, Account),
    "columns.toml": (Column,),
    "site.toml": (Site, Footer),
}
# Written in two pieces, so that this file does not contain what it forbids.
FORBIDDEN = [
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb.debian" + ".org",
    "tuna.tsing" + "hua",
    "mirrors.ali" + "yun",
]
MACHINE_PATHS = re.compile(r"(?:^|[^A-Za-z0-9_.-])/(?:work|farm|root)/")
TASKS = [name for name, value in vars(tasks).items() if isinstance(value, Task)]


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


@pytest.mark.parametrize("name", TASKS)
def test_every_task_is_documented(name: str) -> None:
    assert f"`invoke {name}" in (DOCS / "tasks.md").read_text("utf-8")


@pytest.mark.parametrize("table", SETTINGS)
def test_every_setting_is_documented(table: str) -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    section = text.partition(f"## `{table}`")[2].partition("\n## ")[0]

    assert [] == [f.name for f in fields(SETTINGS[table]) if f"`{f.name}`" not in section]


@pytest.mark.parametrize("file", REGISTRY)
def test_every_key_of_the_registry_is_documented(file: str) -> None:
    text = (DOCS / "settings.md").read_text("utf-8")
    section = text.partition(f"## `content/data/{file}`")[2].partition("\n## ")[0]
    keys = [f.name for form in REGISTRY[file] for f in fields(form)]
    # A unit's names are tables called name.
    written = ["name" if key == "names" else key for key in keys]

    assert [] == [key for key in written if f"`{key}`" not in section]


@pytest.mark.parametrize("file", ["CONTRIBUTING.md", "content/pages/contribute.md"])
def test_liaisons_find_every_key_of_front_matter(file: str) -> None:
    text = (ROOT / file).read_text("utf-8")

    assert [] == [key.chinese[0] for key in ARTICLE_KEYS if key.chinese[0] not in text]


def test_the_readme_names_the_two_commands() -> None:
    text = (ROOT / "README.md").read_text("utf-8")

    assert "make serve" in text
    assert "make test" in text


def test_no_file_names_a_package_index_or_a_path_of_a_machine() -> None:
    found = []
    for path in _tracked():
        if path.is_symlink() or path.suffix in {".png", ".jpg", ".gif", ".webp"}:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{path}: {word}" for word in FORBIDDEN if word in text]
        found += [f"{path}: {match[0]}" for match in MACHINE_PATHS.finditer(text)]

    assert [] == found
