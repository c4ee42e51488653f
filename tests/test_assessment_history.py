"""Who brought what and when, in histories of every shape; and what nobody can slip in."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from plugins.assessment.git_objects import GitObjects
from plugins.assessment.history import HistoryUnreadable
from plugins.assessment.recounting import recount
from plugins.model.adoption import Level
from tests.support import need_command
from tests.written_histories import (
    ADOPTIONS,
    FIRST,
    LATER,
    ONE,
    OTHER,
    TWO,
    Written,
    list_paths,
    write_adoption,
    write_adoptions,
    write_article,
)

LIAISON = date(2026, 9, 12)
MERGED = date(2026, 9, 14)
LONG = "".join(f"第{number}句，各不相同。\n" for number in range(40))


@pytest.fixture
def city(tmp_path: Path) -> Written:
    return Written(tmp_path / "city")


def git(folder: Path, *words: str) -> str:
    need_command("git")
    name = ("-c", "user.name=测试", "-c", "user.email=test@example.invalid")
    done = subprocess.run(
        ["git", "-C", str(folder), *name, *words], capture_output=True, text=True, check=False
    )
    assert 0 == done.returncode, done.stderr
    return done.stdout.strip()


def refuse(folder: Path, at: str = "HEAD") -> str:
    with pytest.raises(HistoryUnreadable) as refusal:
        recount(GitObjects(folder, at), LATER, lambda done, total: None)
    return str(refusal.value)


# ---------------------------------------------------------------- who, and when


def test_an_article_of_a_branch_is_its_authors_and_lands_with_the_merge(city: Written) -> None:
    main = city.tip
    branch = city.commit({ONE: write_article()}, LIAISON, "联络员")
    city.commit({ONE: write_article()}, MERGED, "市文明办", [main, branch])

    coming = city.read().comings[ONE]

    assert ("联络员", LIAISON, MERGED) == (coming.author, coming.day, coming.landed)


def test_a_squashed_branch_is_its_commits_authors(city: Written) -> None:
    city.commit({ONE: write_article()}, MERGED, "联络员")

    assert "联络员" == city.read().comings[ONE].author


def test_what_only_the_merge_itself_holds_is_the_mergers(city: Written) -> None:
    main = city.tip
    branch = city.commit({TWO: write_article()}, LIAISON, "联络员")
    city.commit({ONE: write_article(), TWO: write_article()}, MERGED, "市文明办", [main, branch])

    assert "市文明办" == city.read().comings[ONE].author


def test_a_branch_that_took_in_main_claims_nothing_of_others(city: Written) -> None:
    start = city.tip
    main = city.commit({ONE: write_article()}, FIRST, "第一个人")
    branch = city.commit({TWO: write_article()}, LIAISON, "联络员", [start])
    branch = city.commit({ONE: write_article()}, LIAISON, "联络员", [branch, main])
    city.commit({TWO: write_article()}, MERGED, "市文明办", [main, branch])

    found = city.read()

    assert ["第一个人", "联络员"] == [found.comings[path].author for path in (ONE, TWO)]


def test_three_branches_in_one_merge_keep_their_authors(city: Written) -> None:
    main = city.tip
    files = {path: write_article() for path in (ONE, TWO, OTHER)}
    tips = [city.commit({p: files[p]}, LIAISON, f"联络员{p}", [main]) for p in files]
    city.commit(files, MERGED, "市文明办", [main, *tips])

    found = city.read()

    assert {path: f"联络员{path}" for path in files} == {p: found.comings[p].author for p in files}


def test_unrelated_histories_meet(city: Written) -> None:
    main = city.tip
    other = city.commit({ONE: write_article()}, LIAISON, "另一个仓库", [])
    city.commit({ONE: write_article()}, MERGED, "市文明办", [main, other])

    assert "另一个仓库" == city.read().comings[ONE].author


def test_an_article_that_moves_keeps_how_it_came(city: Written) -> None:
    city.commit({ONE: write_article(LONG)}, LIAISON, "联络员")
    city.commit({ONE: None, OTHER: write_article(LONG, 供稿="别的单位")}, LATER, "编辑")

    found = city.read()

    assert [OTHER] == list_paths(found)
    assert ("联络员", LIAISON) == (found.comings[OTHER].author, found.comings[OTHER].landed)


def test_another_article_in_its_place_is_no_move(city: Written) -> None:
    city.commit({ONE: write_article(LONG)}, LIAISON, "联络员")
    city.commit({ONE: None, OTHER: write_article("全新的一篇。" * 60)}, LATER, "编辑")

    assert "编辑" == city.read().comings[OTHER].author


def test_a_move_that_a_branch_made_in_steps_is_followed(city: Written) -> None:
    """What the merge shows as one gone and one new is told by the branch's own commits."""
    main = city.commit({ONE: write_article(LONG)}, LIAISON, "联络员")
    branch = city.commit({ONE: None, TWO: write_article(LONG)}, MERGED, "编辑")
    branch = city.commit({TWO: write_article("改写了。" * 80)}, MERGED, "编辑", [branch])
    city.commit({ONE: None, TWO: write_article("改写了。" * 80)}, MERGED, "市", [main, branch])

    assert ("联络员", LIAISON) == (*city.read().comings[TWO][:1], LIAISON)


