"""The preview of the writing form draws what the site makes of the same text.

Compared is the tree of elements with its texts, as the theme's scripts draw it in headless
Chromium and as ``plugins.reading`` makes it.  The differences that are allowed, and why:

- ids, classes but those of tables' cells, ``rel`` and the like: no reader sees them;
- a link into the site has no address: the preview does not know the other texts;
- a note's number is no link, and no arrow leads back: ids would meet those of the form;
- a picture is drawn from the reader's own file, or as a place that names it;
- addresses kept apart from their links (``[words][name]``) and references
  to characters (``&copy;``) are drawn as they are written: nobody is taught them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, sync_playwright

from plugins.reading import limits
from plugins.reading.content_folder import ContentFolder
from plugins.reading.encoding import decode_text
from plugins.reading.front_matter import split_front_matter
from plugins.reading.markdown_html import render_markdown
from plugins.reading.schema import ARTICLE_KEYS
from tests.case_runner import CASES, list_cases
from tests.site_pages import VOID
from tests.support import ROOT, need_command

pytestmark = pytest.mark.browser

SCRIPTS = [
    ROOT / "theme" / "static" / "js" / f"{name}.js"
    for name in (
        "markdown_marks",
        "markdown_lines",
        "markdown_inline",
        "markdown_lists",
        "markdown_blocks",
        "markdown",
    )
]
"""In the order in which a page loads them."""

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

MILLISECONDS = 100
"""What drawing any text may cost; a reader calls an answer within it immediate."""

SHOW = """([source, pictures]) => {
  const place = document.createElement("div");
  window.wenming.showMarkdown(source, place, pictures);
  return place.innerHTML;
}"""

TIME = """(source) => {
  const place = document.createElement("div");
  const start = performance.now();
  window.wenming.showMarkdown(source, place, {});
  return performance.now() - start;
}"""


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=need_command("chromium"), args=FLAGS)
        opened = browser.new_page()
        for script in SCRIPTS:
            opened.add_script_tag(path=script)
        yield opened
        browser.close()


def show(page: Page, source: str, pictures: dict[str, str] | None = None) -> str:
    drawn: str = page.evaluate(SHOW, [source, pictures or {}])
    return drawn


# ---------------------------------------------------------------- what both come to


_AROUND_BLOCKS = re.compile(
    r" ?(</?(?:p|h[1-6r]|[uo]l|li|div|blockquote|d[ltd]|table|thead|tbody|t[rdh]|fig\w+|pre|code|br)\b"
    r"[^>]*>) ?"
)
"""White space beside them shows nothing; that of code's edges is the parser's last line end."""


class _Outline(HTMLParser):
    """Lists the elements of a text, each with its texts on one line and its end."""

    KEPT = {"start", "aria-label", "tabindex", "role"}
    LEFT_OUT = {"picture", "source", "img"}

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden = 0
        self.opened: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("class", "")
        if name.startswith("footnote-") or name == "preview-picture":
            self.hidden += name != "footnote-ref"
            self.opened.append((tag, name))
            return
        if tag not in VOID:
            self.opened.append((tag, ""))
        if tag in self.LEFT_OUT:
            return
        kept = [f"{key}={given[key]}" for key in sorted(self.KEPT & given.keys())]
        kept += [f"class={name}"] if name.startswith("align-") else []
        kept += [f"href={given['href']}"] if given.get("href", "").startswith("http") else []
        self.parts.append(" ".join([f"<{tag}", *kept]) + ">")

    def handle_endtag(self, tag: str) -> None:
        opened, name = self.opened.pop()
        assert opened == tag
        if name:
            self.hidden -= name != "footnote-ref"
        elif tag not in self.LEFT_OUT:
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data.replace("\xa0", " "))


def outline(html: str) -> list[str]:
    """Return the elements of a text, one a line, with what they say."""
    reader = _Outline()
    reader.feed(html)
    reader.close()
    whole = re.sub(r"\s+", " ", "".join(reader.parts))
    whole = _AROUND_BLOCKS.sub(r"\1", whole)
    return [part for part in re.split(r"(?<=>)|(?=<)", whole) if part]


def render(source: str) -> str:
    return render_markdown(source, "articles/x/2026/x.md", lambda target: 1, lambda path: None).html


def _list_bodies() -> Iterator[tuple[str, str]]:
    """Yield the body of every text of the sample content and of the cases that pass."""
    good = [CASES / name for name in list_cases() if name.startswith("good-")]
    for root in (ROOT / "content", *good):
        folder = ContentFolder(root)
        for path in folder.texts:
            if not path.startswith("reposts/"):
                text = decode_text(folder.read_bytes(path)).text
                yield f"{root.name}/{path}", split_front_matter(text, ARTICLE_KEYS).body


BODIES = dict(_list_bodies())


def test_there_are_texts_to_compare() -> None:
    assert 60 < len(BODIES)


@pytest.mark.parametrize("name", BODIES)
def test_a_text_is_drawn_as_the_site_makes_it(page: Page, name: str) -> None:
    assert outline(render(BODIES[name])) == outline(show(page, BODIES[name]))
