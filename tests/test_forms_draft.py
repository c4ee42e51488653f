"""The draft that the writing form keeps on the device."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Browser

from tests.made_pictures import make_phone_photo
from tests.writing_desk import FIELDS, Heard, add_picture, fill, open_form, send, shown_text

pytestmark = pytest.mark.browser


def test_a_draft_comes_back_and_can_be_cleared_and_brought_back(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
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


def test_a_photo_chosen_again_for_a_draft_finds_its_place(
    browser: Browser, write_address: str
) -> None:
    photo = {"name": "桌子.jpg", "mimeType": "image/jpeg", "buffer": make_phone_photo()}
    with open_form(browser, write_address) as page:
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
def test_a_spoilt_draft_spoils_nothing(browser: Browser, write_address: str, kept: str) -> None:
    heard = Heard()
    script = f"localStorage.setItem('draft', {json.dumps(kept)})"
    with open_form(browser, write_address, heard=heard, script=script) as page:
        fill(page, **FIELDS)
        send(page)

        assert FIELDS["title"] in shown_text(page)
    assert [] == heard.messages


def test_where_storage_is_refused_it_is_said_and_all_else_works(
    browser: Browser, write_address: str
) -> None:
    script = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('refused') }})"
    heard = Heard()
    with open_form(browser, write_address, heard=heard, script=script) as page:
        said = page.locator('[data-place="draft-said"]').inner_text()
        fill(page, **FIELDS)
        send(page)

        assert "这个浏览器不让存草稿，离开本页以前请先复制或下载。" == said
        assert FIELDS["title"] in shown_text(page)
    assert [] == heard.messages
