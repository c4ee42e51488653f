"""The preview of the writing form draws what the site makes of the same text.

Compared is the tree of elements with its texts, as the theme's scripts draw it in headless
Chromium and as ``plugins.reading`` makes it.  The differences that are allowed, and why:

- ids, classes but those of tables' cells, ``rel`` and the like: no reader sees them;
- a link into the site has no address: the preview does not know the other texts;
- a note's number is no link, and no arrow leads back: ids would meet those of the form;
- a picture is drawn from the reader's own file, or as a place that names it;
- addresses kept apart from their links (``[words][name]``) and references to characters
  (``&copy;``) are drawn as they are written, emphasis that crosses other emphasis
  (``*a **b* c**``) as CommonMark has it: nobody is taught them;
- what goes beyond the limits of ``plugins.reading.limits`` is shown as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from plugins.reading import limits
from plugins.reading.content_folder import ContentFolder
from plugins.reading.encoding import decode_text
from plugins.reading.front_matter import split_front_matter
from plugins.reading.markdown_html import render_markdown
from plugins.reading.schema import ARTICLE_KEYS
from tests.case_runner import CASES, list_cases
from tests.site_pages import VOID
from tests.support import ROOT

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
def page(browser: Browser) -> Page:
    opened = browser.new_page()
    for script in SCRIPTS:
        opened.add_script_tag(path=script)
    return opened


def show(page: Page, source: str, pictures: dict[str, str] | None = None) -> str:
    drawn: str = page.evaluate(SHOW, [source, pictures or {}])
    return drawn


# ---------------------------------------------------------------- what both come to


_AROUND_BLOCKS = re.compile(
    r" ?(</?(?:p|h[1-6r]|[uo]l|li|div|blockquote|d[ltd]|table|thead|tbody|t[rdh]|fig\w+|pre|code"
    r"|br)\b[^>]*>) ?"
)
"""White space beside them shows nothing; that of code's edges is the parser's last line end."""


_KEPT = {"start", "aria-label", "tabindex", "role"}
_LEFT_OUT = {"picture", "source", "img"}


class _Outline(HTMLParser):
    """Lists the elements of a text, each with its texts on one line and its end."""

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
        if tag in _LEFT_OUT:
            return
        kept = [f"{key}={given[key]}" for key in sorted(_KEPT & given.keys())]
        kept += [f"class={name}"] if name.startswith("align-") else []
        kept += [f"href={given['href']}"] if given.get("href", "").startswith("http") else []
        self.parts.append(" ".join([f"<{tag}", *kept]) + ">")

    def handle_endtag(self, tag: str) -> None:
        opened, name = self.opened.pop()
        assert opened == tag
        if name:
            self.hidden -= name != "footnote-ref"
        elif tag not in _LEFT_OUT:
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


MARKED = """第一段**重点**，她说*轻*，`代码 | **不粗**`。
接着写的一行。

## 小标题 ##

- 一
    - 一里面
- 二

1. 甲

2. 乙

> 引文
> 第二行

| 左 | 中 | 右 |
| :--- | :---: | ---: |
| 甲\\|乙 | `|` |

