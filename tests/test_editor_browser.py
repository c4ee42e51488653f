"""The browser editor in headless Chromium, writing into a folder on the writer's own device."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from plugins.check.desk import check_places
from plugins.check.report import Report, write_text
from plugins.reading.content_folder import ContentFolder
from tests.editor_site import Writer, lay_repository, need_library, sit_down
from tests.loopback import serve
from tests.made_pictures import make_phone_photo
from tests.support import TODAY, build_site

pytestmark = pytest.mark.browser

SECONDS = 30
"""Whoever waits longer has failed; the library alone takes two seconds on a busy machine."""
PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
NAME = "2026-11-23-zhong-shu"
PLACE = f"articles/lucheng/2026/{NAME}.md"
OLD = "articles/lucheng/2026/2026-05-20-crosswalk-and-bus.md"

BY_TOKEN = "warning: OAuth application ID is not defined."
"""What the library says of a Gitea without one: there people sign in by a token, as it goes on."""

WRITTEN = """\
---
标题: '桥头小学：把一棵树种对 #1'
栏目: 志愿服务
供稿: 鹿城区文明办
作者: 林小满
摘要: 种树的三件事：看地方、看季节、看“脾气”
标签: 志愿服务、生态环保
来源: 鹿城发布
原文链接: https://www.example.com/a?b=1#c
题图: photo-of-trees.webp
题图说明: 几位志愿者在河边种树
状态: 发布
AI生成: 否
长期有效: 是
---

种树以前，先看三件事。

## 先看地方

- 看土
- 看水

最后**浇透水**，记下种了几棵。
"""

LEAST = """\
---
标题: 雨天让一让
栏目: 核心价值观
供稿: 龙港市文明办
状态: 发布
AI生成: 否
长期有效: 否
---

开车慢一点，走路让一让。

