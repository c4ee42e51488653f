"""The registry files: what they give, and every fault on its line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.assessment import Assessment, Measure, Weight
from plugins.model.problem import Problem
from plugins.model.proper_name import ProperName
from plugins.reading.registry import (
    COLUMNS,
    FILES,
    NAMES,
    ORGANIZATIONS,
    REQUIRED,
    SITE,
    UNITS,
    read_registry,
)
from tests.case_runner import REGISTRY

FOUND = {path: (REGISTRY / path).read_bytes() for path in REQUIRED}


def problems_with(path: str, old: str, new: str) -> tuple[Problem, ...]:
    """Read the test registry with one piece of one file changed."""
    text = FOUND[path].decode()
    assert old in text
    reading = read_registry({**FOUND, path: text.replace(old, new, 1).encode()})
    assert reading.registry is None
    return reading.problems


def line_of(path: str, piece: str) -> int:
    """Return the line of the test registry on which a piece stands first."""
    return FOUND[path].decode().split(piece)[0].count("\n") + 1


def test_registry_gives_units_in_order_of_code_with_their_names() -> None:
    """Names are in order of time, and the last is today's."""
    registry = read_registry(FOUND).registry

    assert registry
    assert ["wenzhou", "dongtou", "longgang"] == [unit.slug for unit in registry.units]
    dongtou = registry.unit_by_slug["dongtou"]
    assert ("洞头县", "洞头区") == (dongtou.named_on(date(2015, 7, 22)).name, dongtou.name)
    assert not registry.unit_by_slug["longgang"].existed_on(date(2019, 8, 29))
    assert registry.unit_by_slug["longgang"].existed_on(date(2019, 8, 30))
    assert ["commentary"] == [column.slug for column in registry.columns if column.is_signed]


@pytest.mark.parametrize(
    ("path", "old", "new", "key"),
    [
        (UNITS, 'slug = "dongtou"', 'slug = "Dongtou"', 'slug = "dongtou"'),
        (UNITS, 'slug = "dongtou"', 'slug = "search"', 'slug = "dongtou"'),
        (UNITS, 'slug = "dongtou"', 'slug = "wenzhou"', 'slug = "dongtou"'),
        (UNITS, 'slug = "dongtou"', "slug = 5", 'slug = "dongtou"'),
        (UNITS, 'kind = "city"', 'kind = "town"', 'kind = "city"'),
        (UNITS, 'office = "温州市文明办"', 'office = ""', 'office = "温州市文明办"'),
        (UNITS, 'office = "温州市文明办"', 'ofice = "温州市文明办"', 'office = "温州市文明办"'),
        (COLUMNS, 'slug = "volunteer"', 'slug = "core-values"', 'slug = "volunteer"'),
        (COLUMNS, 'title = "志愿服务"', 'title = "核心价值观"', 'title = "志愿服务"'),
        (COLUMNS, "is_signed = true", 'is_signed = "true"', "is_signed = true"),
        (COLUMNS, "is_signed = true", 'counts_by = "author"', "is_signed = true"),
        (SITE, 'name = "文明矩阵"', 'name = ""', 'name = "文明矩阵"'),
        (SITE, "https://wenming.example/", "https://wenming.example", "https://wenming.example/"),
        (SITE, "https://wenming.example/", "javascript:alert(1)/", "https://wenming.example/"),
        (SITE, 'notice_column = "documents"', 'notice_column = "news"', "notice_column"),
        (SITE, 'notice_column = "documents"', "footer_pages = 1", "notice_column"),
        (SITE, 'name = "文明矩阵"', "name = “文明矩阵”", 'name = "文明矩阵"'),
        (SITE, "https://wenming.example/", "https://wenming.example/?a=/", "https://wenming"),
    ],
)
def test_fault_stands_on_its_line(path: str, old: str, new: str, key: str) -> None:
    """A problem names the file and the line that was changed."""
    lines = [p.line for p in problems_with(path, old, new) if p.path == path]

    assert line_of(path, key) in lines


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('code = "330305"', 'code = "33030"'),
        ('code = "330305"', ""),
        ("since = 2015-07-23", "since = 2015-07-23\nuntil = 2014-01-01"),
        ("since = 2015-07-23", 'since = "2015年"'),
        ('code = "330300"', 'code = "330300"\n[unit.account]\nqr_link = "https://a.cn/r/abcdefgh"'),
        (
            'code = "330300"',
            'code = "330300"\n[unit.account]\nqr_link = "http://weixin.qq.com/r/abcdefgh"',
        ),
        ("since = 2015-07-23", "since = 2016-07-23"),
        ('short = "洞头"', 'short = "洞头区文明办"'),
        ('code = "330305"', 'code = "330300"'),
        ('name = "洞头区"', 'name = "洞头\\u0008区"'),
        ('name = "洞头区"', 'name = "洞头区\\n* @somebody"'),
    ],
    ids=[
        "short code",
        "no code",
        "until before since",
        "no day",
        "foreign link",
        "not verified",
        "gap between names",
        "long mark",
        "code of another unit",
        "hidden sign",
        "line of its own in CODEOWNERS",
    ],
)
def test_fault_of_a_unit_is_refused(old: str, new: str) -> None:
    """A code, a day or a QR link that is not right never reaches a page."""
    assert problems_with(UNITS, old, new)


