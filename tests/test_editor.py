"""The browser editor: when a site has it, what it is told, and what the site serves of it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from plugins.build.errors import BuildStopped
from plugins.editor.configuration import (
    NAME_PATTERN,
    compose_configuration,
    compose_policy,
    list_api_origins,
)
from plugins.editor.library import FILES, FONTS, PACKAGE, SCRIPT, WORDS, list_files, settle_script
from plugins.editor.plugin import PACKAGE as INSTALLED
from plugins.editor.plugin import read_package
from plugins.editor.words import settle_words
from plugins.model.registry import Registry
from plugins.model.repository import CodeHost, Repository
from plugins.reading.places import find_article_place
from plugins.reading.schema import ARTICLE_KEYS, spellings_of
from tests.editor_site import ADDRESSES, lay_repository, need_library
from tests.site_pages import read_elements, sample_registry
from tests.support import ROOT, build_site

HERE = {".js", ".json", ".woff2"}


def _register(host: CodeHost, **facts: object) -> Registry:
    registry = sample_registry()
    repository = replace(Repository(host, ADDRESSES[host]), **facts)  # type: ignore[arg-type]
    return replace(registry, site=replace(registry.site, repository=repository))


def test_fields_are_keys_of_the_schema() -> None:
    """Each is spelt as the schema prefers, in the schema's order; days stand in file names."""
    wanted = [key.chinese[0] for key in ARTICLE_KEYS if key.name not in ("date", "sample")]

    for unit in compose_configuration(_register(CodeHost.GITHUB))["collections"]:
        names = [field["name"] for field in unit["fields"]]
        assert [*wanted, "body"] == names
        assert set(wanted) <= {name for name in names if name.casefold() in _SPELLINGS}


_SPELLINGS = spellings_of(ARTICLE_KEYS)


def test_every_unit_has_a_place_and_its_own_name_as_default() -> None:
    registry = _register(CodeHost.GITHUB)

    units = compose_configuration(registry)["collections"]

    assert [unit.slug for unit in registry.units] == [each["name"] for each in units]
    for unit, told in zip(registry.units, units, strict=True):
        office = next(field for field in told["fields"] if field["name"] == "供稿")
        columns = next(field for field in told["fields"] if field["name"] == "栏目")
        assert f"content/articles/{unit.slug}" == told["folder"]
        assert unit.office == office["default"]
        assert [column.title for column in registry.columns] == columns["options"]


def test_no_default_changes_what_an_article_means() -> None:
    """Defaults are filled into articles that lack a field: without a status one is published."""
    for host in (CodeHost.GITHUB, CodeHost.GITEA):
        [unit, *_] = compose_configuration(_register(host))["collections"]
        defaults = {field["name"]: field.get("default", "") for field in unit["fields"]}
        assert defaults["状态"] in ("发布", "")
        assert ("否", "否") == (defaults["AI生成"], defaults["长期有效"])


def test_only_reviewed_articles_go_straight_to_publication() -> None:
    """GitHub's go through a pull request, which nobody takes in from the editor."""
    github, gitea = (
        compose_configuration(_register(host)) for host in (CodeHost.GITHUB, CodeHost.GITEA)
    )

    assert "editorial_workflow" == github["publish_mode"]
    assert {False} == {unit["publish"] for unit in github["collections"]}
    assert "simple" == gitea["publish_mode"]
    assert "default" not in next(
        f for f in gitea["collections"][0]["fields"] if f["name"] == "状态"
    )


@pytest.mark.parametrize(
    "name", ["2026-11-25-a", "2026-11-25-3f9a1c2b", "2026-11-25-deng-hong-deng"]
)
def test_names_that_the_editor_lets_pass_are_in_form(name: str) -> None:
    assert re.match(NAME_PATTERN, name)
    assert find_article_place(f"articles/lucheng/2026/{name}.md")


def test_policy_names_the_hosts_own_programs_alone() -> None:
    helper = "https://auth.example/start"
    cases = {
        _register(CodeHost.GITHUB): ("https://api.github.com",),
        _register(CodeHost.GITHUB, address="https://git.example/a/b"): ("https://git.example",),
        _register(CodeHost.GITEA, sign_in=helper): ("https://code.example",),
        _register(CodeHost.GITHUB, sign_in=helper): (
            "https://api.github.com",
            "https://auth.example",
        ),
    }

    for registry, origins in cases.items():
        repository = registry.site.repository
        assert repository
        assert origins == list_api_origins(repository)
        policy = compose_policy(repository)
        assert f"connect-src 'self' data: blob: {' '.join(origins)};" in policy
        assert "script-src 'self';" in policy
        assert "default-src 'none'" in policy
        assert "unsafe-eval" not in policy


