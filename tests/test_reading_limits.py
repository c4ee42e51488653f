"""Size and nesting: honest texts pass, hostile ones are refused or bounded."""

from __future__ import annotations

import sys
from types import FrameType

import pytest

from plugins.reading.body import read_body
from plugins.reading.front_matter import split_front_matter
from plugins.reading.limits import BODY_LIMIT, BODY_MARKS_LIMIT, LINES_LIMIT, Excess, find_excess
from plugins.reading.schema import ARTICLE_KEYS
from tests.hostile_markdown import PIECES, fill_body
from tests.support import ROOT

STEPS_LIMIT = 3_000_000
"""Calls of Python functions; an honest article of the same length takes some 50,000."""


def test_sample_articles_are_far_below_the_limits() -> None:
    """Twice each of them pasted into one text still passes."""
    for path in (ROOT / "content").rglob("*.md"):
        body = split_front_matter(path.read_text("utf-8"), ARTICLE_KEYS).body

        assert () == find_excess(body + "\n\n" + body), path


@pytest.mark.parametrize(
    ("body", "kind", "line"),
    [
        ("字" * (BODY_LIMIT + 1), Excess.BODY, 1),
        ("字\n\n" * LINES_LIMIT, Excess.LINES, 1),
        ("*字*\n\n" * (BODY_MARKS_LIMIT // 4), Excess.LINES, 1),
        (("*" * 500 + "\n\n") * 20, Excess.BODY_MARKS, 1),
        ("[^1]" * 401, Excess.NOTES, 1),
        ("短。\n\n" + "长" * 6_001, Excess.BLOCK, 3),
        ("\n" + "行\n" * 401, Excess.BLOCK_LINES, 2),
        ("甲\n\n" + "*" * 1_201, Excess.MARKS, 3),
        ("[" * 11, Excess.BRACKETS, 1),
        ("[a](" * 11, Excess.BRACKETS, 1),
        ("甲" + " " * 201 + "乙", Excess.SPACES, 1),
        ("甲" + "\t" * 60 + "乙", Excess.SPACES, 1),
        ("甲\n\n> > > > > > > 乙", Excess.NESTING, 3),
        ("- > - > - > - 乙", Excess.NESTING, 1),
        ("            - - - - 乙", Excess.NESTING, 1),
        ("甲\n: 乙\n" * 21, Excess.DEFINITIONS, 1),
    ],
)
def test_excess_is_named_on_its_line(body: str, kind: Excess, line: int) -> None:
    """Each limit has a kind of its own, for a message of its own."""
    assert (kind, line) in [(excess.kind, excess.line) for excess in find_excess(body)]


@pytest.mark.parametrize(
    "body",
    [
        "（看[这里](https://a.cn/)，也看[那里](https://b.cn/)。）" * 50,
        "| 甲 | 乙 | 丙 |\n| --- | --- | --- |\n" + "| 一 | 二 | 三 |\n" * 250,
        "\n".join(f"{number}. 第{number}项" for number in range(1, 300)),
        "    缩进的代码\n" * 100,
        "> 引用\n>\n> - 项\n>     - 下一级\n",
        "1）甲\n\n2）乙\n\n3）丙\n" * 30,
    ],
    ids=["links", "long table", "long list", "code", "list in a quote", "lone parentheses"],
)
def test_honest_text_passes(body: str) -> None:
    """Long tables and lists of an office are no attack."""
    assert () == find_excess(body)


@pytest.mark.parametrize("name", PIECES)
@pytest.mark.parametrize("block", [600, 6_000])
def test_hostile_text_is_refused_or_bounded(name: str, block: int) -> None:
    """The worst that the limits let in is read in a bounded number of steps.

    Counted in calls, not in time: the test means the same on every machine.
    """
    body = fill_body(PIECES[name], block)
    if not body:
        assert find_excess((PIECES[name] * (block // len(PIECES[name]) + 1))[:block])
        return

    assert () == find_excess(body)
    assert count_calls(body) < STEPS_LIMIT


def count_calls(body: str) -> int:
    """Return how many Python functions are called while a body is read."""
    calls = 0

    def count(frame: FrameType, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        read_body(body, 1, "articles/dongtou/2026/2026-03-21-a.md", lambda path: None)
    finally:
        sys.setprofile(None)
    return calls


def test_text_nested_beyond_the_parser_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should a new way of nesting be found, the text is refused, not the build broken."""
    monkeypatch.setattr("plugins.reading.limits.DEFINITIONS_LIMIT", 10_000)
    monkeypatch.setattr("plugins.reading.limits.BLOCK_LINES_LIMIT", 10_000)

    reading = read_body("a\n: b\n" * 1_000, 1, "articles/a.md", lambda path: None)

    assert reading.body is None
    assert [Excess.NESTING] == [excess.kind for excess in reading.excess]
