"""Work counted, not timed: a build reads and writes what has changed, and nothing else.

What has to change is known from builds from nothing, before and after the edit.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest

from plugins.build.account import Account
from tests.builds import differing, write_article
from tests.desk import Desk, Files, lay_desk, looking_later, read_tree
from tests.edits import Choice, change_fields, draw_picture, read_sheet, write_sheet

UNITS = ("wenzhou", "dongtou", "longgang")
COLUMNS = ("core-values", "volunteer", "documents")
TAGS = ("海边", "安全", "出行", "窗口")
COUNT = 60
"""With the small site's own: more outputs than one process makes alone."""

COUNTED = "column/volunteer/index.html"
"""The front of the column that says who has written for it this month."""
TOLD_BY_THE_DAY = {"figures/index.html", "figures/self-check/index.html"}
"""How long units have been silent is counted in days."""

EDITED = "articles/longgang/2026/2026-09-21-walk-29.md"
"""In the middle of every list."""


@dataclass(frozen=True)
class Update:
    """What a build did: its account, the files it wrote, those that had to change, all files."""

    account: Account
    written: set[str]
    changed: set[str]
    files: set[str]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A site of many articles, built twice, so that both releases stand."""
    desk = lay_desk(tmp_path)
    for number in range(COUNT):
        day = date(2026, 11, 18) - timedelta(2 * number)
        fields = {
            "标题": f"第 {number} 天走过的路",
            "栏目": COLUMNS[number % 3],
            "标签": f"{TAGS[number % 4]}，{TAGS[(number + 1) % 4]}",
            "摘要": f"走了 {number} 里路。",
        }
        place = f"{UNITS[number % len(UNITS)]}/{day.year}/{day}-walk-{number}.md"
        write_article(desk.content, place, f"路很长。\n\n## 第 {number} 里\n\n走完了。", **fields)
    for room in ("PORTAL", "UNITS"):
        desk.change_setting(room, "page_size", lambda _: 5)
    with looking_later():
        desk.build(desk.live)
        write_article(desk.content, "wenzhou/2026/2026-11-19-last.md")
        desk.build(desk.live)
    yield desk


def bring_up_to_date(desk: Desk, before: Files) -> Update:
    """Build, and tell what was written and what had to be; ``before`` is the site until now."""
    known = {
        state
        for release in desk.releases.glob("release-*")
        for state in tell_states(release).values()
    }
    with looking_later():
        account = desk.build(desk.live)
    after = read_tree(desk.live)
    desk.build(desk.root / "fresh" / "output")
    assert [] == differing(read_tree(desk.root / "fresh" / "output"), after)
    written = {
        path for path, state in tell_states(desk.live.resolve()).items() if state not in known
    }
    files = {path for path in after if not path.endswith("/")}
    changed = {path for path in differing(before, after) if path in files}
    assert len(written) == account.made
    assert len(files) == account.made + account.kept
    gone = {path for path in before.keys() - after.keys() if not path.endswith("/")}
    assert len(gone) == account.gone
    return Update(account, written, changed, files)


def tell_states(release: Path) -> dict[str, tuple[int, int]]:
    """Return what tells each file of a release from one that was written later."""
    files = [path for path in release.rglob("*") if path.is_file()]
    return {
        path.relative_to(release).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns)
        for path in files
    }


def pages(files: set[str]) -> set[str]:
    """Return the pages among files."""
    return {path for path in files if path.endswith(".html")}


def test_one_article_changed_and_one_added_are_all_that_is_read_and_shown(desk: Desk) -> None:
    before = read_tree(desk.live)
    change_fields(desk.content / EDITED, 标题="改过的标题")
    write_article(desk.content, "dongtou/2026/2026-11-20-new.md", 标签="安全")

    update = bring_up_to_date(desk, before)

    assert 2 == update.account.read
    assert update.changed == update.written
    assert {"index.html", "dongtou/2026/11-20-new/index.html"} < update.written
    assert len(update.written) < len(update.files) / 4
    assert any(EDITED in reason for reason in update.account.reasons)


def test_a_text_changes_its_page_and_no_other(desk: Desk) -> None:
    before = read_tree(desk.live)
    fields, body = read_sheet(desk.content / EDITED)
    write_sheet(desk.content / EDITED, fields, f"{body}\n多了一句。\n")

    update = bring_up_to_date(desk, before)

    assert 1 == update.account.read
    assert {"longgang/2026/09-21-walk-29/index.html"} == update.changed == update.written


def test_the_text_of_a_new_article_changes_its_page_and_the_feeds(desk: Desk) -> None:
    path = desk.content / "articles/wenzhou/2026/2026-11-19-last.md"
    before = read_tree(desk.live)
    fields, _ = read_sheet(path)
    write_sheet(path, fields | {"摘要": "一句话就够了。"}, "\n换了一句话。\n")

    update = bring_up_to_date(desk, before)

    feeds = {
        f"{place}.{kind}"
        for place in ("feeds/all", "wenzhou/feed")
        for kind in ("atom.xml", "json")
    }
    assert {"wenzhou/2026/11-19-last/index.html", *feeds} == update.changed == update.written


@pytest.mark.parametrize("is_later", [True, False], ids=["trusted", "read"])
def test_nothing_changed_is_nothing_done(desk: Desk, is_later: bool) -> None:
    """Whether the files' states are old enough to be trusted, or each is read for its hash."""
    served, states = os.readlink(desk.live), tell_states(desk.live.resolve())

    with looking_later(is_later):
        account = desk.build(desk.live)

    assert (0, 0, 0, len(states)) == (account.read, account.made, account.gone, account.kept)
    assert "没有变化" in account.describe(0, "output")
    assert served == os.readlink(desk.live)
    assert states == tell_states(desk.live.resolve())


