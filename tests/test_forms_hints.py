"""The hints of the writing form say nothing that the check does not say.

Every text of the cases is given to both: a hint needs a problem of its rule on its line, in
the same words.  What the check finds and no hint tells is counted, not failed: hints are for
what goes wrong most often, and the check comes after.
"""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, Page

from plugins.check.linter import check_content
from plugins.check.rules.chinese_copy import RULE as COPY
from plugins.check.rules.paragraph import LENGTH_ADVICE
from plugins.check.survey import Survey
from plugins.contacts.allowed import allow_published
from plugins.model.problem import Problem
from plugins.reading.content_folder import ContentFolder
from tests.case_runner import REGISTRY, check_case, list_cases
from tests.support import ROOT, TODAY
from tests.test_forms_preview import HOSTILE, make_just_readable

pytestmark = pytest.mark.browser

JS = ROOT / "theme" / "static" / "js"
NAMES = ("markdown_marks", "markdown_lines", "prose", "contacts", "hints")
SCRIPTS = [JS / f"{name}.js" for name in NAMES]
"""In the order in which a page loads them."""

FIND = "([source, allowed]) => window.wenming.findHints(source, allowed)"
MILLISECONDS = 100


class Hint(NamedTuple):
    """What a hint says, of which line, and by which rule."""

    line: int
    words: str
    rule: str


@pytest.fixture(scope="module")
def page(browser: Browser) -> Page:
    opened = browser.new_page()
    for script in SCRIPTS:
        opened.add_script_tag(path=script)
    return opened


def find_hints(page: Page, source: str, allowed: list[str] | None = None) -> list[Hint]:
    return [Hint(**found) for found in page.evaluate(FIND, [source, allowed or []])]


def is_said(hint: Hint, problems: list[Problem]) -> bool:
    """Tell whether one of the problems is what a hint says.

    Many lines' copy is one problem, and a heading like the title is wrong for that first.
    """
    for problem in problems:
        is_there = problem.line == hint.line
        if hint.rule == problem.rule == COPY:
            listed = re.match(r"第 ([\d、]+) 等?行", problem.seen)
            if is_there or (listed and str(hint.line) in listed[1].split("、")):
                return True
        elif is_there and hint.rule == problem.rule:
            is_title = problem.seen.endswith("和标题相同")
            if is_title or hint.words.startswith(f"{problem.seen}。"):
                return True
    return False


def find_wrong(page: Page, folder: ContentFolder, problems: tuple[Problem, ...]) -> list[str]:
    """Return the hints about the texts of a folder that the check does not give."""
    if folder.registry_reading.problems:
        return []  # the check reads no text, either
    allowed = sorted(allow_published(folder.registry).values)
    wrong = []
    for path in folder.texts:
        entry = folder.entry(path)
        if entry is None or entry.is_repost_day:
            continue
        first = entry.front_matter.body_line
        own = [problem for problem in problems if problem.path == path]
        for hint in find_hints(page, entry.front_matter.body, allowed):
            if not is_said(hint._replace(line=hint.line + first - 1), own):
                wrong.append(f"{path}:{hint.line + first - 1} {hint.rule} {hint.words}")
    return wrong


@pytest.mark.parametrize("name", list_cases())
def test_a_hint_is_what_the_check_says(page: Page, name: str, tmp_path: Path) -> None:
    report = check_case(name, tmp_path / "content")

    assert [] == find_wrong(page, ContentFolder(tmp_path / "content"), report.problems)


def test_there_are_no_hints_about_the_sample_texts(page: Page) -> None:
    assert [] == find_wrong(page, ContentFolder(ROOT / "content"), ())


