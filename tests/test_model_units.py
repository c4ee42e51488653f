"""Units and their names over time, and the order of articles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.portal import order_articles
from plugins.model.unit import Account, Unit, UnitKind, UnitName
from tests.test_model_listing import make_slips

RENAMED = date(2015, 7, 23)
FOUNDED = date(2019, 8, 30)
DAY = timedelta(1)

DONGTOU = Unit(
    "dongtou",
    UnitKind.COUNTY,
    "洞头区文明办",
    (
        UnitName("洞头县", "洞头", "330322", until=RENAMED),
        UnitName("洞头区", "洞头", "330305", since=RENAMED),
    ),
)
LONGGANG = Unit(
    "longgang",
    UnitKind.COUNTY,
    "龙港市文明办",
    (UnitName("龙港市", "龙港", "330383", since=FOUNDED),),
)


@pytest.mark.parametrize(
    ("day", "name", "code"),
    [
        (date(1990, 1, 1), "洞头县", "330322"),
        (RENAMED - DAY, "洞头县", "330322"),
        (RENAMED, "洞头区", "330305"),
        (date(2026, 11, 23), "洞头区", "330305"),
    ],
)
def test_a_unit_bears_the_name_of_the_day(day: date, name: str, code: str) -> None:
    used = DONGTOU.named_on(day)

    assert (name, code) == (used.name, used.code)


def test_a_name_is_no_longer_used_on_the_day_it_ends() -> None:
    old, new = DONGTOU.names

    assert [True, False] == [old.is_used_on(RENAMED - DAY), old.is_used_on(RENAMED)]
    assert [False, True] == [new.is_used_on(RENAMED - DAY), new.is_used_on(RENAMED)]


def test_todays_name_is_the_last_one() -> None:
    assert ("洞头区", "330305") == (DONGTOU.name, DONGTOU.code)


def test_a_unit_exists_from_the_day_it_was_founded() -> None:
    assert not LONGGANG.existed_on(FOUNDED - DAY)
    assert LONGGANG.existed_on(FOUNDED)
    assert "龙港市" == LONGGANG.named_on(FOUNDED - DAY).name


@pytest.mark.parametrize("missing", ["qr_link", "verified_on", "verified_by"])
def test_a_code_counts_only_with_who_verified_it_and_when(missing: str) -> None:
    whole = Account("名称", "id", "http://weixin.qq.com/r/abcdef", "", RENAMED, "温州市文明办")

    assert whole.is_verified
    assert not replace(whole, **{missing: Account().__getattribute__(missing)}).is_verified


@given(st.permutations(make_slips(6)))
def test_articles_are_newest_first_whatever_order_they_were_found_in(found: list) -> None:  # type: ignore[type-arg]
    assert make_slips(6) == order_articles(found)


def test_articles_of_one_day_stand_by_unit_and_name() -> None:
    slip = make_slips(1)[0]
    wanted = [slip._replace(unit=unit, name=name) for unit, name in ("aa", "ab", "ba")]

    assert tuple(wanted) == order_articles(reversed(wanted))
