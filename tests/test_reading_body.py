"""Markdown to safe HTML: Chinese text as it was meant, and nothing that runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugins.model.article import Body, Picture
from plugins.reading.body import BodyReading, read_body
from plugins.reading.sanitizer import SIZES, sanitize
from tests.hostile_markdown import PIECES

HERE = "articles/dongtou/2026/2026-03-21-hai-bian.md"
PICTURE = Picture("articles/dongtou/2026/a.png", "media/a-1.jpg", 4, 3, "0" * 64, (4,))

TAGS = {
    "a", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure",
    "h2", "h3", "h4", "h5", "h6", "hr", "img", "li", "ol", "p", "picture", "pre",
    "source", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


def read(text: str) -> BodyReading:
    """Read a text in a folder with one picture."""
    return read_body(text, 1, HERE, {PICTURE.source: PICTURE}.get)


def html_of(text: str) -> str:
    """Return a short text's HTML without its paragraph."""
    body = read(text).body
    assert isinstance(body, Body)
    return body.html.removeprefix("<p>").removesuffix("</p>")


class Tags(HTMLParser):
    """Every element and attribute of a page, as a browser would find them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("去海边玩，\n包是满的。", "去海边玩，包是满的。"),
        ("海边\n垃圾", "海边垃圾"),
        ("海边\nbeach", "海边\nbeach"),
        ("beach\n海边", "beach\n海边"),
        ("他说\n“好”", "他说“好”"),
        ("海边  \n垃圾", "海边<br>\n垃圾"),
        ("**海边**\n垃圾", "<strong>海边</strong>垃圾"),
        ("海边\n**垃圾**", "海边<strong>垃圾</strong>"),
        (
            "海边\n[垃圾](https://a.cn/)",
            '海边<a href="https://a.cn/" rel="noopener external">垃圾</a>',
        ),
        ("海边\n`code`", "海边\n<code>code</code>"),
    ],
)
def test_line_break_between_wide_characters_is_joined(text: str, html: str) -> None:
    """A break inside a paragraph shows as a space only where words need one."""
    assert html == html_of(text)


def test_line_breaks_of_code_stay() -> None:
    """Code keeps its lines, wide or not."""
    assert "<pre><code>海边\n垃圾\n</code></pre>" == html_of("```\n海边\n垃圾\n```")


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("看 https://a.cn/b，再说", "https://a.cn/b", "，再说"),
        ("看 https://a.cn/b。", "https://a.cn/b", "。"),
        ("（https://a.cn/b）", "https://a.cn/b", "）"),
        ("(https://a.cn/b)", "https://a.cn/b", ")"),
        ("https://a.cn/b_(c)", "https://a.cn/b_(c)", ""),
        ("https://a.cn/b, 再说", "https://a.cn/b", ", 再说"),
        ("https://a.cn/b_c_d.html。", "https://a.cn/b_c_d.html", "。"),
        ("http://a.cn/?b=1&c=2；", "http://a.cn/?b=1&c=2", "；"),
    ],
)
def test_bare_address_is_linked_and_ends_before_a_full_width_mark(
    text: str, address: str, rest: str
) -> None:
    """What follows the address is text."""
    shown = address.replace("&", "&amp;")

    link = f'<a href="{shown}" rel="noopener external">{shown}</a>{rest}'

    assert html_of(text).endswith(link)


@pytest.mark.parametrize("text", ["http://", "https://。", "ahttp://a.cn", "`https://a.cn/`"])
def test_what_is_no_bare_address_stays_text(text: str) -> None:
    """Half an address, the end of a word, code."""
    assert "<a" not in html_of(text)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**重点，**她说", "<strong>重点，</strong>她说"),
        ("她说**“重点”**吗", "她说<strong>“重点”</strong>吗"),
        ("**（一）**重点", "<strong>（一）</strong>重点"),
        ("这是*重点*吗", "这是<em>重点</em>吗"),
        ("这是_重点_吗", "这是_重点_吗"),
        ("** 重点 **", "** 重点 **"),
    ],
)
def test_emphasis_beside_chinese_is_as_the_manual_says(text: str, html: str) -> None:
    """CommonMark parsers get the first three wrong; the rules speak of the last two."""
    assert html == html_of(text)


ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//a.cn/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<style>@import '//a.cn/x.css'</style>",
    "<form action=//a.cn><input name=q>",
    "<meta http-equiv=refresh content='0;url=//a.cn'>",
    "<base href=//a.cn>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?>",
    "</p></article><script>alert(1)</script>",
    '![x" onerror="alert(1)](a.png)',
    '![x](a.png "x\\" onerror=\\"alert(1)")',
    '[x](https://a.cn/"onmouseover="alert(1))',
    "[x](https://a.cn/ 'x\" onmouseover=\"alert(1)')",
    '<https://a.cn/"><script>alert(1)</script>',
    'https://a.cn/"><script>alert(1)</script>',
    '[x][y]\n\n[y]: https://a.cn/ "\\"><script>alert(1)</script>"',
    "```\n</code></pre><script>alert(1)</script>\n```",
    "``` {onclick=alert(1) #x .y style=z}\na\n```",
    "`</code><script>alert(1)</script>`",
    "# <script>alert(1)</script>",
    '## x" onclick="alert(1)',
    "## x {#y onclick=alert(1)}",
    "x\n{: onclick=alert(1) }",
    "| <script>alert(1)</script> |\n| --- |\n| <img src=x onerror=alert(1)> |",
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '[^"><script>alert(1)</script>]\n\n[^"><script>alert(1)</script>]: x',
    "x\n:   <script>alert(1)</script>",
    "> <script>alert(1)</script>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "klzzwxh:0000 wzxhzdk:0",
    "*[HTML]: <script>",
    "[[x](https://a.cn/)](javascript:alert(1))",
    "<<script>alert(1)//<</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "\\<script>alert(1)\\</script>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<xss id=x tabindex=1 onfocus=alert(1)></xss>",
    "<a\thref\n=\njavascript:alert(1)>x</a>",
    "<picture><source srcset='//a.cn/x.webp 1w'><img src=x></picture>",
    "<picture><source srcset='&#xfdd0;media/x.webp 1w'></picture>",
    "![x](a.png 'y' srcset='//a.cn/x.webp 1w')",
]


def assert_nothing_runs(html: str) -> None:
    """Only allowed elements, no handler, no style, no target but http and our own."""
    for tag, attributes in Tags(html).found:
        assert tag in TAGS, html
        for name, value in attributes.items():
            assert not name.startswith("on") and name != "style", html
            if name == "srcset":
                assert PICTURE.srcset == value, html
            if name in ("href", "src"):
                assert re.match(r"https?://|#|\ufdd0", value or "", re.IGNORECASE), html


@pytest.mark.parametrize("attack", ATTACKS)
def test_attack_becomes_text(attack: str) -> None:
    """Alone, inside a paragraph, an item, a cell and emphasis."""
    for text in (attack, f"文{attack}字", f"- {attack}", f"**{attack}**", f"| {attack} |\n| - |"):
        reading = read(text)
        if reading.body:
            assert_nothing_runs(reading.body.html)


@settings(max_examples=200)
@given(st.lists(st.sampled_from([*ATTACKS, *PIECES.values(), "\n", "\n\n", "文", "`"]), max_size=8))
def test_attacks_together_become_text(pieces: list[str]) -> None:
    """Pieces of attacks next to each other are no better."""
    reading = read("".join(pieces))

    if reading.body:
        assert_nothing_runs(reading.body.html)


def test_picture_gets_its_size_and_a_caption() -> None:
    """A picture that stands alone is a figure; its title is the caption."""
    html = html_of('![海边的人](a.png "早晨")')

    assert 'alt="海边的人"' in html
    assert 'width="4"' in html and 'height="3"' in html
    assert html.startswith("<figure><picture><source ")
    assert html.endswith("</picture><figcaption>早晨</figcaption></figure>")


@pytest.mark.parametrize(
    "around", ["文{}字", "- {}", "[{}](https://a.cn/)", "| {} |\n| - |\n| 乙 |"]
)
def test_every_picture_offers_its_widths(around: str) -> None:
    """Wherever it stands: a phone loads less than a desk."""
    found = Tags(html_of(around.format("![海边的人](a.png)"))).found
    names = [name for name, _ in found if name in ("picture", "source", "img")]
    source = next(attributes for name, attributes in found if name == "source")

    assert ["picture", "source", "img"] == names
    assert {"type": "image/webp", "srcset": PICTURE.srcset, "sizes": SIZES} == source
    assert "\ufdd0media/a-1-4.webp 4w" == PICTURE.srcset


@pytest.mark.parametrize("before", ["", "一段。\n\n", "一段。\n\n两段。\n\n"])
def test_a_picture_at_the_head_of_a_text_is_loaded_with_the_page(before: str) -> None:
    """Under a cover it waits; so does every later one."""
    text = f"{before}![海边的人](a.png)\n\n![海边的人](a.png)\n"
    below = read_body(text, 1, HERE, {PICTURE.source: PICTURE}.get, has_cover=True).body

    assert below
    assert [None, "lazy"] == _list_loading(html_of(text))
    assert ["lazy", "lazy"] == _list_loading(below.html)


def test_a_picture_below_the_first_blocks_waits() -> None:
    assert ["lazy"] == _list_loading(html_of("段。\n\n" * 3 + "![海边的人](a.png)"))


def _list_loading(html: str) -> list[str | None]:
    return [attributes.get("loading") for name, attributes in Tags(html).found if name == "img"]


_CHOICES = (
    "<picture>", "</picture>", "<source ", "<img ", "<svg><picture>", "<math>", "<template>",
    "<noscript>", "<style>", "<!--", "-->", ">", "/>", "'", '"', "=", " ", ", ", "&#xfdd0;",
    "\ufdd0",
    "srcset", "SRCSET", "src\nset", "sizes", "type", "media", "src=", "alt=", "//a.cn/x.webp 1w",
    "javascript:alert(1)", "data:image/webp;base64,AA 1w", f'srcset="{PICTURE.srcset}"',
    "https://a.cn/x.webp 1w", "\ufdd0media/x.webp 1w", "\ufdd0//a.cn/x.webp 1w", "../x.webp 2w",
)  # fmt: skip


@settings(max_examples=400)
@given(st.lists(st.sampled_from(_CHOICES), max_size=14).map("".join))
def test_whatever_the_sanitizer_gets_addresses_to_choose_from_are_our_own(html: str) -> None:
    clean = sanitize(f"<picture>{html}")

    for tag, attributes in Tags(clean).found:
        assert tag in TAGS, clean
        for name, value in attributes.items():
            assert not name.startswith("on"), clean
            if name == "srcset":
                choices = (value or "").split(", ")
                assert "source" == tag, clean
                assert all(re.match("\ufdd0media/[^/]", choice) for choice in choices), clean
            if name == "sizes":
                assert SIZES == value, clean


@settings(max_examples=200)
@given(st.lists(st.sampled_from(_CHOICES), max_size=10).map("".join))
def test_no_text_brings_its_own_addresses_to_choose_from(text: str) -> None:
    """Plain, in a description, in a title, in an address, in a reference."""
    forms = (
        f"![{text}](a.png)",
        f'![文](a.png "{text}")',
        f"![文]({text})",
        f"[文]: a.png '{text}'",
    )
    assert_nothing_runs(html_of("\n\n".join((text, *forms, "![文]"))))


@pytest.mark.parametrize(
    "srcset",
    [
        "//a.cn/x.webp 1w",
        "https://a.cn/x.webp 1w",
        "\ufdd0media/x.webp 1w, //a.cn/x.webp 2w",
        "\ufdd0media/x.webp 1w,//a.cn/x.webp 2w",
        "\ufdd0media/x.webp",
        "\ufdd0../x.webp 1w",
        "media/x.webp 1w",
        "javascript:alert(1) 1w",
    ],
)
def test_the_sanitizer_lets_no_other_choice_of_addresses_through(srcset: str) -> None:
    """It runs last, whoever wrote what it gets."""
    own = f'<picture><source sizes="{SIZES}" srcset="{PICTURE.srcset}"><img alt="x"></picture>'
    other = own.replace(PICTURE.srcset, srcset)

    assert PICTURE.srcset in sanitize(own)
    assert "srcset" not in sanitize(other)
    assert "sizes" not in sanitize(own.replace(SIZES, "100vw"))
    assert "type" not in sanitize(own.replace("<source ", '<source type="image/svg+xml" '))


@pytest.mark.parametrize(
    "target", ["../a.png", "/a.png", "https://a.cn/a.png", "b.png", "a%2Fb.png"]
)
def test_picture_elsewhere_is_not_shown(target: str) -> None:
    """Only what lies beside the text has a source."""
    reading = read(f"![海边]({target})")

    assert reading.body and "src=" not in reading.body.html
    assert [None] == [use.picture for use in reading.pictures]


def test_links_and_pictures_are_noted_on_their_lines() -> None:
    """The check says where."""
    reading = read_body("甲\n\n[乙](b.md)\n\n![丙](c.png)\n", 10, HERE, lambda path: None)

    assert [12] == [link.line for link in reading.links]
    assert [14] == [use.line for use in reading.pictures]


def test_headings_are_told_with_their_anchors() -> None:
    """A first-level heading is lowered: the title is the page's own."""
    body = read("# 一\n\n## 二 三\n\n## 二 三\n").body

    assert body
    assert [(2, "h-一"), (2, "h-二-三"), (2, "h-二-三_1")] == [
        (heading.level, heading.anchor) for heading in body.headings
    ]
    assert "<h1" not in body.html


def test_what_the_parser_cannot_read_is_no_body_and_no_traceback() -> None:
    """Python-Markdown raises on a note inside a note; the check then names the file."""
    assert read("正文[^1]。\n\n[^1]: 注一\n    [^2]: 注二\n[^3]: 注三").body is None


def test_headings_are_listed_as_people_read_them() -> None:
    body = read("## 问 & 答").body

    assert body
    assert "问 & 答" == body.headings[0].text


def test_a_bare_address_is_shown_as_it_is_written() -> None:
    """Stars in an address are no emphasis."""
    assert ">http://a.cn/a*b*c</a>" in html_of("见http://a.cn/a*b*c。")


def test_ids_of_notes_are_valid_whatever_a_note_is_called() -> None:
    html = html_of("正文[^a b]。\n\n[^a b]: 注释")

    assert 'href="#fn:1"' in html
    assert 'id="fn:1"' in html


def test_no_words_of_the_author_are_a_place_for_notes() -> None:
    """Python-Markdown's own marker would swallow the paragraph it stands in."""
    assert "///Footnotes Go Here///" in html_of(
        "前面 ///Footnotes Go Here/// 后面[^1]。\n\n[^1]: 注"
    )
