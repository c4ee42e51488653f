"""The code host that ``site.toml`` names, and the accounts of units there."""

from __future__ import annotations

import pytest

from plugins.model.problem import Problem
from plugins.model.registry import Registry
from plugins.model.repository import CodeHost, Repository
from plugins.reading.registry import REQUIRED, SITE, UNITS, read_registry
from tests.case_runner import REGISTRY

FOUND = {path: (REGISTRY / path).read_bytes() for path in REQUIRED}

GOOD = """
[repository]
host = "gitea"
address = "https://code.example/wenming/matrix.git"
branch = "trunk"
owners = ["@wenming/city", "@editor"]
sign_in = "https://auth.example"
preview = "https://preview.example/{number}/"
"""


def read_site(added: str) -> tuple[Registry | None, tuple[Problem, ...]]:
    reading = read_registry({**FOUND, SITE: FOUND[SITE] + added.encode()})
    return reading.registry, reading.problems


def test_without_the_table_there_is_no_repository() -> None:
    registry, _ = read_site("")

    assert registry
    assert registry.site.repository is None


def test_repository_is_read_with_all_its_keys() -> None:
    registry, _ = read_site(GOOD)

    assert registry
    owners = ("@wenming/city", "@editor")
    address = "https://code.example/wenming/matrix"
    preview = "https://preview.example/{number}/"
    wanted = Repository(
        CodeHost.GITEA, address, "trunk", owners, True, "https://auth.example", preview
    )
    assert wanted == registry.site.repository
    assert "wenming/matrix" == wanted.name
    assert "https://code.example" == wanted.origin
    assert "https://preview.example/12/" == wanted.locate_preview(12)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('host = "gitea"', 'host = "svn"'),
        ('host = "gitea"', 'host = ""'),
        ('host = "gitea"', 'hosts = "gitea"'),
        ("https://code.example/wenming/matrix.git", "https://code.example/matrix"),
        ("https://code.example/wenming/matrix.git", "git@code.example:wenming/matrix.git"),
        ("https://code.example/wenming/matrix.git", "https://code.example/a/b?c=d"),
        ("https://code.example/wenming/matrix.git", "https://me@code.example/a/b"),
        ('branch = "trunk"', 'branch = "a b"'),
        ('branch = "trunk"', 'branch = "../main"'),
        ('"@editor"', '"editor"'),
        ('"@editor"', '"someone@code.example"'),
        ("https://code.example", "https://*"),
        ("https://code.example", "https://code.example;sandbox"),
        ("https://auth.example", "auth.example"),
        ("https://auth.example", "https://*"),
        ("https://auth.example", "https://auth.example;sandbox"),
        ("https://preview.example/{number}/", "https://preview.example/{number}/)@everyone/"),
        ("https://preview.example/{number}/", "https://preview.example/{number}"),
        ("https://preview.example/{number}/", "https://preview.example/"),
    ],
)
def test_fault_in_the_table_is_reported_on_its_line(old: str, new: str) -> None:
    assert old in GOOD
    text = FOUND[SITE].decode() + GOOD
    line = text[: text.index(old)].count("\n") + 1

    _, problems = read_site(GOOD.replace(old, new))

    assert line in {problem.line for problem in problems}
    assert {SITE} == {problem.path for problem in problems}


def test_gitee_has_no_browser_editor() -> None:
    """The editor's library has no way to speak to it."""
    address = "https://gitee.com/wenming/matrix"

    assert Repository(CodeHost.GITHUB, address).has_editor
    assert not Repository(CodeHost.GITHUB, address, offers_editor=False).has_editor
    assert not Repository(CodeHost.GITEE, address).has_editor


def test_unit_may_name_its_owners_at_the_host() -> None:
    old = 'slug = "dongtou"'
    text = FOUND[UNITS].decode().replace(old, f'{old}\nowners = ["@wenming/dongtou"]')
    registry = read_registry({**FOUND, UNITS: text.encode()}).registry

    assert registry
    assert ("@wenming/dongtou",) == registry.unit_by_slug["dongtou"].owners
    assert () == registry.unit_by_slug["longgang"].owners


def test_owners_change_no_text() -> None:
    """Texts need not be read anew when an office names its people."""
    text = FOUND[UNITS].decode().replace('slug = "dongtou"', 'slug = "dongtou"\nowners = ["@a"]')
    before = read_registry(FOUND).registry
    after = read_registry({**FOUND, UNITS: text.encode()}).registry

    assert before and after
    assert before.schema_fingerprint == after.schema_fingerprint
    assert before.fingerprint != after.fingerprint