@pytest.mark.parametrize("back", [ONE, TWO], ids=["at its place", "elsewhere"])
def test_an_article_that_comes_back_came_when_it_first_did(city: Written, back: str) -> None:
    city.commit({ONE: write_article(LONG)}, LIAISON, "联络员")
    city.commit({ONE: None}, MERGED)
    city.commit({back: write_article(LONG)}, LATER, "编辑")

    assert "联络员" == city.read().comings[back].author


def test_a_draft_lands_when_it_is_published(city: Written) -> None:
    city.commit({ONE: write_article(状态="草稿")}, LIAISON, "联络员")
    city.commit({ONE: write_article()}, LATER, "编辑")

    coming = city.read().comings[ONE]

    assert ("联络员", LIAISON, LATER) == (coming.author, coming.day, coming.landed)


def test_the_day_is_that_of_shanghai(city: Written) -> None:
    city.commit({ONE: write_article()}, LIAISON, hour=0)

    assert LIAISON == city.read().comings[ONE].landed


def test_a_commit_lands_no_earlier_than_the_one_before(city: Written) -> None:
    """Whoever dates a commit back gains nothing by it."""
    city.commit({TWO: write_article()}, LATER)
    city.commit({ONE: write_article()}, LIAISON, committed=LIAISON)

    found = city.read()

    assert LATER == found.comings[ONE].landed
    assert LIAISON == found.comings[ONE].day


def test_a_clock_that_runs_ahead_spoils_no_later_day(city: Written) -> None:
    city.commit({TWO: write_article()}, date(2096, 1, 1))

    assert date(2026, 11, 25) == city.read(date(2026, 11, 25)).comings[TWO].landed


# ---------------------------------------------------------------- what counts


def test_drafts_and_what_no_page_is_made_of_do_not_count(city: Written) -> None:
    shown = write_article()
    city.commit(
        {
            ONE: shown,
            TWO: write_article(状态="草稿"),
            "articles/nobody/2026/2026-09-10-unit.md": shown,
            "articles/dongtou/2025/2026-09-10-year.md": shown,
            "articles/dongtou/2026/2026-09-31-day.md": shown,
            "articles/dongtou/2026/2026-09-10-column.md": write_article(栏目="没有这一栏"),
            "articles/dongtou/2026/2026-09-10-key.md": write_article(别的="什么"),
            "articles/dongtou/2026/2026-09-10-bytes.md": shown.encode("gb18030"),
            "articles/dongtou/2026/2026-09-10-large.md": shown + "大" * 400_000,
            "articles/dongtou/2026/2026-09-10-picture.png": b"\x89PNG",
            "pages/article.md": shown,
        }
    )

    assert [ONE] == list_paths(city.read())


def test_links_and_other_repositories_are_not_read(city: Written) -> None:
    city.commit({ONE: write_article(), OTHER: write_article()})
    module = city.stream.commit(LATER, "编辑", {}, [city.tip])
    assert module
    city.commit(
        {
            OTHER: ("120000", f"../../../../{ONE}".encode()),
            TWO: ("120000", b"/etc/passwd"),
            "articles/wenzhou": ("160000", b"1" * 40),
        }
    )

    assert [ONE] == list_paths(city.read())


def test_names_that_are_no_text_harm_nothing(city: Written) -> None:
    names = (b"\xff\xfe.md", "2026-09-10-换行\n一.md".encode(), b'2026-09-10-"q".md', b":100644.md")
    files = {b"content/articles/dongtou/2026/" + name: write_article() for name in names}
    city.tip = city.stream.commit(LATER, "编辑", {**files}, [city.tip])
    city.commit({ONE: write_article()})

    assert [ONE] == list_paths(city.read())


