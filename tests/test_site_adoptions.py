"""What was taken up: on the article's page, on its unit's page, and nowhere else made anew."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from plugins.assessment.entering import write_adoptions
from plugins.build.content import compose_portal
from plugins.model.adoption import Adoption, Level
from plugins.model.portal import Portal
from plugins.reading.content_folder import ContentFolder
from plugins.reading.records import ADOPTIONS
from plugins.units.adopted import list_adopted, show_adopted
from tests.builds import SMALL_CONTENT, build_small_site, differing, write_article
from tests.desk import lay_desk, looking_later, read_tree
from tests.site_pages import Element, read_pages
from tests.support import TODAY

TAKEN = "dongtou/2026/11-20-beach-in-winter/index.html"
NOT_TAKEN = "wenzhou/2026/11-01-window-hours/index.html"
FIGURES = "figures/"
"""Where the numbers stand, which an adoption changes, too."""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site, in which three articles were taken up."""
    return build_small_site(tmp_path_factory.mktemp("small") / "output")


def adopt(name: str, level: Level, day: date, outlet: str = "示例晚报") -> Adoption:
    """Return an adoption of an article named by its path below ``articles``."""
    return Adoption(f"articles/{name}.md", level, outlet, f"https://example.org/{day}", day)


def enter(content: Path, *adoptions: Adoption) -> None:
    """Add adoptions to those of a content folder."""
    known = ContentFolder(content).records_reading.records.adoptions
    (content / ADOPTIONS.path).write_bytes(write_adoptions([*known, *adoptions]))


def find(site: Path, page: str, name: str) -> list[Element]:
    """Return the elements of a page with a class."""
    return [each for each in read_pages(site)[page].elements if name in each.classes]


# ---------------------------------------------------------------- an article's page


def test_the_page_of_an_article_says_where_it_was_taken_up(small: Path) -> None:
    """The nearest level first, each with its outlet, the page there and the day."""
    rows = [each.text.split() for each in find(small, TAKEN, "adoptions-row")]
    links = [
        (each.text, each.get("href"), each.get("rel"))
        for each in find(small, TAKEN, "adoptions-link")
    ]

    assert [
        ["市级", "示例网", "2026年11月21日"],
        ["省级", "示例日报", "2026年11月22日"],
    ] == rows
    assert [
        ("示例网", "https://example.org/city/beach.html", "noopener external"),
        ("示例日报", "https://example.org/2026/11/beach.html", "noopener external"),
    ] == links


def test_the_page_of_another_article_says_nothing_of_it(small: Path) -> None:
    assert [] == find(small, NOT_TAKEN, "adoptions")


# ---------------------------------------------------------------- a unit's page


def test_the_front_page_of_a_unit_shows_what_was_taken_up_last(small: Path) -> None:
    """Each article once, with the last day and all levels; older pages show nothing of it."""
    shown = {path: _adopted_part(small, path) for path in read_pages(small)}

    assert [
        "被采用的稿件",
        *("冬天的沙滩:", "谁在扫", "2026年11月22日", "市级、省级采用"),
        *("从海边带一袋垃圾回来", "2015年5月25日", "国家级采用"),
    ] == shown.pop("dongtou/index.html")
    assert ["wenzhou/index.html"] == [path for path, words in shown.items() if words]


def _adopted_part(site: Path, page: str) -> list[str]:
    """Return the words of the part that says what was taken up last."""
    elements = read_pages(site)[page].elements
    parts = [each for each in elements if each.get("aria-labelledby") == "adopted"]
    return parts[0].text.split() if parts else []


def test_of_many_the_last_few_are_chosen_whatever_their_order(tmp_path: Path) -> None:
    """One day's in order of their paths; what is no published article is left out."""
    content = tmp_path / "content"
    names = [f"dongtou/2026/2026-03-{day:02}-a" for day in range(1, 8)]
    portal = _portal(content, names)
    days = [date(2026, 4, day) for day in (3, 9, 9, 1, 5, 2, 4)]
    adoptions = [adopt(name, Level.CITY, day) for name, day in zip(names, days, strict=True)]
    more = adopt(names[3], Level.NATION, date(2026, 4, 10))
    gone = adopt("dongtou/2026/2026-03-31-gone", Level.CITY, date(2026, 4, 11))
    enter(content, more, gone, *adoptions)

    found = list_adopted(_portal(content, ()), 3)["dongtou"]

    assert [names[3], names[1], names[2]] == [_name(each.slip.source_path) for each in found]
    assert "市级、国家级采用" == show_adopted(found[0])["levels"]
    assert {} == list_adopted(portal, 3)


def _portal(content: Path, names: tuple[str, ...] | list[str]) -> Portal:
    """Write articles into a copy of the small site's registry, and return the portal."""
    if not content.exists():
        shutil.copytree(SMALL_CONTENT / "data", content / "data")
        (content / ADOPTIONS.path).unlink()
    for name in names:
        write_article(content, f"{name}.md", 供稿="洞头区文明办")
    return compose_portal(ContentFolder(content), TODAY)


def _name(path: str) -> str:
    return path.removeprefix("articles/").removesuffix(".md")


# ---------------------------------------------------------------- what is made anew


def test_an_adoption_makes_its_articles_page_and_the_units_front_anew(tmp_path: Path) -> None:
    """And the figures; no other article of its month, no list, no feed."""
    desk = lay_desk(tmp_path)
    with looking_later():
        desk.build(desk.live)
        desk.build(desk.live)
    before = read_tree(desk.live)
    enter(
        desk.content, adopt("wenzhou/2026/2026-11-01-window-hours", Level.CITY, date(2026, 11, 3))
    )

    with looking_later():
        account = desk.build(desk.live)

    after = read_tree(desk.live)
    changed = [path for path in differing(before, after) if not path.endswith("/")]
    pages = [path for path in changed if not path.startswith(FIGURES)]
    assert sorted([NOT_TAKEN, "wenzhou/index.html"]) == pages
    assert len(changed) == account.made
    assert 0 == account.read


def test_an_adoption_of_long_ago_makes_its_articles_page_anew_alone(tmp_path: Path) -> None:
    """A unit's front page shows the last few, and did not change."""
    desk = lay_desk(tmp_path)
    desk.change_setting("UNITS", "adopted", lambda _: 1)
    with looking_later():
        desk.build(desk.live)
    before = read_tree(desk.live)
    enter(desk.content, adopt("dongtou/2026/2026-09-19-tide-table", Level.CITY, date(2026, 9, 20)))

    with looking_later():
        desk.build(desk.live)

    changed = differing(before, read_tree(desk.live))
    pages = [path for path in changed if not path.startswith(FIGURES)]
    assert ["dongtou/2026/09-19-tide-table/index.html"] == pages
