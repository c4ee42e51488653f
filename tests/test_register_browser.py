"""The registration form filled in Chromium: nothing leaves the device, and all can use it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from plugins.contacts.allowed import AllowedContacts
from plugins.contacts.finding import find_contacts
from tests.loopback import serve
from tests.registration_sheets import list_cells, make_people, number_mobile, read_sheet
from tests.site_pages import read_pages, resolve, sample_registry
from tests.support import TOOLS, need_file
from tests.writing_desk import Heard, download, list_faults, open_form

pytestmark = pytest.mark.browser

PATH = "register/index.html"
SEND = "生成登记表"
PEOPLE = make_people(leaders=1, liaisons=2, commentators=4, volunteers=30)
COUNTS = "lucheng,2026-11-23,1,2,4,30"
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAP = 44


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with serve(site) as origin:
        yield f"{origin}/{PATH}"


def fill_all(page: Page) -> None:
    """Fill the form as somebody with a list does: the unit chosen, the block pasted."""
    page.locator("#field-unit").select_option("lucheng")
    page.locator("#field-block").fill("\n".join("\t".join(row) for row in PEOPLE))
    page.get_by_role("button", name="填进下面的表").click()


def send(page: Page) -> None:
    page.get_by_role("button", name=SEND).click()


def cell(page: Page, group: str, label: str) -> Any:
    """Return the field called ``label`` on the card of, say, 联络员第1位."""
    return page.get_by_role("group", name=group, exact=True).get_by_label(label)


KEPT = """async () => [Object.keys(localStorage), Object.keys(sessionStorage),
  (await indexedDB.databases()).length, self.caches ? (await caches.keys()).length : 0]"""


@pytest.mark.parametrize("place", ["served", "from-disk"])
def test_nothing_is_sent_and_nothing_is_kept_through_the_whole_filling(
    browser: Browser, site: Path, address: str, tmp_path: Path, place: str
) -> None:
    heard = Heard()
    start = address if place == "served" else (site / PATH).as_uri()
    with open_form(browser, start, heard=heard) as page:
        page.wait_for_load_state("networkidle")
        loaded, title = len(heard.requests), page.title()
        page.context.set_offline(True)
        fill_all(page)
        cell(page, "联络员第1位", "微信号").fill("example_id")
        send(page)
        sheet = download(page, "下载表格", tmp_path)
        table = download(page, "下载CSV", tmp_path)
        page.get_by_role("button", name="复制这一行").click()
        page.clock.run_for(2000)
        kept, cookies = page.evaluate(KEPT), page.context.cookies()
        counts = page.locator('[data-place="counts"]').inner_text()
        told = (page.title(), page.url)

    wanted = [list(row) for row in PEOPLE]
    wanted[1][4] = "example_id"
    later = [url for url in heard.requests[loaded:] if not url.startswith("blob:")]
    assert [] == later
    assert [] == heard.messages
    assert ([[], [], 0, 0], []) == (kept, cookies)
    assert (title, start) == told
    assert "登记表-鹿城区-2026-11-23.xlsx" == sheet.name
    assert COUNTS == counts
    for path in (sheet, table):
        assert wanted == list_cells(read_sheet(path.read_bytes()).people)


def test_a_draft_is_kept_only_while_it_is_asked_for(browser: Browser, address: str) -> None:
    stored = "localStorage.getItem('register-draft')"
    with open_form(browser, address) as page:
        page.on("dialog", lambda dialog: dialog.accept())
        fill_all(page)
        page.clock.run_for(2000)
        before = page.evaluate(stored)
        page.get_by_label("在这台设备上留一份草稿").check()
        asked = page.evaluate(stored)
        page.reload()
        restored = cell(page, "志愿者第30位", "姓名").input_value()
        page.get_by_label("在这台设备上留一份草稿").uncheck()
        after = page.evaluate(KEPT)

    assert None is before
    assert number_mobile(0) in asked
    assert PEOPLE[-1][1] == restored
    assert [[], [], 0, 0] == after


def test_a_draft_of_eight_days_is_removed_and_one_that_is_cleared_comes_back_when_asked(
    browser: Browser, address: str
) -> None:
    with open_form(browser, address) as page:
        page.on("dialog", lambda dialog: dialog.accept())
        fill_all(page)
        page.get_by_label("在这台设备上留一份草稿").check()
        page.get_by_role("button", name="清空").click()
        cleared = (page.evaluate(KEPT)[0], cell(page, "领导第1位", "姓名").input_value())
        page.get_by_role("button", name="恢复刚才清空的内容").click()
        back = cell(page, "领导第1位", "姓名").input_value()
        page.get_by_label("在这台设备上留一份草稿").check()
        page.clock.run_for(8 * 24 * 3600 * 1000)
        page.reload()
        old = page.evaluate(KEPT)[0]
        said = page.locator('[data-place="draft-said"]').inner_text()

    assert ([], "") == cleared
    assert PEOPLE[0][1] == back
    assert [] == old
    assert "上次的草稿已经放了7天，删掉了。" == said


def test_faults_are_told_under_the_field_and_all_of_them_when_asked(
    browser: Browser, address: str
) -> None:
    with open_form(browser, address) as page:
        mobile = cell(page, "联络员第1位", "手机")
        mobile.fill("1390000")
        mobile.press("Tab")
        page.clock.run_for(400)
        told = page.locator(f"#{mobile.get_attribute('aria-describedby')}").inner_text()
        first = list_faults(page)
        send(page)
        focus = page.evaluate("document.activeElement.dataset.place")
        faults = list_faults(page)
        page.get_by_role("link", name="联络员第1位：写上姓名").click()
        at = page.evaluate("document.activeElement.id")
        wanted = cell(page, "联络员第1位", "姓名").get_attribute("id")
        mobile.fill(f"+86 {number_mobile(7)}")
        mobile.press("Tab")
        shown = mobile.input_value()

    assert "手机号码要11位数字，以13到19开头" == told
    assert [] == first
    assert "faults" == focus
    assert [
        "选填报单位", "领导至少填1位，还没有填", "联络员第1位：写上姓名",
        f"联络员第1位：{told}", "评论员要填3到5位，还没有填",
    ] == faults  # fmt: skip
    assert wanted == at
    assert f"{number_mobile(7)[:3]} {number_mobile(7)[3:7]} {number_mobile(7)[7:]}" == shown


def test_rows_come_and_go_and_the_focus_goes_with_them(browser: Browser, address: str) -> None:
    focused = "document.activeElement.closest('[role=group]').getAttribute('aria-label')"
    with open_form(browser, address) as page:
        page.get_by_role("button", name="再加一位志愿者").click()
        added = page.evaluate(focused)
        page.keyboard.type("示例甲")
        page.get_by_role("button", name="删去志愿者第2位").click()
        after = page.evaluate(focused)
        page.get_by_role("button", name="恢复刚才删去的").click()
        back = cell(page, "志愿者第2位", "姓名").input_value()
        page.get_by_role("button", name="删去领导第1位").click()

        assert ("志愿者第2位", "志愿者第1位", "示例甲") == (added, after, back)
        assert 1 == page.get_by_role("group", name="领导第1位").count()


def test_a_column_pasted_into_a_field_goes_down_from_there(browser: Browser, address: str) -> None:
    with open_form(browser, address) as page:
        field = cell(page, "评论员第1位", "手机")
        field.evaluate(
            """(field, text) => {
                 const data = new DataTransfer();
                 data.setData("text/plain", text);
                 field.dispatchEvent(new ClipboardEvent("paste",
                   {clipboardData: data, bubbles: true, cancelable: true}));
               }""",
            "\n".join(number_mobile(n) for n in range(4)),
        )
        values = [cell(page, f"评论员第{n}位", "手机").input_value() for n in range(1, 5)]

    assert [number_mobile(n) for n in range(4)] == [value.replace(" ", "") for value in values]


def test_in_wechat_the_table_can_be_copied_and_it_says_so(browser: Browser, address: str) -> None:
    with open_form(browser, address, user_agent="Mozilla/5.0 MicroMessenger/8.0") as page:
        first = page.get_by_text("在微信里填，填好只能复制").is_visible()
        fill_all(page)
        send(page)

        assert first
        assert page.get_by_text("微信里不能下载，也不能打印").is_visible()
        assert 0 == page.get_by_role("link", name="下载表格").count()
        assert page.get_by_role("button", name="复制全表").is_visible()


def test_paper_shows_the_table_alone_and_a_change_takes_it_away(
    browser: Browser, address: str
) -> None:
    shown = """() => Array.from(document.querySelectorAll('body > *, main > *'))
      .filter(e => !e.matches('main') && e.checkVisibility()).map(e => e.className)"""
    with open_form(browser, address) as page:
        fill_all(page)
        send(page)
        page.emulate_media(media="print")
        paper = page.evaluate(shown)
        rows = page.locator(".register-table tbody tr").count()
        head = page.locator(".register-table thead").evaluate("e => getComputedStyle(e).display")
        words = page.locator(".register-sheet").inner_text()
        page.emulate_media(media="screen")
        cell(page, "领导第1位", "单位").fill("某局")
        left = page.locator(".register-table tbody").count()

    assert ["register-sheet"] == paper
    assert (len(PEOPLE) + 4, "table-header-group") == (rows, head)
    assert all(each in words for each in ("鹿城区", "志愿者（30人）", "填报单位（盖章）", "填表人"))
    assert 0 == left


def test_without_script_the_page_leads_to_the_blank_sheets(
    browser: Browser, address: str, site: Path
) -> None:
    links = {link.text: resolve(PATH, link.get("href")) for link in read_pages(site)[PATH].all("a")}
    with open_form(browser, address, java_script_enabled=False) as page:
        assert page.get_by_role("link", name="下载空白表格").is_visible()
        assert not page.get_by_role("button", name=SEND).is_visible()
    for name in ("下载空白表格", "下载Word空白表"):
        found = links[name]
        assert found
        assert (site / found[0]).is_file()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_form_has_an_accessibility_violation(
    browser: Browser, address: str, scheme: Any
) -> None:
    """Empty, with all that is missing, and finished."""
    axe = need_file(TOOLS / "axe-core" / "axe.min.js")
    found = []
    with open_form(browser, address, bypass_csp=True, color_scheme=scheme) as page:
        page.add_script_tag(path=axe)
        for state, act in (("empty", None), ("missing", send), ("filled", fill_all)):
            if act:
                act(page)
            if state == "filled":
                send(page)
            found += [(state, each) for each in _run_axe(page)]

    assert [] == found


def _run_axe(page: Page) -> list[str]:
    violations: list[str] = page.evaluate(
        """async tags => (await axe.run({
             runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']
           })).violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html} ${n.failureSummary}`))
        """,
        AXE_TAGS,
    )
    return violations


def test_all_of_it_can_be_done_by_keyboard(browser: Browser, address: str) -> None:
    with open_form(browser, address) as page:
        fill_all(page)
        page.locator("#field-unit").focus()
        unseen = []
        for _ in range(400):
            name, width = page.evaluate(
                """() => {
                  const at = document.activeElement, style = getComputedStyle(at);
                  return [at.textContent.trim(),
                    style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)];
                }"""
            )
            unseen += [name] * (width < 2)
            if name == SEND:
                break
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        assert [] == unseen
        assert COUNTS == page.locator('[data-place="counts"]').inner_text()


@pytest.mark.parametrize("width", [390, 1280])
def test_text_twice_as_large_stays_in_its_place(browser: Browser, address: str, width: int) -> None:
    """WCAG 2.2, 1.4.4: nothing scrolls sideways; what is tapped is large enough."""
    with open_form(browser, address, viewport={"width": width, "height": 844}) as page:
        fill_all(page)
        send(page)
        small = page.evaluate(
            """tap => Array.from(document.querySelectorAll('main :is(button, select, summary)'))
              .filter(e => e.checkVisibility() && e.getBoundingClientRect().height < tap)
              .map(e => e.outerHTML)""",
            TAP,
        )
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        wide = page.evaluate("document.documentElement.scrollWidth")

    assert [] == small
    assert width == wide


def test_readers_find_the_form_and_it_holds_nobodys_contact_data(site: Path) -> None:
    pages = read_pages(site)
    data = (site / PATH).read_bytes()
    choices = [option.text for option in pages[PATH].all("option")][: len(sample_registry().units)]

    words = [a.text for a in pages["index.html"].all("a")
             if resolve("index.html", a.get("href")) == (PATH, "")]  # fmt: skip
    assert ["登记表"] == words
    assert ["请选择", *(unit.name for unit in sample_registry().units)][: len(choices)] == choices
    assert len(data) < 100_000
    assert [] == find_contacts(data.decode(), AllowedContacts())
