"""Two guards keep people's contact data off the site: the check of what is written, and the
gate on what is made of it."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

from plugins.build.errors import BuildStopped
from plugins.check.linter import Report, check_content, check_entry
from plugins.check.report import FORMATS
from plugins.check.rules.contact import RULE
from plugins.check.survey import Survey
from plugins.contacts.allowed import NOTHING_ALLOWED, AllowedContacts, allow_published
from plugins.contacts.gate import READ, Gate
from plugins.model.output import FileOutput, Owner, give_data
from plugins.reading.article import read_article
from plugins.reading.content_folder import ContentFolder
from tests.builds import (
    SMALL_CONTENT,
    build_apart,
    build_small_site,
    list_releases,
    write_article,
)
from tests.case_runner import REGISTRY
from tests.contact_planting import list_places, mask_of, number_of, plant
from tests.contacts import read_alarming, read_harmless
from tests.support import ROOT, TODAY, read_site

SURVEY = Survey(ContentFolder(REGISTRY), TODAY)
PATH = "articles/dongtou/2026/2026-03-21-hai-bian.md"
MOBILE = "13800138000"


def write_settings(folder: Path, *left_out: str) -> Path:
    """Write settings with the plugins of some rooms left out."""
    names = tuple(f"plugins.{room}.plugin" for room in left_out)
    settings = folder / "settings.py"
    settings.write_text(
        f"import sys\nsys.path.insert(0, {str(ROOT)!r})\nfrom pelicanconf import *\n"
        f"THEME = {str(ROOT / 'theme')!r}\n"
        f"PLUGINS = [name for name in PLUGINS if name not in {names!r}]\n"
        'REQUIRED_PLUGINS = tuple(PLUGINS)\nREPOST = {"draws_cards": False}\n',
        "utf-8",
    )
    return settings


def inspect(path: str, text: str) -> str:
    output = FileOutput(path, Owner("articles/dongtou/2026/2026-03-21-a.md"), give_data, {})
    return Gate(NOTHING_ALLOWED).inspect(output, text.encode())


def check_body(body: str) -> list[str]:
    """Return what the rule says of an article with this body."""
    text = f"---\n标题: 从海边回来\n栏目: 志愿服务\n供稿: 洞头区文明办\n---\n\n{body}\n"
    entry = read_article(PATH, text.encode(), SURVEY.registry, lambda path: None)
    return [problem.seen for problem in check_entry(entry, SURVEY) if problem.rule == RULE]


@dataclass(frozen=True)
class Planted:
    """The site with a number in every kind of place, and what the check says of it."""

    content: Path
    files: dict[str, str]
    report: Report


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    content = tmp_path_factory.mktemp("planted") / "content"
    files = plant(content)
    return Planted(content, files, check_content(Survey(ContentFolder(content), TODAY)))


@pytest.fixture(scope="module")
def complaints(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the gate says of each file of that site, built with both guards left out."""
    folder = tmp_path_factory.mktemp("unguarded")
    settings = write_settings(folder, "check", "contacts")
    assert "" == build_apart(settings, planted.content, folder / "output")
    gate = Gate(allow_published(ContentFolder(planted.content).registry))
    site = read_site((folder / "output").resolve())
    said = {
        path: gate.inspect(FileOutput(path, Owner("测试"), give_data, {}), data)
        for path, data in site.items()
    }
    return {path: complaint for path, complaint in said.items() if complaint}


@pytest.mark.parametrize("place", list_places())
def test_the_check_finds_a_number_wherever_it_stands(place: str, planted: Planted) -> None:
    path = planted.files[place]
    said = [p.seen for p in planted.report.errors if (p.path, p.rule) == (path, RULE)]

    assert [seen for seen in said if mask_of(place) in seen], said


@pytest.mark.parametrize("place", list_places())
def test_the_gate_finds_what_was_made_of_it(place: str, complaints: dict[str, str]) -> None:
    """Of a site that was never checked."""
    assert [path for path, said in complaints.items() if mask_of(place) in said]


