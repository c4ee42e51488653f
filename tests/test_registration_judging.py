"""What is wrong with a line of a registration sheet, and what is not."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.team import Role
from plugins.registration.form import COLUMN_BY_KEY, COLUMNS, ROLE_BY_LABEL, ROLES, Fault
from plugins.registration.judging import Person, is_person, judge_people, tidy_mobile
from tests.registration_sheets import make_person, number_mobile

MOBILE = number_mobile(7)
WIDE = "".join(chr(ord(digit) + 0xFEE0) for digit in MOBILE)
"""The same in full-width digits, as a Chinese keyboard writes them."""


def _find_faults(*people: Person) -> list[tuple[int, str, Fault]]:
    """Return the faults of lines; how many there are of a role is another question."""
    findings = judge_people(people).findings
    return [(each.line, each.key, each.fault) for each in findings if each.line]


# ---------------------------------------------------------------- cells


@pytest.mark.parametrize(
    "written",
    [
        MOBILE,
        f"+86 {MOBILE}",
        f"0086{MOBILE}",
        f"86-{MOBILE}",
        f"{MOBILE[:3]} {MOBILE[3:7]} {MOBILE[7:]}",
        f"{MOBILE[:3]}-{MOBILE[3:7]}-{MOBILE[7:]}",
        f"{MOBILE[:3]}—{MOBILE[3:7]}－{MOBILE[7:]}",
        WIDE,
        f"＋８６　{WIDE}",
        f"{MOBILE}\u00a0",
    ],
)
def test_a_mobile_may_be_written_as_people_write_it(written: str) -> None:
    assert [] == _find_faults(make_person(mobile=written))
    assert MOBILE == tidy_mobile(written)


@pytest.mark.parametrize(
    "written",
    [
        MOBILE[:-1],
        f"{MOBILE}0",
        f"12{MOBILE[2:]}",
        f"2{MOBILE[1:]}",
        f"{MOBILE}、{number_mobile(8)}",
        "1.39E+10",
        "同微信",
        f"+87{MOBILE}",
        f"{MOBILE}.0",
    ],
)
def test_what_is_no_mobile_is_said(written: str) -> None:
    fault = Fault.LONG if len(written) > 20 else Fault.MOBILE
    assert [(1, "mobile", fault)] == _find_faults(make_person(mobile=written))


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("shili_jia-01", None),
        ("a12345", None),
        (MOBILE, None),
        ("ａ１２３４５", None),
        ("a1234", Fault.WECHAT),
        ("1abcdef", Fault.WECHAT),
        ("示例昵称", Fault.WECHAT),
        ("shili jia", Fault.WECHAT),
        ("a" * 20, None),
        ("a" * 21, Fault.LONG),
    ],
)
def test_a_wechat_id_is_one_or_the_mobile(written: str, fault: Fault | None) -> None:
    wanted = [(1, "wechat", fault)] if fault else []
    assert wanted == _find_faults(make_person(wechat=written))


@pytest.mark.parametrize("key", ["blog", "microblog"])
@pytest.mark.parametrize(
    ("written", "fault"),
    [
        ("https://blog.example.org/u/1", None),
        ("http://blog.example.org", None),
        ("示例的博客", None),
        ("@示例微博", None),
        ("weibo.example.org/示例", None),
        ("https://", Fault.LINK),
        ("https://localhost", Fault.LINK),
        ("https://blog.example.org/a b", Fault.LINK),
        ("ftp://blog.example.org/a", Fault.LINK),
        ("javascript://blog.example.org", Fault.LINK),
    ],
)
def test_a_blog_is_an_address_or_a_name(key: str, written: str, fault: Fault | None) -> None:
    wanted = [(1, key, fault)] if fault else []
    assert wanted == _find_faults(make_person(**{key: written}))


@pytest.mark.parametrize(
    "written", ["示例甲１", f"示例{MOBILE}", "shili@example.org", "https://a.b"]
)
def test_a_name_with_another_columns_words_is_said(written: str) -> None:
    assert [(1, "name", Fault.NAME)] == _find_faults(make_person(name=written))


@pytest.mark.parametrize("written", ["示例甲", "买买提·示例", "示 例", "Shi Li", "㐂示"])
def test_a_name_is_taken_as_it_is(written: str) -> None:
    assert [] == _find_faults(make_person(name=written))


@pytest.mark.parametrize("written", ["联络员", "联 络 员", "　联络员　", "领导", "评论员"])
def test_a_role_may_have_space_in_it(written: str) -> None:
    assert [] == _find_faults(make_person(role=written))


@pytest.mark.parametrize("written", ["联系员", "leaders", "领导，联络员", "领导1"])
def test_another_role_is_said(written: str) -> None:
    assert [(1, "role", Fault.ROLE)] == _find_faults(make_person(role=written))


@pytest.mark.parametrize("key", [column.key for column in COLUMNS if column.is_required])
@pytest.mark.parametrize("written", ["", "   ", "　"])
def test_what_everybody_needs_must_stand_there(key: str, written: str) -> None:
    assert [(1, key, Fault.MISSING)] == _find_faults(make_person(**{key: written}))


@pytest.mark.parametrize("key", ["name", "unit", "blog", "microblog"])
def test_limits_count_characters(key: str) -> None:
    limit = COLUMN_BY_KEY[key].limit

    assert [] == _find_faults(make_person(**{key: "字" * limit}))
    assert [(1, key, Fault.LONG)] == _find_faults(make_person(**{key: "字" * (limit + 1)}))


def test_a_formula_is_said_and_nothing_else_of_its_cell() -> None:
    person = make_person(mobile="=A1+1")

    found = _find_faults(Person(1, person.cells, frozenset({"mobile"})))

    assert [(1, "mobile", Fault.FORMULA)] == found


# ---------------------------------------------------------------- people


def test_one_person_in_one_role_stands_on_one_line() -> None:
    found = judge_people([make_person(3, mobile=MOBILE), make_person(5, mobile=WIDE)]).findings

    repeated = [each for each in found if each.fault is Fault.REPEATED]
    assert [(5, "mobile", 3)] == [(each.line, each.key, each.earlier) for each in repeated]


def test_one_person_may_have_two_roles() -> None:
    first = make_person(1, role="联络员", mobile=MOBILE)

    assert [] == _find_faults(first, make_person(2, role="评论员", mobile=MOBILE))


def test_two_names_do_not_have_one_mobile() -> None:
    first = make_person(1, role="联络员", mobile=MOBILE)

    found = _find_faults(first, make_person(2, role="评论员", name="示例乙", mobile=MOBILE))

    assert [(2, "mobile", Fault.REPEATED)] == found


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ((1, 1, 3, 0), []),
        ((2, 5, 5, 90), []),
        ((0, 1, 3, 1), [("leaders", Fault.FEW)]),
        ((1, 0, 3, 1), [("liaisons", Fault.FEW)]),
        ((1, 1, 2, 1), [("commentators", Fault.FEW)]),
        ((1, 1, 6, 1), [("commentators", Fault.MANY)]),
    ],
)
def test_the_notice_says_how_many_there_are_of_a_role(
    counts: Sequence[int], wanted: list[tuple[str, Fault]]
) -> None:
    people = [
        make_person(line, role=role)
        for line, role in enumerate(
            [f.role.label for f, count in zip(ROLES, counts, strict=True) for _ in range(count)], 1
        )
    ]

    judged = judge_people(people)

    assert wanted == [(each.key, each.fault) for each in judged.findings]
    assert list(counts) == [judged.counts[role] for role in Role]


def test_a_line_with_nothing_but_its_role_is_nobody() -> None:
    assert not is_person({"role": "志愿者", "name": "　", "mobile": ""})
    assert is_person({"role": "", "name": "示例甲"})


# ---------------------------------------------------------------- any line at all


CELLS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([*ROLE_BY_LABEL, MOBILE, WIDE, f"+86{MOBILE}", "https://a.b/c", "", " "]),
)
LINES = st.lists(st.fixed_dictionaries({column.key: CELLS for column in COLUMNS}), max_size=12)


@given(LINES)
def test_any_lines_are_judged_and_counted(lines: list[Mapping[str, str]]) -> None:
    people = [Person(number, cells) for number, cells in enumerate(lines, 7)]

    judged = judge_people(people)

    of_cells = [(each.line, each.key) for each in judged.findings if each.line]
    assert len(of_cells) == len(set(of_cells))  # a cell has one fault
    assert sum(judged.counts.values()) <= len(people)
    unknown = [each for each in judged.findings if each.key == "role" and each.line]
    assert len(people) == sum(judged.counts.values()) + len(unknown)


@given(st.integers(0, 99_999_999), st.lists(st.sampled_from(" -　－—"), max_size=4))
def test_gaps_never_change_a_mobile(number: int, gaps: list[str]) -> None:
    mobile = number_mobile(number)
    written = mobile
    for place, gap in enumerate(gaps, 1):
        written = f"{written[: place * 2]}{gap}{written[place * 2 :]}"

    assert mobile == tidy_mobile(written)
    assert mobile == tidy_mobile(unicodedata.normalize("NFKC", written))
