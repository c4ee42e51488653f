"""The tables that the city enters: what each row says, and what it may not say."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.adoption import Adoption, Level
from plugins.model.correction import Correction
from plugins.model.following import Following
from plugins.model.records import Records
from plugins.model.team import Role, Team
from plugins.reading.content_folder import ContentFolder
from plugins.reading.records import (
    ADOPTIONS,
    CORRECTIONS,
    FILES,
    FOLLOWERS,
    LINK_LIMIT,
    REASON_LIMIT,
    TABLES,
    TEAMS,
    RecordsReading,
    read_records,
)
from tests.case_runner import REGISTRY
from tests.support import ROOT

KNOWN = ContentFolder(REGISTRY).registry
DAY = date(2026, 11, 25)
ARTICLE = "articles/dongtou/2026/2026-03-21-hai-bian.md"
SHORT = "dongtou/2026/2026-03-21-hai-bian.md"
ROWS = {
    ADOPTIONS.path: [SHORT, "省级", "示例日报", "https://example.org/a.html", "2026-11-25"],
    FOLLOWERS.path: ["dongtou", "2026-11-25", "128", "公众平台后台"],
    TEAMS.path: ["dongtou", "2026-11-25", "1", "2", "4", "30"],
    CORRECTIONS.path: ["2026-11-25", SHORT, "采用登记晚了"],
}
"""A sound row of each table."""

FORMS = {form.path: form for form in TABLES}


def write(path: str, *rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([[*FORMS[path].columns.values()], *rows])
    return text.getvalue().encode()


def read(path: str, *rows: list[str]) -> RecordsReading:
    return read_records({path: write(path, *rows)}, KNOWN)


def read_cell(path: str, key: str, written: str) -> RecordsReading:
    """Read the sound row of a table with one cell changed."""
    columns = [*FORMS[path].columns]
    row = [*ROWS[path]]
    row[columns.index(key)] = written
    return read(path, row)


def test_every_table_gives_its_records_in_the_order_of_its_file() -> None:
    reading = read_records({path: write(path, row) for path, row in ROWS.items()}, KNOWN)

    link = "https://example.org/a.html"
    assert () == reading.problems
    assert reading.records == Records(
        (Adoption(ARTICLE, Level.PROVINCE, "示例日报", link, DAY),),
        (Following("dongtou", DAY, 128, "公众平台后台"),),
        (Team("dongtou", DAY, 1, 2, 4, 30),),
        (Correction(DAY, ARTICLE, "采用登记晚了"),),
    )


def test_without_any_table_there_are_no_records() -> None:
    assert RecordsReading() == read_records({}, KNOWN)


@pytest.mark.parametrize(
    "written",
    [
        SHORT,
        ARTICLE,
        f"content/{ARTICLE}",
        f"./{ARTICLE}",
        "dongtou/2026/03-21-hai-bian/",
        "/dongtou/2026/03-21-hai-bian",
    ],
)
def test_an_article_is_named_by_its_path_or_its_address(written: str) -> None:
    reading = read_cell(ADOPTIONS.path, "article", written)

    assert [ARTICLE] == [adoption.article for adoption in reading.records.adoptions]


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("city", Level.CITY),
        ("市级", Level.CITY),
        ("市", Level.CITY),
        ("province", Level.PROVINCE),
        ("省级", Level.PROVINCE),
        ("nation", Level.NATION),
        ("国家级", Level.NATION),
        ("国家", Level.NATION),
    ],
)
def test_a_level_is_named_as_people_and_programs_name_it(written: str, level: Level) -> None:
    reading = read_cell(ADOPTIONS.path, "level", written)

    assert [level] == [adoption.level for adoption in reading.records.adoptions]


@pytest.mark.parametrize("written", ["dongtou", "洞头区", "洞头", "洞头区文明办"])
def test_a_unit_is_named_in_any_way(written: str) -> None:
    assert "dongtou" == read_cell(TEAMS.path, "unit", written).records.teams[0].unit


def test_a_team_is_counted_by_role() -> None:
    team = read(TEAMS.path, ROWS[TEAMS.path]).records.teams[0]

    assert [1, 2, 4, 30] == [team.count(role) for role in Role]


@pytest.mark.parametrize(
    ("path", "key", "written", "seen"),
    [
        (ADOPTIONS.path, "article", "", "“稿件”没有填"),
        (ADOPTIONS.path, "article", "海边捡垃圾", "“稿件”写成了“海边捡垃圾”"),
        (
            ADOPTIONS.path,
            "article",
            "dongtou/2025/2026-03-21-a.md",
            "“稿件”写成了“dongtou/2025/2026-03-21-a.md”",
        ),
        (ADOPTIONS.path, "article", "a" * 201, "“稿件”有 201 个字"),
        (ADOPTIONS.path, "level", "全国", "“级别”写成了“全国”"),
        (ADOPTIONS.path, "outlet", "", "“媒体”没有填"),
        (ADOPTIONS.path, "outlet", "报" * 31, "“媒体”有 31 个字"),
        (ADOPTIONS.path, "link", "example.org/a", "“链接”写成了“example.org/a”"),
        (ADOPTIONS.path, "link", "javascript:alert(1)", "“链接”写成了“javascript:alert(1)”"),
        (
            ADOPTIONS.path,
            "link",
            "https://me@example.org/",
            "“链接”写成了“https://me@example.org/”",
        ),
        (
            ADOPTIONS.path,
            "link",
            f"https://example.org/{'a' * LINK_LIMIT}",
            f"“链接”有 {LINK_LIMIT + 20} 个字",
        ),
        (ADOPTIONS.path, "day", "2026-02-30", "“日期”写成了“2026-02-30”"),
        (FOLLOWERS.path, "unit", "海边", "“单位”写成了“海边”"),
        (FOLLOWERS.path, "number", "-1", "“人数”是 -1，比零还小"),
        (FOLLOWERS.path, "number", "1.2万", "“人数”写成了“1.2万”"),
        (FOLLOWERS.path, "number", "=SUM(A1:A9)", "“人数”是公式或命令“=SUM(A1:A9)”"),
        (FOLLOWERS.path, "source", "", "“来源”没有填"),
        (TEAMS.path, "volunteers", "三十", "“志愿者”写成了“三十”"),
        (TEAMS.path, "leaders", "", "“领导”没有填"),
        (
            CORRECTIONS.path,
            "reason",
            "因" * (REASON_LIMIT + 1),
            f"“原因”有 {REASON_LIMIT + 1} 个字",
        ),
        (CORRECTIONS.path, "reason", "", "“原因”没有填"),
    ],
)
def test_a_fault_is_told_once_on_its_line_and_the_row_left_out(
    path: str, key: str, written: str, seen: str
) -> None:
    """By the rule of its table."""
    reading = read_cell(path, key, written)

    assert [(path, 2, FORMS[path].rule, seen)] == [
        (problem.path, problem.line, problem.rule, problem.seen) for problem in reading.problems
    ]
    assert Records() == reading.records


def test_every_fault_of_a_row_is_told_at_once() -> None:
    reading = read(ADOPTIONS.path, ["海边", "全国", "", "x", "昨天"])

    assert ["“稿件”", "“级别”", "“媒体”", "“链接”", "“日期”"] == [
        problem.seen[:4] for problem in reading.problems
    ]


def test_adoptions_of_an_article_stand_together_the_nearest_level_first() -> None:
    nation = [SHORT, "国家级", "甲报", "https://example.org/1", "2026-04-01"]
    other = ["wenzhou/2026/2026-03-21-a.md", "市级", "乙报", "https://example.org/2", "2026-04-01"]
    late, early = (
        [SHORT, "市级", name, "https://example.org/3", day]
        for name, day in (("丙报", "2026-05-02"), ("丁报", "2026-05-01"))
    )

    found = read(ADOPTIONS.path, nation, other, late, early).records.adoptions_by_article

    assert ["丁报", "丙报", "甲报"] == [adoption.outlet for adoption in found[ARTICLE]]
    assert {ARTICLE, "articles/wenzhou/2026/2026-03-21-a.md"} == found.keys()


def test_a_table_behind_a_link_is_not_read(tmp_path: Path) -> None:
    """Whatever lies elsewhere on the disk stays there."""
    secret = tmp_path / "elsewhere.csv"
    secret.write_bytes(write(ADOPTIONS.path, ROWS[ADOPTIONS.path]))
    content = tmp_path / "content"
    (content / "data").mkdir(parents=True)
    for file in (REGISTRY / "data").iterdir():
        (content / "data" / file.name).write_bytes(file.read_bytes())
    (content / ADOPTIONS.path).symlink_to(secret)

    assert RecordsReading() == ContentFolder(content).records_reading


def test_the_tables_of_the_sample_content_hold_no_invented_news() -> None:
    reading = ContentFolder(ROOT / "content").records_reading

    assert ((), ()) == (reading.problems, reading.adoptions)
    assert (ROOT / "content" / ADOPTIONS.path).is_file()
    assert (ROOT / "content" / CORRECTIONS.path).is_file()


_CELLS = st.one_of(
    st.sampled_from([cell for row in ROWS.values() for cell in row]),
    st.sampled_from(["=1", "-", "０", "articles/", "9" * 4999, "2026-13-01", "https://[", "\n"]),
    st.text(max_size=30),
)
_FILES = st.one_of(
    st.binary(max_size=200),
    st.tuples(
        st.sampled_from([",".join(form.columns.values()) for form in TABLES]),
        st.lists(st.lists(_CELLS, max_size=7), max_size=5),
    ).map(lambda parts: "\n".join([parts[0], *map(",".join, parts[1])]).encode("utf-8", "replace")),
)


@given(files=st.dictionaries(st.sampled_from(FILES), _FILES))
def test_no_bytes_are_too_strange(files: dict[str, bytes]) -> None:
    """Nothing raises, and what is read is what its type says."""
    reading = read_records(files, KNOWN)

    assert {problem.path for problem in reading.problems} <= files.keys()
    for adoption in reading.records.adoptions:
        assert adoption.article.startswith("articles/")
        assert adoption.link.startswith(("http://", "https://"))
    assert all(following.number >= 0 for following in reading.records.followings)