![雨中的路口，车停在线后]({picture})
"""


@pytest.fixture(scope="module", params=["github", "gitea"])
def origin(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    need_library()
    folder = tmp_path_factory.mktemp(request.param)
    content = lay_repository(folder, request.param)
    with serve(build_site(content, folder / "output", "publishconf.py")) as address:
        yield f"{address}/"


@contextmanager
def _writing(browser: Browser, origin: str, viewport: Any = DESK) -> Iterator[Writer]:
    """Open the editor in a browser that speaks another language than the office."""
    context = browser.new_context(viewport=viewport, locale="en-US", timezone_id="Asia/Shanghai")
    writer = sit_down(context, SECONDS)
    writer.open(f"{origin}admin/")
    yield writer
    context.close()


def _write_article(writer: Writer, picture: Path) -> None:
    """Fill in every field as somebody would."""
    writer.go("/collections/lucheng/new")
    writer.fill("标题", "桥头小学：把一棵树种对 #1")
    writer.choose("栏目", "志愿服务")
    writer.fill("作者", "林小满")
    writer.fill("摘要", "种树的三件事：看地方、看季节、看“脾气”")
    writer.fill("标签", "志愿服务、生态环保")
    writer.fill("来源", "鹿城发布")
    writer.fill("原文链接", "https://www.example.com/a?b=1#c")
    writer.find("题图").get_by_role("button", name="浏览").click()
    writer.put_picture(picture)
    writer.fill("题图说明", "几位志愿者在河边种树")
    writer.choose("状态", "发布")
    writer.choose("长期有效", "是")
    writer.find("body").locator("[contenteditable=true]").click()
    keyboard = writer.page.keyboard
    for words in ("种树以前，先看三件事。", "## 先看地方", "- 看土", "看水", ""):
        keyboard.type(words)
        keyboard.press("Enter")
    keyboard.type("最后")
    keyboard.press("Control+b")
    keyboard.type("浇透水")
    keyboard.press("Control+b")
    keyboard.type("，记下种了几棵。")


def _name_file(writer: Writer) -> None:
    writer.page.get_by_role("radio", name="文件名").click()
    writer.page.get_by_role("button", name="编辑文件名").click()
    writer.page.keyboard.press("Control+a")
    writer.page.keyboard.type(NAME)
    writer.page.keyboard.press("Enter")


def test_article_written_in_the_editor_passes_the_check_and_builds(
    browser: Browser, origin: str, tmp_path: Path
) -> None:
    """Every field, a text with a heading, a list and bold words, a photo; nothing is mended."""
    picture = tmp_path / "Photo of trees.jpg"
    picture.write_bytes(make_phone_photo(width=1200, height=800))
    with _writing(browser, origin) as writer:
        before = writer.read()
        _write_article(writer, picture)
        _name_file(writer)
        writer.save()
        made = {path: data for path, data in writer.read().items() if before.get(path) != data}
        said, asked = list(writer.said), list(writer.asked)

    assert {f"content/{PLACE}", "content/articles/lucheng/2026/photo-of-trees.webp"} == set(made)
    assert WRITTEN == made[f"content/{PLACE}"].decode()
    content = lay_repository(tmp_path)
    report = _check(tmp_path, made, f"content/{PLACE}")
    assert not report.problems, write_text(report)
    site = build_site(content, tmp_path / "output", "publishconf.py")
    page = (site / "lucheng/2026/11-23-zhong-shu/index.html").read_text("utf-8")
    assert "<strong>浇透水</strong>" in page
    faults = [words for words in said if words.startswith(("error", "warning"))]
    assert [] == [words for words in faults if not words.startswith(BY_TOKEN)]
    assert [] == [url for url in asked if not url.startswith((origin, "data:", "blob:"))]


def test_article_with_as_little_as_possible_passes_the_check(
    browser: Browser, origin: str, tmp_path: Path
) -> None:
    """What was left empty leaves no line, and the file names itself; a picture in the text."""
    picture = tmp_path / "照片.jpg"
    picture.write_bytes(make_phone_photo(width=1200, height=800))
    with _writing(browser, origin) as writer:
        before = writer.read()
        writer.go("/collections/longgang/new")
        writer.fill("标题", "雨天让一让")
        writer.choose("栏目", "核心价值观")
        writer.choose("状态", "发布")
        body = writer.find("body")
        body.locator("[contenteditable=true]").click()
        writer.page.keyboard.type("开车慢一点，走路让一让。")
        writer.page.keyboard.press("Enter")
        body.get_by_role("button", name="图片", exact=True).click()
        body.get_by_role("button", name="浏览").click()
        writer.put_picture(picture)
        body.get_by_role("textbox", name="图片说明").fill("雨中的路口，车停在线后")
        writer.page.get_by_alt_text("雨中的路口，车停在线后").first.wait_for(state="attached")
        writer.save()
        made = {path: data for path, data in writer.read().items() if before.get(path) != data}

    [text, photo] = sorted(made, key=lambda path: not path.endswith(".md"))
    assert re.fullmatch(r"content/articles/longgang/2026/2026-11-23-[0-9a-f]{8}\.md", text)
    alone = LEAST.format(picture=photo.rpartition("/")[2])
    assert alone == made[text].decode()
    lay_repository(tmp_path)
    report = _check(tmp_path, made, text)
    assert not report.errors, write_text(report)


def _check(repository: Path, made: Mapping[str, bytes], text: str) -> Report:
    """Lay what was made into a repository with the sample content, and check one text."""
    for path, data in made.items():
        (repository / path).parent.mkdir(parents=True, exist_ok=True)
        (repository / path).write_bytes(data)
    content = ContentFolder(repository / "content")
    return check_places(content, (text.removeprefix("content/"),), TODAY)


def test_editing_an_article_changes_what_was_edited_alone(browser: Browser, origin: str) -> None:
    """One with a table, a footnote, the key of samples, and no date in its front matter."""
    with _writing(browser, origin) as writer:
        before = writer.read()
        writer.go(f"/collections/lucheng/entries/{OLD.removeprefix('articles/lucheng/')[:-3]}")
        writer.fill("标题", "在路口站十分钟")
        if writer.find("状态").locator("[aria-checked=true]").count() == 0:
            writer.choose("状态", "发布")  # where nobody reviews it, the writer has to say so
        writer.find("body")
        writer.save()
        after = writer.read()

    assert [f"content/{OLD}"] == [path for path in after if before.get(path) != after[path]]
    old, new = (files[f"content/{OLD}"].decode().split("\n") for files in (before, after))
    assert ["标题: 在路口站十分钟", "状态: 发布"] == [line for line in new if line not in old]
    assert ["标题: 在路口和站台站十分钟，能看出什么"] == [line for line in old if line not in new]
    assert old[10:] == new[11:]


def test_editor_speaks_the_words_of_an_office(browser: Browser, origin: str) -> None:
    """In a browser set to English, too; every unit has its place."""
    with _writing(browser, origin) as writer:
        writer.go("/collections/lucheng")
        for word in ("龙港市", "新建", "在路口和站台站十分钟"):
            writer.page.get_by_text(word).first.wait_for()
        shown = writer.page.inner_text("body")

    assert [] == [word for word in ("条目", "集合", "别名", "Slug", "Entry") if word in shown]


def test_article_can_be_written_on_a_phone(browser: Browser, origin: str) -> None:
    """Nothing lies beyond the right edge, and the fields of an article are there."""
    with _writing(browser, origin, PHONE) as writer:
        writer.go("/collections/lucheng/new")
        writer.fill("标题", "在手机上写")
        width = writer.page.evaluate("document.documentElement.scrollWidth")
        writer.find("body")

    assert PHONE["width"] == width


def test_page_says_what_is_going_on_until_the_library_has_loaded(
    browser: Browser, origin: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(f"{origin}admin/")

    assert "正在打开编辑器" in page.inner_text("main")
    assert "没有打开脚本" in page.inner_text("main")
    links = [link.get_attribute("href") for link in page.locator("main a").all()]
    assert ["../contribute/", "../"] == links
    context.close()
