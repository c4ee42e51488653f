"""The writing form's page: what it takes from the registry, and how readers come to it."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plugins.forms.facts import list_facts
from plugins.forms.page import compose_plain_template
from plugins.model.repository import CodeHost, Repository
from plugins.reading.front_matter import split_front_matter
from plugins.reading.pinyin import list_syllables, to_slug
from plugins.reading.schema import ARTICLE_KEYS, TITLE_LIMIT
from tests.builds import SMALL_CONTENT, build_small_site
from tests.site_pages import SitePage, read_pages, resolve, sample_registry

PATH = "write/index.html"


@pytest.fixture(scope="module")
def page(site: Path) -> SitePage:
    return read_pages(site)[PATH]


def test_the_form_offers_every_unit_and_column_of_the_registry(page: SitePage) -> None:
    registry = sample_registry()
    choices = [option.text for option in page.all("option")]

    units, columns = (
        [unit.name for unit in registry.units],
        [column.title for column in registry.columns],
    )
    assert ["请选择", *units, "请选择", *columns] == choices


def test_the_page_holds_the_facts_for_its_scripts(page: SitePage) -> None:
    block = page.one("script", id="form-data")

    assert block
    assert json.loads(block.text) == json.loads(json.dumps(list_facts(sample_registry())))
    assert TITLE_LIMIT == json.loads(block.text)["limits"]["title"]


def test_every_label_belongs_to_a_field_and_every_field_has_one(page: SitePage) -> None:
    labels = [label.get("for") for label in page.all("label")]
    fields = [field.get("id") for field in page.all("input", "select", "textarea")]

    assert sorted(fields) == sorted([*labels, "field-organization"])


def test_the_template_for_readers_without_script_is_one_that_the_check_reads() -> None:
    text = compose_plain_template(sample_registry())

    front = split_front_matter(text, ARTICLE_KEYS)

    assert () == front.faults
    assert {"title", "summary", "tags"} == {k for k, f in front.fields.items() if not f.value}


@pytest.mark.parametrize("start", ["index.html", "contribute/index.html"])
def test_readers_come_to_the_form_from_every_page_and_from_the_one_on_contributing(
    site: Path, start: str
) -> None:
    page = read_pages(site)[start]

    words = [link.text for link in page.all("a") if resolve(start, link.get("href")) == (PATH, "")]

    assert ["在线写稿"] * (2 if start.startswith("contribute") else 1) == words


def test_an_organization_that_left_the_list_says_when() -> None:
    registry = sample_registry()
    first = replace(registry.organizations[0], until=date(2026, 11, 1))

    facts = list_facts(replace(registry, organizations=(first, *registry.organizations[1:])))

    assert "2026-11-01" == facts["organizations"][0]["until"]
    assert "" == facts["organizations"][1]["until"]


def test_a_column_by_organization_without_a_list_asks_for_the_office() -> None:
    facts = list_facts(replace(sample_registry(), organizations=()))

    assert {False} == {column["by_organization"] for column in facts["columns"]}


def test_the_code_host_is_known_to_the_form_where_the_city_has_one() -> None:
    registry = sample_registry()
    at = Repository(
        CodeHost.GITEA, "https://code.example/wenming/matrix", sign_in="https://x.example"
    )

    facts = list_facts(replace(registry, site=replace(registry.site, repository=at)))

    assert None is list_facts(registry)["repository"]
    wanted = {"host": "gitea", "address": at.address, "branch": "main"}
    assert wanted == facts["repository"]


def test_a_change_of_a_column_changes_the_form(tmp_path: Path) -> None:
    content = shutil.copytree(SMALL_CONTENT, tmp_path / "content")
    columns = content / "data" / "columns.toml"
    for file in (columns, *content.rglob("articles/**/*.md")):
        file.write_text(file.read_text("utf-8").replace("志愿服务", "志愿行动"), "utf-8")

    page = read_pages(build_small_site(tmp_path / "output", content))[PATH]

    assert "志愿行动" in [option.text for option in page.all("option")]


def test_every_character_of_the_national_standard_has_its_syllable() -> None:
    """GB/T 2312 has 6,763; each is named as a title of this one character is."""
    syllables = list_syllables()

    assert 6763 == sum(map(len, syllables.values()))
    assert all(syllable.isascii() and syllable.isalpha() for syllable in syllables)
    assert {"wen", "zhou"} == {to_slug(sign) for sign in "温州"}
    assert "温" in syllables["wen"]
    assert "州" in syllables["zhou"]