EXAMPLES = {
    "＃ 小标题": "行首的“＃”是全角的。改成“## 小标题”。",
    "＞ 引文": "行首的“＞”是全角的。改成“> 引文”。",
    "－ 一项": "行首的“－”不会变成列表。要做成列表就改成“- 一项”。",
    "｜甲｜乙｜": "行首的“｜”是全角的。整行的竖线都换成半角的“|”。",
    "# 小标题\n\n文字": "小标题“小标题”只有一个 #。改成“## 小标题”。",
    "这是** 重点 **。": "“** 重点 **”的星号里面有空格，不会变粗。改成“**重点**”。",
    "参加了培训,效果很好": "“加了培训,效果很”里的逗号是半角的。改成“加了培训，效果很”。",
    "![](a.jpg)": "图片“a.jpg”没有说明。改成“![图里有什么](a.jpg)”。",
    "要带的：\n- 水": "列表“- 水”紧跟在一段话后面。在这一行前面加一个空行。",
    "时间表：\n| 甲 | 乙 |\n| --- | --- |": "表格紧跟在一段话后面。在这一行前面加一个空行。",
    "1、来\n2、去": "“1、来”和下一行会连成一段。每行改成“1. ”开头，例如“1. 来”。",
    "•来\n•去": "“•来”和下一行会连成一段。每行改成“- ”开头，例如“- 来”。",
    "字" * 351: "这一段有 351 个字。在中间的一句后面空一行，分成两段。",
    "打13800138000": "写着手机号码“138****8000”。删去它；单位对外公布的，请市级编辑登记。",
    "号码11010519491231002X": "写着身份证号码“110****002X”。删去它；文稿里用不上。",
    "写信到xy@example.org": "写着邮箱“x***@example.org”。删去它；单位对外公布的，请市级编辑登记。",
}
"""The id is the one that GB 11643 gives as its example."""


@pytest.mark.parametrize("source", EXAMPLES)
def test_frequent_mistakes_are_told(page: Page, source: str, tmp_path: Path) -> None:
    hints = find_hints(page, source)

    assert [EXAMPLES[source]] == [hint.words for hint in hints]
    assert [] == find_false(page, [source], tmp_path)


def find_false(page: Page, sources: list[str], place: Path) -> list[str]:
    """Return the hints about articles of these texts that the check does not give."""
    content = place / "content"
    shutil.copytree(REGISTRY, content)
    folder = content / "articles" / "lucheng" / "2026"
    folder.mkdir(parents=True)
    for number, source in enumerate(sources):
        front = f"标题: 第{number}篇\n栏目: 志愿服务\n供稿: 鹿城区文明办"
        text = f"---\n{front}\n---\n{source}\n"
        (folder / f"2026-05-20-text-{number}.md").write_text(text, "utf-8", newline="\n")
    problems = check_content(Survey(ContentFolder(content), TODAY)).problems
    return find_wrong(page, ContentFolder(content), problems)


LINES = [
    "", "", "一句话，", "- 一项", "    - 里面", "  - 浅的", "1. 第一", "1、第一", "2、第二", "•点",
    "> 引文", "> - 引的", "## 小标题", "# 一级", "##近", "＃ 全角", "－ 全角", "| 甲 | 乙 |",
    "| - | - |", "---", "***", "```", "    四格,格", "\t表", "`码,码`", "“引,引”甲,乙", "** 粗 **",
    "`** 粗 **`", "![](a.jpg)", "[^1]: 注,释", ": 解释", "<!-- 放过: paragraph -->", "字" * 200,
    "[公告](http://a.example/甲,乙)", "《书,名》", "电话13800138000", "A1B13800138000",
    "13800138000.5", "a@b.cn", "a@2x.png", "\\# 不是",
]  # fmt: skip


def test_no_mixture_of_lines_is_told_of_in_vain(page: Page, tmp_path: Path) -> None:
    chance = random.Random(6)
    sources = ["\n".join(chance.choices(LINES, k=chance.randint(2, 12))) for _ in range(600)]

    assert [] == find_false(page, sources, tmp_path)


def test_what_the_city_publishes_is_no_hint(page: Page) -> None:
    source = "打13800138000，写信到Office@example.org"

    assert 2 == len(find_hints(page, source))
    assert [] == find_hints(page, source, ["13800138000", "office@example.org"])


def test_there_are_ten_hints_at_most_in_order(page: Page) -> None:
    lines = [hint.line for hint in find_hints(page, "打13800138000\n\n＃ 甲\n\n" * 20)]

    assert list(range(1, 20, 2)) == lines


def test_a_long_paragraph_is_what_it_is_for_the_check() -> None:
    assert f"const LENGTH_ADVICE = {LENGTH_ADVICE};" in SCRIPTS[-1].read_text("utf-8")


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_keeps_the_writer_waiting(page: Page, name: str) -> None:
    time = """(source) => {
      const start = performance.now();
      window.wenming.findHints(source);
      return performance.now() - start;
    }"""
    for source in (HOSTILE[name][:60_000], make_just_readable(HOSTILE[name])):
        assert MILLISECONDS > min(page.evaluate(time, source) for _ in range(3))
