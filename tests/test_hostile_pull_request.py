"""A hostile pull request is refused with its files named, and harmless even where it is not.

The first guard is the check.  The second is everything behind it, so all the same
texts and files are built once more with the check left out.
"""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from PIL import Image

from plugins.build.ledger import is_safe_path
from plugins.check.linter import Report, check_content
from plugins.check.report import FORMATS
from plugins.check.survey import Survey
from plugins.media.formats import SUFFIXES
from plugins.model.problem import Level
from plugins.reading.content_folder import ContentFolder
from tests.builds import SMALL_CONTENT, SMALL_DRAFT, build_apart, build_small_site, differing
from tests.hostile_pull_request import (
    COLUMN,
    FILES,
    HARMLESS,
    MARKUP,
    SECRET,
    STOPPING,
    TEXTS,
    path_of,
    put,
    put_misnamed_picture,
    put_pictures_with_riders,
    put_script_picture,
    quote,
)
from tests.site_pages import Element, read_elements
from tests.support import ROOT, TODAY, read_site

OTHERS = re.compile(
    r"^(?:wenzhou|longgang|theme|about|follow|media/wenzhou"
    r"|column/(?!open-call)[^/]+)/|^(?:404\.html|robots\.txt)$"
)
"""What no pull request of one unit may change by one byte."""

ALLOWED = 'allowed_contacts = ["user@example.com", "a@b.cn"]'
"""What the texts write in links: else the gate on what is made would stop the build for that."""

UNCHECKED = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from pelicanconf import *
THEME = {str(ROOT / "theme")!r}
PLUGINS = [name for name in PLUGINS if name != "plugins.check.plugin"]
REQUIRED_PLUGINS = tuple(PLUGINS)
PORTAL = {{"page_size": 2, "latest": 4, "notices": 2, "related": 2}}
UNITS = {{"page_size": 2}}
FEEDS = {{"length": 1000}}
"""


def lay_base(content: Path) -> Path:
    """Lay out the small site with one more column, in which nobody else has written."""
    shutil.copytree(SMALL_CONTENT, content)
    columns = content / "data" / "columns.toml"
    column = f'\n[[column]]\nslug = "open-call"\ntitle = "{COLUMN}"\ndescription = "公开征集。"\n'
    columns.write_text(columns.read_text("utf-8") + column, "utf-8")
    site = content / "data" / "site.toml"
    site.write_text(f"{ALLOWED}\n{site.read_text('utf-8')}", "utf-8")
    return content


@dataclass(frozen=True)
class Sent:
    """The pull request as sent: its content and the path that each file has to be named by."""

    content: Path
    named: dict[str, str]
    report: Report

    def problems_of(self, path: str) -> list[str]:
        found = (p for p in self.report.problems if p.path == path and p.level is Level.ERROR)
        return [f"{problem.rule}：{problem.seen}" for problem in found]


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> Sent:
    content = lay_base(tmp_path_factory.mktemp("sent") / "content")
    for name, text in TEXTS.items():
        put(content, path_of(name), text.write())
    named = {name: make(content) for name, make in FILES.items()}
    report = check_content(Survey(ContentFolder(content), TODAY))
    return Sent(content, named, report)


@pytest.mark.parametrize("name", sorted(TEXTS.keys() - HARMLESS))
def test_a_hostile_text_is_refused_and_named(name: str, sent: Sent) -> None:
    assert sent.problems_of(path_of(name))


@pytest.mark.parametrize("name", sorted(FILES))
def test_a_hostile_file_is_refused_and_named(name: str, sent: Sent) -> None:
    assert sent.problems_of(sent.named[name])


def test_no_name_of_a_file_can_write_on_the_editors_screen(sent: Sent) -> None:
    """Nor on a code host, which reads commands from lines that begin with two colons."""
    text, github, data = (FORMATS[form](sent.report) for form in ("text", "github", "json"))

    assert "" == re.sub(
        r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", "", text
    )
    assert not [line for line in text.splitlines() if line.startswith("::")]
    assert len(sent.report.problems) == len(github.splitlines())
    assert len(sent.report.problems) == len(json.loads(data)["problems"])
    assert (text + github + data).encode()


@pytest.mark.parametrize("name", ["names.toml", "columns.toml", "site.toml"])
def test_no_words_of_a_data_file_can_begin_a_line_of_the_report(name: str, tmp_path: Path) -> None:
    """What TOML puts into one value may have several lines."""
    content = lay_base(tmp_path / "content")
    line = quote("多行\n::error::x")
    lines = {
        "names.toml": f"[[name]]\nright = {line}\nwrong = ['::error::x', '行\\n::']\n{line} = 1\n",
        "columns.toml": f"[[column]]\nslug = {line}\ntitle = {line}\n{line} = 1\n",
        "site.toml": f"url = {line}\nname = {line}\n{line} = 1\n",
    }
    put(content, f"data/{name}", lines[name])
    text = FORMATS["text"](check_content(Survey(ContentFolder(content), TODAY)))

    assert "::error::x" in text
    assert [] == [line for line in text.splitlines() if line.startswith("::")]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as it is without the pull request."""
    folder = tmp_path_factory.mktemp("base")
    return read_site(build_small_site(folder / "output", lay_base(folder / "content")))


