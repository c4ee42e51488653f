"""The day of a build: today in Shanghai, or the day it is given."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.build.clock import read_clock
from tests.support import EPOCH, TODAY

NOON = float(EPOCH)


def test_the_day_of_a_build_is_the_day_in_shanghai() -> None:
    evening_in_london = NOON + 4 * 3600

    assert TODAY == read_clock({}, NOON)
    assert TODAY == read_clock({}, evening_in_london)
    assert date(2026, 11, 24) == read_clock({}, NOON + 12 * 3600)


def test_a_given_moment_counts_more_than_the_clock() -> None:
    assert date(1970, 1, 1) == read_clock({"SOURCE_DATE_EPOCH": "0"}, NOON)
    assert TODAY == read_clock({"SOURCE_DATE_EPOCH": ""}, NOON)


@pytest.mark.parametrize("given_moment", ["yesterday", "-1", "1.5", " ", "2026-11-23"])
def test_a_moment_that_is_no_number_is_refused(given_moment: str) -> None:
    with pytest.raises(ValueError, match="应当是 1970 年以来的秒数"):
        read_clock({"SOURCE_DATE_EPOCH": given_moment}, NOON)


@pytest.mark.parametrize("moment", ["²", "٣", "9" * 30])
def test_a_moment_beyond_all_calendars_is_refused_as_well(moment: str) -> None:
    """Digits of other scripts and numbers beyond what a date can be."""
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        read_clock({"SOURCE_DATE_EPOCH": moment}, NOON)