def test_a_touched_file_is_neither_read_anew_nor_written(desk: Desk) -> None:
    served, states = os.readlink(desk.live), tell_states(desk.live.resolve())
    for path in (
        *desk.content.rglob("*.md"),
        *desk.content.rglob("*.png"),
        *desk.theme.rglob("*.css"),
    ):
        os.utime(path, (1_000_000_000, 1_000_000_000))

    with looking_later():
        account = desk.build(desk.live)

    assert (0, 0, 0) == (account.read, account.made, account.gone)
    assert served == os.readlink(desk.live)
    assert states == tell_states(desk.live.resolve())


def test_content_checked_out_anew_is_not_read_anew(desk: Desk) -> None:
    """Other files with the same bytes, as CI has them: known by their hashes."""
    shutil.copytree(desk.content, desk.root / "clone")
    shutil.rmtree(desk.content)
    (desk.root / "clone").rename(desk.content)

    with looking_later():
        account = desk.build(desk.live)

    assert (0, 0) == (account.read, account.made)


def test_an_edit_undone_writes_nothing_and_is_no_standstill(desk: Desk) -> None:
    """The release before holds it all; what is served does change."""
    before, path = read_tree(desk.live), desk.content / EDITED
    text = path.read_bytes()
    change_fields(path, 标题="改过的标题")
    changed = bring_up_to_date(desk, before)
    path.write_bytes(text)

    update = bring_up_to_date(desk, read_tree(desk.live))

    assert before == read_tree(desk.live)
    assert (set(), changed.changed) == (update.written, update.changed)
    assert "没有变化" not in update.account.describe(0, "output")


def test_a_withdrawn_article_is_counted_as_gone(desk: Desk) -> None:
    before = read_tree(desk.live)
    (desk.content / EDITED).unlink()

    update = bring_up_to_date(desk, before)

    assert 0 == update.account.read
    assert "longgang/2026/09-21-walk-29/index.html" not in update.files
    assert update.changed == update.written


def test_a_new_month_makes_its_page_and_the_next_months(desk: Desk) -> None:
    before = read_tree(desk.live)
    write_article(desk.content, "wenzhou/2026/2026-06-30-between.md")

    update = bring_up_to_date(desk, before)

    write_article(desk.content, "wenzhou/2024/2024-02-29-leap.md")
    other = bring_up_to_date(desk, read_tree(desk.live))
    assert (1, 1) == (update.account.read, other.account.read)
    assert update.changed == update.written
    assert other.changed == other.written
    assert "archive/2024/02/index.html" in other.written
    assert "sitemap-2024.xml" in other.written


def test_a_new_day_of_the_same_month_reads_nothing_and_changes_little(desk: Desk) -> None:
    before = read_tree(desk.live)
    desk.turn_to(desk.day + timedelta(1))

    update = bring_up_to_date(desk, before)

    assert 0 == update.account.read
    assert TOLD_BY_THE_DAY == update.changed == update.written