def test_the_gate_looks_at_every_kind_of_text_that_is_made(complaints: dict[str, str]) -> None:
    assert READ == {PurePosixPath(path).suffix for path in complaints}


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_shows_a_number_whole(form: str, planted: Planted) -> None:
    """Whichever rule spoke, and where a file is called by one: a report may be public itself."""
    written = FORMATS[form](planted.report)

    assert [] == [place for place in list_places() if number_of(place) in written]
    assert mask_of("稿件文件名") in written


def test_the_gate_shows_no_number_whole(complaints: dict[str, str]) -> None:
    written = "\n".join(complaints.values())

    assert [] == [place for place in list_places() if number_of(place) in written]


def test_the_gate_keeps_the_old_site_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """With the check left out: the build stops, and says where in what was made, and from what."""
    content, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(SMALL_CONTENT, content)
    settings = write_settings(tmp_path, "check")
    assert "" == build_apart(settings, content, output)
    before, releases = read_site(output.resolve()), list_releases(output)
    write_article(content, "longgang/2026/2026-11-20-join.md", f"报名请打{MOBILE}。")

    said = build_apart(settings, content, output)

    assert "站点没有更新" in said
    assert "longgang/2026/11-20-join/index.html（来自 articles/longgang/2026/" in said
    assert "手机号码“138****8000”" in said
    assert MOBILE not in said
    assert before == read_site(output.resolve())
    assert releases >= list_releases(output)


def test_the_gate_lists_a_few_of_many_files_and_counts_the_rest(tmp_path: Path) -> None:
    """A number in what all pages show is no message of a thousand lines."""
    content = tmp_path / "content"
    shutil.copytree(SMALL_CONTENT, content)
    site = content / "data" / "site.toml"
    text = site.read_text("utf-8").replace("台风来临，请减少外出", f"台风来临，打{MOBILE}")
    site.write_text(text, "utf-8")

    said = build_apart(write_settings(tmp_path, "check"), content, tmp_path / "output")

    assert 10 == said.count("138****8000")
    assert "这里只列了前 10 处" in said
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a/index.html", f'<meta content="打{MOBILE}">'),
        ("a/index.html", "<p>138<b>0013</b>8000</p>"),
        ("a/index.html", "<p>&#49;&#x33;800138000</p>"),
        ("a/index.html", '<img src="a.jpg" alt="牌子：138 0013 8000">'),
        ("a/index.html", '<a href="tel:+86-138-0013-8000">打</a>'),
        ("a/index.html", '<script type="application/ld+json">{"a": "\\u0031380013800\\u0030"}'),
        ("a/index.html", f"<!-- {MOBILE} -->"),
        ("a/index.html", f'<body data-number="{MOBILE}">'),
        ("feeds/all.json", json.dumps({"content_html": f"<p>{MOBILE}</p>"})),
        ("feeds/all.json", '{"title": "\\u0031\\u0033800138000"}'),
        ("feeds/all.atom.xml", "<content>&lt;b&gt;138&lt;/b&gt;0013&amp;#56;000</content>"),
        ("feeds/all.atom.xml", f"<![CDATA[{MOBILE}]]>"),
        ("prompts/calendar.ics", "DESCRIPTION:写好了打1380013\r\n 8000\r\n"),
        ("prompts/calendar.ics", "DESCRIPTION:写好了\\n打1380\r\n\t0138000\r\n"),
        ("repost/today.txt", "有事打 138-0013-8000"),
        ("sitemap.xml", f"<loc>https://wenming.example/lucheng/{MOBILE}/</loc>"),
        ("robots.txt", f"# {MOBILE}"),
    ],
)
def test_the_gate_reads_a_file_as_its_readers_do(path: str, text: str) -> None:
    assert "138****8000" in inspect(path, text)


def test_the_calendar_goes_on_even_inside_a_sign() -> None:
    """Lines of a calendar are folded by bytes (RFC 5545, 3.1)."""
    folded = "打一三八".encode()[:-1] + b"\r\n " + "八".encode()[-1:] + "零零一三八零零零".encode()
    output = FileOutput("a.ics", Owner("a"), give_data, {})

    assert "138****8000" in Gate(NOTHING_ALLOWED).inspect(output, folded)