@pytest.mark.parametrize("data", [None, b"", "\ufeff# 还没有名单\n".encode()])
def test_a_city_may_do_without_organizations(data: bytes | None) -> None:
    """As those do that came before the list."""
    files = FOUND if data is None else {**FOUND, ORGANIZATIONS: data}

    registry = read_registry(files).registry
    assert registry
    assert () == registry.organizations


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "名".encode("gb18030"), b"[[organizations]]"])
def test_a_list_that_can_not_be_read_is_reported(data: bytes) -> None:
    """It is not taken for a city without organizations."""
    reading = read_registry({**FOUND, ORGANIZATIONS: data})

    assert reading.registry is None
    assert {ORGANIZATIONS} == {problem.path for problem in reading.problems}


@pytest.mark.parametrize("path", REQUIRED)
@pytest.mark.parametrize("data", [None, b"", b"\xff\xfe\x00", "名".encode("gb18030"), b"[[unit]"])
def test_file_that_cannot_be_read_is_reported(path: str, data: bytes | None) -> None:
    """Missing, empty, in another encoding, broken."""
    files = {other: FOUND[other] for other in REQUIRED if other != path}
    reading = read_registry(files if data is None else {**files, path: data})

    assert reading.registry is None
    assert path in {problem.path for problem in reading.problems}


def test_setting_is_found_on_its_line() -> None:
    """Checks of the whole folder report site settings where they stand."""
    reading = read_registry(FOUND)

    assert line_of(SITE, "city = ") == reading.line_of_site("city")


_LINES = st.sampled_from(
    [line for data in FOUND.values() for line in data.decode().split("\n") if line]
    + ["[unit]", "unit = 1", "[[unit.name.x]]", "column = []", "[footer]", "x = [[1]]", "a.b = 1"]
)


@given(st.sampled_from(FILES), st.lists(_LINES, max_size=12), st.binary(max_size=20))
def test_no_registry_is_too_strange(path: str, lines: list[str], tail: bytes) -> None:
    """Reading never raises: it gives a registry or says why not."""
    reading = read_registry({**FOUND, path: "\n".join(lines).encode() + tail})

    assert (reading.registry is None) == bool(reading.problems)


def test_names_that_have_to_be_right_are_read_in_order() -> None:
    data = """
[[name]]
right = "瓯海"
wrong = ["欧海"]

[[name]]
right = "乐清"
wrong = ["乐青", "乐青"]
note = "读作 yuè"
"""
    registry = read_registry({**FOUND, NAMES: data.encode()}).registry

    assert registry is not None
    assert (
        ProperName("乐清", ("乐青",), "读作 yuè"),
        ProperName("瓯海", ("欧海",)),
    ) == registry.proper_names


@pytest.mark.parametrize(
    ("wrong", "seen"),
    [
        ("[]", "没有写哪些写法是错的"),
        ('["清"]', "错写“清”不到 2 个字"),
        ('["乐清"]', "错写“乐清”是正确写法“乐清市”的一部分"),
    ],
)
def test_a_wrong_spelling_that_would_be_found_in_right_words_is_refused(
    wrong: str, seen: str
) -> None:
    data = f'[[name]]\nright = "乐清市"\nwrong = {wrong}\n'.encode()

    problems = read_registry({**FOUND, NAMES: data}).problems

    assert [("data/names.toml", 3, seen)] == [(p.path, p.line, p.seen) for p in problems]


