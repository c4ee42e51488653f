"""The writing form for one who has it before him for the first time: nothing is lost unsaid."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.made_pictures import make_phone_photo, make_view, save
from tests.writing_desk import FIELDS, add_picture, fill, open_form, send, shown_text

pytestmark = pytest.mark.browser

WECHAT = "Mozilla/5.0 (Linux; Android 13) Chrome/107.0.0.0 Mobile MicroMessenger/8.0.40"
DESK = {"width": 1280, "height": 900}


def _photo(name: str, data: bytes = b"") -> dict[str, object]:
    return {"name": name, "mimeType": "image/jpeg", "buffer": data or make_phone_photo()}


def _choose(page: Page, *photos: dict[str, object]) -> str:
    """Choose photos; return what the page says of them when it has dealt with all."""
    said = page.locator('[data-place="pictures-said"]')
    page.locator("#field-pictures").set_input_files(list(photos))  # type: ignore[arg-type]
    said.filter(has_text="。").wait_for()
    return said.inner_text()


# ---------------------------------------------------------------- pictures


def test_a_picture_cuts_no_sentence_in_two(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        page.locator("#field-body").evaluate("e => e.setSelectionRange(3, 3)")
        first = add_picture(page, _photo("a.jpg"), "桌子")
        second = add_picture(page, _photo("b.jpg", save(make_view(64, 48), "JPEG")), "椅子")
        send(page)
        body = shown_text(page).split("---\n", 2)[2].strip()

    lines = ["第一段说事情本身。", f"![桌子]({first})", f"![椅子]({second})", "第二段接着说。"]
    assert "\n\n".join(lines) == body


def test_a_picture_that_nobody_will_see_is_named(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        _choose(page, _photo("a.jpg"))
        send(page)
        said = page.locator('[data-place="output-said"]').inner_text()

        assert not page.locator('[data-place="output-pictures"]').is_visible()
    assert said.startswith("图片 1123-a.jpg 没有放进正文，也不是题图，读者看不到。")


def test_what_was_taken_is_told_beside_what_was_not(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
        said = _choose(page, _photo("a.jpg"), _photo("b.jpg", b"no picture"))
        again = _choose(page, _photo("c.jpg"))

    assert said.startswith("“b.jpg”不是能用的图片")
    assert said.endswith("收下1张。写好说明，再放进正文。")
    assert "收下1张。写好说明，再放进正文。" == again


def test_the_same_photo_is_taken_once(browser: Browser, write_address: str, tmp_path: Path) -> None:
    file = tmp_path / "a.jpg"
    file.write_bytes(make_phone_photo())
    with open_form(browser, write_address) as page:
        page.locator("#field-pictures").set_input_files(file)
        page.get_by_text("收下1张").wait_for()
        page.locator("#field-pictures").set_input_files(file)
        page.get_by_text("“a.jpg”已经收下了，不用再选。").wait_for()

        assert 1 == page.locator(".pictures-item").count()


def test_words_said_of_a_picture_are_not_asked_for_again(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
        first = add_picture(page, _photo("a.jpg"), "桌子")
        second = add_picture(page, _photo("b.jpg", save(make_view(64, 48), "JPEG")), "椅子")
        said = []
        for name in (first, second):
            fill(page, cover=name)
            said.append(page.locator("#field-cover_alt").input_value())
        fill(page, cover_alt="另外的话")
        fill(page, cover=first)
        own = page.locator("#field-cover_alt").input_value()

    assert (["桌子", "椅子"], "另外的话") == (said, own)


def test_what_stands_beside_each_picture_says_which_it_belongs_to(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
        name = add_picture(page, _photo("a.jpg"), "桌子")
        item = page.locator(".pictures-item")
        described = item.locator("input, button").evaluate_all(
            "all => all.map(e => document.getElementById(e.getAttribute('aria-describedby'))"
            ".textContent)"
        )

    assert [name] * 3 == described


# ---------------------------------------------------------------- what happens next


def test_who_opens_it_in_wechat_hears_before_writing_what_will_not_work(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address, user_agent=WECHAT) as page:
        first = page.locator('[data-place="wechat-first"]').is_visible()
        fill(page, **FIELDS)
        name = add_picture(page, _photo("a.jpg"), "长桌")
        send(page)
        pictures = page.locator('[data-place="output-pictures"]').inner_text()
    with open_form(browser, write_address) as page:
        elsewhere = page.locator('[data-place="wechat-first"]').is_visible()

    assert (True, False) == (first, elsewhere)
    assert f"{name}：长桌" in pictures
    assert "从相册里发" in pictures
    assert "不要再改名字" not in pictures


@pytest.mark.parametrize("name", ["title", "summary", "author", "body"])
def test_contact_data_of_people_comes_into_no_file(
    browser: Browser, write_address: str, name: str
) -> None:
    """The check would not let it pass, so the form does not hand it out."""
    number = "139" + "0000" + "1234"
    with open_form(browser, write_address) as page:
        fill(page, **{**FIELDS, name: f"报名请打{number}"})
        send(page)

        assert ["写着手机号码“139****1234”。删去它；单位对外公布的，请市级编辑登记"] == (
            page.locator('[data-place="faults-list"] a').all_inner_texts()
        )
        assert page.locator('[data-place="output"]').is_hidden()


def test_a_finished_file_is_not_taken_for_one_that_was_sent(
    browser: Browser, write_address: str
) -> None:
    """And who shares the device finds the way to clear the draft."""
    with open_form(browser, write_address) as page:
        fill(page, **FIELDS)
        send(page)
        title = page.locator("#output").inner_text()
        page.get_by_role("link", name="清除草稿").click()
        reached = page.evaluate("document.activeElement.id")

    assert ("稿件写好了，还没有送出", "draft") == (title, reached)


def test_enter_in_a_line_asks_for_nothing(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
        page.locator("#field-title").press("Enter")

        assert not page.locator('[data-place="faults"]').is_visible()


def test_a_second_window_says_that_there_is_one_draft(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
        other = page.context.new_page()
        other.goto(write_address)
        fill(other, **FIELDS)
        other.close()
        page.get_by_text("另一个窗口也在写。").wait_for()


def test_what_was_cleared_outlives_a_second_tap_and_what_is_written_after(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address) as page:
        body = page.locator("#field-body")
        fill(page, body="写了很久。")
        _choose(page, _photo("a.jpg"))
        page.get_by_role("button", name="清除草稿").dblclick()
        fill(page, body="又写的。")
        page.get_by_role("button", name="恢复刚才清除的内容").click()
        back = (body.input_value(), page.locator(".pictures-item").count())
        page.get_by_role("button", name="换回清除以后写的内容").click()
        after = (body.input_value(), page.locator(".pictures-item").count())

    assert ("写了很久。", 1) == back
    assert ("又写的。", 0) == after


# ---------------------------------------------------------------- read and heard


def test_a_hint_is_read_aloud_once(browser: Browser, write_address: str) -> None:
    """Typing on changes nothing in what a screen reader announces."""
    with open_form(browser, write_address) as page:
        fill(page, **{**FIELDS, "body": "一段** 重点 **在这里。"})
        hint = page.locator('[data-place="hints"] p').first
        hint.wait_for()
        hint.evaluate("e => { e.dataset.mark = 'same'; }")
        fill(page, body="一段** 重点 **在这里。\n又一段。")
        page.locator('[data-place="preview"]').get_by_text("又一段。").wait_for()

        assert "same" == hint.get_attribute("data-mark")


def test_on_a_desk_the_preview_stands_beside_the_text_and_stays(
    browser: Browser, write_address: str
) -> None:
    with open_form(browser, write_address, viewport=DESK) as page:
        fill(page, **{**FIELDS, "body": "一段话。\n" * 200})
        page.locator('[data-place="preview"]').get_by_text("一段话。").first.wait_for()
        page.locator("#field-body").scroll_into_view_if_needed()
        body = page.locator("#field-body").bounding_box()
        preview = page.locator('[data-place="preview-part"]').bounding_box()

    assert body and preview
    assert preview["x"] >= body["x"] + body["width"]
    assert 0 <= preview["y"] and preview["y"] + preview["height"] <= DESK["height"]
