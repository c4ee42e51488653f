"""The writing form without script, without a mouse, in large text, by a screen reader."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.made_pictures import make_phone_photo
from tests.support import TOOLS, need_file
from tests.writing_desk import FIELDS, SEND, add_picture, fill, open_form, send, shown_text

pytestmark = pytest.mark.browser

AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
TAP = 44


def test_the_page_says_what_to_do_without_script(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address, java_script_enabled=False) as page:
        assert page.get_by_role("link", name="下载Word模板").is_visible()
        assert "标题:\n栏目:" in page.locator("main pre code").inner_text()
        assert not page.get_by_role("button", name=SEND).is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_of_the_form_has_an_accessibility_violation(
    browser: Browser, write_address: str, scheme: Any
) -> None:
    """Empty, with all that is missing, and finished."""
    axe = need_file(TOOLS / "axe-core" / "axe.min.js")
    found = []
    with open_form(browser, write_address, bypass_csp=True, color_scheme=scheme) as page:
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


def test_all_of_it_can_be_done_by_keyboard(browser: Browser, write_address: str) -> None:
    """Every control is reached in order and shows the focus; the file is asked for by Enter."""
    with open_form(browser, write_address) as page:
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


def test_the_small_buttons_write_at_the_cursor(browser: Browser, write_address: str) -> None:
    with open_form(browser, write_address) as page:
        fill(page, body="带什么\n手套")
        body = page.locator("#field-body")
        body.evaluate("e => e.setSelectionRange(1, 1)")
        page.get_by_role("button", name="小标题").click()
        body.evaluate("e => e.setSelectionRange(e.value.length - 2, e.value.length)")
        page.get_by_role("button", name="重点").click()
        page.get_by_role("button", name="列表").click()

        assert "## 带什么\n- **手套**" == body.input_value()


@pytest.mark.parametrize("state", ["empty", "finished"])
def test_text_twice_as_large_stays_in_its_place(
    browser: Browser, write_address: str, state: str
) -> None:
    """WCAG 2.2, 1.4.4: at 390 pixels nothing scrolls sideways."""
    with open_form(browser, write_address) as page:
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