def read_figures(text: str) -> tuple[Assessment | None, list[tuple[str, str]]]:
    """Read the test registry with ``text`` behind its site settings.

    Returns what it says of figures, and of each problem the line itself and what was seen.
    """
    site = FOUND[SITE] + text.encode()
    reading = read_registry({**FOUND, SITE: site})
    lines = ["", *site.decode().split("\n")]
    told = [(lines[problem.line], problem.seen) for problem in reading.problems]
    return (reading.registry.site.figures if reading.registry else None), told


def test_without_a_word_on_figures_nothing_is_weighed() -> None:
    assert (Assessment(), []) == read_figures("")


def test_what_a_city_says_of_its_figures_is_read() -> None:
    """Weights stand in the order of the measures; one of no points weighs nothing."""
    text = """
[figures]
shows_followers = true
teams_prompt = "2026-12-01-deng-ji"
records_since = 2027-01-01
closing_day = 10

[figures.weights]
nation = 10
submitted = 1
city = 3
province = 0
"""
    weights = (
        Weight(Measure.SUBMITTED, 1),
        Weight(Measure.CITY, 3),
        Weight(Measure.NATION, 10),
    )
    said = Assessment(weights, True, "2026-12-01-deng-ji", date(2027, 1, 1), 10)
    assert (said, []) == read_figures(text)


@pytest.mark.parametrize(
    "key",
    [
        *("followers", "fans", "likes", "dianzan", "reposts", "shares", "forwards"),
        *("reads", "reading", "views", "clicks", "comments", "Followers"),
        *('"关注"', '"点赞数"', '"转发"'),
    ],
)
def test_what_readers_do_elsewhere_is_never_weighed(key: str) -> None:
    """The reason stands on the line of the weight, even where it is worth nothing."""
    for points in (5, 0):
        found, told = read_figures(f"\n[figures.weights]\ncity = 3\n{key} = {points}\n")

        name = key.strip('"')
        seen = f"权重里有“{name}”：关注、点赞、转发、阅读的多少不能计分"
        assert (None, [(f"{key} = {points}", seen)]) == (found, told)


@pytest.mark.parametrize(
    ("text", "line", "seen"),
    [
        ("[figures.weights]\ntown = 3", "town = 3", "不认识的权重“town”"),
        ("[figures.weights]\ncity = -3", "city = -3", "“city”写成了“-3”"),
        ("[figures.weights]\ncity = 1.5", "city = 1.5", "“city”写成了“1.5”"),
        ('[figures.weights]\ncity = "3"', 'city = "3"', "“city”写成了“3”"),
        ("[figures]\nweights = 5", "weights = 5", "“weights”写成了“5”"),
        ("[figures]\nclosing_day = 0", "closing_day = 0", "结算日写成了 0"),
        ("[figures]\nclosing_day = 29", "closing_day = 29", "结算日写成了 29"),
        ('[figures]\nclosing_day = "5"', 'closing_day = "5"', "“closing_day”写成了“5”"),
        ("[figures]\nshows_followers = 1", "shows_followers = 1", "“shows_followers”写成了“1”"),
        ("[figures]\nrecords_since = 2027", "records_since = 2027", "“records_since”写成了“2027”"),
        ("[figures]\nrank = true", "rank = true", "不认识的项目“rank”"),
        ("[figures]\nweights = { likes = 1 }", "[figures]", "权重里有“likes”"),
    ],
)
def test_a_fault_of_figures_is_told_on_its_line(text: str, line: str, seen: str) -> None:
    found, told = read_figures(f"\n{text}\n")

    assert (None, 1) == (found, len(told))
    assert line == told[0][0]
    assert told[0][1].startswith(seen)


def test_figures_that_are_no_table_are_told() -> None:
    """At the top of the file, where a key still belongs to the whole site."""
    reading = read_registry({**FOUND, SITE: b"figures = 5\n" + FOUND[SITE]})

    assert [(1, "“figures”写成了“5”")] == [(p.line, p.seen) for p in reading.problems]