@pytest.fixture(scope="module")
def unchecked(sent: Sent, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site as it would be with the pull request in and the check left out.

    Without the files that would stop a build by themselves, and without pages that
    take an address which the site only keeps for itself (``/theme/``).
    """
    folder = tmp_path_factory.mktemp("unchecked")
    content = folder / "content"
    shutil.copytree(sent.content, content, symlinks=True)
    for name, path in sent.named.items():
        if name in STOPPING or name.startswith("page-"):
            (content / path).unlink()
    output, stopped = build_unchecked(content, folder)
    assert "" == stopped
    assert not (folder / "pwned").exists()
    return read_site(output)


def build_unchecked(content: Path, folder: Path) -> tuple[Path, str]:
    """Build with the check left out; return the site and what the build stopped with."""
    settings = folder / "unchecked.py"
    settings.write_text(UNCHECKED, "utf-8")
    output = folder / "output"
    return output, build_apart(settings, content, output)


def test_without_the_check_nothing_of_a_hostile_pull_request_does_harm(
    unchecked: dict[str, bytes], base: dict[str, bytes]
) -> None:
    assert [] == list(find_harm(unchecked, base))


def test_without_the_check_a_hostile_pull_request_touches_no_other_unit(
    unchecked: dict[str, bytes], base: dict[str, bytes]
) -> None:
    assert [] == [path for path in differing(base, unchecked) if OTHERS.match(path)]


def test_without_the_check_nothing_from_outside_is_shown(unchecked: dict[str, bytes]) -> None:
    for path, data in unchecked.items():
        assert SECRET.encode() not in data, path
        assert b"root:x:" not in data, path
        assert [] == [words for words in SMALL_DRAFT if words.encode() in data], path


def test_without_the_check_many_hostile_texts_are_built(unchecked: dict[str, bytes]) -> None:
    """The tests above would prove little if nothing of it were read."""
    built = [name for name in TEXTS if f"dongtou/2026/11-21-{name}/index.html" in unchecked]

    assert {f"link-{number}" for number in range(10)} <= set(built)
    assert len(built) > len(TEXTS) / 2


@pytest.mark.parametrize("name", sorted(STOPPING))
def test_without_the_check_the_ledger_still_stops_what_takes_anothers_path(
    name: str, tmp_path: Path
) -> None:
    content = lay_base(tmp_path / "content")
    path = FILES[name](content)

    output, stopped = build_unchecked(content, tmp_path)

    assert STOPPING[name] in stopped
    assert path in stopped
    assert not output.exists()


@pytest.fixture(scope="module")
def let_in(sent: Sent, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The site with everything that the check lets in, and pictures that are more than that."""
    folder = tmp_path_factory.mktemp("let-in")
    content = lay_base(folder / "content")
    for name in HARMLESS:
        if not sent.problems_of(path_of(name)):
            put(content, path_of(name), TEXTS[name].write())
    put_script_picture(content)
    put_misnamed_picture(content)
    put_pictures_with_riders(content)
    return read_site(build_small_site(folder / "output", content))


def test_what_is_let_in_does_no_harm(let_in: dict[str, bytes], base: dict[str, bytes]) -> None:
    built = [path for path in let_in if "/11-21-" in path]

    assert "dongtou/2026/11-21-shows-script/index.html" in built
    assert "dongtou/2026/11-21-shows-other/index.html" in built
    assert 5 == sum("/11-21-shows-rider-" in path for path in built)
    assert len(built) > len(HARMLESS) / 2
    assert [] == list(find_harm(let_in, base))


def test_what_is_let_in_touches_no_other_unit(
    let_in: dict[str, bytes], base: dict[str, bytes]
) -> None:
    assert [] == [path for path in differing(base, let_in) if OTHERS.match(path)]


def build_city(texts: Iterable[str], folder: Path) -> dict[str, bytes]:
    """Build, unchecked, with each text in every field of a day's list and a work prompt."""
    content = lay_base(folder / "content")
    for number, text in enumerate(texts, 1):
        put(content, f"reposts/2026-11-{number:02}.md", write_day_of(text))
        put(content, f"prompts/2026-11-{number:02}-hostile.md", write_prompt_of(text))
    output, stopped = build_unchecked(content, folder)
    assert "" == stopped
    return read_site(output)


def write_day_of(text: str) -> str:
    fields = f"链接: https://example.com/\n来源: {text}\n级别: 国家\n话题: {text[:12]}"
    return f"## {text}\n\n{fields}\n\n{text} 一句话。\n"


def write_prompt_of(text: str) -> str:
    fields = "".join(f"{key}: {quote(text)}\n" for key in ("标题", "发布单位", "依据"))
    return f"---\n{fields}对象: 志愿者\n截止: 2026-12-28\n用时: 5\n重复: 每月\n---\n\n{text}\n"


def test_markup_in_lists_and_prompts_does_no_harm(tmp_path: Path) -> None:
    plain = build_city(["一句话"] * 2, tmp_path / "plain")
    hostile = build_city(MARKUP.values(), tmp_path / "hostile")
    days = [path for path in hostile if re.match(r"repost/2026-11-\d\d/index", path)]

    assert len(days) > len(MARKUP) / 2
    assert hostile["prompts/index.html"].decode().count("-hostile") > len(MARKUP) / 2
    assert [] == list(find_harm(hostile, plain))


# What harm is.

PROSE = (
    {"p", "br", "hr", "strong", "em", "del", "sup", "sub", "code", "pre", "blockquote", "div"}
    | {"ul", "ol", "li", "dl", "dt", "dd", "a", "img", "figure", "figcaption"}
    | {"table", "thead", "tbody", "tr", "th", "td", "h2", "h3", "h4", "h5", "h6"}
)
PROSE_ATTRIBUTES = {
    "href",
    "rel",
    "src",
    "alt",
    "width",
    "height",
    "loading",
    "decoding",
    "start",
} | {"id", "class", "role", "aria-label", "tabindex"}
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]")
CALENDAR = "webcal://small.example/prompts/calendar.ics"
"""The site's own calendar, which a phone subscribes to by this scheme."""

