"""An article written on a phone without network passes the check unchanged and is published."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from plugins.check.linter import check_content
from plugins.check.survey import Survey
from plugins.contacts.allowed import AllowedContacts
from plugins.contacts.finding import find_contacts
from plugins.model.registry import Column
from plugins.reading.content_folder import ContentFolder
from plugins.reading.places import find_article_place
from tests.builds import SMALL_CONTENT, build_small_site
from tests.loopback import serve
from tests.made_pictures import MADE_UP_NAME, make_phone_photo, make_view, save
from tests.site_pages import read_pages, sample_registry
from tests.support import ROOT, TODAY, TOOLS, build_site, need_file
from tests.writing_desk import (
    FIELDS,
    SEND,
    Heard,
    add_picture,
    download,
    fill,
    list_faults,
    open_form,
    send,
    shown_text,
)

pytestmark = pytest.mark.browser

COLUMNS = {column.slug: column for column in sample_registry().columns}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAP = 44

TYPED = (
    "　　第一段这样开头，前面空两格。  \r\n　　第二段，有**重点**。\r\n\r\n\r\n"
    "＃ 带什么\n请带好这些：\n- 手套\n- 自带的水\n回来以后洗手。\n\n"
    "| 时间 | 做什么 |\n| --- | --- |\n| 九点 | 摆桌子 |\n散场以后收好。\n＞ 书要传着看。\n"
)
"""A body with what people's fingers do."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as origin:
        yield f"{origin}/write/index.html"


# ---------------------------------------------------------------- every column


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
    address: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, dict[str, tuple[str, str]]]:
    """The sample content with an article for every column, written without network."""
    content = tmp_path_factory.mktemp("sent") / "content"
    shutil.copytree(ROOT / "content", content)
    places = {}
    from_disk = request.param == "from-disk"
    start = (site / "write" / "index.html").as_uri() if from_disk else address
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
    browser: Browser, address: str, tmp_path: Path
) -> None:
    heard = Heard()
    with open_form(browser, address, heard=heard) as page:
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