def test_articles_are_read_by_the_registry_of_their_time(city: Written) -> None:
    """A column that gets another title is no change of the articles of closed months."""
    city.commit({ONE: write_article()}, LIAISON)
    columns = city.registry["data/columns.toml"].replace("志愿服务", "志愿行动")
    city.commit({"data/columns.toml": columns, ONE: write_article(栏目="志愿行动")}, LATER)

    assert [ONE] == list_paths(city.read())
    assert [] == city.late()


def test_another_column_by_the_registry_alone_is_told_apart(city: Written) -> None:
    city.commit({ONE: write_article()}, LIAISON)
    columns = city.registry["data/columns.toml"].replace('"volunteer"', '"deeds"')
    city.commit({"data/columns.toml": columns}, LATER)

    landings = city.read().landings

    assert [0, 1] == [landing.relabelled for landing in landings]
    assert () == landings[-1].shifts


def test_a_registry_that_can_not_be_read_for_a_time_changes_nothing(city: Written) -> None:
    city.commit({ONE: write_article()}, LIAISON)
    city.commit({"data/units.toml": "[[unit]\n"})
    city.commit({"data/units.toml": city.registry["data/units.toml"]})

    assert [] == city.late()


def test_adoptions_are_those_of_the_newest_commit(city: Written) -> None:
    rows = [write_adoption(ONE), write_adoption(ONE), write_adoption(ONE, "nation")]
    city.commit({ONE: write_article(), ADOPTIONS: write_adoptions(*rows)})
    city.commit({ADOPTIONS: write_adoptions(*rows[1:])})

    tally = city.read().figures.tally("dongtou", "2026-09")

    assert (1, 1, 0, 1, 1) == tally.numbers


@pytest.mark.parametrize(
    "table",
    [b"\xef\xbb\xbf%s", b"\r\n%s"],
    ids=["with a mark", "with an empty line"],
)
def test_a_table_saved_by_a_spreadsheet_loses_nothing(city: Written, table: bytes) -> None:
    plain = write_adoptions(write_adoption(ONE)).encode()
    city.commit({ONE: write_article(), ADOPTIONS: plain}, LIAISON)
    city.commit({ADOPTIONS: table % plain.replace(b"\n", b"\r\n")}, LATER)

    assert {Level.CITY} == {row.level for row in city.read().adoptions[ONE]}
    assert [] == city.late()


# ---------------------------------------------------------------- refusals


def test_without_a_repository_it_says_so(tmp_path: Path) -> None:
    need_command("git")

    assert "不是 git 仓库的最上层" in refuse(tmp_path)


def test_a_folder_inside_another_repository_is_no_repository(city: Written) -> None:
    city.commit({ONE: write_article()})
    city.read()

    assert "不是 git 仓库的最上层" in refuse(city.folder / "content")


def test_a_repository_without_a_commit_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")

    assert "没有找到提交" in refuse(tmp_path)


@pytest.mark.parametrize("at", ["nothing", "--all", "HEAD:content", "\x1b[2J"])
def test_what_names_no_commit_is_refused(city: Written, at: str) -> None:
    city.read()

    said = refuse(city.folder, at)
    assert "没有找到提交" in said
    assert "\x1b" not in said


def test_a_shallow_clone_is_told_what_to_do(city: Written, tmp_path: Path) -> None:
    city.commit({ONE: write_article()})
    city.read()
    git(tmp_path, "clone", "--quiet", "--depth=1", f"file://{city.folder}", "clone")

    assert "git fetch --unshallow" in refuse(tmp_path / "clone")


def test_a_clone_without_all_texts_is_refused_and_fetches_none(
    city: Written, tmp_path: Path
) -> None:
    city.commit({ONE: write_article(LONG)})
    city.commit({ONE: write_article()})
    city.read()
    git(city.folder, "config", "uploadpack.allowFilter", "true")
    source = f"file://{city.folder}"
    git(tmp_path, "clone", "--quiet", "--filter=blob:none", "--no-checkout", source, "clone")

    assert "重新完整地克隆一次" in refuse(tmp_path / "clone")
    packs = [*(tmp_path / "clone" / ".git" / "objects" / "pack").glob("*.pack")]
    assert 1 == len(packs)


def test_a_registry_that_can_not_be_read_in_the_end_is_refused(city: Written) -> None:
    city.commit({"data/units.toml": "[[unit]\n"})

    with pytest.raises(HistoryUnreadable, match="make check"):
        city.read()
