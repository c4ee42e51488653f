"""What a person can use is documented, and nothing else: tasks, settings, keys, addresses."""

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
from plugins.model.assessment import Assessment
from plugins.model.organization import Organization
from plugins.model.proper_name import ProperName
from plugins.model.registry import Column, Footer, Site
from plugins.model.repository import Repository
from plugins.model.unit import Account, Unit, UnitName
from plugins.portal.settings import PortalSettings
from plugins.reading.records import TABLES as CSV_FORMS
from plugins.reading.schema import ARTICLE_KEYS
from plugins.repost.settings import RepostSettings
from plugins.units.settings import UnitsSettings
from tests.builds import build_small_site
from tests.site_pages import sample_registry
from tests.support import ROOT, need_font

DOCS = ROOT / "docs"
SETTINGS = {
    "BUILD": BuildSettings,
    "FEEDS": FeedsSettings,
    "PORTAL": PortalSettings,
    "REPOST": RepostSettings,
    "UNITS": UnitsSettings,
}
REGISTRY = {
    "units.toml": {"": Unit, "[[unit.name]]": UnitName, "[unit.account]": Account},
    "columns.toml": {"": Column},
    "organizations.toml": {"": Organization},
    "names.toml": {"": ProperName},
    "site.toml": {
        "": Site,
        "[footer]": Footer,
        "[repository]": Repository,
        "[figures]": Assessment,
    },
}
"""The forms of each file: of its keys, and of each table that stands in a row of its own."""
TABLES = {"names", "account", "footer", "repository", "figures"}
"""Fields that are such tables."""
FORMS = {form.path: form for form in CSV_FORMS}
"""The tables that the city enters, by their path in the content folder."""
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
OWN_ROOMS = (
    "admin|column|tag|archive|figures|files|follow|gallery|feeds|prompts|register|repost|write"
)
"""Folders at the root that are no pages of ``content/pages``."""
TASKS = {task.name for task in vars(tasks).values() if isinstance(task, Task)}


def _tracked() -> list[Path]:
    listed = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=False
    )
    files = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert files, f"只有在 git 工作区里才查得到有哪些文件：{listed.stderr}"
    return [path for path in files if path.exists()]


def _section(file: str, title: str) -> str:
    text = (DOCS / file).read_text("utf-8")
    return text.partition(f"## {title}\n")[2].partition("\n## ")[0]


def _rows(text: str) -> list[list[str]]:
    """Return the cells of every table's rows, without those of their heads."""
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in row] for row in rows]


def _words(cell: str) -> list[str]:
    """Return the single words that stand as code."""
    return re.findall(r"`(\w+)`", cell)


def test_the_tasks_are_those_that_are_documented() -> None:
    rows = _rows((DOCS / "tasks.md").read_text("utf-8"))

    assert sorted(TASKS) == sorted(re.match(r"`invoke (\w+)", row[0])[1] for row in rows)


def test_every_part_of_the_settings_is_there_still() -> None:
    parts = re.findall(r"^## `(.+)`$", (DOCS / "settings.md").read_text("utf-8"), re.MULTILINE)

    files = [*(f"data/{file}" for file in REGISTRY), *FORMS]
    assert sorted([*SETTINGS, *(f"content/{path}" for path in files)]) == sorted(parts)


@pytest.mark.parametrize("table", SETTINGS)
def test_the_settings_and_their_defaults_are_those_that_are_documented(table: str) -> None:
    rows = _rows(_section("settings.md", f"`{table}`"))

    defaults = {f.name: _write(f.default) for f in fields(SETTINGS[table])}
    assert defaults == {row[0].strip("`"): row[1].strip("`") for row in rows}


def _write(value: object) -> str:
    """Return a value as it is written in a settings file."""
    return f'"{value}"' if isinstance(value, str) else str(value)


