"""Plan, manifest and templates: what an output is made from, told apart and kept in full."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, meta

import pelicanconf
from plugins.assessment.plugin import list_figure_sections
from plugins.build.assets import list_assets, read_assets
from plugins.build.content import compose_portal
from plugins.build.ledger import is_safe_path
from plugins.build.manifest import (
    Manifest,
    Row,
    SectionRows,
    manifest_path,
    read_manifest,
    remove_manifest,
    tell_file_state,
    write_manifest,
    write_rows,
)
from plugins.build.plan import Plan
from plugins.build.templates import TemplateSet, read_templates
from plugins.feeds.plugin import list_feed_sections
from plugins.forms.plugin import list_form_sections
from plugins.importing.plugin import list_importing_sections
from plugins.inspection.plugin import list_inspection_sections
from plugins.media.plugin import list_picture_sections
from plugins.model.output import FileOutput, Output, Owner, PageOutput, Section, give_data
from plugins.portal.plugin import list_portal_sections
from plugins.prompts.plugin import list_prompt_sections
from plugins.reading.content_folder import ContentFolder
from plugins.registration.plugin import list_registration_sections
from plugins.repost.plugin import list_repost_sections
from plugins.units.plugin import list_unit_sections
from tests.builds import SMALL_CONTENT
from tests.support import ROOT, TODAY, read_site

THEME = ROOT / "theme"

# ---------------------------------------------------------------- templates

SOURCES = {
    "base.html": "{% block main %}{% endblock %}",
    "home.html": '{% extends "base.html" %}',
    "article.html": "{% extends 'base.html' %}",
    "bare.html": "<p></p>",
    "components/seal.html": "{% macro seal() %}{% endmacro %}",
    "regions/footer.html": "<footer></footer>",
}
KINDS = ["home.html", "article.html", "bare.html"]

COMPONENT_BY_NAME = '"components/" ~ '


def changed_kinds(name: str, text: str = "changed") -> list[str]:
    """Return the kinds of page that are others where one template is another."""
    before, after = TemplateSet(SOURCES), TemplateSet({**SOURCES, name: text})
    return [kind for kind in KINDS if before.fingerprint_of(kind) != after.fingerprint_of(kind)]


@pytest.mark.parametrize("name", ["components/seal.html", "regions/footer.html"])
def test_a_component_or_a_region_may_be_drawn_by_every_page(name: str) -> None:
    assert KINDS == changed_kinds(name)


def test_a_new_component_counts_for_every_page() -> None:
    """It may take the place of one of the same name that was missing."""
    assert KINDS == changed_kinds("components/new.html")


def test_a_kind_of_page_counts_for_itself_alone() -> None:
    assert ["home.html"] == changed_kinds("home.html")
    assert [] == changed_kinds("unused.html")


def test_what_pages_extend_counts_for_those_that_do() -> None:
    assert ["home.html", "article.html"] == changed_kinds("base.html")


def test_a_kind_that_a_region_names_counts_for_every_page() -> None:
    named = {**SOURCES, "regions/footer.html": '{% include "bare.html" %}'}
    before, after = TemplateSet(named), TemplateSet({**named, "bare.html": "changed"})

    assert all(before.fingerprint_of(kind) != after.fingerprint_of(kind) for kind in KINDS)


def test_what_is_named_by_what_is_named_counts_too() -> None:
    chain = {"a.html": '"b.html"', "b.html": '"c.html"', "c.html": '"a.html"', "d.html": ""}

    assert ["a.html", "b.html", "c.html"] == TemplateSet(chain).list_used("a.html")
    assert ["d.html"] == TemplateSet(chain).list_used("d.html")


def test_all_that_the_themes_templates_refer_to_is_counted() -> None:
    """As Jinja itself finds references; what is worked out while a page is drawn is a component."""
    templates = read_templates(THEME / "templates")
    environment = Environment(**pelicanconf.JINJA_ENVIRONMENT)  # type: ignore[arg-type]
    refers = {
        name: list(meta.find_referenced_templates(environment.parse(text)))
        for name, text in templates.sources.items()
    }

    assert sum(map(len, refers.values()))
    for name in templates.sources:
        used = {*templates.list_used(name)}
        wanted = {name}
        while missing := {r for n in wanted for r in refers[n] if r} - wanted:
            wanted |= missing
        assert wanted <= used, name
    worked_out = {name for name, found in refers.items() if None in found}
    for name in worked_out:
        assert COMPONENT_BY_NAME in templates.sources[name], "a kind of page might be meant"


def test_the_themes_home_page_counts_for_itself_alone() -> None:
    templates = read_templates(THEME / "templates")
    kinds = [name for name in templates.sources if "/" not in name]
    others = [kind for kind in kinds if kind != "home.html"]

    assert "home.html" in kinds
    assert [] == [kind for kind in others if "home.html" in templates.list_used(kind)]


# ---------------------------------------------------------------- plan


def compose_one(**inputs: Any) -> Mapping[str, Any]:
    return inputs


def compose_other(**inputs: Any) -> Mapping[str, Any]:
    return inputs


def make_one(**inputs: Any) -> bytes:
    return b""


def make_other(**inputs: Any) -> bytes:
    return b""


OWNER = Owner("plugins")
PLAN = Plan("1", {"登记表": "r", "设置": "s"}, TemplateSet(SOURCES))
PAGE = PageOutput("a.html", OWNER, "home.html", compose_one, {"tag": "a", "counts": [1]})
FILE = FileOutput("a.xml", OWNER, make_one, {"url": "a", "entries": []})
SECTION = Section("a", compose_one, {"tag": "a"})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        replace(PAGE, inputs={"tag": "b", "counts": [1]}),
        replace(PAGE, inputs={"tag": "a", "counts": [2]}),
        replace(PAGE, inputs={"tag": "a", "count": [1]}),
        replace(PAGE, inputs={"tag": "a"}),
        replace(PAGE, inputs={"tag": "a", "counts": [1], "year": None}),
        replace(PAGE, compose=compose_other),
        replace(PAGE, template="article.html"),
    ],
)
def test_a_page_of_other_inputs_is_another_page(other: PageOutput) -> None:
    assert PLAN.enter(PAGE).fingerprint != PLAN.enter(other).fingerprint


@pytest.mark.parametrize(
    "other",
    [
        replace(FILE, inputs={"url": "b", "entries": []}),
        replace(FILE, inputs={"url": "a", "entries": [1]}),
        replace(FILE, make=make_other),
    ],
)
def test_a_file_of_other_inputs_is_another_file(other: FileOutput) -> None:
    assert PLAN.enter(FILE).fingerprint != PLAN.enter(other).fingerprint


@pytest.mark.parametrize(
    "other",
    [
        replace(SECTION, inputs={"tag": "b"}),
        replace(SECTION, inputs={"slug": "a"}),
        replace(SECTION, list=compose_other),
    ],
)
def test_a_section_of_other_inputs_is_another_section(other: Section) -> None:
    assert PLAN.enter_section(SECTION) != PLAN.enter_section(other)


@pytest.mark.parametrize(
    ("plan", "page", "file"),
    [
        (replace(PLAN, version="2", _page_bases={}), True, True),
        (replace(PLAN, bases={"登记表": "r", "设置": "t"}, _page_bases={}), True, False),
        (replace(PLAN, templates=TemplateSet({**SOURCES, "home.html": ""}), _page_bases={}), 1, 0),
        (replace(PLAN, templates=TemplateSet({**SOURCES, "bare.html": ""}), _page_bases={}), 0, 0),
    ],
    ids=["program", "settings", "its template", "another template"],
)
def test_what_outputs_have_in_common_counts_for_those_that_depend_on_it(
    plan: Plan, page: bool, file: bool
) -> None:
    """For a section everything counts: it may hold pages of every kind."""
    assert bool(page) == (PLAN.enter(PAGE).fingerprint != plan.enter(PAGE).fingerprint)
    assert bool(file) == (PLAN.enter(FILE).fingerprint != plan.enter(FILE).fingerprint)
    assert PLAN.enter_section(SECTION) != plan.enter_section(SECTION)


def test_the_same_inputs_make_the_same_page_wherever_it_stands() -> None:
    same = PageOutput("b.html", Owner("b"), "home.html", compose_one, {**PAGE.inputs})

    assert PLAN.enter(PAGE) == PLAN.enter(same)


def test_a_row_says_which_input_is_another_one() -> None:
    one = PLAN.enter(PAGE).parts.split(",")
    other = PLAN.enter(replace(PAGE, inputs={"tag": "a", "counts": [2]})).parts.split(",")

    assert 2 == len(one) == len(other)
    assert one[0] == other[0]
    assert one[1] != other[1]


# ---------------------------------------------------------------- manifest

STRANGE = "a汉é\u0301 .-_'\u2028\u2029\x85\x0b\x0c\u00a0\u200b\ufeff\U0001f600"
PATHS = st.text(STRANGE, min_size=1, max_size=6).filter(is_safe_path) | st.text(
    min_size=1, max_size=6
).filter(is_safe_path)
ROWS = st.builds(Row, st.just("f" * 24), st.sampled_from(["", "00000000,11111111"]), st.just("1-2"))
SECTIONS = st.dictionaries(
    st.sampled_from(["home", "tag 文明", "articles wenzhou 2026-11", "feed a/b.xml"]),
    st.dictionaries(PATHS, ROWS, max_size=4),
    max_size=3,
)
FACTS = {"version": "1", "bases": {"登记表": "r"}, "places": ["/a b/\n\t", "\ud800"]}


@given(SECTIONS)
def test_a_manifest_says_again_what_it_was_told(
    tmp_path_factory: pytest.TempPathFactory, sections: dict[str, dict[str, Row]]
) -> None:
    """Whatever signs a path has that may stand in the site."""
    release = tmp_path_factory.mktemp("manifest") / "release-a"
    written = {key: write_rows(key, rows) for key, rows in sections.items()}

    write_manifest(release, Manifest({"version": "1"}, written))

    read = read_manifest(release)
    assert read
    assert {"version": "1"} == read.facts
    assert sections == {key: section.rows for key, section in read.sections.items()}
    assert [*sections] == [section.fingerprint for section in read.sections.values()]
    for rows, section in zip(sections.values(), read.sections.values(), strict=True):
        assert [*rows] == section.paths
        assert len(rows) == section.count_files()
    assert sum(map(len, sections.values())) == read.count_files()
    assert {release.with_name("release-a.list")} == {*release.parent.iterdir()}


def test_a_row_is_found_by_its_whole_path() -> None:
    rows = {path: Row(path, "", "") for path in ("b/a.html", "a.html", "a.html.gz")}
    manifest = Manifest({}, {"one": write_rows("", {}), "two": write_rows("", rows)})

    assert {path: manifest.find_row(path) for path in rows} == rows
    for path in ("html", "a", ".html", "b", "", "c.html"):
        assert manifest.find_row(path) is None


def write_example(folder: Path) -> Path:
    release = folder / "release-a"
    rows = {f"a/{n}.html": Row("f" * 24, "00000000", "1-2") for n in range(40)}
    facts = {"version": "1", "bases": {"登记表": "r"}}
    write_manifest(release, Manifest(facts, {"one": write_rows("1", rows), "two": _no_rows()}))
    return release


def _no_rows() -> SectionRows:
    return write_rows("2", {})


def test_a_manifest_with_a_bit_turned_says_nothing(tmp_path: Path) -> None:
    release = write_example(tmp_path)
    data = manifest_path(release).read_bytes()

    assert read_manifest(release)
    for place in range(0, len(data), 50):
        for bit in (1, 128):
            torn = bytearray(data)
            torn[place] ^= bit
            manifest_path(release).write_bytes(torn)
            assert read_manifest(release) is None, place


def test_a_manifest_that_is_known_already_is_not_read_again(tmp_path: Path) -> None:
    release = write_example(tmp_path)
    known = read_manifest(release)

    assert known
    assert known is read_manifest(release, known)
    write_manifest(release, Manifest({"version": "2"}, known.sections))
    changed = read_manifest(release, known)
    assert changed
    assert {"version": "2"} == changed.facts


def test_a_manifest_that_is_torn_says_nothing(tmp_path: Path) -> None:
    release = write_example(tmp_path)
    data = manifest_path(release).read_bytes()

    torn = [data[:place] for place in range(0, len(data), 50)]
    torn += [data + b"\n", data[1:], data * 2, b"", b"\n", b"{}", b"\xff" * 100]
    for cut in torn:
        manifest_path(release).write_bytes(cut)
        assert read_manifest(release) is None


def test_a_manifest_that_is_not_there_says_nothing(tmp_path: Path) -> None:
    release = write_example(tmp_path)
    remove_manifest(release)
    remove_manifest(release)

    assert read_manifest(release) is None


def test_a_state_changes_with_size_and_time(tmp_path: Path) -> None:
    file = tmp_path / "a"
    states = {tell_file_state(str(file))}
    for data, time in ((b"a", 1), (b"ab", 1), (b"ab", 2)):
        file.write_bytes(data)
        os.utime(file, ns=(time, time))
        states.add(tell_file_state(str(file)))

    assert 4 == len(states)


# ---------------------------------------------------------------- what capabilities answer


def list_sections(content: Path) -> Iterator[Section]:
    """Yield every section of the site that is made of ``content``."""
    portal = compose_portal(ContentFolder(content), TODAY)
    portal_settings = {"shows_gallery": True, "page_size": 3}
    settings = {"PATH": str(content), "THEME": str(THEME), "PORTAL": portal_settings}
    yield Section("theme", list_assets, {"assets": read_assets(THEME / "static")})
    for answer in (
        list_feed_sections, list_figure_sections, list_form_sections, list_importing_sections,
        list_inspection_sections, list_picture_sections, list_portal_sections,
        list_prompt_sections, list_registration_sections, list_repost_sections,
        list_unit_sections,
    ):  # fmt: skip
        yield from answer(portal, settings)


@pytest.fixture(scope="module", params=["content", "tests/sites/small/content"])
def sections(request: pytest.FixtureRequest) -> list[Section]:
    return list(list_sections(ROOT / request.param))


@pytest.fixture(scope="module")
def outputs(sections: list[Section]) -> list[Output]:
    return [output for section in sections for output in section.list(**section.inputs)]


def assert_plain(function: Callable[..., object]) -> None:
    """A plain function of a module of ours: all it sees is what it is given."""
    assert inspect.isfunction(function), function
    assert None is function.__closure__, function
    assert function.__module__.startswith("plugins."), function
    assert function is vars(sys.modules[function.__module__]).get(function.__name__), function
    assert not function.__defaults__, function
    assert not function.__kwdefaults__, function


def test_all_that_makes_something_is_a_plain_function(
    sections: list[Section], outputs: list[Output]
) -> None:
    """A closure, a method or a default could bring in what no fingerprint sees."""
    found = {section.list for section in sections}
    found |= {o.compose if isinstance(o, PageOutput) else o.make for o in outputs}

    assert len(found) > 30
    assert {give_data, list_assets} <= found
    for function in found:
        assert_plain(function)


@pytest.mark.parametrize(
    "function",
    [lambda: b"", {}.get, "".join, Path.read_bytes, type("Maker", (), {"make": make_one}).make],  # type: ignore[attr-defined]
)
def test_what_is_no_plain_function_is_seen(function: Callable[..., object]) -> None:
    with pytest.raises(AssertionError):
        assert_plain(function)


def test_all_inputs_have_a_fingerprint(sections: list[Section], outputs: list[Output]) -> None:
    templates = read_templates(THEME / "templates")
    plan = Plan("1", {}, templates)

    names = [plan.enter_section(section) for section in sections]
    rows = [plan.enter(output) for output in outputs]

    assert len(names) == len({*names}), "two sections are not one"
    assert all(row.fingerprint and "\t" not in row.parts for row in rows)


def test_no_two_sections_have_one_key_and_every_key_stands_in_a_manifest(
    sections: list[Section],
) -> None:
    keys = [section.key for section in sections]

    assert sorted({*keys}) == sorted(keys)
    assert [] == [key for key in keys if "\t" in key or "\n" in key or not key]


def test_sections_hold_the_whole_site_each_path_once(outputs: list[Output], site: Path) -> None:
    paths = [output.path for output in outputs]

    assert len({*paths}) == len(paths)
    if any("lucheng" in path for path in paths):
        shown = [path for path in read_site(site) if "/page/" not in path]
        assert sorted(shown) == sorted(path for path in paths if "/page/" not in path)


def test_what_sections_list_does_not_change_while_it_is_listed(sections: list[Section]) -> None:
    """Listed again, it is the same: nothing is used up or counted on."""
    plan = Plan("1", {}, read_templates(THEME / "templates"))
    for section in sections:
        once, twice = (
            [(output.path, plan.enter(output)) for output in section.list(**section.inputs)]
            for _ in range(2)
        )
        assert once == twice, section.key


def test_listing_a_section_opens_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    """A build that has little to do lists much more than it opens."""

    def refuse(folder: ContentFolder, path: str, *rest: str) -> Any:
        raise AssertionError(f"{path} was opened")

    sections = [s for s in list_sections(SMALL_CONTENT) if not s.key.startswith("pictures ")]
    monkeypatch.setattr(ContentFolder, "open_article", refuse)
    monkeypatch.setattr(ContentFolder, "open_body", refuse)
    plan = Plan("1", {}, read_templates(THEME / "templates"))

    for section in sections:
        plan.enter_section(section)
        assert [plan.enter(output) for output in section.list(**section.inputs)]