见[公告](https://example.org/a_(b) "标题")和https://example.org/路，还有<https://example.org>。[^甲]

***又粗又斜***与__下划线__和汉字_里面_的。[坏的](javascript:alert(1))，[空的]()。

```
<b>代码</b>
```

    四格

<!-- 放过: paragraph -->
<b>不是代码</b> 行末两个空格  
下一行 \\*星号\\*

![一张图](a.jpg "图注")

术语
:   解释

[^甲]: 注释。
    接着的一行。
"""


@pytest.mark.parametrize(
    "source",
    [
        MARKED,
        "> - 甲\n> - 乙\n>\n> 丙",
        "- 甲\n\n    丙\n\n    - 丁\n\n- 乙",
        "文字\n---\n\n***\n\n文字",
        "- 甲\n接着\n# 一级\n文字",
        "一*二**三**四*五",
        "** 空格 **和**不闭",
        "![只有开头",
        "[外[内](https://a.example)](https://b.example)",
        "[![图](a.jpg)](https://a.example)",
        "http://x http://a.example/(b). ahttp://b.example",
        "| 一 |\n| --- |\n| 二 |",
        "``两`个``和`一个",
        "```三`个，``两个``",
    ],
)
def test_marks_of_every_kind_are_read_as_the_site_reads_them(page: Page, source: str) -> None:
    assert outline(render(source)) == outline(show(page, source))


def test_a_picture_is_the_readers_own_or_a_place_that_names_it(page: Page) -> None:
    source = '![擦桌子](a%20b.jpg "周六的食堂")\n\n![门口](c.jpg)'

    drawn = show(page, source, {"a b.jpg": "blob:x"})

    assert (
        '<figure><img alt="擦桌子" src="blob:x"><figcaption>周六的食堂</figcaption></figure>'
        '<figure><span class="preview-picture">图片 c.jpg：门口</span></figure>'
    ) == drawn


def test_what_was_drawn_before_is_gone(page: Page) -> None:
    drawn = page.evaluate("""() => {
        const place = document.createElement("div");
        window.wenming.showMarkdown("甲", place, {});
        window.wenming.showMarkdown("乙", place);
        return place.innerHTML;
    }""")

    assert "<p>乙</p>" == drawn


def test_the_limits_are_those_of_the_site() -> None:
    script = SCRIPTS[1].read_text("utf-8")
    written = {
        name: int(amount) for name, amount in re.findall(r"const (\w+_LIMIT) = (\d+);", script)
    }

    assert 6 == len(written)
    assert {name: getattr(limits, name) for name in written} == written


# ---------------------------------------------------------------- hostile texts

PIECES = [
    *"[]()<>*_`~#-+.|:!\\\"'&=^ \n\t，。",
    "\n\n", "    ", "**", "```\n", "~~~\n", "- ", "1. ", "> ", "| - |\n", "[^1]", "[^1]: ",
    "](", "![", "http://", "https://a.example/", "javascript:alert(1)", "data:text/html,",
    "[字](javascript:alert(1))", "[字](https://a.example)", "[字](data:text/html,x)",
    "![字](a)", "![字](javascript:alert(1))",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "&lt;", "\x02", "\x030\x03",
    "<!-- 放过: x -->", "__proto__", "constructor", "字", "好", "a", "😀",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)

NAMES = {
    "A", "BLOCKQUOTE", "BR", "CODE", "DD", "DIV", "DL", "DT", "EM", "FIGCAPTION", "FIGURE",
    "H2", "H3", "H4", "H5", "H6", "HR", "IMG", "LI", "OL", "P", "PRE", "SPAN", "STRONG", "SUP",
    "TABLE", "TBODY", "TD", "TH", "THEAD", "TR", "UL",
}  # fmt: skip
ATTRIBUTES = {
    "alt", "aria-label", "class", "href", "rel", "role", "src", "start", "tabindex", "target",
    "title",
}  # fmt: skip

LOOK = """(source) => {
  const place = document.createElement("div");
  window.wenming.showMarkdown(source, place, {"a": "blob:a"});
  const drawn = Array.from(place.querySelectorAll("*"));
  return {
    text: place.textContent,
    names: drawn.map((each) => each.tagName),
    attributes: drawn.flatMap((each) => each.getAttributeNames()),
    addresses: drawn.filter((each) => each.hasAttribute("href")).map((each) => each.href),
    sources: drawn.filter((each) => each.hasAttribute("src")).map((each) => each.src),
  };
}"""

EXAMPLES = settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)


@EXAMPLES
@given(TEXTS)
def test_no_text_draws_anything_but_what_it_may(page: Page, source: str) -> None:
    found = page.evaluate(LOOK, source)

    assert set() == set(found["names"]) - NAMES
    assert set() == set(found["attributes"]) - ATTRIBUTES
    assert [] == [each for each in found["addresses"] if not re.match(r"https?://", each)]
    assert [] == [each for each in found["sources"] if each != "blob:a"]


@pytest.mark.parametrize(
    "target",
    [
        *("javascript:alert(1)", " JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "vbscript:x"),
        *("data:text/html,x", "file:///etc/passwd", "//a.example", "https://a@b.example"),
        *("https:", "<javascript:alert(1)>", "http://a.example/“x”", "blob:a", "mailto:a"),
        "../a.md",
    ],
)
def test_only_addresses_on_the_web_are_links(page: Page, target: str) -> None:
    found = page.evaluate(LOOK, f"[公告]({target})，<{target}>")

    assert [] == found["addresses"]
    assert found["text"].startswith("公告，")


LETTERS = [
    *"[]()<>*_`#-+.:!\\\n，字好美a",
    "\n\n", "    ", "**", "- ", "1. ", "> ", "](https://a.example)", "![",
]  # fmt: skip
"""No titles, notes, rows, fences or links into the site: the site shows them elsewhere, or not."""


@EXAMPLES
@given(st.lists(st.sampled_from(LETTERS), max_size=80).map("".join))
def test_every_letter_stays(page: Page, source: str) -> None:
    source = re.sub(r"\]\((?!https://a\.example\))", "] (", source)
    found = page.evaluate(LOOK, source)
    written = source.replace("](https://a.example)", "")

    assert re.findall("[字好美]", written) == re.findall("[字好美]", found["text"])


HOSTILE = {
    "prose": "大家慢一点，先让行人过去。" * 4_600,
    "paragraphs": "大家**慢**一点，看`这里`。\n\n" * 3_500,
    "brackets": "[" * 10_000,
    "pictures": "![" * 10_000,
    "links": "[a](" * 10_000,
    "closed-links": "[a](b)" * 8_000,
    "stars": "*" * 10_000,
    "spaced-stars": "*a " * 10_000,
    "stars-and-lines": "**a_" * 10_000,
    "quotes": ">" * 10_000,
    "quoted-lines": "> " * 50 + "\n" + ("> " * 20 + "a\n") * 1_000,
    "ticks": "".join("`" * count + "a" for count in range(1, 340)),
    "lists": "- " * 10_000 + "a",
    "numbers": "1. " * 10_000 + "a",
    "nested": "".join(" " * (4 * (depth % 8)) + "- a\n" for depth in range(2_000)),
    "wide-table": "|" * 15_000 + "\n" + "|-" * 15_000,
    "long-table": "|".join("a" * 30) + "\n" + "|".join("-" * 30) + "\n" + "a\n" * 2_900,
    "headings": "#\n" * 25_000,
    "hashes": "#" * 60_000,
    "definitions": "a\n" + ": a\n" * 10_000,
    "notes": "".join(f"[^{count}]" for count in range(9_000)),
    "defined-notes": "".join(f"[^{count}]: a\n" for count in range(4_000)),
    "fences": "```\n" * 10_000,
    "open-fences": "~~~a\n" * 10_000,
    "addresses": "http://" * 8_000,
    "dividers": "- " * 29_000 + "x",
    "spaces": "a" + " " * 59_000 + "b",
    "tabs": "\t" * 59_000,
    "lines": "\n" * 59_000,
    "broken-lines": "字\n" * 29_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_keeps_the_reader_waiting(page: Page, name: str) -> None:
    """The best of three: the machine may be busy with something else."""
    times = [page.evaluate(TIME, HOSTILE[name][:60_000]) for _ in range(3)]

    assert MILLISECONDS > min(times)


def make_just_readable(piece: str) -> str:
    """Return as many blocks of a text's beginning as the site would still read."""
    marks = re.compile(r"[\[\]*_`!<>\\|]")
    block = "\n".join(piece[: limits.BLOCK_LIMIT].split("\n")[: limits.BLOCK_LINES_LIMIT])
    places = [found.start() for found in marks.finditer(block)]
    if len(places) > limits.MARKS_LIMIT:
        block = block[: places[limits.MARKS_LIMIT]]
    count = min(
        limits.BODY_LIMIT // (len(block) + 2),
        limits.LINES_LIMIT // (block.count("\n") + 2),
        limits.BODY_MARKS_LIMIT // max(1, len(marks.findall(block))),
    )
    return "\n\n".join([block] * count)


@pytest.mark.parametrize("name", [*HOSTILE, "all-marks"])
def test_nor_does_the_most_that_the_site_would_read(page: Page, name: str) -> None:
    source = make_just_readable({**HOSTILE, "all-marks": "[a](b) *c **d** `e` _f_ " * 250}[name])

    assert MILLISECONDS > min(page.evaluate(TIME, source) for _ in range(3))