def test_sign_in_helper_is_named_where_there_is_one() -> None:
    with_helper = _register(CodeHost.GITHUB, sign_in="https://auth.example/start")

    assert ["token"] == compose_configuration(_register(CodeHost.GITHUB))["backend"]["auth_methods"]
    backend = compose_configuration(with_helper)["backend"]
    assert ["oauth", "token"] == backend["auth_methods"]
    assert ("https://auth.example", "start") == (backend["base_url"], backend["auth_endpoint"])


def test_gitea_takes_tokens_alone() -> None:
    """Its sign-in is the host's own and needs an application there, which nobody has named."""
    backend = compose_configuration(_register(CodeHost.GITEA, sign_in="https://a.example"))[
        "backend"
    ]

    assert ["token"] == backend["auth_methods"]
    assert "https://code.example/api/v1" == backend["api_root"]
    assert "base_url" not in backend


def test_library_asks_nobody_but_the_site() -> None:
    """No address of its distributors is left in what the site serves."""
    need_library()
    served = dict(list_files(read_package(INSTALLED)))
    script = served["sveltia-cms.js"].decode()

    for host in ("unpkg.com", "cdn.jsdelivr.net", "githubstatus.com/api", "sourceMappingURL"):
        assert host not in script
    assert {*FONTS} <= set(served)
    assert all(font in script for font in FONTS)
    assert {Path(path).suffix for path in served} == HERE


def test_library_of_another_make_is_refused() -> None:
    with pytest.raises(ValueError, match="换了版本"):
        settle_script("fetch(`https://elsewhere.example/`)")


def test_words_are_those_of_an_office() -> None:
    words = settle_words('{"edit_slug": "编辑别名", "show_errors": "Errors"}'.encode())

    told = json.loads(words)
    assert ("编辑文件名", "看看哪里要改") == (told["edit_slug"], told["show_errors"])
    assert "文件名" == told["entry_sidebar"]["slug"]["title"]


def test_words_of_our_own_are_asked_for_by_the_library() -> None:
    """A key that a new version no longer has would say nothing to anybody."""
    need_library()
    known = json.loads((INSTALLED / "locales/en-US.json").read_text("utf-8"))

    added = json.loads(settle_words(b"{}"))
    assert [] == [key for key in _list_keys(added) if key not in set(_list_keys(known))]


def _list_keys(words: dict[str, Any], place: str = "") -> list[str]:
    keys = []
    for key, said in words.items():
        keys += _list_keys(said, f"{place}{key}.") if isinstance(said, dict) else [place + key]
    return keys


def test_build_without_the_library_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(BuildStopped, match="运行 invoke editor") as stop:
        read_package(tmp_path)

    assert "offers_editor = false" in str(stop.value)


def test_all_that_is_served_has_its_place_and_the_page_its_policy(tmp_path: Path) -> None:
    """The page is kept from search engines, stands in no sitemap, and robots stay out."""
    need_library()
    site = build_site(lay_repository(tmp_path), tmp_path / "output", "publishconf.py")

    page = read_elements((site / "admin/index.html").read_text("utf-8"))
    policy = [e.get("content") for e in page if e.get("http-equiv") == "Content-Security-Policy"]
    assert [compose_policy(Repository(CodeHost.GITHUB, ADDRESSES["github"]))] == policy
    assert ["noindex"] == [e.get("content") for e in page if e.get("name") == "robots"]
    for file in ("config.json", "sveltia-cms.js"):
        assert (site / "admin" / file).is_file()
    assert "Disallow: /admin/\n" in (site / "robots.txt").read_text("utf-8")
    assert [] == [p for p in site.glob("sitemap*.xml") if "admin" in p.read_text("utf-8")]


@pytest.mark.parametrize("host", ["gitee", "github"])
def test_site_without_the_editor_has_nothing_of_it(tmp_path: Path, host: str) -> None:
    """Gitee never has it; elsewhere it can be left out."""
    added = "" if host == "gitee" else "offers_editor = false\n"
    content = lay_repository(tmp_path, host, added)

    site = build_site(content, tmp_path / "output", "publishconf.py")

    assert not (site / "admin").exists()
    assert "Disallow" not in (site / "robots.txt").read_text("utf-8")


def test_library_is_pinned_by_version_and_hash() -> None:
    place = ROOT / "deploy" / "editor"
    wanted = json.loads((place / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((place / "package-lock.json").read_text("utf-8"))["packages"]

    assert all(version[0].isdigit() for version in wanted.values())
    packages = {name: facts for name, facts in locked.items() if name}
    assert [] == [name for name, facts in packages.items() if "integrity" not in facts]
    assert wanted["@sveltia/cms"] == packages["node_modules/@sveltia/cms"]["version"]


def test_only_what_is_served_is_read_of_the_package() -> None:
    assert {SCRIPT, PACKAGE, WORDS} < set(FILES)
