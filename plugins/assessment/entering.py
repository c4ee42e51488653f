"""Entering one adoption: what was given is read as a row of the table, and the table made anew."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from plugins.model.adoption import Adoption, order_adoptions
from plugins.model.problem import Problem
from plugins.reading.csv_table import Entered, read_table, write_file
from plugins.reading.places import ARTICLES
from plugins.reading.records import ADOPTIONS, read_adoption


def read_given(cells: Mapping[str, str]) -> tuple[Adoption | None, tuple[Problem, ...]]:
    """Return the adoption given by the keys of its columns, or what is wrong with it.

    It goes the way of a row of the file, so that neither takes what the other refuses.
    """
    row = [cells[key] for key in ADOPTIONS.columns]
    found, problems = read_table(ADOPTIONS, write_file(ADOPTIONS, [row]), read_adoption)
    return (found[0].record if found else None), problems


def find_same(entered: Iterable[Entered[Adoption]], adoption: Adoption) -> Entered[Adoption] | None:
    """Return the row of the same article, level and outlet, if it is there."""
    return next((each for each in entered if _name(each.record) == _name(adoption)), None)


def write_adoptions(adoptions: Iterable[Adoption]) -> bytes:
    """Return the file of adoptions, in their one order and each once: equal sets, equal bytes."""
    rows = [
        (
            adoption.article.removeprefix(f"{ARTICLES}/"),
            adoption.level.label,
            adoption.outlet,
            adoption.link,
            adoption.day.isoformat(),
        )
        for adoption in sorted(set(adoptions), key=order_adoptions)
    ]
    return write_file(ADOPTIONS, rows)


def _name(adoption: Adoption) -> tuple[str, str, str]:
    """Return what an adoption is told from others by: an outlet takes an article up once."""
    return (adoption.article, adoption.level, adoption.outlet)
