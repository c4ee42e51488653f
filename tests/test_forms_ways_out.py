"""The ways an article leaves the writing form: download, copying, the city's code host."""

from __future__ import annotations

import shutil
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser

from tests.builds import SMALL_CONTENT, build_small_site
from tests.writing_desk import FIELDS, fill, open_form, send, shown_text

pytestmark = pytest.mark.browser

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
NO_COMMAND = "document.execCommand = () => false;"


@pytest.mark.parametrize("lacking", ["", NO_CLIPBOARD, NO_CLIPBOARD + NO_COMMAND])
def test_the_text_is_copied_whole(browser: Browser, write_address: str, lacking: str) -> None:
    rights = ["clipboard-read", "clipboard-write"]
    with open_form(browser, write_address, script=lacking, permissions=rights) as page:
        fill(page, **FIELDS)
        send(page)
        text = shown_text(page)
        page.get_by_role("button", name="复制全文").click()
        if NO_COMMAND in lacking:
            page.get_by_text("请长按复制").wait_for()
            page.keyboard.press("Control+C")
        else:
            page.get_by_text("全文已复制").wait_for()
        other = page.context.new_page()
        other.goto(write_address.replace("write/", ""))
        copied = other.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")

    assert text.strip() == copied.strip() != ""


def test_in_wechat_the_way_by_copying_is_said_instead_of_a_download(
    browser: Browser, write_address: str
) -> None:
    agent = "Mozilla/5.0 (Linux; Android 13) Chrome/107.0.0.0 Mobile MicroMessenger/8.0.40"
    with open_form(browser, write_address, user_agent=agent) as page:
        fill(page, **FIELDS)
        send(page)

        assert page.get_by_text("点“复制全文”，粘贴到和编辑的聊天里").is_visible()
        assert 0 == page.get_by_role("link", name="下载稿件文件").count()
        assert page.get_by_role("button", name="复制全文").is_visible()


def test_whatever_changes_takes_the_finished_file_away(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        send(page)
        before = shown_text(page)
        fill(page, title="改过的标题")

        assert FIELDS["title"] in before
        assert "" == shown_text(page)


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The form of a small site whose city has a code host, read from disk."""
    folder = tmp_path_factory.mktemp("hosted")
    content = shutil.copytree(SMALL_CONTENT, folder / "content")
    with (content / "data" / "site.toml").open("a", encoding="utf-8") as file:
        file.write(HOST)
    return (build_small_site(folder / "output", content) / "write" / "index.html").as_uri()


HOST = """
[repository]
host = "github"
address = "https://code.example/wenming/matrix"
offers_editor = false
"""


def test_where_the_city_has_a_code_host_the_file_opens_there(browser: Browser, hosted: str) -> None:
    with open_form(browser, hosted) as page:
        fill(page, unit="dongtou", column="volunteer", title="海边", body="一段。")
        send(page)
        link = page.get_by_role("link", name="到托管网站新建")
        parts = urlsplit(link.get_attribute("href") or "")
        rel = link.get_attribute("rel") or ""
        text = shown_text(page)
        fill(page, body="一段。" * 300)
        send(page)
        long = page.locator('[data-place="host-said"]').inner_text()
        left = link.count()

    query = parse_qs(parts.query)
    assert "/wenming/matrix/new/main" == parts.path
    assert ["content/articles/dongtou/2026/2026-11-23-hai-bian.md"] == query["filename"]
    assert [text] == query["value"]
    assert "noopener" in rel
    assert "请下载稿件文件" in long
    assert 0 == left


def test_where_the_city_has_none_no_host_is_spoken_of(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        send(page)

        assert "托管" not in page.locator('[data-place="output"]').inner_text()