def test_a_new_month_on_the_calendar_reads_nothing_and_changes_the_counts(desk: Desk) -> None:
    before = read_tree(desk.live)
    desk.turn_to(date(2026, 12, 1))

    update = bring_up_to_date(desk, before)

    assert 0 == update.account.read
    year = {f"figures/2026/{name}" for name in ("index.html", "figures.csv", "figures.xlsx")}
    units = {f"figures/2026/{unit}/index.html" for unit in ("wenzhou", "dongtou", "longgang")}
    wanted = {"index.html", COUNTED, *TOLD_BY_THE_DAY, *year, *units}
    assert wanted == update.changed == update.written


def test_a_style_sheet_changes_every_page_and_no_article_is_read(desk: Desk) -> None:
    before = read_tree(desk.live)
    with open(desk.theme / "static/css/blocks/card.css", "a", encoding="utf-8") as file:
        file.write(".more { margin: 0; }\n")

    update = bring_up_to_date(desk, before)

    assert 0 == update.account.read
    assert {*pages(update.files), "theme/site.css"} == update.changed == update.written


def test_a_component_is_drawn_anew_on_every_page_and_no_article_is_read(desk: Desk) -> None:
    """Components are found by name while a page is drawn, so that any page may show any."""
    before = read_tree(desk.live)
    path = desk.theme / "templates/components/card.html"
    path.write_text(
        path.read_text("utf-8").replace('class="card-text"', 'class="card-words"'), "utf-8"
    )

    update = bring_up_to_date(desk, before)

    assert 0 == update.account.read
    assert update.changed < update.written == pages(update.files)


@pytest.mark.parametrize(
    ("template", "pattern"),
    [
        ("home.html", r"index\.html"),
        ("article.html", r"\w+/\d{4}/\d\d-\d\d-[\w-]+/index\.html"),
        ("month.html", r"archive/\d.*\.html"),
        ("tag.html", r"tag/[\w-]+-\w{10}/.*\.html"),
        ("unit.html", r"(wenzhou|dongtou|longgang)/(page/\d+/)?index\.html"),
        ("not_found.html", r"404\.html"),
    ],
)
def test_the_template_of_one_kind_changes_that_kind(
    desk: Desk, template: str, pattern: str
) -> None:
    before = read_tree(desk.live)
    path = desk.theme / "templates" / template
    path.write_text(
        path.read_text("utf-8").replace("{% block main %}\n", "{% block main %}\n<hr>\n"), "utf-8"
    )

    update = bring_up_to_date(desk, before)

    assert 0 == update.account.read
    assert {path for path in update.files if re.fullmatch(pattern, path)} == update.changed
    assert update.changed == update.written


def test_the_name_of_the_site_changes_every_page_and_no_article_is_read(desk: Desk) -> None:
    before = read_tree(desk.live)
    path = desk.content / "data/site.toml"
    path.write_text(path.read_text("utf-8").replace("文明小站", "另一个小站"), "utf-8")

    update = bring_up_to_date(desk, before)

    assert 0 == update.account.read
    assert pages(update.files) <= update.changed <= update.written
    assert "theme/site.css" not in update.written


def test_a_picture_replaced_is_read_with_the_articles_that_show_it(desk: Desk) -> None:
    before = read_tree(desk.live)
    (desk.content / "articles/dongtou/2026/tide.png").write_bytes(draw_picture(Choice(1)))

    update = bring_up_to_date(desk, before)

    assert 2 == update.account.read
    assert update.changed <= update.written
    media = sorted(path for path in update.written if path.startswith("media/"))
    assert [".webp", ".jpg"] == [Path(path).suffix for path in media]


def test_a_setting_of_the_lists_reads_no_article(desk: Desk) -> None:
    before = read_tree(desk.live)
    desk.change_setting("FEEDS", "length", lambda _: 3)

    update = bring_up_to_date(desk, before)

    assert 0 == update.account.read
    assert update.changed == update.written
    assert all("feed" in path for path in update.written)


def test_a_lost_store_is_read_again_and_nothing_is_written(desk: Desk) -> None:
    shutil.rmtree(desk.store)

    update = bring_up_to_date(desk, read_tree(desk.live))

    assert update.account.texts <= update.account.read
    assert set() == update.written


def test_a_lost_older_release_costs_no_page(desk: Desk) -> None:
    served = desk.live.resolve()
    for release in desk.releases.glob("release-*"):
        if release.is_dir() and release != served:
            shutil.rmtree(release)
    before = read_tree(desk.live)
    change_fields(desk.content / EDITED, 标题="改过的标题")

    update = bring_up_to_date(desk, before)

    assert update.changed == update.written
