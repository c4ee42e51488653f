"""Patterns that are compiled when they are first used."""

from __future__ import annotations

import re

import pytest

from plugins.model.pattern import compile_late


def test_a_late_pattern_answers_as_any_other() -> None:
    text = "Café，咖啡 cafÉ"
    late, plain = (make(r"café|[一-鿿]{2}", re.IGNORECASE) for make in (compile_late, re.compile))

    assert plain.findall(text) == late.findall(text)
    assert plain.sub("茶", text) == late.sub("茶", text)
    assert [found.span() for found in plain.finditer(text)] == [
        found.span() for found in late.finditer(text)
    ]
    assert (plain.pattern, plain.flags) == (late.pattern, late.flags)


def test_a_late_pattern_is_compiled_when_it_is_first_used() -> None:
    """So a mistake in it shows only then."""
    late = compile_late("(")

    with pytest.raises(re.error):
        late.search("文明")


def test_a_late_pattern_that_was_used_costs_no_more_than_any_other() -> None:
    """Its methods are the pattern's own from then on."""
    late = compile_late("文明")

    assert late.search("文明温州")
    assert late.search is late.search
    assert re.compile("文明").search == late.search
