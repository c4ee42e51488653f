"""``invoke adopt``: an adoption is entered whole and in one order, or every fault is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.assessment.entering import find_same, read_given, write_adoptions
from plugins.model.adoption import Adoption, Level
from plugins.reading.csv_table import read_table
from plugins.reading.records import ADOPTIONS, read_adoption
from tests.builds import copy_repository, run_python

ARTICLE = "dongtou/2026/2026-11-20-beach-in-winter.md"
OTHER = "wenzhou/2026/2026-11-01-window-hours.md"
DRAFT = "wenzhou/2026/2026-11-15-not-yet.md"
GIVEN = {
    "level": "省级",
    "outlet": "示例晚报",
    "link": "https://example.org/1",
    "day": "2026-11-21",
}
ROW = f"{ARTICLE},省级,示例晚报,https://example.org/1,2026-11-21\n"

_SIGNS = st.characters(codec="utf-8", exclude_categories=["C", "Z"])
_OUTLETS = st.builds(
    "{}{}".format,
    st.sampled_from(["示例日报", "示例,网", '"示例"台', "A'"]),
    st.text(_SIGNS, max_size=5),
)
_ADOPTIONS = st.builds(
    Adoption,
    st.builds(
        "articles/{}/2026/2026-03-{:02}-a.md".format,
        st.sampled_from(["dongtou", "wenzhou"]),
        st.integers(1, 31),
    ),
    st.sampled_from(Level),
    _OUTLETS,
    st.builds("https://example.org/{}?a=1,2&b={}".format, st.integers(), st.integers()),
    st.dates(date(2026, 4, 1), date(2026, 11, 23)),
)


# ---------------------------------------------------------------- the table


@given(adoptions=st.lists(_ADOPTIONS, max_size=8, unique=True), data=st.data())
def test_any_order_of_entering_gives_the_same_bytes(
    adoptions: list[Adoption], data: st.DataObject
) -> None:
    """And they are read back as what was entered."""
    other = data.draw(st.permutations(adoptions))
    tables = []
    for order in (adoptions, other):
        table = write_adoptions([])
        for adoption in order:
            entered, problems = read_table(ADOPTIONS, table, read_adoption)
            assert () == problems
            table = write_adoptions([*(each.record for each in entered), adoption])
        tables.append(table)

    assert tables[0] == tables[1]
    entered, problems = read_table(ADOPTIONS, tables[0], read_adoption)
    assert () == problems
    assert set(adoptions) == {each.record for each in entered}
    assert len(adoptions) == len(entered)


@given(adoption=_ADOPTIONS)
def test_what_is_given_is_read_as_a_row_of_the_table(adoption: Adoption) -> None:
    cells = {
        "article": adoption.article,
        "level": adoption.level.value,
        "outlet": adoption.outlet,
        "link": adoption.link,
        "day": adoption.day.isoformat(),
    }

    assert (adoption, ()) == read_given(cells)


@given(cells=st.fixed_dictionaries({key: st.text(max_size=20) for key in ADOPTIONS.columns}))
def test_nothing_given_is_too_strange(cells: dict[str, str]) -> None:
    """It is an adoption or its faults are told; a row of nothing at all is no row."""
    adoption, problems = read_given(cells)

    assert adoption or problems or not any(map(str.strip, cells.values()))
    assert not (adoption and problems)


def test_the_same_is_found_by_article_level_and_outlet() -> None:
    rows = (ROW, ROW.replace("省级", "市级"), ROW.replace("晚报", "日报"))
    head = ",".join(ADOPTIONS.columns.values())
    entered, _ = read_table(ADOPTIONS, f"{head}\n{''.join(rows)}".encode(), read_adoption)

    for line, each in enumerate(entered, 2):
        found = find_same(entered, each.record)
        assert found
        assert line == found.line
    assert find_same(entered[1:], entered[0].record) is None


# ---------------------------------------------------------------- the task


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A working copy of this repository with the small site's content, no adoption in it."""
    copy = copy_repository(tmp_path / "copy")
    (copy / "content" / ADOPTIONS.path).unlink()
    return copy


def adopt(copy: Path, article: str = ARTICLE, **changed: str) -> tuple[int, str]:
    """Type the task in; returns its exit code and all it said."""
    flags = [f"--{key}={value}" for key, value in {**GIVEN, **changed}.items() if value]
    done = run_python("-m", "invoke", "adopt", article, *flags, folder=copy)
    return done.returncode, done.stdout + done.stderr


def read_adoptions(copy: Path) -> str:
    return (copy / "content" / ADOPTIONS.path).read_text("utf-8-sig")


@pytest.mark.parametrize(
    "article",
    [
        ARTICLE,
        f"content/articles/{ARTICLE}",
        "content\\articles\\dongtou\\2026\\2026-11-20-beach-in-winter.md",
        ARTICLE.removesuffix(".md"),
        "dongtou/2026/11-20-beach-in-winter/",
        "https://small.example/dongtou/2026/11-20-beach-in-winter/",
        "https://small.example/dongtou/2026/11-20-beach-in-winter/index.html?from=x#a",
    ],
)
def test_an_article_is_named_by_path_or_address(copy: Path, article: str) -> None:
    code, said = adopt(copy, article)

    assert 0 == code, said
    assert "已登记：《冬天的沙滩: 谁在扫》，省级，示例晚报，2026年11月21日。" in said
    assert f"稿件,级别,媒体,链接,日期\n{ROW}" == read_adoptions(copy)


