"""Pages of figures: every number leads to exactly the articles behind it."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plugins.assessment.table_file import FiguresRow, read_figures
from tests.builds import SMALL_CONTENT, build_small_site
from tests.site_pages import read_pages, resolve

FRONT = "figures/index.html"
ADOPTIONS = """稿件,级别,媒体,链接,日期
dongtou/2026/2026-09-19-tide-table.md,市级,甲报,https://example.org/1,2026-09-20
dongtou/2026/2026-09-19-tide-table.md,市级,乙报,https://example.org/2,2026-09-21
dongtou/2026/2026-09-19-tide-table.md,省级,丙报,https://example.org/3,2026-10-02
wenzhou/2026/2026-11-10-crossing-the-street.md,国家级,丁网,https://example.org/4,2026-11-12
dongtou/2015/2015-05-20-pick-up-litter.md,省级,丙报,https://example.org/5,2026-01-08
"""
"""Two outlets of one level, two levels of one article, an article of an earlier year."""


class _Ids(HTMLParser):
    """Counts the entries inside every element that has an id, and reads tables of counts."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, list[str]] = {}
        self.total = 0
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, and an entry in all that are open."""
        values = dict(attrs)
        if tag in {"meta", "link", "img", "br", "input", "rect", "line"}:
            return
        self._open.append((tag, values.get("id") or ""))
        if values.get("id"):
            self.entries[values["id"] or ""] = []
        if "entries-item" in (values.get("class") or "").split():
            self.total += 1
        if tag == "a" and "entries-link" in (values.get("class") or ""):
            for _, name in self._open:
                if name and values.get("rel") is None:
                    self.entries[name].append(values.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest open element of that name."""
        while self._open and self._open.pop()[0] != tag:
            pass


@cache
def lists_of(page: Path) -> dict[str, list[str]]:
    """Return the addresses of the entries inside every id of a page."""
    parser = _Ids()
    parser.feed(page.read_text("utf-8"))
    return parser.entries


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small site with adoptions, and with weights."""
    folder = tmp_path_factory.mktemp("figures")
    content = folder / "content"
    shutil.copytree(SMALL_CONTENT, content)
    (content / "data" / "adoptions.csv").write_text(ADOPTIONS, "utf-8")
    site = content / "data" / "site.toml"
    weights = "\n[figures.weights]\nsubmitted = 1\nprovince = 5\n"
    site.write_text(site.read_text("utf-8") + weights, "utf-8")
    return build_small_site(folder / "output", content)


@pytest.fixture(params=["small", "showcase"])
def figured(request: pytest.FixtureRequest) -> Path:
    """A site with figures."""
    found: Path = request.getfixturevalue(request.param)
    return found


def test_every_number_leads_to_exactly_the_articles_behind_it(figured: Path) -> None:
    """Counted there one by one; a share leads to the articles that were taken up."""
    wrong, followed = [], 0
    for path, page in read_pages(figured).items():
        if not path.startswith("figures/"):
            continue
        for link in page.all("a"):
            if not {"counts-link", "sums-link"} & {*link.classes}:
                continue
            count = link.text.strip()
            target = resolve(path, link.get("href"))
            assert target
            if re.fullmatch(r"\d+", count) and target[1] != "points":
                followed += 1
                if int(count) != count_at(figured, *target):
                    wrong.append(f"{path}: {count} → {target}")
    assert [] == wrong
    assert followed > 100


def count_at(site: Path, file: str, anchor: str) -> int:
    """Return how many articles a link of a number leads to."""
    if file.startswith("archive/"):
        found = re.search(r"共 (\d+) 篇", (site / file).read_text("utf-8"))
        return int(found[1]) if found else -1
    if anchor == "months":
        rows = read_figures((site / file).with_name("figures.csv").read_bytes())
        return sum(row.tally.submitted for row in rows)
    addresses = lists_of(site / file)[anchor]
    assert len(addresses) == len({*addresses}), "no article counts twice"
    return len(addresses)


def test_every_share_leads_to_what_was_taken_up(figured: Path) -> None:
    for path, page in read_pages(figured).items():
        for link in page.all("a") if path.startswith("figures/") else ():
            if link.text.endswith("%"):
                target = resolve(path, link.get("href"))
                assert target
                assert lists_of(figured / target[0])[target[1]], (path, link.text)


def test_zero_leads_nowhere(figured: Path) -> None:
    for path, page in read_pages(figured).items():
        if path.startswith("figures/"):
            assert [] == [e.get("href") for e in page.all("a") if e.text.strip() == "0"], path


def test_no_number_is_without_its_list(site: Path) -> None:
    """Where points are counted, those of a month and their sum are computed and no list."""
    for path, page in read_pages(site).items():
        if path.startswith("figures/2026/"):
            numbers = [e.text.strip() for e in page.all("td") if "counts-cell" in e.classes]
            links = Counter(e.text for e in page.all("a") if "counts-link" in e.classes)
            bare = Counter(n for n in numbers if re.fullmatch(r"[1-9]\d*", n)) - links
            assert not bare, path


def rows_of(site: Path, year: int) -> dict[tuple[str, str], FiguresRow]:
    """Return a year's figures as they are downloaded."""
    data = (site / f"figures/{year}/figures.csv").read_bytes()
    return {(row.unit, row.month): row for row in read_figures(data)}


