"""What the form writes is read back as it was typed, and is what the program would write."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from plugins.check.linter import check_entry
from plugins.check.survey import Survey
from plugins.forms.facts import list_facts
from plugins.model.repository import CodeHost, Repository
from plugins.reading.article import read_article
from plugins.reading.content_folder import ContentFolder
from plugins.reading.encoding import has_hidden_signs
from plugins.reading.front_matter import split_front_matter
from plugins.reading.new_article import compose_article_file
from plugins.reading.pinyin import to_slug
from plugins.reading.places import NAME_LIMIT
from plugins.reading.schema import ARTICLE_KEYS
from tests.site_pages import sample_articles, sample_registry
from tests.support import ROOT, TODAY

pytestmark = pytest.mark.browser

JS = ROOT / "theme" / "static" / "js"
PURE = ("write_text.js", "write_body.js", "write_rules.js", "write_host.js")
"""Scripts that know no page: texts in, texts out."""

PLACE = "articles/lucheng/2026/2026-11-20-a.md"
NASTY = [
    "标题: 有冒号", "#话题", "前面 #话题", "*星号", "&锚", "!叹号", "|竖线", ">大于", "@某人",
    "%百分", "`反引号", "{花", "[方]", "- 减号", "? 问", ", 逗", "是", "否", "null", "~", "123",
    "1e3", "0x1F", "2026-11-25", "true", "'单'", '"双"', "it's \"both\"", "反\\斜", "末尾:", "a:b",
    "：全角", "“引”", "---", "...", "标题：", "é", "Ω", "😀 😀", "𠮷野",
]  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    """An empty page with the form's pure scripts and the facts of the sample registry."""
    page = browser.new_page()
    for name in PURE:
        page.add_script_tag(path=JS / name)
    page.evaluate("facts => { window.facts = facts }", list_facts(sample_registry()))
    return page


def compose(page: Page, fields: dict[str, str], body: str = "正文。") -> str:
    """Return the file that the form makes of what was typed."""
    text: str = page.evaluate(
        """([fields, body]) => {
          const text = wenming.text, clean = {};
          Object.keys(fields).forEach(name => { clean[name] = text.cleanLine(fields[name]) });
          return text.composeFile(facts.keys, clean, wenming.cleanBody(body));
        }""",
        [fields, body],
    )
    return text


def as_read(typed: str) -> str:
    """Return what a line should be read as: without what no file may hold, single spaces."""
    plain = "".join(" " if sign.isspace() else sign for sign in typed)
    kept = "".join(sign for sign in plain if not has_hidden_signs(sign) and sign != "\ufeff")
    return " ".join(kept.split())


LINES = st.one_of(
    st.sampled_from(NASTY),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=40),
    st.text(
        st.sampled_from("文明志愿 :#：\"'\\[]{}&*!|>%@`-?,.~1a\t\u3000\ufeff\u200b"), max_size=30
    ),
)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=LINES, author=LINES, tags=LINES)
@example(title="它说: 'a' \"b\"", author="\u0085a\u2028b", tags="\x1fa")
def test_every_value_is_read_back_as_it_was_typed(
    page: Page, title: str, author: str, tags: str
) -> None:
    written = compose(page, {"title": title, "author": author, "tags": tags})

    front = split_front_matter(written, ARTICLE_KEYS)

    wanted = {"title": as_read(title), "author": as_read(author), "tags": as_read(tags)}
    assert () == front.faults
    assert {k: v for k, v in wanted.items() if v} == {k: f.value for k, f in front.fields.items()}


@pytest.mark.parametrize("value", [*NASTY, *(a.title for a in sample_articles()[:20])])
def test_the_file_is_what_the_program_writes(page: Page, value: str) -> None:
    """Rarer letters may be quoted without need: they are read as the same."""
    fields = {"title": value, "date": "2026-11-20", "column": "志愿服务", "office": "鹿城区文明办"}
    fields |= {"summary": value, "ai_generated": "否"}

    written, wanted = compose(page, fields), compose_article_file(fields, "正文。")

    if value in ("Ω", "𠮷野"):
        written = written.replace(f'"{value}"', value)
    assert wanted == written