@pytest.mark.parametrize("file", REGISTRY)
def test_the_keys_of_the_registry_are_those_that_are_documented(file: str) -> None:
    documented: dict[str, list[str]] = {"": []}
    for key, meaning in _rows(_section("settings.md", f"`content/data/{file}`")):
        if "[" in key:
            documented[key.strip("`")] = _words(meaning)
        else:
            documented[""] += _words(key)

    keys = {
        table: sorted({f.name for f in fields(form)} - TABLES)
        for table, form in REGISTRY[file].items()
    }
    assert keys == {table: sorted(words) for table, words in documented.items()}


@pytest.mark.parametrize("path", FORMS)
def test_the_columns_of_the_tables_are_those_that_are_documented(path: str) -> None:
    rows = _rows(_section("settings.md", f"`content/{path}`"))

    columns = [(label, key) for key, label in FORMS[path].columns.items()]
    assert columns == [(row[0].strip("`"), row[1].strip("`")) for row in rows]


def test_liaisons_find_the_keys_of_front_matter_and_no_others() -> None:
    """On the site's page, as a table of what is asked."""
    page = (ROOT / "content" / "pages" / "contribute.md").read_text("utf-8")
    table = page.partition("## 开头各项的规则\n")[2].partition("\n## ")[0]

    keys = [key.chinese[0] for key in ARTICLE_KEYS]
    assert ["项目", "---", *keys] == re.findall(r"^\| (\S+) \|", table, re.MULTILINE)


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


# ---------------------------------------------------------------- addresses


def test_the_kinds_of_address_are_those_that_are_documented(site: Path, tmp_path: Path) -> None:
    """Those of the sample site, and of the small one, whose short lists fill several pages."""
    need_font()  # without one there are no share cards
    documented = set(re.findall(r"`(/[^`]*)`", _section("architecture.md", "Addresses")))
    small = build_small_site(tmp_path / "output")

    kinds = {kind for folder in (site, small) for kind in _kinds(folder)}

    assert sorted(documented) == sorted(kinds)


def _kinds(folder: Path) -> set[str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {_kind(path.relative_to(folder).as_posix()) for path in files}


def _name_picture(found: re.Match[str]) -> str:
    return "-<hash>-<width>.webp" if found[1] == "webp" else "-<hash>.jpg"


def _kind(path: str) -> str:
    """Write an address as the documentation does, with names for what varies."""
    units = "|".join(unit.slug for unit in sample_registry().units)
    address = f"/{path.removesuffix('index.html')}"
    for pattern, kind in (
        (r"^/theme/.+", "/theme/…"),
        (r"^/repost/\d{4}-\d{2}-\d{2}/", "/repost/<day>/"),
        (r"^/repost/<day>/[^/]+-(card|cover|square)\.png$", r"/repost/<day>/<item>-\1.png"),
        (r"-[0-9a-f]{10}(?:-\d+(?=\.webp))?\.(jpg|webp)$", _name_picture),
        (rf"/(?:{units})/", "/<unit>/"),
        (r"/page/\d+/$", "/page/<n>/"),
        (r"/\d{4}/\d{2}/(?=$|page/)", "/<yyyy>/<mm>/"),
        (r"/\d{4}/\d{2}-\d{2}-[a-z0-9-]+/$", "/<yyyy>/<mm-dd>-<name>/"),
        (r"/\d{4}/[^/]+-<hash>", "/<yyyy>/<name>-<hash>"),
        (r"^/figures/\d{4}/(?!\d)", "/figures/<yyyy>/"),
        (r"(?<=^/figures/<yyyy>)/column/[^/]+/", "/column/<slug>/"),
        (r"^/(column|tag)/[^/]+/", r"/\1/<slug>/"),
        (r"^/gallery/.+", "/gallery/…"),
        (r"^/sitemap-\d{4}\.xml$", "/sitemap-<yyyy>.xml"),
        (
            r"^/(?!column|tag|archive|figures|follow|gallery|feeds|prompts|register|repost|write)"
            r"[a-z][a-z0-9-]*/$",
            "/<page>/",
        ),
    ):
        address = re.sub(pattern, kind, address)
    return address