def test_the_downloaded_figures_are_counted_right(small: Path) -> None:
    """Two outlets of a level are one; what came late counts for the month of its article."""
    rows = rows_of(small, 2026)

    assert (1, 1, 1, 0, 1) == rows["dongtou", "2026-09"].tally.numbers
    assert (3, 0, 0, 1, 1) == rows["wenzhou", "2026-11"].tally.numbers
    assert (0, 0, 0, 0, 0) == rows["longgang", "2026-11"].tally.numbers
    assert 3 * 11 == len(rows)
    assert (1, 0, 1, 0, 1) == rows_of(small, 2015)["dongtou", "2015-05"].tally.numbers


def test_a_year_without_articles_has_no_page_but_this_year_has(small: Path) -> None:
    years = {path.name for path in (small / "figures").iterdir() if path.name.isdigit()}

    assert {"2015", "2021", "2023", "2026"} == years


def test_a_unit_that_was_not_there_has_no_year(small: Path) -> None:
    assert not (small / "figures/2015/longgang").exists()
    assert (small / "figures/2021/longgang/index.html").exists()


def test_units_stand_in_order_of_code_never_of_rank(small: Path) -> None:
    table = [e.text for e in read_pages(small)[FRONT].all("th") if "counts-name" in e.classes]

    places = [
        next(i for i, text in enumerate(table) if name in text)
        for name in ("温州市", "洞头区", "龙港市")
    ]
    assert sorted(places) == places


def test_points_are_shown_with_how_they_are_computed(small: Path) -> None:
    unit = read_pages(small)["figures/2026/dongtou/index.html"]
    front = read_pages(small)[FRONT]

    points = unit.one("p", id="points")
    assert points
    assert "报送 2 篇 × 1 + 省级采用 1 篇 × 5 = 7 分" in points.text
    assert any("得分 = 报送 × 1 + 省级采用 × 5" in e.text for e in front.all("p"))


def test_without_weights_nothing_is_weighed(site: Path) -> None:
    page = read_pages(site)[FRONT]

    assert not [e for e in page.all("th", "dt") if "得分" in e.text]


def test_corrections_stand_with_their_day_and_reason(showcase: Path) -> None:
    shown = [
        e.text for e in read_pages(showcase)[FRONT].all("li") if "amendments-item" in e.classes
    ]

    assert 1 == len(shown)
    assert "2026年6月10日" in shown[0]
    assert "测试更正" in shown[0]


def test_a_report_says_who_took_an_article_up(small: Path) -> None:
    lists = lists_of(small / "figures/2026/dongtou/index.html")
    page = read_pages(small)["figures/2026/dongtou/index.html"]
    sources = [e.text for e in page.all("p") if "entries-source" in e.classes]

    assert [
        "市级：甲报 2026年9月20日",
        "市级：乙报 2026年9月21日",
        "省级：丙报 2026年10月2日",
    ] == sources
    assert [1, 1, 1] == [len(lists[name]) for name in ("adopted", "m09-city", "m09-province")]


def test_a_site_without_articles_says_so(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(SMALL_CONTENT, content)
    shutil.rmtree(content / "articles")
    (content / "data" / "adoptions.csv").unlink()
    about = content / "pages" / "about.md"
    about.write_text(about.read_text("utf-8").partition("[")[0] + "\n", "utf-8")
    pages = read_pages(build_small_site(tmp_path / "output", content))

    assert "今年还没有稿件" in "".join(e.text for e in pages[FRONT].all("p"))
    assert "这一年还没有稿件" in "".join(e.text for e in pages["figures/2026/index.html"].all("p"))