LINE = "<p>电话 0577-88961234</p>"
ALLOWED = AllowedContacts(frozenset({"057788961234"}))


def inspect_pages(*pages: str) -> list[str]:
    """Return what one gate says of page after page."""
    gate = Gate(ALLOWED)
    outputs = [FileOutput(f"{n}/index.html", Owner("a"), give_data, {}) for n in range(len(pages))]
    return [
        gate.inspect(output, page.encode()) for output, page in zip(outputs, pages, strict=True)
    ]


@pytest.mark.parametrize("place", range(0, 40, 3))
def test_what_pages_have_in_common_hides_nothing_between_it(place: int) -> None:
    """The gate remembers lines that were clean together; one is changed on the next page."""
    lines = [f"<p>第{number}行</p>" for number in range(40)]
    changed = [*lines[:place], f"<p>{MOBILE}</p>", *lines[place + 1 :]]

    said = inspect_pages("\n".join([LINE, *lines]), "\n".join([LINE, *changed]))

    assert "" == said[0]
    assert "138****8000" in said[1]


def test_lines_that_were_clean_apart_are_read_where_they_meet() -> None:
    one, other = "<p>打1380013", "8000问一问</p>"
    pages = (f"{LINE}\n{one}\n次</p>", f"{LINE}\n<p>共\n{other}", f"{LINE}\n{one}\n{other}")

    said = inspect_pages(*pages)

    assert ["", ""] == said[:2]
    assert "138****8000" in said[2]


def test_a_page_with_contact_data_is_never_remembered_as_clean() -> None:
    page = f"{LINE}\n<p>{MOBILE}</p>"

    assert all(inspect_pages(page, page, page))


@pytest.mark.parametrize("path", ["media/a.jpg", "theme/a.js", "theme/a.css", "a/code.svg"])
def test_the_gate_leaves_pictures_and_code_alone(path: str) -> None:
    """Their bytes and paths are numbers of another kind."""
    assert "" == inspect(path, MOBILE)


@pytest.mark.parametrize("kind, text", read_alarming())
def test_the_check_reports_what_is_contact_data(kind: str, text: str) -> None:
    assert [seen for seen in check_body(text) if kind in seen]


@pytest.mark.parametrize("text", read_harmless())
def test_the_check_says_nothing_of_harmless_numbers(text: str) -> None:
    assert [] == check_body(text)


def test_the_gate_says_nothing_of_harmless_numbers(tmp_path: Path) -> None:
    """All of them on one page, and so in lists and feeds, too."""
    content, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(SMALL_CONTENT, content)
    body = "\n\n".join(read_harmless())
    write_article(content, "longgang/2026/2026-11-20-harmless.md", body)

    assert "" == build_apart(write_settings(tmp_path, "check"), content, output)
    assert output.exists()


def test_an_offices_published_line_stands_until_it_is_taken_off_the_list(tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(SMALL_CONTENT, content)
    site = content / "data" / "site.toml"
    text = site.read_text("utf-8")
    site.write_text(f'allowed_contacts = ["0577-88961234"]\n{text}', "utf-8")
    write_article(content, "longgang/2026/2026-11-20-line.md", "报名请打（0577）8896 1234。")
    build_small_site(output, content)

    site.write_text(text, "utf-8")
    with pytest.raises(BuildStopped, match="contact"):
        build_small_site(output, content)


def test_an_account_is_named_on_the_site_until_it_is_no_longer_registered(tmp_path: Path) -> None:
    """A text is not read again for that; its page is made anew, and the gate looks at it."""
    content, output = tmp_path / "content", tmp_path / "output"
    shutil.copytree(SMALL_CONTENT, content)
    write_article(content, "longgang/2026/2026-11-20-account.md", "公众号的微信号：wenmingwz。")
    build_small_site(output, content)

    units = content / "data" / "units.toml"
    text = units.read_text("utf-8").replace('id = "wenmingwz"\n', "")
    units.write_text(text, "utf-8")
    with pytest.raises(BuildStopped, match="微信号“we"):
        build_small_site(output, content)