# ---------------------------------------------------------------- bodies

BODIES = {
    "每段一个回车": ("一。\n二。", "一。\n\n二。"),
    "空两格": ("　　一。\n　　二。", "一。\n\n二。"),
    "四个空格": ("    一。", "一。"),
    "制表符": ("\t一。\n\n\t二。", "一。\n\n二。"),
    "行末空格和多余的空行": ("一。  \n\n\n\n二。　\n\n", "一。\n\n二。"),
    "视窗的行末": ("\ufeff一。\r\n二。\r三。", "一。\n\n二。\n\n三。"),
    "全角井号": ("一。\n＃ 标题\n二。", "一。\n\n## 标题\n\n二。"),
    "全角引用": ("＞ 引。\n＞ 再引。", "> 引。\n> 再引。"),
    "列表前后": ("做：\n- 甲\n- 乙\n完。", "做：\n\n- 甲\n- 乙\n\n完。"),
    "编号前后": ("做：\n1. 甲\n2. 乙\n完。", "做：\n\n1. 甲\n2. 乙\n\n完。"),
    "手打的编号": ("做：\n1、甲\n2、乙\n完。", "做：\n\n1. 甲\n2. 乙\n\n完。"),
    "列表里的列表": ("- 甲\n    - 乙\n    - 丙\n- 丁", "- 甲\n    - 乙\n    - 丙\n- 丁"),
    "两种列表": ("- 甲\n1. 乙", "- 甲\n\n1. 乙"),
    "一项的第二段": ("- 甲\n\n    乙\n- 丙", "- 甲\n\n    乙\n\n- 丙"),
    "表格": (
        "表：\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n完。",
        "表：\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n完。",
    ),
    "没有边的表格": ("甲 | 乙\n--- | ---\n1 | 2", "甲 | 乙\n--- | ---\n1 | 2"),
    "竖线不是表格": ("甲|乙。\n丙|丁。", "甲|乙。\n\n丙|丁。"),
    "代码": ("看：\n```\na\n\n\n    b  \n```\n完。", "看：\n\n```\na\n\n\n    b  \n```\n\n完。"),
    "脚注": ("一。[^1]\n[^1]: 注。\n[^2]: 又注。", "一。[^1]\n\n[^1]: 注。\n[^2]: 又注。"),
    "解释": ("词\n:   解释。", "词\n:   解释。"),
    "图片": ("一。\n![图](a.jpg)\n二。", "一。\n\n![图](a.jpg)\n\n二。"),
    "横线": ("一。\n---\n二。", "一。\n\n---\n\n二。"),
    "放过": ("一。\n<!-- 放过: paragraph -->\n二。", "一。\n\n<!-- 放过: paragraph -->\n\n二。"),
    "半个字": ("一\ud83d二。", "一二。"),
}


UNFINISHED = {"放过", "代码", "脚注", "图片"}
"""Of these the check would say more: a waiver without need, a note or a picture too few."""


@pytest.mark.parametrize("name", BODIES)
def test_a_body_reads_the_way_it_was_meant(page: Page, name: str) -> None:
    typed, wanted = BODIES[name]

    # a half of a pair travels to the page as an escape alone
    made = page.evaluate(f"wenming.cleanBody({json.dumps(typed)})")

    assert wanted == made
    assert wanted == page.evaluate("text => wenming.cleanBody(text)", made)


@pytest.mark.parametrize("article", sample_articles()[:40], ids=lambda a: a.name)
def test_an_article_that_stands_well_is_left_as_it_is(page: Page, article: Any) -> None:
    """Only a line that was broken inside a paragraph becomes two."""
    text = (ROOT / "content" / article.source_path).read_text("utf-8")
    body = split_front_matter(text, ARTICLE_KEYS).body.strip("\n")

    assert body == page.evaluate("text => wenming.cleanBody(text)", body)