OWN_CHOICES = re.compile(r"(?:(?:(?:\.\./)*media/[^\s,:]+-\d+|picture)\.webp \d+w(?:, (?!$))?)*")
"""Pictures of this site to choose from, each with its width, and that of the gallery."""

IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r]")
"""In addresses (URL standard, "basic URL parser"); so are control characters and spaces around."""


def find_harm(site: dict[str, bytes], base: dict[str, bytes]) -> Iterator[str]:
    """Yield a sentence for everything in a site that could do harm to a reader."""
    known = [e for path, data in base.items() if path.endswith(".html") for e in read_page(data)]
    tags = PROSE | {element.tag for element in known}
    attributes = PROSE_ATTRIBUTES | {name for element in known for name in element.attributes}
    for path, data in site.items():
        if not is_safe_path(path):
            yield f"{path!r}：路径不安全"
        if path.startswith("media/"):
            yield from find_harm_in_picture(path, data)
        elif path.endswith((".html", ".xml", ".json")):
            if found := CONTROL.search(data.decode()):
                yield f"{path}：有控制字符 {found[0]!r}"
            for element in read_texts(path, data):
                yield from (
                    f"{path}：{harm}" for harm in find_harm_in(element, path, tags, attributes)
                )
            for script in read_scripts(path, data):
                yield from (f"{path}：{harm}" for harm in find_harm_in_script(script, path, base))


