"""A site brought up to date is the one that a build from nothing makes, whatever happened.

``benchmarks/long_run.py`` takes as many steps of the same edits as there is time for.
"""

from __future__ import annotations

import os
import shutil
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from plugins.build.launch import launch_build
from tests.builds import SMALL_CONTENT, copy_repository, differing, run_python, write_article
from tests.desk import Desk, lay_desk, looking_later, read_tree
from tests.edits import (
    EDITS,
    Choice,
    Step,
    break_build,
    change_fields,
    change_style,
    read_sheet,
    walk,
    write_sheet,
)
from tests.support import ROOT

ARTICLE = "articles/wenzhou/2026/2026-10-08-a-signed-word.md"

WALKS = 5
STEPS = 12

STEP = st.builds(
    Step,
    edit=st.sampled_from(sorted(EDITS)),
    choice=st.integers(0, 2**32 - 1),
    builds=st.sampled_from((True, True, True, False)),
    is_later=st.sampled_from((True, True, False)),
)


@given(st.lists(STEP, min_size=STEPS, max_size=STEPS))
@settings(
    max_examples=WALKS,
    derandomize=True,
    database=None,
    # Each walk costs seconds: benchmarks/long_run.py finds the shortest one that fails.
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
def test_after_any_edits_the_site_is_what_a_clean_build_makes(steps: list[Step]) -> None:
    with TemporaryDirectory() as folder:
        walk(Path(folder), steps)


@pytest.mark.parametrize("part", range(4))
def test_each_edit_is_followed_by_what_a_clean_build_makes(part: int, tmp_path: Path) -> None:
    """Every one of them once, whatever Hypothesis chooses."""
    walk(tmp_path, [Step(name, part) for name in sorted(EDITS)[part::4]])


FOUND = {
    "undone": [Step("change_title", 5), Step("undo", 1)],
    "template-of-another-kind": [Step("draw_one_template_in_another", n) for n in range(14)],
    "syntax-of-templates": [Step("change_how_templates_are_read", n) for n in range(6)],
    "torn-templates": [Step(name, n) for n in range(4) for name in ("tear_store", "change_title")],
    "both-releases-torn": [
        Step("change_title", 5), *(Step("damage_served_file", n) for n in range(4))
    ],
    "older-release-torn": [
        Step("change_title", 5), Step("change_title", 6),
        Step("damage_older_file", 1, builds=False), Step("change_title", 9),
    ],
    "gallery-switched": [Step("switch_setting", n) for n in range(6)],
}  # fmt: skip
"""Steps at which builds were once found to differ."""


@pytest.mark.parametrize("steps", FOUND.values(), ids=FOUND)
def test_what_once_differed_differs_no_more(steps: list[Step], tmp_path: Path) -> None:
    walk(tmp_path, steps)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk that has built once."""
    desk = lay_desk(tmp_path)
    desk.check()
    return desk


@pytest.mark.parametrize("first", ["publishconf.py", "pelicanconf.py"])
def test_other_settings_make_another_site_in_the_same_place(first: str, tmp_path: Path) -> None:
    """One of the two files is read by the other: both are known to the build before."""
    output, clean = tmp_path / "kept" / "output", tmp_path / "fresh" / "output"
    second = {"publishconf.py": "pelicanconf.py"}.get(first, "publishconf.py")
    with looking_later():
        launch_build(ROOT / first, SMALL_CONTENT, output)
        launch_build(ROOT / second, SMALL_CONTENT, output)
        launch_build(ROOT / second, SMALL_CONTENT, clean)

    assert [] == differing(read_tree(clean), read_tree(output))


@pytest.mark.parametrize(
    "name", ["reading/yaml_pairs.py", "reading/markdown_html.py", "qrcodes/drawing.py"]
)
def test_a_change_of_the_program_is_seen_whatever_the_last_build_had_use_for(
    name: str, tmp_path: Path
) -> None:
    """Code that is loaded when it is needed is part of the program when it is not, too."""
    copy = copy_repository(tmp_path / "copy")
    _build_later(copy)
    with open(copy / "theme/static/css/blocks/card.css", "a", encoding="utf-8") as file:
        file.write(".more { margin: 0; }\n")
    _build_later(copy)
    with open(copy / "plugins" / name, "a", encoding="utf-8") as file:
        file.write("\n# another program\n")

    assert "read=0" not in _build_later(copy)


@pytest.mark.parametrize("place", ["theme/static/css/blocks/card.css", "settings.py"])
def test_what_was_refused_is_refused_again_and_mended(desk: Desk, place: str) -> None:
    """With another edit in between, the site stays as it was all the while."""
    served = read_tree(desk.live)
    fault = desk.content / "articles/dongtou/2026/2026-10-01-no-title.md"
    fault.write_text("---\n栏目: 志愿服务\n供稿: 测试\n---\n\n没有标题。\n", "utf-8")
    assert desk.check() is None
    with open(desk.root / place, "a", encoding="utf-8") as file:
        file.write("\n")
    assert desk.check() is None
    assert desk.check(is_later=False) is None
    assert served == read_tree(desk.live)

    fault.unlink()

    assert desk.check()


def test_a_file_lost_from_the_site_stops_no_build(desk: Desk) -> None:
    """Whoever is to take it over gets along without it."""
    for release in desk.releases.glob("release-*"):
        if release.is_dir() and release != desk.live.resolve():
            shutil.rmtree(release)
    (desk.live.resolve() / "follow" / "index.html").unlink()
    change_style(desk, Choice(1))

    assert desk.check()


def test_the_walks_would_see_a_difference(desk: Desk) -> None:
    """They compare what is served, not what is thought to be."""
    page = desk.live.resolve() / "follow" / "index.html"
    facts = page.stat()
    page.write_bytes(page.read_bytes().replace(b"</html>", b"</HTML>"))
    os.utime(page, ns=(facts.st_atime_ns, facts.st_mtime_ns))

    with pytest.raises(AssertionError, match="not what a clean build makes"):
        desk.check()


_BUILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
sys.path.insert(1, sys.argv[2])
from plugins.build.launch import launch_build
from tests.desk import looking_later
root = Path(sys.argv[1])
with looking_later():
    print(launch_build(root / "pelicanconf.py", root / "content", root / "output"))
"""


def _build_later(copy: Path) -> str:
    done = run_python("-c", _BUILD, str(copy), str(ROOT), folder=copy)
    assert 0 == done.returncode, done.stderr
    return done.stdout


def test_an_article_of_a_day_to_come_is_refused_though_it_has_passed(desk: Desk) -> None:
    """As by a clock that was put right.  What the city enters is of days to come as well."""
    for table in (desk.content / "data").glob("*.csv"):
        table.unlink()
    desk.turn_to(date(2026, 11, 19))
    assert desk.check() is None

    desk.turn_to(date(2026, 11, 21))
    assert desk.check()


def test_advice_on_texts_that_are_not_read_again_stands_beside_what_is_refused(desk: Desk) -> None:
    path = desk.content / "articles/wenzhou/2026/2026-11-12-note-by-the-door.md"
    change_fields(path, 标题="一" * 40)
    assert desk.check()
    (desk.content / "articles/wenzhou/2026/crossing.png").unlink()

    assert desk.check() is None


def test_a_column_renamed_is_unknown_to_texts_that_have_passed(desk: Desk) -> None:
    path = desk.content / "data" / "columns.toml"
    path.write_text(path.read_text("utf-8").replace('"志愿服务"', '"志愿活动"'), "utf-8")

    assert desk.check() is None


def test_a_page_in_the_footer_is_named_on_every_page(desk: Desk) -> None:
    path = desk.content / "pages" / "about.md"
    path.write_text(path.read_text("utf-8").replace("关于本站", "我们是谁"), "utf-8")

    assert desk.check()
    assert "我们是谁" in (desk.live / "follow" / "index.html").read_text("utf-8")


def test_a_turn_of_the_year_alone_is_seen(desk: Desk) -> None:
    desk.turn_to(date(2027, 1, 1))

    account = desk.check()

    assert account
    assert account.made


def test_what_a_killed_build_has_begun_is_not_taken_for_a_release(desk: Desk) -> None:
    """Killed at many places, with an article more, which is then withdrawn."""
    desk.check()
    for number in range(20):
        added = write_article(desk.content, f"longgang/2026/2026-11-{number + 1:02}-more.md")
        break_build(desk, 30 + 5 * number)
        added.unlink()
        change_fields(desk.content / ARTICLE, 标题=f"第 {number} 个标题")
        desk.check()


def test_a_text_refused_for_a_picture_still_shows_its_others(desk: Desk) -> None:
    """Known by its hash, checked again, refused: it is neither known nor without pictures."""
    broken = desk.content / "articles/dongtou/2026/broken.png"
    broken.write_bytes((broken.parent / "tide.png").read_bytes())
    path = broken.parent / "2026-11-20-beach-in-winter.md"
    fields, body = read_sheet(path)
    write_sheet(path, fields, f"{body}\n![海边的一块石头](broken.png)\n")
    (broken.parent / "alone.png").write_bytes(broken.read_bytes())
    other, text = read_sheet(path)
    write_sheet(path, other, f"{text}\n![海边的另一块石头](alone.png)\n")
    assert desk.check(is_later=False)
    broken.write_bytes(b"no picture")

    assert desk.check(is_later=False) is None


def test_compiled_templates_that_lost_a_block_are_compiled_anew(tmp_path: Path) -> None:
    """As a power cut leaves files: Python may crash on such code, so it must not see it."""
    copy = copy_repository(tmp_path / "copy")
    _build_later(copy)
    for number, path in enumerate(sorted((copy / ".store").rglob("*.cache"))):
        data = path.read_bytes()
        start = len(data) // (2 + number % 5)
        path.write_bytes(data[:start] + bytes(512) + data[start + 512 :])
    with open(copy / "theme/static/css/blocks/card.css", "a", encoding="utf-8") as file:
        file.write(".more { margin: 0; }\n")

    assert "is_updated=True" in _build_later(copy)
