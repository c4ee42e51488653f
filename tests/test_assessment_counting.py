"""Counting: each article once, in its month, for its unit; a level once, however many outlets."""

from __future__ import annotations

from datetime import date

import pytest

from plugins.assessment.counting import (
    Counted,
    Place,
    Tally,
    count_articles,
    count_points,
    count_slips,
)
from plugins.assessment.table_file import (
    COLUMNS,
    FiguresRow,
    existed_in,
    list_months,
    list_rows,
    read_figures,
    write_figures,
)
from plugins.model.adoption import Adoption, Level
from plugins.model.assessment import Measure, Weight
from plugins.reading.content_folder import ContentFolder
from tests.builds import SMALL_CONTENT
from tests.site_pages import sample_slips

SMALL = ContentFolder(SMALL_CONTENT).registry
ARTICLES = (
    Counted("a", "wenzhou", "2026-10", "blog"),
    Counted("b", "wenzhou", "2026-11", "blog"),
    Counted("c", "wenzhou", "2026-11", "units", "示例单位"),
    Counted("d", "dongtou", "2026-11", "blog"),
)


def adopt(*levels: Level) -> tuple[Adoption, ...]:
    """Return adoptions of an article, one a level, each by another outlet."""
    day = date(2026, 11, 20)
    return tuple(
        Adoption("a", level, f"媒体{number}", "https://example.org/", day)
        for number, level in enumerate(levels)
    )


def test_an_article_counts_once_in_its_month_for_its_unit() -> None:
    figures = count_articles(ARTICLES, {})

    assert Tally(1) == figures.tally("wenzhou", "2026-10")
    assert Tally(2) == figures.tally("wenzhou", "2026-11")
    assert Tally() == figures.tally("dongtou", "2026-10")
    assert Tally(3) == figures.total("wenzhou")
    assert Tally(3) == figures.total(month="2026-11")
    assert Tally(4) == figures.total()


def test_an_article_counts_once_for_a_level_however_many_outlets_took_it_up() -> None:
    adoptions = {"b": adopt(Level.CITY, Level.CITY), "c": adopt(Level.CITY, Level.NATION)}

    assert Tally(2, 2, 0, 1, 2) == count_articles(ARTICLES, adoptions).tally("wenzhou", "2026-11")


def test_what_is_taken_up_counts_in_the_month_the_article_is_of() -> None:
    figures = count_articles(ARTICLES, {"a": adopt(Level.PROVINCE)})

    assert Tally(1, 0, 1, 0, 1) == figures.tally("wenzhou", "2026-10")


def test_an_adoption_of_what_is_not_published_counts_nowhere() -> None:
    assert count_articles(ARTICLES, {"draft": adopt(Level.CITY)}) == count_articles(ARTICLES, {})


def test_a_column_counts_by_month_unit_and_office() -> None:
    figures = count_articles(ARTICLES, {})

    assert {Place("units", "wenzhou", "示例单位", "2026-11"): 1}.items() <= figures.columns.items()
    assert 3 == figures.count_column("blog")
    assert 2 == figures.count_column("blog", "2026-11")
    assert 1 == figures.count_column("blog", "2026-11", unit="dongtou")
    assert 1 == figures.count_column("units", office="示例单位")
    assert 0 == figures.count_column("units", office="别的单位")


def test_a_share_is_of_articles_taken_up_at_any_level() -> None:
    assert 0.5 == Tally(4, 2, 1, 1, 2).share
    assert None is Tally().share


def test_points_are_articles_by_their_weights() -> None:
    weights = (Weight(Measure.SUBMITTED, 1), Weight(Measure.NATION, 5))

    assert 4 + 5 == count_points(Tally(4, 2, 1, 1, 2), weights)
    assert 0 == count_points(Tally(4), ())


def test_published_articles_are_counted_without_being_opened() -> None:
    figures = count_slips(sample_slips(), {})

    assert len(sample_slips()) == figures.total().submitted
    assert {""} == {place.office for place in figures.columns}


def test_a_part_of_the_figures_counts_as_the_whole_does() -> None:
    figures = count_articles(ARTICLES, {"b": adopt(Level.CITY)})

    assert Tally(3, 1, 0, 0, 1) == figures.of_unit("wenzhou").total()
    assert 1 == figures.of_unit("wenzhou").count_column("blog", "2026-11")
    assert Tally(3, 1, 0, 0, 1) == figures.of_month("2026-11").total()
    assert 2 == figures.of_month("2026-11").count_column("blog")


# ---------------------------------------------------------------- the file


def test_rows_stand_in_the_order_of_units_then_of_months() -> None:
    rows = list_rows(SMALL, count_articles(ARTICLES, {}), list_months(2026, 11))

    assert 3 * 11 == len(rows)
    assert ["wenzhou", "dongtou", "longgang"] == list(dict.fromkeys(row.unit for row in rows))
    assert FiguresRow("wenzhou", "温州市", "2026-11", Tally(2)) == rows[10]


def test_a_unit_that_begins_in_the_middle_has_no_rows_before() -> None:
    rows = list_rows(SMALL, count_articles((), {}), list_months(2019))

    months = [row.month for row in rows if row.unit == "longgang"]
    assert ["2019-08", "2019-09", "2019-10", "2019-11", "2019-12"] == months


def test_an_article_from_before_its_units_first_day_is_not_lost() -> None:
    early = Counted("e", "longgang", "2019-03", "blog")

    rows = list_rows(SMALL, count_articles([early], {}), list_months(2019))

    assert 6 == sum(row.unit == "longgang" for row in rows)
    assert 1 == sum(row.tally.submitted for row in rows)


def test_a_row_bears_the_name_of_its_month() -> None:
    rows = list_rows(SMALL, count_articles((), {}), list_months(2015))

    names = [row.name for row in rows if row.unit == "dongtou"]
    assert ["洞头县"] * 6 + ["洞头区"] * 6 == names


def test_a_unit_exists_in_the_month_of_its_first_day() -> None:
    longgang = SMALL.unit_by_slug["longgang"]

    assert [False, True] == [existed_in(longgang, month) for month in ("2019-07", "2019-08")]


def test_the_file_reads_back_as_it_was_written() -> None:
    figures = count_articles(ARTICLES, {"b": adopt(Level.CITY)})
    rows = list_rows(SMALL, figures, list_months(2026, 11))

    data = write_figures(rows)

    assert data.startswith(b"\xef\xbb\xbf" + ",".join(COLUMNS).encode() + b"\n")
    assert b"\r" not in data
    assert tuple(rows) == read_figures(data)
    assert tuple(rows) == read_figures(data.replace(b"\n", b"\r\n"))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "表头不对"),
        (b"\xff\xfe", "UTF-8"),
        ("单位,名称\n".encode(), "表头不对"),
        (write_figures([]) + b"wenzhou,a,2026-13,1,0,0,0,0\n", "第 2 行不对"),
        (write_figures([]) + b"wenzhou,a,2026-11,1,0,0,0\n", "第 2 行不对"),
        (write_figures([]) + b"wenzhou,a,2026-11,1,0,0,0,x\n", "第 2 行有一格不是数"),
    ],
)
def test_a_file_of_another_form_is_refused_with_the_line(data: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_figures(data)