def read_page(data: bytes) -> list[Element]:
    return read_elements(data.decode())


def read_texts(path: str, data: bytes) -> Iterator[Element]:
    """Yield the elements of a page, or of every text in a feed, which must be well formed."""
    if path.endswith(".html"):
        yield from read_page(data)
    elif path.endswith(".json"):
        for item in json.loads(data)["items"]:
            yield from read_elements(item["content_html"])
    else:
        for content in etree.fromstring(data).iter("{http://www.w3.org/2005/Atom}content"):
            yield from read_elements(content.text or "")


def read_scripts(path: str, data: bytes) -> list[Element]:
    return [element for element in read_texts(path, data) if element.tag == "script"]


def find_harm_in(
    element: Element, path: str, tags: set[str], attributes: set[str]
) -> Iterator[str]:
    shown = f"<{element.tag} {element.attributes}>"
    if element.tag not in tags or (not path.endswith(".html") and element.tag not in PROSE):
        yield f"{shown} 不在名单里"
    if element.attributes.keys() - attributes or any(
        n.startswith("on") for n in element.attributes
    ):
        yield f"{shown} 有不在名单里的属性"
    if element.get("http-equiv") not in ("", "Content-Security-Policy"):
        yield f"{shown} 指挥浏览器"
    if not OWN_CHOICES.fullmatch(element.get("srcset")):
        yield f"{shown} 通到不该去的地方"
    for name in ("href", "src"):
        address = IGNORED_BY_BROWSERS.sub("", element.get(name)).strip("".join(map(chr, range(33))))
        is_away = address.startswith(("//", "\\", "/\\"))
        if address == CALENDAR:
            continue
        if is_away or urlsplit(address).scheme not in ("", "http", "https"):
            yield f"{shown} 通到不该去的地方"


FORMS = ("write/index.html", "register/index.html")
FORM_DATA = {"type": "application/json", "id": "form-data"}
"""The facts of the forms: data, which no browser runs."""


def find_harm_in_script(script: Element, path: str, base: dict[str, bytes]) -> Iterator[str]:
    is_data = script.attributes == FORM_DATA and path in FORMS
    if is_data or script.get("type") == "application/ld+json":
        json.loads(script.text)
        return
    file = re.sub(r"\?v=[0-9a-f]{8}$", "", urljoin(path, script.get("src")))
    if script.text or file not in base:
        yield f"不是本站的程序：{script.attributes}{script.text}"


def find_harm_in_picture(path: str, data: bytes) -> Iterator[str]:
    with Image.open(BytesIO(data)) as image:
        media_type = Image.MIME[str(image.format)]
    if not path.endswith(SUFFIXES.get(media_type, ())):
        yield f"{path}：内容是 {media_type}"
    for rider in (b"<script", b"PK\x03\x04", SECRET.encode()):
        if rider in data:
            yield f"{path}：带着 {rider!r}"


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        '<script src="../../media/script.gif"></script>',
        '<script src="https://example.com/x.js"></script>',
        '<p onclick="alert(1)">文</p>',
        '<a href="java\nscript:alert(1)">文</a>',
        '<a href="\x01javascript:alert(1)">文</a>',
        '<a href="&#106;avascript:alert(1)">文</a>',
        '<a href="//example.com/">文</a>',
        '<img src="data:image/png;base64,AAAA" alt="文">',
        '<picture><source srcset="//example.com/a.webp 1w"></picture>',
        '<picture><source srcset="../media/a-1.webp 1w, //example.com/a.webp 2w"></picture>',
        "<iframe></iframe>",
        '<p style="color: red">文</p>',
        '<meta http-equiv="refresh" content="0">',
        "<p>文\ufdd0明</p>",
    ],
)
def test_harm_is_seen_where_it_is(markup: str, base: dict[str, bytes]) -> None:
    """The tests above would prove little if nothing were ever found."""
    page = base["about/index.html"].decode().replace("</main>", f"{markup}</main>")

    assert list(find_harm({"about/index.html": page.encode()}, base))
