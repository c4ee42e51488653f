"""Reading that leaves out what a text can't need says the same as reading that does not."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions.toc import TocExtension

from plugins.model.article import Picture
from plugins.reading.body import BodyReading, read_body
from plugins.reading.limits import find_excess
from plugins.reading.links import make_anchor
from plugins.reading.markdown_html import Parser, Rendered, list_extensions
from plugins.reading.markdown_site import Findings, SiteExtension
from plugins.reading.markdown_thrift import HeadingsExtension, ThriftExtension
from tests.hostile_markdown import PIECES
from tests.support import ROOT

HERE = "articles/dongtou/2026/2026-03-21-hai-bian.md"
PICTURE = Picture("articles/dongtou/2026/a.png", "media/a-1.jpg", 4, 3, "0" * 64, (4,))

RAISES = "正文[^1]。\n\n[^1]: 注一\n    [^2]: 注二\n[^3]: 注三"
"""Python-Markdown 3.11 stumbles over a note that is first met inside a note."""

SIGNS = (
    *"-_*=#>|:.+`~[]()!^<&\\ \n字a1\"'{}\u3000\x1c",
    *("\n\n", "    ", "  \n", "- ", "1. ", "٣. ", "> ", ": ", "[^1]", "[^1]: ", "[a]: ", "[a]"),
    *(
        "](b)",
        "![",
        "```\n",
        "~~~\n",
        "---",
        "***",
        "- - -",
        "_ _ _",
        "===",
        "**",
        "__",
        "***\u3000",
    ),
    *("http", "http://a.cn", "&amp;", "&#42;", "\\*", "|-|-|\n", "| a | b |\n", "<http://a.cn>"),
)
TEXTS = st.lists(st.sampled_from([*SIGNS, *PIECES.values()]), max_size=40).map("".join)


def settle(text: str) -> tuple[str, str, Findings]:
    """Return what the parser as it is in reading makes of a text."""
    parser = Parser()
    parser.site.begin(HERE, len, {PICTURE.source: PICTURE}.get)
    html = parser.markdown.convert(text)
    return html, repr(parser.markdown.toc_tokens), parser.site.findings  # type: ignore[attr-defined]


def settle_at_length(text: str) -> tuple[str, str, Findings]:
    """Return what Python-Markdown makes of a text when nothing is left out."""
    site = SiteExtension()
    site.begin(HERE, len, {PICTURE.source: PICTURE}.get)
    kept = [
        extension
        for extension in list_extensions(site)
        if not isinstance(extension, ThriftExtension | HeadingsExtension)
    ]
    toc = TocExtension(slugify=make_anchor, permalink=False, marker="")
    parser = Markdown(output_format="html", extensions=[*kept, toc])
    html = parser.convert(text)
    return html, repr(parser.toc_tokens), site.findings  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", PIECES)
def test_thrift_changes_no_result(name: str) -> None:
    """Each hostile piece once, thrice, and among words."""
    for text in (PIECES[name], PIECES[name] * 3, f"字 {PIECES[name]}字\n\n- {PIECES[name]}"):
        assert settle_at_length(text) == settle(text)


@given(TEXTS)
@settings(max_examples=300)
def test_thrift_changes_no_result_of_any_mixture(text: str) -> None:
    """Signs next to each other in every way."""
    if find_excess(text):
        return
    try:
        expected = settle_at_length(text)
    except Exception as error:
        with pytest.raises(type(error)):
            settle(text)
        return

    assert expected == settle(text)


def test_thrift_changes_no_result_of_the_samples() -> None:
    """The articles and pages of the site itself."""
    for path in (ROOT / "content").rglob("*.md"):
        text = path.read_text("utf-8")

        assert settle_at_length(text) == settle(text), path


def render_alone(text: str) -> Rendered:
    """Return what a parser makes of a text that has read nothing before."""
    return Parser().render(text, HERE, len, {PICTURE.source: PICTURE}.get)


@given(st.lists(TEXTS, min_size=2, max_size=5))
@settings(max_examples=150)
def test_no_text_changes_the_next_one(texts: list[str]) -> None:
    """One parser reads text after text, and each as if it were the first."""
    parser = Parser()
    for text in texts:
        if find_excess(text):
            continue
        try:
            alone = render_alone(text)
        except Exception:
            continue

        assert alone == parser.render(text, HERE, len, {PICTURE.source: PICTURE}.get)


def read(text: str) -> BodyReading:
    """Read a text as reading does."""
    return read_body(text, 1, HERE, {PICTURE.source: PICTURE}.get)


def test_text_read_again_after_all_others_is_the_same() -> None:
    """Notes, definitions, headings and fences of one text are nothing to another."""
    first = {name: read(piece * 3) for name, piece in PIECES.items()}
    again = {name: read(PIECES[name] * 3) for name in reversed(PIECES)}

    assert first == again


def test_parser_that_raised_reads_no_further_text() -> None:
    """It stopped in the middle of its work, with notes of the text in its memory."""
    text = "- 项\n\n    [^2]\n\n[^3]: 注\n"
    before = read(text)

    assert read(RAISES).body is None
    assert before == read(text)


def test_libraries_are_loaded_when_something_is_read() -> None:
    """A build without changes loads no parser."""
    heavy = "{'markdown', 'yaml', 'nh3'} & set(sys.modules)"
    code = (
        "import sys\n"
        "from plugins.reading.body import read_body\n"
        "from plugins.reading.front_matter import split_front_matter\n"
        "from plugins.reading.schema import ARTICLE_KEYS\n"
        "split_front_matter('---\\n标题: 海边\\n---\\n', ARTICLE_KEYS)\n"
        f"assert not {heavy}, {heavy}\n"
    )

    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)
