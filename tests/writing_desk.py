"""The writing form in Chromium on a phone: opened, filled in, and what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

PHONE = {"width": 390, "height": 844}
SECONDS = 20
NOON = "2026-11-23T12:30:00+08:00"
"""Noon of the tests' day (tests/support.py)."""

SEND = "生成稿件文件"

TYPED = (
    "　　第一段这样开头，前面空两格。  \r\n　　第二段，有**重点**。\r\n\r\n\r\n"
    "＃ 带什么\n请带好这些：\n- 手套\n- 自带的水\n回来以后洗手。\n\n"
    "| 时间 | 做什么 |\n| --- | --- |\n| 九点 | 摆桌子 |\n散场以后收好。\n＞ 书要传着看。\n"
)
"""A body with what people's fingers do."""

FIELDS = {
    "unit": "lucheng",
    "column": "volunteer",
    "title": "周六上午的旧书交换",
    "body": "第一段说事情本身。\n第二段接着说。",
}
"""What an article of most columns can do with."""


@dataclass
class Heard:
    """What a page asked for and complained of."""

    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)


@contextmanager
def open_form(
    browser: Browser,
    address: str,
    *,
    heard: Heard | None = None,
    script: str = "",
    moment: str = NOON,
    **options: Any,
) -> Iterator[Page]:
    """Open the form at ``address`` on the tests' day; ``script`` takes something away."""
    context = browser.new_context(
        **{"viewport": PHONE, "reduced_motion": "reduce", "accept_downloads": True, **options}
    )
    context.set_default_timeout(SECONDS * 1000)
    page = context.new_page()
    page.clock.install(time=datetime.fromisoformat(moment))
    if script:
        page.add_init_script(script)
    if heard is not None:
        page.on("request", lambda request: heard.requests.append(request.url))
        page.on("console", lambda message: heard.messages.append(message.text))
        page.on("pageerror", lambda error: heard.messages.append(str(error)))
    page.goto(address)
    yield page
    context.close()


def fill(page: Page, **fields: str | bool) -> None:
    """Fill in fields by their names, as a person does: choices chosen, boxes ticked."""
    for name, value in fields.items():
        control = page.locator(f"#field-{name}")
        if isinstance(value, bool):
            control.set_checked(value)
        elif control.evaluate("e => e.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)


def add_picture(page: Page, file: Path | Mapping[str, Any], words: str) -> str:
    """Choose a picture, describe it, put it into the text; return the name it was given."""
    page.locator("#field-pictures").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_text("收下1张").wait_for()
    item = page.locator(".pictures-item").last
    item.get_by_label("图里有什么").fill(words)
    item.get_by_role("button", name="放进正文").click()
    return item.locator(".pictures-name").inner_text()


def send(page: Page) -> None:
    """Ask for the finished file."""
    page.get_by_role("button", name=SEND).click()


def shown_text(page: Page) -> str:
    """Return the finished file as the page shows it; empty where there is none."""
    if not page.locator('[data-place="output"]').is_visible():
        return ""
    return page.locator('[data-place="output-text"]').text_content() or ""


def list_faults(page: Page) -> list[str]:
    """Return what the page says is missing."""
    return page.locator(".faults-link").all_inner_texts()


def download(page: Page, name: str, folder: Path) -> Path:
    """Save what the link called ``name`` offers under its own name; return where it lies."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path
