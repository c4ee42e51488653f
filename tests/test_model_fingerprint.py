"""Fingerprints: equal values have equal names, different values different ones."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time
from enum import Enum
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.model.article import Article, Picture, Run, Slip
from plugins.model.days import SHANGHAI
from plugins.model.fingerprint import fingerprint, fingerprint_bytes, fingerprint_text
from plugins.model.output import Owner
from plugins.reading.content_folder import ContentFolder
from tests.site_pages import sample_registry, sample_slips

PICTURE = Picture("a.png", "media/a-1.jpg", 4, 3, "0" * 64, (4,))

TEXTS = st.text('ab1"\\,[]{}: \n\ud800', max_size=4)
LEAVES = st.none() | st.booleans() | st.integers(-2, 12) | TEXTS
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text("ab", max_size=2), inner, min_size=1, max_size=2)
    ),
    max_leaves=6,
)


def tell(value: object) -> str:
    """Write a value down so that no two different ones are written alike.

    A tuple is told as a list, a mapping as its pairs in order of their keys.
    """
    if isinstance(value, dict):
        return tell([[key, value[key]] for key in sorted(value)])
    if isinstance(value, list | tuple):
        return f"[{len(value)} of {' '.join(f'{len(tell(v))}:{tell(v)}' for v in value)}]"
    return f"{type(value).__name__} {value!r}"


@given(VALUES, VALUES)
def test_names_are_equal_where_and_only_where_values_are(one: object, other: object) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (tell(one) == tell(other))


@given(st.lists(st.text(max_size=3), max_size=4), st.lists(st.text(max_size=3), max_size=4))
def test_where_one_text_ends_and_the_next_begins_counts(one: list[str], other: list[str]) -> None:
    assert (fingerprint(one) == fingerprint(other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["ab", "c"], ["a", "bc"]),
        (["a", "b"], ["a,b"]),
        (['a","b'], ["a", "b"]),
        ([["a"], "b"], [["a", "b"]]),
        ([], [[]]),
        ([], None),
        ("", None),
        (1, "1"),
        (1, True),
        (0, False),
        (1, 1.5),
        ("true", True),
        ("null", None),
        ({"a": 1}, {"a": 2}),
        ({"a": 1}, {"b": 1}),
        ({"a": None}, {}),
        (date(2026, 11, 23), date(2026, 11, 24)),
        (date(2026, 11, 23), "2026-11-23"),
        (b"a", b"b"),
        ("café", "cafe\u0301"),
        ("a", "A"),
        ("a", "a "),
        ("\ud800", "\ud801"),
        (PICTURE, replace(PICTURE, digest="1" * 64)),
    ],
    ids=repr,
)
def test_what_differs_has_another_name(one: object, other: object) -> None:
    assert fingerprint(one) != fingerprint(other)
    assert fingerprint([one, 1]) != fingerprint([other, 1])


def test_the_order_in_which_a_mapping_was_filled_does_not_count() -> None:
    assert fingerprint({"a": 1, "b": [2]}) == fingerprint({"b": [2], "a": 1})


def test_a_name_is_24_digits_and_the_same_in_every_process() -> None:
    """It is kept on disk; by BLAKE2b (RFC 7693)."""
    assert re.fullmatch("[0-9a-f]{24}", fingerprint(PICTURE))
    assert fingerprint("文明") == fingerprint_text('"\\u6587\\u660e"')
    assert fingerprint_text("") == fingerprint_bytes(b"") == blake2b(digest_size=12).hexdigest()


# ---------------------------------------------------------------- the model's words


@dataclass(frozen=True)
class Same:
    """As an owner, under another name."""

    source: str
    unit: str = ""


class Colour(Enum):
    """Two names for one value are one member; two members have two names."""

    RED = 1
    BLUE = 2


def test_every_field_of_a_word_counts() -> None:
    for field in fields(Picture):
        changed: Any = {field.name: 9 if field.type == "int" else "other"}
        assert fingerprint(PICTURE) != fingerprint(replace(PICTURE, **changed)), field.name


def test_a_word_of_another_kind_has_another_name() -> None:
    assert fingerprint(Owner("a")) != fingerprint(Same("a"))
    assert fingerprint(Owner("a")) == fingerprint(Owner("a", ""))
    assert fingerprint(Colour.RED) != fingerprint(Colour.BLUE)


def test_an_article_is_told_by_the_fingerprint_it_came_with() -> None:
    slip = sample_slips()[0]

    assert slip.fingerprint == slip.article.fingerprint
    assert fingerprint(slip) == fingerprint(slip.article) == fingerprint(slip.fingerprint)
    assert fingerprint(slip.text) == fingerprint(slip.text_fingerprint) != fingerprint(slip)


def test_what_came_without_its_fingerprint_is_no_input() -> None:
    article = replace(sample_slips()[0].article, fingerprint="")
    assert isinstance(article, Article)
    with pytest.raises(TypeError, match="came without its fingerprint"):
        fingerprint(article)


def test_a_run_is_told_by_its_articles_and_their_order() -> None:
    one, two, three = sample_slips()[:3]

    assert fingerprint(Run([one, two])) == fingerprint(Run((one, two)))
    others = [Run([two, one]), Run([one]), Run([]), Run([one, two, three])]
    assert fingerprint(Run([one, two])) not in [fingerprint(run) for run in others]
    assert Run([one, two]).texts_fingerprint != Run([two, one]).texts_fingerprint


def test_a_run_does_not_change_with_the_texts_of_its_articles() -> None:
    slip = sample_slips()[0]
    assert isinstance(slip, Slip)
    edited = slip._replace(text_fingerprint="0" * 24)

    assert fingerprint(Run([slip])) == fingerprint(Run([edited]))
    assert Run([slip]).texts_fingerprint != Run([edited]).texts_fingerprint


def test_the_registry_is_told_by_all_that_its_files_say(tmp_path: Path) -> None:
    before = sample_registry()
    again = ContentFolder(Path(__file__).parent.parent / "content").registry

    assert before.fingerprint == again.fingerprint
    renamed = replace(before, site=replace(before.site, name="别的名字"))
    fewer = replace(before, units=before.units[:-1])
    moved = replace(before, columns=before.columns[::-1])
    names = {r.fingerprint for r in (before, renamed, fewer, moved)}
    assert 4 == len(names)


def test_moments_are_told_apart_from_each_other_and_from_their_days() -> None:
    moment = datetime(2026, 11, 23, tzinfo=SHANGHAI)

    names = {fingerprint(v) for v in (moment, moment.replace(minute=1), moment.date())}

    assert 3 == len(names)
    assert fingerprint(moment) == fingerprint(moment.replace())


# ---------------------------------------------------------------- what is no value


class Pair(NamedTuple):
    """A tuple with names."""

    one: int


class Word(str):
    """A text with a secret."""


@pytest.mark.parametrize(
    "value",
    [
        object(), {1, 2}, frozenset({1}), print, lambda: 1, Path("a"), time(1),
        Pair(1), Word("a"), OrderedDict(a=1), iter([1]), range(3), 1j, Owner, re.compile("a"),
        ContentFolder(Path("nowhere")),
    ],
    ids=lambda value: type(value).__name__,
)  # fmt: skip
@pytest.mark.parametrize("wrap", [lambda v: v, lambda v: [1, v], lambda v: {"a": (v,)}])
def test_what_is_no_value_of_the_model_is_no_input(value: object, wrap: Any) -> None:
    """It may change without anybody seeing it: a clock, a folder, a function's surroundings."""
    with pytest.raises(TypeError, match="has no fingerprint"):
        fingerprint(wrap(value))
