"""Who has written for a column this month: on the page, and as counted from the articles."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from plugins.model.article import Slip
from plugins.model.contributors import ContributorGroup, group_contributors, take_month
from plugins.model.organization import CountsBy
from plugins.model.registry import Registry
from plugins.reading.content_folder import ContentFolder
from tests.builds import build_small_site, write_article
from tests.site_pages import Element, read_pages, resolve, sample_registry, sample_slips
from tests.support import SITES, TODAY

BLOG, ORGANIZATIONS = "blog", "civilized-units"
COUNTED = (BLOG, ORGANIZATIONS)
MONTHS = [date(2026, month, 1) for month in range(5, 13)]


def slips_of(column: str) -> list[Slip]:
    """Return the sample articles of a column, newest first."""
    return [slip for slip in sample_slips() if slip.column == column]


def group(
    registry: Registry, column: str, slips: Sequence[Slip], month: date
) -> list[ContributorGroup]:
    """Return who wrote for a column."""
    return list(group_contributors(registry, registry.column_by_slug[column], slips, month))


# ---------------------------------------------------------------- counted


def test_the_sample_city_counts_the_blog_by_unit_and_its_civilized_units_by_name() -> None:
    columns = sample_registry().column_by_slug

    assert CountsBy.UNIT is columns[BLOG].counts_by
    assert CountsBy.ORGANIZATION is columns[ORGANIZATIONS].counts_by


def test_invented_organizations_say_that_they_are_samples() -> None:
    """No honour is invented."""
    names = [each.name for each in sample_registry().organizations]

    assert names
    assert [] == [name for name in names if not name.startswith("示例单位")]


def test_organizations_stand_in_order_of_unit_and_name() -> None:
    registry = sample_registry()
    units = [unit.slug for unit in registry.units]

    places = [units.index(each.unit) for each in registry.organizations]
    assert sorted(places) == places
    of_lucheng = [each.name for each in registry.organizations if each.unit == "lucheng"]
    assert ["示例单位二", "示例单位三"] == of_lucheng  # er, san


@pytest.mark.parametrize("column", COUNTED)
@pytest.mark.parametrize("month", MONTHS, ids=str)
def test_every_article_of_the_month_is_counted_once(column: str, month: date) -> None:
    slips = [slip for slip in slips_of(column) if slip.month == month.isoformat()[:7]]

    groups = group(sample_registry(), column, slips, month)

    counted = [a.address for g in groups for each in g.contributors for a in each.articles]
    assert sorted(slip.address for slip in slips) == sorted(counted)
    assert len(slips) == sum(each.count for each in groups)


def test_the_order_does_not_follow_the_counts() -> None:
    """The same names in the same places, whoever has written."""
    registry = sample_registry()
    for column in COUNTED:
        orders = {
            tuple(c.name for g in group(registry, column, slips, TODAY) for c in g.contributors)
            for slips in (slips_of(column), slips_of(column)[:1], [])
        }
        assert 1 == len(orders)


def test_an_office_without_a_place_on_the_list_stands_behind_its_units_organizations() -> None:
    registry = sample_registry()
    rest = tuple(each for each in registry.organizations if each.name != "示例单位二")

    groups = group(
        replace(registry, organizations=rest), ORGANIZATIONS, slips_of(ORGANIZATIONS), TODAY
    )

    lucheng = next(each for each in groups if each.unit and each.unit.slug == "lucheng")
    assert [("示例单位三", 0), ("示例单位二", 1)] == [
        (each.name, len(each.articles)) for each in lucheng.contributors
    ]


def test_an_organization_is_shown_through_the_month_in_which_it_leaves_the_list() -> None:
    registry = sample_registry()
    left = date(2026, 11, 15)
    changed = replace(
        registry, organizations=tuple(replace(each, until=left) for each in registry.organizations)
    )

    assert group(changed, ORGANIZATIONS, [], date(2026, 11, 1))
    assert [] == group(changed, ORGANIZATIONS, [], date(2026, 12, 1))


def test_the_month_begins_on_its_first_day() -> None:
    days = {slip.iso_day for slip in take_month(sample_slips(), TODAY)}

    assert days
    assert days == {slip.iso_day for slip in sample_slips() if slip.month == "2026-11"}
    assert () == take_month(sample_slips(), date(2026, 12, 1))


def test_a_city_without_the_list_counts_its_units_all_the_same() -> None:
    registry = ContentFolder(SITES / "small" / "content").registry

    (everybody,) = group(registry, "volunteer", [], TODAY)
    assert () == registry.organizations
    assert [unit.name for unit in registry.units] == [c.name for c in everybody.contributors]


def test_texts_are_checked_anew_when_the_list_changes() -> None:
    registry = sample_registry()
    shorter = replace(registry, organizations=registry.organizations[1:])

    assert registry.schema_fingerprint != shorter.schema_fingerprint
    assert registry.fingerprint != shorter.fingerprint


# ---------------------------------------------------------------- shown


def rows(site: Path, path: str) -> list[Element]:
    """Return the rows of a page's tally."""
    return [e for e in read_pages(site)[path].elements if "tally-row" in e.classes]


def test_the_blog_names_every_unit_in_order_of_code(site: Path) -> None:
    shown = [row.text for row in rows(site, f"column/{BLOG}/index.html")]

    units = sample_registry().units
    assert len(units) == len(shown)
    for unit, text in zip(units, shown, strict=True):
        assert text.strip().startswith(unit.name)
        assert ("本月还没有稿件" in text) != ("篇" in text)


@pytest.mark.parametrize("column", COUNTED)
def test_every_count_leads_to_its_articles(site: Path, column: str) -> None:
    path = f"column/{column}/index.html"
    links = [e for e in read_pages(site)[path].elements if "tally-link" in e.classes]

    targets = {found[0] for link in links if (found := resolve(path, link.get("href")))}
    wanted = [slip for slip in slips_of(column) if slip.month == "2026-11"]
    assert wanted
    assert {f"{slip.address}index.html" for slip in wanted} == targets


def test_other_columns_count_nobody(site: Path) -> None:
    counting = {
        path
        for path, page in read_pages(site).items()
        if path.startswith("column/") and any("tally" in e.classes for e in page.elements)
    }

    assert {f"column/{column}/index.html" for column in COUNTED} == counting


def test_only_the_front_of_the_list_shows_the_month(tmp_path: Path) -> None:
    """An older page keeps its content for ever."""
    content = tmp_path / "content"
    shutil.copytree(SITES / "small" / "content", content)
    for day in range(1, 7):
        write_article(content, f"longgang/2026/2026-11-0{day}-walk.md")
    site = build_small_site(tmp_path / "output", content)

    pages = {p: page for p, page in read_pages(site).items() if p.startswith("column/volunteer/")}
    assert len(pages) > 1
    assert ["column/volunteer/index.html"] == [
        path for path, page in pages.items() if any("tally" in e.classes for e in page.elements)
    ]