@pytest.mark.parametrize("name", [name for name in BODIES if name not in UNFINISHED])
def test_what_was_mended_passes_the_check(page: Page, name: str) -> None:
    fields = {"title": "一篇测试稿件", "column": "志愿服务", "office": "鹿城区文明办"}
    survey = Survey(ContentFolder(ROOT / "content"), TODAY)

    entry = read_article(
        PLACE,
        compose(page, fields, BODIES[name][0]).encode(),
        sample_registry(),
        lambda path: None,
    )

    assert [] == check_entry(entry, survey)


# ---------------------------------------------------------------- names


def spell(page: Page, text: str) -> str:
    """Return the name that the form gives a text."""
    script = f"text => wenming.text.makeNamer(facts)(text, {NAME_LIMIT})"
    found: str = page.evaluate(script, text)
    return found


def test_titles_are_named_as_the_program_names_them(page: Page) -> None:
    """But for characters that are read in two ways, whose right one only a dictionary knows."""
    titles = [article.title for article in sample_articles()]

    same = [title for title in titles if spell(page, title) == to_slug(title, NAME_LIMIT)]

    assert len(same) > 0.8 * len(titles)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("乐清的一天", "yue-qing-de-yi-tian"),
        ("AI与社区2.0", "ai-yu-she-qu-2-0"),
        ("女士优先？", "nv-shi-you-xian"),
        ("？！", ""),
        ("长" * 40, "-".join(["zhang"] * 10)),
    ],
)
def test_a_name_keeps_the_rule(page: Page, title: str, name: str) -> None:
    assert name == spell(page, title)


# ---------------------------------------------------------------- addresses of the code host

FOLDER, FILE = "content/articles/lucheng/2026", "2026-11-20-a.md"


def locate(page: Page, host: CodeHost, text: str) -> dict[str, str]:
    """Return where the form leads to at a host, and what it says of it."""
    at = Repository(host, "https://code.example/wenming/matrix", "trunk")
    arguments = [{"host": at.host.value, "address": at.address, "branch": at.branch}]
    found: dict[str, str] = page.evaluate(
        "args => wenming.locateNewFile(...args)", [*arguments, FOLDER, FILE, text]
    )
    return found


@pytest.mark.parametrize(
    ("host", "start"),
    [
        (CodeHost.GITHUB, "/new/trunk?filename=content%2Farticles%2Flucheng%2F2026%2F"),
        (CodeHost.GITEA, "/_new/trunk/content/articles/lucheng/2026?filename="),
    ],
)
def test_the_new_file_is_filled_in_at_hosts_that_allow_it(
    page: Page, host: CodeHost, start: str
) -> None:
    found = locate(page, host, "a&b=c#d\n字")

    base = f"https://code.example/wenming/matrix{start}{FILE}"
    assert f"{base}&value=a%26b%3Dc%23d%0A%E5%AD%97" == found["href"]


def test_gitee_opens_an_empty_file_and_says_so(page: Page) -> None:
    found = locate(page, CodeHost.GITEE, "全文")

    assert f"https://code.example/wenming/matrix/new/trunk/{FOLDER}" == found["href"]
    assert "先复制全文" in found["words"]


def test_a_text_too_long_for_an_address_is_downloaded(page: Page) -> None:
    """Nine signs of an address for every character."""
    found = locate(page, CodeHost.GITHUB, "字" * 700)

    assert "" == found["href"]
    assert "请下载稿件文件" in found["words"]
    assert locate(page, CodeHost.GITHUB, "字" * 600)["href"]


def test_scripts_of_the_form_stay_short_and_know_no_newer_language() -> None:
    """Older WebViews stop at the first sign they do not know (ES2017)."""
    newer = re.compile(r"\(\?<[=!]|\\p\{|\?\.[a-z(\[]|\?\?|\.flat(?:Map)?\(|\.matchAll\(")
    for path in sorted(JS.glob("write*.js")):
        text = path.read_text("utf-8")

        assert text.count("\n") <= 250, path.name
        assert [] == newer.findall(text), path.name