def test_photos_lose_what_they_tell_and_stand_upright(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    data = make_phone_photo(width=640, height=480)
    with Image.open(BytesIO(data)) as image:
        assert image.getexif().get(0x013B) == MADE_UP_NAME  # what would be found, were it kept

    with open_form(browser, address) as page:
        fill(page, **FIELDS)
        photo = {"name": "IMG_2031.PNG", "mimeType": "image/png", "buffer": data}
        name = add_picture(page, photo, "一张照片")
        send(page)
        path = download(page, f"下载图片 {name}", tmp_path)

    assert "1123-img-2031.jpg" == name
    with Image.open(path) as image:
        assert ("JPEG", (480, 640)) == (image.format, image.size)
        assert {} == dict(image.getexif())
    assert MADE_UP_NAME.encode() not in path.read_bytes()


@pytest.mark.parametrize(
    ("kind", "size", "ending", "largest"),
    [
        ("PNG", (300, 200), "png", 300),
        ("WEBP", (300, 200), "webp", 300),
        ("GIF", (30, 20), "gif", 30),
        ("JPEG", (5000, 1000), "jpg", 4096),
    ],
)
def test_pictures_are_named_by_what_they_are_and_none_is_too_large(
    browser: Browser,
    address: str,
    tmp_path: Path,
    kind: str,
    size: tuple[int, int],
    ending: str,
    largest: int,
) -> None:
    with open_form(browser, address) as page:
        fill(page, **FIELDS)
        file = tmp_path / "屏幕截图.jpg"
        file.write_bytes(save(make_view(*size), kind))
        name = add_picture(page, file, "桌上摆着旧书")
        send(page)
        path = download(page, f"下载图片 {name}", tmp_path)

    assert f"1123-ping-mu-jie-tu.{ending}" == name
    with Image.open(path) as image:
        assert (kind, largest) == (image.format, max(image.size))


def test_a_photo_that_the_browser_cannot_draw_is_passed_on_and_said(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    data = save(make_view(64, 48), "HEIF")
    with open_form(browser, address) as page:
        fill(page, **FIELDS)
        photo = {"name": "IMG_1.HEIC", "mimeType": "image/heic", "buffer": data}
        name = add_picture(page, photo, "桌上摆着旧书")
        said = page.locator(".pictures-item").inner_text()
        send(page)
        path = download(page, f"下载图片 {name}", tmp_path)

    assert "1123-img-1.heic" == name
    assert "编辑收到以后会去掉" in said
    assert data == path.read_bytes()


def test_a_device_that_can_draw_nothing_passes_photos_on_and_says_it(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    data = make_phone_photo()
    with open_form(browser, address, script="delete window.createImageBitmap") as page:
        fill(page, **FIELDS)
        photo = {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": data}
        name = add_picture(page, photo, "桌上摆着旧书")
        said = page.locator(".pictures-item").inner_text()
        send(page)

        assert data == download(page, f"下载图片 {name}", tmp_path).read_bytes()
    assert "按原样改了名字" in said


def test_what_is_no_picture_is_refused_in_words(browser: Browser, address: str) -> None:
    with open_form(browser, address) as page:
        file = {"name": "照片.jpg", "mimeType": "image/jpeg", "buffer": b"<!DOCTYPE html>"}
        page.locator("#field-pictures").set_input_files(file)
        page.get_by_text("“照片.jpg”不是能用的图片").wait_for()

        assert 0 == page.locator(".pictures-item").count()


def test_a_description_that_is_changed_changes_in_the_text_and_goes_with_its_picture(
    browser: Browser, address: str
) -> None:
    with open_form(browser, address) as page:
        fill(page, **FIELDS)
        photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": make_phone_photo()}
        add_picture(page, photo, "桌子")
        page.get_by_label("图里有什么").fill("长桌上[分类]摆着旧书")
        changed = page.locator("#field-body").input_value()
        page.get_by_role("button", name="不要这张").click()
        after = page.locator("#field-body").input_value()

    assert "![长桌上【分类】摆着旧书](1123-a.jpg)" in changed
    assert "1123-a.jpg" not in after


# ---------------------------------------------------------------- how it will read


def test_the_preview_shows_the_text_as_the_file_will_have_it(
    browser: Browser, address: str
) -> None:
    heard = Heard()
    with open_form(browser, address, heard=heard) as page:
        fill(page, **{**FIELDS, "body": TYPED})
        photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": make_phone_photo()}
        add_picture(page, photo, "长桌上摆着旧书")
        preview = page.locator('[data-place="preview"]')
        preview.get_by_role("img", name="长桌上摆着旧书").wait_for()
        colour = preview.locator("canvas").evaluate(
            "e => Array.from(e.getContext('2d').getImageData(e.width / 2, e.height / 2, 1, 1).data)"
        )
        shown = preview.inner_html()
        title = page.locator('[data-place="preview-title"]').inner_text()

    assert FIELDS["title"] == title
    for written in ("<h2>带什么</h2>", "<li>手套</li>", "<strong>重点</strong>", "<td>摆桌子</td>"):
        assert written in shown
    assert 255 == colour[3]
    assert [] == heard.messages  # the page's policy had nothing to hold back


def test_frequent_mistakes_are_told_while_one_writes(browser: Browser, address: str) -> None:
    with open_form(browser, address) as page:
        fill(page, **{**FIELDS, "body": "报名打13800138000。\n又一段** 重点 **在这里。"})
        page.locator('[data-place="hints"] p').nth(1).wait_for()
        said = page.locator('[data-place="hints"] p').all_inner_texts()
        fill(page, body="又一段** 重点 **在这里。")  # with a number there is no file
        send(page)
        finished = page.locator('[data-place="output-said"]').inner_text()

    assert "手机号码" in said[0]
    assert "“读起来是这样”下面还有1处提醒，先看一看，能改的改好再送来。" == finished
    assert said[1].startswith("“又一段** 重点 **在这里…”：")


# ---------------------------------------------------------------- what is missing


def test_all_that_is_missing_is_said_at_once_with_a_way_to_each_field(
    browser: Browser, address: str
) -> None:
    with open_form(browser, address) as page:
        fill(page, column="commentary", reprinted=True, tags="一二三四五六七八九十一二三")
        fill(page, day="2026-11-24", title="长" * 65, name="Bad Name")
        send(page)
        faults = list_faults(page)
        focused = page.evaluate("document.activeElement.dataset.place")
        page.get_by_role("link", name="写上正文").click()
        reached = page.evaluate("document.activeElement.id")
        beside = page.locator("#fault-body").inner_text()
        fill(page, body="补上了。")
        left = list_faults(page)

    assert [
        "选所在地",
        "写上送来稿件的单位",
        "“文明评论”要署名，写上作者的名字或笔名",
        "标题有65个字，最多64个字",
        "日期晚于今天，选今天或以前的日子",
        "标签“一二三四五六七八九十一二三”太长，最多12个字",
        "写上正文",
        "写上最初发布的单位或媒体",
        "写上能打开原文的完整网址，以 https:// 或 http:// 开头",
        "文件名只用小写字母、数字和连字符，例如 book-swap",
    ] == faults
    assert ("faults", "field-body", "写上正文") == (focused, reached, beside)
    assert set(faults) - set(left) == {"写上正文"}


def test_the_office_follows_the_place_until_it_is_typed_by_hand(
    browser: Browser, address: str
) -> None:
    with open_form(browser, address) as page:
        office = page.locator("#field-office")
        fill(page, unit="lucheng")
        first = office.input_value()
        fill(page, unit="yueqing")
        second = office.input_value()
        fill(page, office="乐清市图书馆")
        fill(page, unit="ruian")
        third = office.input_value()
        fill(page, office="鹿城区文明办")
        send(page)
        faults = list_faults(page)

    assert ["鹿城区文明办", "乐清市文明办", "乐清市图书馆"] == [first, second, third]
    assert "供稿写的是鹿城区文明办，所在地选的是瑞安市，改成一致的" in faults


def test_a_column_of_organizations_offers_those_of_the_place(
    browser: Browser, address: str
) -> None:
    with open_form(browser, address) as page:
        fill(page, unit="lucheng", column="civilized-units")
        offered = page.locator("#field-organization option").all_inner_texts()
        fill(page, unit="taishun")
        said = page.locator('[data-place="column-said"]').inner_text()
        typed = page.locator("#field-office").is_visible()

    assert ["请选择单位", "示例单位三", "示例单位二"] == [offered[0], *sorted(offered[1:])]
    assert "还没有泰顺县的单位" in said
    assert typed


def test_counters_say_how_much_is_used_and_warn_of_a_long_title(
    browser: Browser, address: str
) -> None:
    with open_form(browser, address) as page:
        counter = page.locator('[data-count="title"]')
        said = []
        for length in (12, 33, 66):
            fill(page, title="字" * length)
            said.append(counter.inner_text())

    assert "12/64" == said[0]
    assert "33/64，超过32个字在微信列表里会被截断" == said[1]
    assert "66/64，多了2个字" == said[2]


# ---------------------------------------------------------------- draft


def test_a_draft_comes_back_and_can_be_cleared_and_brought_back(
    browser: Browser, address: str
) -> None:
    with open_form(browser, address) as page:
        fill(page, **FIELDS, author="一位志愿者")
        page.reload()
        said = page.locator('[data-place="draft-said"]').inner_text()
        restored = page.locator("#field-author").input_value()
        page.get_by_role("button", name="清除草稿").click()
        cleared = [page.locator(f"#field-{name}").input_value() for name in ("title", "body")]
        kept = page.evaluate("localStorage.getItem('draft')")
        page.get_by_role("button", name="恢复刚才清除的内容").click()
        back = page.locator("#field-title").input_value()
        again = json.loads(page.evaluate("localStorage.getItem('draft')"))

    assert "已恢复11月23日 12:30的草稿。图片没有存，要重选。" == said
    assert "一位志愿者" == restored
    assert (["", ""], None) == (cleared, kept)
    assert FIELDS["title"] == back == again["filled"]["title"]


def test_a_photo_chosen_again_for_a_draft_finds_its_place(browser: Browser, address: str) -> None:
    photo = {"name": "桌子.jpg", "mimeType": "image/jpeg", "buffer": make_phone_photo()}
    with open_form(browser, address) as page:
        fill(page, **FIELDS)
        name = add_picture(page, photo, "长桌上摆着旧书")
        page.reload()
        send(page)
        missing = page.locator('[data-place="output-said"]').inner_text()
        page.locator("#field-pictures").set_input_files(photo)  # type: ignore[arg-type]
        page.get_by_text("收下1张").wait_for()
        words = page.get_by_label("图里有什么").input_value()
        again = page.locator(".pictures-name").inner_text()

    assert f"正文里的图片 {name} 还没有选文件，要和稿件一起送来。" == missing
    assert (name, "长桌上摆着旧书") == (again, words)


@pytest.mark.parametrize(
    "kept",
    [
        "{",
        "[]",
        '{"filled": {"title": 7, "unit": "nowhere"}}',
        '{"moment": 1, "filled": {"title": 7, "unit": "nowhere"}}',
        '{"moment": 1e300, "filled": {}}',
        '{"moment": {}, "filled": {}}',
        "null",
    ],
)
def test_a_spoilt_draft_spoils_nothing(browser: Browser, address: str, kept: str) -> None:
    heard = Heard()
    script = f"localStorage.setItem('draft', {json.dumps(kept)})"
    with open_form(browser, address, heard=heard, script=script) as page:
        fill(page, **FIELDS)
        send(page)

        assert FIELDS["title"] in shown_text(page)
    assert [] == heard.messages


def test_where_storage_is_refused_it_is_said_and_all_else_works(
    browser: Browser, address: str
) -> None:
    script = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"
    heard = Heard()
    with open_form(browser, address, heard=heard, script=script) as page:
        said = page.locator('[data-place="draft-said"]').inner_text()
        fill(page, **FIELDS)
        send(page)

        assert "这个浏览器不让存草稿，离开本页以前请先复制或下载。" == said
        assert FIELDS["title"] in shown_text(page)
    assert [] == heard.messages


# ---------------------------------------------------------------- ways out

NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {value: undefined});"
NO_COMMAND = "document.execCommand = () => false;"


@pytest.mark.parametrize("lacking", ["", NO_CLIPBOARD, NO_CLIPBOARD + NO_COMMAND])
def test_the_text_is_copied_whole(browser: Browser, address: str, lacking: str) -> None:
    rights = ["clipboard-read", "clipboard-write"]
    with open_form(browser, address, script=lacking, permissions=rights) as page:
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
        other.goto(address.replace("write/", ""))
        copied = other.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n")

    assert text.strip() == copied.strip() != ""


def test_in_wechat_the_way_by_copying_is_said_instead_of_a_download(
    browser: Browser, address: str
) -> None:
    agent = "Mozilla/5.0 (Linux; Android 13) Chrome/107.0.0.0 Mobile MicroMessenger/8.0.40"
    with open_form(browser, address, user_agent=agent) as page:
        fill(page, **FIELDS)
        send(page)

        assert page.get_by_text("点“复制全文”，粘贴到和编辑的聊天里").is_visible()
        assert 0 == page.get_by_role("link", name="下载稿件文件").count()
        assert page.get_by_role("button", name="复制全文").is_visible()


def test_whatever_changes_takes_the_finished_file_away(browser: Browser, address: str) -> None:
    with open_form(browser, address) as page:
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


def test_where_the_city_has_none_no_host_is_spoken_of(browser: Browser, address: str) -> None:
    with open_form(browser, address) as page:
        fill(page, **FIELDS)
        send(page)

        assert "托管" not in page.locator('[data-place="output"]').inner_text()


# ---------------------------------------------------------------- for everybody


def test_the_page_says_what_to_do_without_script(browser: Browser, address: str) -> None:
    with open_form(browser, address, java_script_enabled=False) as page:
        assert page.get_by_role("link", name="下载Word模板").is_visible()
        assert "标题:\n栏目:" in page.locator("main pre code").inner_text()
        assert not page.get_by_role("button", name=SEND).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_form_has_an_accessibility_violation(
    browser: Browser, address: str, scheme: Any
) -> None:
    """Empty, with all that is missing, and finished."""
    axe = need_file(TOOLS / "axe-core" / "axe.min.js")
    found = []
    with open_form(browser, address, bypass_csp=True, color_scheme=scheme) as page:
        page.add_script_tag(path=axe)
        found += [("empty", each) for each in _run_axe(page)]
        send(page)
        found += [("missing", each) for each in _run_axe(page)]
        fill(page, **FIELDS, reprinted=True, source="来源", source_url="https://example.org/")
        photo = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": make_phone_photo()}
        fill(page, cover=add_picture(page, photo, "长桌"), cover_alt="长桌")
        send(page)
        page.get_by_text("看文件全文").click()
        found += [("finished", each) for each in _run_axe(page)]

    assert [] == found


def _run_axe(page: Page) -> list[str]:
    violations = page.evaluate(
        """async tags => (await axe.run({
             runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']
           })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`))
        """,
        AXE_TAGS,
    )
    found: list[str] = violations
    return found


def test_all_of_it_can_be_done_by_keyboard(browser: Browser, address: str) -> None:
    """Every control is reached in order and shows the focus; the file is asked for by Enter."""
    with open_form(browser, address) as page:
        fill(page, **FIELDS)
        page.locator("#field-unit").focus()
        seen, unseen = [], []
        for _ in range(60):
            name, width = page.evaluate(
                """() => {
                  const at = document.activeElement, style = getComputedStyle(at);
                  return [at.id || at.textContent.trim(),
                    style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)];
                }"""
            )
            seen.append(name)
            if width < 2:
                unseen.append(name)
            if name == SEND:
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        assert [] == unseen
        assert FIELDS["title"] in shown_text(page)
    order = ["field-column", "field-office", "field-author", "field-title", "field-day"]
    order += ["field-summary", "field-tags", "小标题", "链接", "field-body", "field-pictures"]
    order += ["field-reprinted", "field-ai_generated", "field-evergreen", "field-name", SEND]
    assert order == list(dict.fromkeys(name for name in seen if name in order))


def test_the_small_buttons_write_at_the_cursor(browser: Browser, address: str) -> None:
    with open_form(browser, address) as page:
        fill(page, body="带什么\n手套")
        body = page.locator("#field-body")
        body.evaluate("e => e.setSelectionRange(1, 1)")
        page.get_by_role("button", name="小标题").click()
        body.evaluate("e => e.setSelectionRange(e.value.length - 2, e.value.length)")
        page.get_by_role("button", name="重点").click()
        page.get_by_role("button", name="列表").click()

        assert "## 带什么\n- **手套**" == body.input_value()


@pytest.mark.parametrize("state", ["empty", "finished"])
def test_text_twice_as_large_stays_in_its_place(browser: Browser, address: str, state: str) -> None:
    """WCAG 2.2, 1.4.4: at 390 pixels nothing scrolls sideways."""
    with open_form(browser, address) as page:
        if state == "finished":
            fill(page, **FIELDS)
            photo = {"name": "长" * 30 + ".jpg", "mimeType": "", "buffer": make_phone_photo()}
            add_picture(page, photo, "长桌")
            send(page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        width = page.evaluate("document.documentElement.scrollWidth")
        small = page.evaluate(
            """tap => ['button', 'select', 'summary']
              .flatMap(name => Array.from(document.querySelectorAll(`main ${name}`)))
              .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < tap)
              .map(e => e.outerHTML)""",
            TAP,
        )

    assert 390 == width
    assert [] == small


def test_the_page_is_small_and_holds_nobodys_contact_data(site: Path) -> None:
    data = (site / "write" / "index.html").read_bytes()

    assert len(data) < 150_000
    assert [] == find_contacts(data.decode(), AllowedContacts())
