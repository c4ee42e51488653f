"""What a pull request says of itself stands in its comment as words: no mark of it works there."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from plugins.contacts.quoting import quote, quote_path, quote_sentence
from plugins.model.problem import Level
from plugins.model.registry import Registry, Site
from plugins.review.comment import LINES_LIMIT, MARK, compose_comment
from plugins.review.findings import tell_findings
from plugins.review.ownership import Author, Scope
from plugins.review.sheet import Finding, Sheet, WordFile

HOSTILE = (
    "@city-editor",
    "请@wenming/city看",
    "#1 example/matrix#1 GH-1",
    "https://evil.example/ www.evil.example a@evil.example",
    "[点这里](https://evil.example/)",
    "![图](https://evil.example/a.png)",
    "<img src=x onerror=alert(1)></details><!--",
    "</code></details>",
    "0123456789abcdef0123456789abcdef01234567 1234567",
    "`关上` ``` 再开`",
    "`",
    "“`”`“@city-editor”",
    "“[^1]”@city-editor”",
    "\n\n# 标题\n\n- [x] 做完\n",
    "| a | b |\n|---|---|",
    "**粗** ~~删~~ _斜_ $`x`$ :smile: \\` \\@a",
    "\u202e反过来\u2066 \u200b@city-editor",
    "deadbeef，aaaaaaa，cafe12",
)
"""Texts that would do something, each in its own way."""

_BITING = re.compile(
    r"@[A-Za-z0-9]|#[0-9]|GH-[0-9]|https?:|www\.|\b[0-9a-f]{7,40}\b|:[a-z]+:|\$`", re.I
)
"""What a code host looks for in plain text once Markdown is through with it."""

anything = st.text(
    st.one_of(st.sampled_from("@#`<>[]()!*_~|\\:/&;.“”，。字 \n-$"), st.characters()), max_size=60
)


def parse(markdown: str) -> list[Token]:
    """Return the tokens of CommonMark with tables and links, in their order, without nesting."""
    found: list[Token] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(markdown):
        found += token.children or [token]
    return found


def list_acting(markdown: str) -> list[str]:
    """Return what of a text is more than a paragraph of words and code."""
    acting = []
    for token in parse(markdown):
        if token.type == "text":
            acting += _BITING.findall(token.content)
        elif token.type not in ("code_inline", "paragraph_open", "paragraph_close"):
            acting.append(token.type)
    return acting


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("show", [quote, quote_path, quote_sentence])
def test_what_would_do_something_does_nothing(show: object, text: str) -> None:
    assert callable(show)

    assert [] == list_acting(f"看到：{show(text)}。")


@given(anything)
def test_nothing_does_anything(text: str) -> None:
    assert [] == list_acting(f"看到：{quote_sentence(text)}。改法：{quote(text)}。")


@given(anything)
def test_a_quotation_takes_one_line(text: str) -> None:
    assert 1 == len(f"- {quote_sentence(text)}{quote(text)}".splitlines())


def test_a_backslash_would_not_do() -> None:
    """So that the reading above is known to see what it is for."""
    assert ["@c"] == list_acting("\\@city-editor")
    assert ["link_open", "link_close"] == list_acting("[点这里](https://evil.example/)")
    assert ["html_inline"] == list_acting("看<b>")


def test_chinese_short_words_and_numbers_stand_as_they_are() -> None:
    sentence = "第 12 行的 Word 文件，只用“发布”或“草稿”"

    assert sentence == quote_sentence(sentence)


def test_a_quotation_with_signs_can_be_copied_whole() -> None:
    assert '改成“`标题: "[征集]从海边"`”' == quote_sentence('改成“标题: "[征集]从海边"”')


def test_contact_data_is_masked_once_more() -> None:
    """A sheet may come from a run that masks nothing."""
    number = "138" + "0013" + "8000"

    assert number not in quote_sentence(f"电话{number}")
    assert number not in quote_path(f"articles/{number}.md")


def make_sheet(text: str, count: int, words: int = 3) -> Sheet:
    """Return a sheet whose every text is ``text``."""
    found = [
        Finding(f"{text}{n // 3}", n, "rule", text, text, Level.ERROR, n > count // 2, n % 2 == 0)
        for n in range(count)
    ]
    files = [
        WordFile(text, article=text if n % 2 else "", title=text, refusal=text)
        for n in range(words)
    ]
    return Sheet(count, count, 0, count // 2, tuple(found), tuple(files), True)


NOBODYS = Scope(Author(), (), (), ())
REGISTRY = Registry(Site("", "", ""), (), ())


def compose(sheet: Sheet, paths: tuple[str, ...] = ("content/data/site.toml",)) -> str:
    """Return the comment on a pull request of an unknown author."""
    scope = Scope(Author(), (), paths, paths, is_cut_off=True)
    return compose_comment(sheet, scope, REGISTRY, 12)


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 13, 20, 40, 500])
@pytest.mark.parametrize("words", [0, 1, 40])
def test_a_comment_has_at_most_sixty_lines(count: int, words: int) -> None:
    comment = compose(make_sheet("articles/x.md", count, words))

    assert len(comment.splitlines()) <= LINES_LIMIT
    assert MARK == comment.splitlines()[0]
    assert len(comment) < 65_536


@pytest.mark.parametrize("room", [2, 3, 5, 8, 13, 14, 15, 20, 21, 22, 23, 30, 59])
@pytest.mark.parametrize("count", [1, 3, 10, 14, 100])
def test_findings_keep_to_their_room_and_are_all_counted(room: int, count: int) -> None:
    lines = tell_findings(make_sheet("a.md", count).findings, count, room)
    left = re.findall(r"还有 (\d+) 处没有列", "\n".join(lines))
    told = sum(line.startswith("- ") for line in lines)

    assert len(lines) <= room
    assert count == told + sum(map(int, left))


def test_no_room_is_left_unused() -> None:
    lines = tell_findings(make_sheet("a.md", 100).findings, 100, 40)

    assert 40 - len(lines) < 5, "no more than a file's name takes, open and folded"


def test_what_is_not_shown_is_counted() -> None:
    comment = compose(make_sheet("articles/x.md", 500, 0))
    shown = len(re.findall(r"^- (?:第|整个文件)", comment, re.M))

    assert f"还有 {500 - shown} 处没有列在这里" in comment


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_sheet_makes_a_plain_comment(text: str) -> None:
    comment = compose(make_sheet(text, 60, 9), (text,))
    tokens = parse(comment)

    html = [token.content.strip() for token in tokens if token.type.startswith("html")]
    assert [] == [
        t.type for t in tokens if t.type in ("link_open", "image", "heading_open", "fence")
    ]
    assert [] == [bite for t in tokens if t.type == "text" for bite in _BITING.findall(t.content)]
    folds = [re.sub(r"\d+", "9", tag) for tag in html[1:]]
    assert MARK == html[0].splitlines()[0]
    assert ["<details><summary>另外 9 处</summary>", "</details>"] == folds