def test_the_table_stays_sorted_and_keeps_what_stood_in_it(copy: Path) -> None:
    """Also what somebody wrote in another form and order."""
    table = copy / "content" / ADOPTIONS.path
    kept = "2026年11月22日,https://example.org/2,示例网,city,/dongtou/2026/11-20-beach-in-winter/"
    table.write_text(f"day,link,outlet,level,article\r\n{kept}\r\n", "utf-8")

    adopt(copy, OTHER)
    adopt(copy)

    rows = [
        "稿件,级别,媒体,链接,日期\n",
        f"{ARTICLE},市级,示例网,https://example.org/2,2026-11-22\n",
        ROW,
        ROW.replace(ARTICLE, OTHER),
    ]
    assert "".join(rows) == read_adoptions(copy)
    assert table.read_bytes().startswith(b"\xef\xbb\xbf")
    assert 0 == run_python("-m", "invoke", "check", folder=copy).returncode


def test_without_a_day_it_is_today(copy: Path) -> None:
    adopt(copy, day="")

    assert ROW.replace("2026-11-21", "2026-11-23") in read_adoptions(copy)


@pytest.mark.parametrize("changed", [{}, {"day": ""}, {"level": "province"}])
def test_the_same_again_is_no_failure_and_writes_nothing(
    copy: Path, changed: dict[str, str]
) -> None:
    adopt(copy)
    before = (copy / "content" / ADOPTIONS.path).read_bytes()

    code, said = adopt(copy, **changed)

    assert (0, True) == (code, "已经登记过了，在 data/adoptions.csv 第 2 行" in said)
    assert before == (copy / "content" / ADOPTIONS.path).read_bytes()


def test_another_link_for_the_same_is_asked_back(copy: Path) -> None:
    adopt(copy)
    before = read_adoptions(copy)

    code, said = adopt(copy, link="https://example.org/other")

    assert (1, True) == (code, "已经登记在第 2 行（2026-11-21，https://example.org/1）" in said)
    assert before == read_adoptions(copy)


def test_every_fault_is_told_in_one_message(copy: Path) -> None:
    code, said = adopt(copy, "海边", level="全国", outlet="", link="example.org", day="昨天")

    assert 1 == code
    assert said.startswith("没有登记，先改好这些：\n")
    for seen in ("“稿件”写成", "“级别”写成", "“媒体”没有填", "“链接”写成", "“日期”写成"):
        assert seen in said
    assert not (copy / "content" / ADOPTIONS.path).exists()


def test_an_article_that_is_not_there_is_told_beside_the_other_faults(copy: Path) -> None:
    code, said = adopt(copy, ARTICLE.replace("winter", "winters"), link="example.org")

    assert 1 == code
    assert "“链接”写成" in said
    assert f"是不是“{ARTICLE}”" in said


@pytest.mark.parametrize(
    ("article", "day", "seen"),
    [
        (ARTICLE.replace("winter", "winters"), "2026-11-21", f"是不是“{ARTICLE}”"),
        (DRAFT, "2026-11-21", "还是草稿"),
        (ARTICLE, "2026-11-24", "还没有到"),
        (ARTICLE, "2026-11-19", "比稿件的2026年11月20日还早"),
    ],
)
def test_what_the_rule_would_refuse_is_refused_at_once(
    copy: Path, article: str, day: str, seen: str
) -> None:
    code, said = adopt(copy, article, day=day)

    assert (1, True) == (code, seen in said), said
    assert not (copy / "content" / ADOPTIONS.path).exists()


@pytest.mark.parametrize(
    "data",
    [
        f"稿件,级别,媒体,链接,日期\n{ROW}一行别的\n".encode(),
        f"稿件,级别,媒体,链接,日期,备注\n{ROW}".encode(),
        f"稿件,级别,媒体,链接,日期\n{ROW}".encode("gb18030"),
    ],
)
def test_a_table_with_faults_is_refused_and_left_as_it_is(copy: Path, data: bytes) -> None:
    (copy / "content" / ADOPTIONS.path).write_bytes(data)

    code, said = adopt(copy, OTHER)

    assert 1 == code
    assert "invoke check -- content/data/adoptions.csv" in said
    assert data == (copy / "content" / ADOPTIONS.path).read_bytes()


def test_a_table_behind_a_link_is_not_replaced(copy: Path) -> None:
    target = copy / "elsewhere.csv"
    target.write_text("不是表格", "utf-8")
    (copy / "content" / ADOPTIONS.path).symlink_to(target)

    code, said = adopt(copy)

    assert (1, True) == (code, "快捷方式" in said)
    assert (copy / "content" / ADOPTIONS.path).is_symlink()
    assert "不是表格" == target.read_text("utf-8")


def test_a_folder_that_may_not_be_written_is_told(copy: Path) -> None:
    """A folder lies where the fresh file would be written: nothing is left half done."""
    (copy / "content" / "data" / ".adoptions.csv.new").mkdir()

    code, said = adopt(copy)

    assert 1 == code
    assert said.startswith("没有登记：")
    assert not (copy / "content" / ADOPTIONS.path).exists()
