"""A site with the browser editor, and the editor's own words for finding one's way in it."""

from __future__ import annotations

import base64
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Locator, Page

from plugins.editor.plugin import PACKAGE
from tests.support import ROOT, miss

OPENED = ROOT / "tests" / "opened_repository.js"
MORNING = "2026-11-23T09:00:00+08:00"
"""The tests' day (tests/support.py), as the writer's browser has it."""

REPOSITORY = """
[repository]
host = "{host}"
address = "{address}"
owners = ["@wenming/city"]
"""
ADDRESSES = {
    "github": "https://github.com/wenming/matrix",
    "gitea": "https://code.example/wenming/matrix",
    "gitee": "https://gitee.com/wenming/matrix",
}


def lay_repository(folder: Path, host: str = "github", added: str = "") -> Path:
    """Return a repository in ``folder`` with the sample content, which names its ``host``."""
    content = folder / "content"
    shutil.copytree(ROOT / "content", content)
    site = content / "data" / "site.toml"
    table = REPOSITORY.format(host=host, address=ADDRESSES[host]) + added
    site.write_text(site.read_text("utf-8") + table, "utf-8")
    return content


def need_library() -> None:
    """Without the editor's library the test is skipped, or fails on CI."""
    if not PACKAGE.is_dir():
        miss("没有装在线编辑器的程序，先运行 invoke editor")


@dataclass
class Writer:
    """Somebody who writes in the editor, with a folder of texts opened in it."""

    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Open the editor, lay the sample's articles into its folder, and choose that folder."""
        self.page.goto(address)
        folder = ROOT / "content" / "articles"
        texts = {
            path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
            for path in folder.rglob("*.md")
        }
        self.page.evaluate("texts => layRepository(texts)", texts)
        self.page.get_by_role("button", name="使用本地仓库").click()
        self.page.wait_for_url("**/admin/#/collections**")

    def go(self, place: str) -> None:
        """Open a place of the editor's own."""
        self.page.evaluate("place => { location.hash = place; }", place)

    def find(self, name: str) -> Locator:
        """Return a field; those far below are drawn once the writer comes near."""
        found = self.page.locator(f'section.field[data-key-path="{name}"]')
        pane = self.page.locator("section.field").first
        for _ in range(60):
            if found.count():
                break
            pane.hover()
            self.page.mouse.wheel(0, 200)
            self.page.wait_for_timeout(50)
            pane = self.page.locator("section.field").last
        found.scroll_into_view_if_needed()
        return found

    def fill(self, name: str, text: str) -> None:
        """Write into a field of one line, or of several."""
        self.find(name).locator("input, textarea").first.fill(text)

    def choose(self, name: str, option: str) -> None:
        """Choose from a list, or from what stands side by side."""
        asked = self.find(name)
        if asked.get_by_role("combobox").count():
            asked.get_by_role("combobox").click()
            self.page.get_by_role("option", name=option).click()
        else:
            asked.get_by_role("radio", name=option, exact=True).click()

    def put_picture(self, picture: Path) -> None:
        """Choose a picture from the device in the window that is open, and take it."""
        window = self.page.locator("dialog[open]")
        with self.page.expect_file_chooser() as chosen:
            window.get_by_role("button", name="上传").click()
        chosen.value.set_files(picture)
        window.get_by_role("button", name="插入").click()
        window.wait_for(state="detached")

    def save(self) -> None:
        """Save, and wait until the editor has closed."""
        self.page.get_by_role("button", name="保存", exact=True).click()
        self.page.locator("section.field").first.wait_for(state="detached")

    def read(self) -> dict[str, bytes]:
        """Return all files of the folder, by path."""
        found = self.page.evaluate("() => readRepository()")
        return {path: base64.b64decode(data) for path, data in found.items()}


def sit_down(context: BrowserContext, seconds: int) -> Writer:
    """Return a writer at a fresh page, who hears what it says and sees what it asks for."""
    context.set_default_timeout(seconds * 1000)
    context.add_init_script(path=OPENED)
    page = context.new_page()
    page.clock.set_fixed_time(MORNING)
    writer = Writer(page)
    page.on("console", lambda message: writer.said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: writer.said.append(f"error: {error}"))
    page.on("request", lambda request: writer.asked.append(request.url))
    return writer
