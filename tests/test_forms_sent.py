"""An article written on a phone without network passes the check unchanged and is published."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from plugins.check.linter import check_content
from plugins.check.survey import Survey
from plugins.contacts.allowed import AllowedContacts
from plugins.contacts.finding import find_contacts
from plugins.model.registry import Column
from plugins.reading.content_folder import ContentFolder
from plugins.reading.places import find_article_place
from tests.made_pictures import make_phone_photo
from tests.site_pages import read_pages, sample_registry
from tests.support import ROOT, TODAY, build_site
from tests.writing_desk import (
    TYPED,
    Heard,
    add_picture,
    download,
    fill,
    list_faults,
    open_form,
    send,
)

pytestmark = pytest.mark.browser

COLUMNS = {column.slug: column for column in sample_registry().columns}


def _write_article(page: Page, column: Column, folder: Path) -> tuple[str, str]:
    """Write an article for a column and download its files; return its place and its title."""
    title = f"“{column.title}”的一篇：第1次在线写"
    fill(page, unit="lucheng", column=column.slug, title=title, body=TYPED)
    fill(page, summary="一句话说清：做什么。", tags="志愿服务、阅读，海边", evergreen=True)
    if column.is_signed:
        fill(page, author="一位志愿者")
    if sample_registry().list_organizations(column):
        fill(page, organization="示例单位二")
    photo = {"name": f"海边 {column.slug}.png", "mimeType": "image/jpeg"}
    photo["buffer"] = make_phone_photo()  # type: ignore[assignment]
    name = add_picture(page, photo, "几个人在沙滩上弯腰捡瓶子")
    fill(page, cover=name, cover_alt="沙滩上的几个人")
    if column.slug == "news":
        fill(page, reprinted=True, source="示例来源", source_url="https://example.org/a.html")
    send(page)
    assert [] == list_faults(page)
    download(page, "下载稿件文件", folder)
    download(page, f"下载图片 {name}", folder)
    path = page.locator('[data-place="output-path"]').inner_text()
    return path.removeprefix("content/"), title


@pytest.fixture(scope="module", params=["offline", "from-disk"])
def sent(
    request: pytest.FixtureRequest,
    browser: Browser,
    site: Path,
    write_address: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, dict[str, tuple[str, str]]]:
    """The sample content with an article for every column, written without network."""
    content = tmp_path_factory.mktemp("sent") / "content"
    shutil.copytree(ROOT / "content", content)
    places = {}
    from_disk = request.param == "from-disk"
    start = (site / "write" / "index.html").as_uri() if from_disk else write_address
    for slug, column in COLUMNS.items():
        with open_form(browser, start) as page:
            page.context.set_offline(True)
            places[slug] = _write_article(page, column, content / "articles" / "lucheng" / "2026")
    return content, places


@pytest.mark.parametrize("column", COLUMNS)
def test_the_files_pass_the_check_unchanged(
    sent: tuple[Path, dict[str, tuple[str, str]]], column: str
) -> None:
    """Warnings included; the files lie where the page says."""
    content, places = sent
    path, _ = places[column]

    report = check_content(Survey(ContentFolder(content), TODAY), [path])

    assert find_article_place(path)
    assert (content / path).is_file()
    assert () == tuple(report.problems)


def test_the_articles_of_all_columns_are_published(
    sent: tuple[Path, dict[str, tuple[str, str]]], tmp_path: Path
) -> None:
    content, places = sent

    pages = read_pages(build_site(content, tmp_path / "output"))

    for slug, (path, title) in places.items():
        place = find_article_place(path)
        assert place
        page = pages[f"{place.address}index.html"]
        text = page.all("main")[0].text
        assert title in "".join(page.all("h1")[0].text.split("\u200b")), slug
        assert COLUMNS[slug].title in text
        for words in ("第一段这样开头", "自带的水", "摆桌子", "书要传着看。"):
            assert words in text, slug
        assert "带什么" in [heading.text for heading in page.all("h2")]
        assert {"table", "li", "blockquote", "strong", "img"} <= {e.tag for e in page.elements}


# ---------------------------------------------------------------- nothing leaves the device


def test_nothing_is_sent_and_only_the_draft_is_kept(
    browser: Browser, write_address: str, tmp_path: Path
) -> None:
    heard = Heard()
    with open_form(browser, write_address, heard=heard) as page:
        page.wait_for_load_state("networkidle")
        loaded = len(heard.requests)
        _write_article(page, COLUMNS["volunteer"], tmp_path)
        page.get_by_role("button", name="复制全文").click()
        page.locator('[data-place="output-said"]').get_by_text("全文").wait_for()
        keys = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
        cookies = page.context.cookies()
        draft = page.evaluate("localStorage.getItem('draft')")

    later = [url for url in heard.requests[loaded:] if not url.startswith("blob:")]
    assert [] == later
    assert [] == heard.messages
    assert [["draft"], []] == keys
    assert [] == cookies
    assert "blob" not in draft and "base64" not in draft


def test_the_page_is_small_and_holds_nobodys_contact_data(site: Path) -> None:
    data = (site / "write" / "index.html").read_bytes()

    assert len(data) < 150_000
    assert [] == find_contacts(data.decode(), AllowedContacts())
