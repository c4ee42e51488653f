"""What the writing form says while one writes: how it will read, and what is missing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.made_pictures import make_phone_photo
from tests.writing_desk import FIELDS, TYPED, Heard, add_picture, fill, list_faults, open_form, send

pytestmark = pytest.mark.browser


# ---------------------------------------------------------------- how it will read


def test_the_preview_shows_the_text_as_the_file_will_have_it(
    browser: Browser, write_address: str
) -> None:
    heard = Heard()
    with open_form(browser, write_address, heard=heard) as page:
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


def test_frequent_mistakes_are_told_while_one_writes(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
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
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
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
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
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
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
        fill(page, unit="lucheng", column="civilized-units")
        offered = page.locator("#field-organization option").all_inner_texts()
        fill(page, unit="taishun")
        said = page.locator('[data-place="column-said"]').inner_text()
        typed = page.locator("#field-office").is_visible()

    assert ["请选择单位", "示例单位三", "示例单位二"] == [offered[0], *sorted(offered[1:])]
    assert "还没有泰顺县的单位" in said
    assert typed


def test_counters_say_how_much_is_used_and_warn_of_a_long_title(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
        counter = page.locator('[data-count="title"]')
        said = []
        for length in (12, 33, 66):
            fill(page, title="字" * length)
            said.append(counter.inner_text())

    assert "12/64" == said[0]
    assert "33/64，超过32个字在微信列表里会被截断" == said[1]
    assert "66/64，多了2个字" == said[2]
