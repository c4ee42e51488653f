"""The registry files: what they give, and every fault on its line."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
